// atomic_*, atom_* and the C11 forms with memory order and scope, on 32 and 64 bits.
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Analysis/ValueTracking.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

#include "translator/passes/builtins/expander.h"
#include "translator/passes/builtins/memory_order.h"

namespace kiln::translator::builtins {
namespace {

using llvm::AtomicOrdering;
using llvm::AtomicRMWInst;

bool IsC11(llvm::StringRef name) {
  return name.contains("_fetch_") || name.contains("_flag_") || name.contains("exchange") ||
         name.starts_with("atomic_load") || name.starts_with("atomic_store");
}

// The memory that a pointer is known to lead to, as flags of a fence.
std::uint32_t MemoryBehind(const llvm::Value* pointer) {
  switch (llvm::getUnderlyingObject(pointer)->getType()->getPointerAddressSpace()) {
    case 0:
      return 0;  // private: nobody else sees it
    case 1:
      return kGlobalMemory;
    case 3:
      return kLocalMemory;
    default:
      return kGlobalMemory | kLocalMemory;
  }
}

class AtomicExpansion {
 public:
  AtomicExpansion(Expander& expander, Call& call)
      : e_(expander), b_(expander.builder()), call_(call), pointer_(call.Argument(0)), pointee_(call.Type(0)) {
    const OrderArguments arguments = FindOrderArguments(call);
    ordering_ =
        arguments.order.value_or(IsC11(call.name) ? AtomicOrdering::SequentiallyConsistent : AtomicOrdering::Monotonic);
    failure_ = arguments.failure.value_or(llvm::AtomicCmpXchgInst::getStrongestFailureOrdering(ordering_));
    if (arguments.is_work_group.value_or(false)) {
      scope_ = b_.getContext().getOrInsertSyncScopeID("workgroup");
      fence_scope_ = kWorkGroupScope;
    }
  }

  llvm::Value* Expand(std::string& reason) {
    llvm::StringRef name = call_.name;
    name.consume_back("_explicit");
    if (!name.consume_front("atomic_")) {
      name.consume_front("atom_");
    }
    if (pointee_.bits != 32 && pointee_.bits != 64) {
      reason = "there are no atomic operations on " + std::to_string(pointee_.bits) + "-bit values";
      return nullptr;
    }
    if (name == "init") {
      b_.CreateAlignedStore(call_.Argument(1), pointer_, Alignment());
      return call_.instruction;
    }
    if (pointee_.bits == 64 && !e_.profile().int64_atomics) {
      reason = e_.profile().name + " has no 64-bit atomics; use 32-bit ones";
      return nullptr;
    }
    element_ = b_.getIntNTy(pointee_.bits);
    FenceBefore();
    llvm::Value* result = Access(name);
    if (result != nullptr) {
      FenceAfter();
    }
    return result;
  }

 private:
  llvm::Value* Access(llvm::StringRef name) {
    if (name == "load") {
      return FromBits(Load());
    }
    if (name == "store" || name == "flag_clear") {
      Store(name == "store" ? ToBits(call_.Argument(1)) : e_.Int(0));
      return call_.instruction;
    }
    if (name == "flag_test_and_set") {
      return b_.CreateICmpNE(Update(AtomicRMWInst::Xchg, e_.Int(1)), e_.Int(0));
    }
    if (name == "xchg" || name == "exchange") {
      return FromBits(Update(AtomicRMWInst::Xchg, ToBits(call_.Argument(1))));
    }
    if (name.starts_with("compare_exchange_")) {
      return CompareExchange();
    }
    if (name == "cmpxchg" && !pointee_.IsFloat()) {
      return b_.CreateExtractValue(CompareAndSwap(call_.Argument(1), call_.Argument(2)), 0);
    }
    const bool is_fetch = name.consume_front("fetch_");
    if (!pointee_.IsFloat()) {
      return Arithmetic(name);
    }
    return is_fetch ? FloatArithmetic(name) : nullptr;
  }

  // ---- Order. The instruction itself is at most acquire-release; see memory_order.h.
  void Fence(AtomicOrdering ordering) {
    const auto order = FenceOrderOf(ordering);
    const std::uint32_t memory = MemoryBehind(pointer_);
    if (order && memory != 0) {
      e_.Op("fence", b_.getVoidTy(), {e_.Int(memory | fence_scope_), e_.Int(static_cast<std::uint32_t>(*order))}, {});
    }
  }

  void FenceBefore() {
    is_ordered_ = e_.profile().ordered_atomics;
    merged_ = llvm::getMergedAtomicOrdering(ordering_, failure_);
    if (merged_ == AtomicOrdering::SequentiallyConsistent) {
      Fence(merged_);
    } else if (!is_ordered_ && llvm::isReleaseOrStronger(merged_)) {
      Fence(AtomicOrdering::Release);
    }
  }

  void FenceAfter() {
    if (is_ordered_ || !llvm::isAcquireOrStronger(merged_)) {
      return;
    }
    b_.SetInsertPoint(call_.instruction);
    Fence(AtomicOrdering::Acquire);
  }

  AtomicOrdering InstructionOrder(AtomicOrdering ordering) const {
    if (!is_ordered_) {
      return AtomicOrdering::Monotonic;
    }
    return ordering == AtomicOrdering::SequentiallyConsistent ? AtomicOrdering::AcquireRelease : ordering;
  }

  // ---- Instructions.
  llvm::Align Alignment() const { return llvm::Align(pointee_.bits / 8); }
  llvm::Value* ToBits(llvm::Value* value) { return b_.CreateBitCast(value, element_); }
  llvm::Value* FromBits(llvm::Value* value) { return b_.CreateBitCast(value, call_.Result()); }

  // A load has nothing to release, a store nothing to acquire.
  llvm::Value* Load() {
    llvm::LoadInst* load = b_.CreateAlignedLoad(element_, pointer_, Alignment());
    const bool acquires = llvm::isAcquireOrStronger(InstructionOrder(ordering_));
    load->setAtomic(acquires ? AtomicOrdering::Acquire : AtomicOrdering::Monotonic, scope_);
    return load;
  }
  void Store(llvm::Value* value) {
    llvm::StoreInst* store = b_.CreateAlignedStore(value, pointer_, Alignment());
    const bool releases = llvm::isReleaseOrStronger(InstructionOrder(ordering_));
    store->setAtomic(releases ? AtomicOrdering::Release : AtomicOrdering::Monotonic, scope_);
  }
  llvm::Value* Update(AtomicRMWInst::BinOp operation, llvm::Value* value) {
    return b_.CreateAtomicRMW(operation, pointer_, value, Alignment(), InstructionOrder(ordering_), scope_);
  }
  llvm::Value* CompareAndSwap(llvm::Value* expected, llvm::Value* desired) {
    // SPIR-V wants the order of success at least as strong as that of failure.
    const AtomicOrdering success = InstructionOrder(merged_);
    const AtomicOrdering failure =
        llvm::isAcquireOrStronger(failure_) && is_ordered_ ? AtomicOrdering::Acquire : AtomicOrdering::Monotonic;
    return b_.CreateAtomicCmpXchg(pointer_, expected, desired, Alignment(), success, failure, scope_);
  }

  // bool (pointer, expected*, desired[, success[, failure[, scope]]]); stores what it found into *expected on failure.
  llvm::Value* CompareExchange() {
    llvm::Value* expected = call_.Argument(1);
    llvm::Value* wanted = b_.CreateAlignedLoad(element_, expected, Alignment());
    llvm::Value* pair = CompareAndSwap(wanted, ToBits(call_.Argument(2)));
    llvm::Value* found = b_.CreateExtractValue(pair, 0);
    llvm::Value* succeeded = b_.CreateExtractValue(pair, 1);
    if (MemoryBehind(expected) != 0) {
      // Whoever synchronises with the success may write *expected next.
      b_.SetInsertPoint(
          llvm::SplitBlockAndInsertIfThen(b_.CreateNot(succeeded), call_.instruction->getIterator(), false));
    }
    b_.CreateAlignedStore(found, expected, Alignment());
    b_.SetInsertPoint(call_.instruction);
    return succeeded;
  }

  llvm::Value* Arithmetic(llvm::StringRef name) {
    if (name == "inc" || name == "dec") {
      return Update(name == "inc" ? AtomicRMWInst::Add : AtomicRMWInst::Sub, llvm::ConstantInt::get(element_, 1));
    }
    const bool is_signed = pointee_.IsSigned();
    const auto operation = llvm::StringSwitch<AtomicRMWInst::BinOp>(name)
                               .Case("add", AtomicRMWInst::Add)
                               .Case("sub", AtomicRMWInst::Sub)
                               .Case("and", AtomicRMWInst::And)
                               .Case("or", AtomicRMWInst::Or)
                               .Case("xor", AtomicRMWInst::Xor)
                               .Case("min", is_signed ? AtomicRMWInst::Min : AtomicRMWInst::UMin)
                               .Case("max", is_signed ? AtomicRMWInst::Max : AtomicRMWInst::UMax)
                               .Default(AtomicRMWInst::BAD_BINOP);
    return operation == AtomicRMWInst::BAD_BINOP || call_.Count() < 2 ? nullptr : Update(operation, call_.Argument(1));
  }

  // cl_ext_float_atomics, as a loop: what is there, the new value, compare and exchange until nobody came between.
  llvm::Value* FloatArithmetic(llvm::StringRef name) {
    const bool is_known = name == "add" || name == "sub" || name == "min" || name == "max";
    if (!is_known || call_.Count() < 2) {
      return nullptr;
    }
    llvm::LoadInst* first = b_.CreateAlignedLoad(element_, pointer_, Alignment());
    first->setAtomic(AtomicOrdering::Monotonic, scope_);
    llvm::BasicBlock* before = b_.GetInsertBlock();
    llvm::BasicBlock* loop = before->splitBasicBlock(call_.instruction, "exchange");
    llvm::BasicBlock* after = loop->splitBasicBlock(call_.instruction, "exchanged");
    loop->getTerminator()->eraseFromParent();
    b_.SetInsertPoint(loop);
    llvm::PHINode* old = b_.CreatePHI(element_, 2);
    llvm::Value* updated = ToBits(Updated(name, FromBits(old), call_.Argument(1)));
    llvm::Value* pair = CompareAndSwap(old, updated);
    old->addIncoming(first, before);
    old->addIncoming(b_.CreateExtractValue(pair, 0), loop);
    b_.CreateCondBr(b_.CreateExtractValue(pair, 1), after, loop);
    b_.SetInsertPoint(call_.instruction);
    return FromBits(old);
  }

  llvm::Value* Updated(llvm::StringRef name, llvm::Value* old, llvm::Value* operand) {
    if (name == "add") {
      return b_.CreateFAdd(old, operand);
    }
    if (name == "sub") {
      return b_.CreateFSub(old, operand);
    }
    return e_.Intrinsic(name == "min" ? llvm::Intrinsic::minnum : llvm::Intrinsic::maxnum, {old, operand});
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::Value* pointer_;
  const Parameter& pointee_;
  llvm::Type* element_ = nullptr;
  AtomicOrdering ordering_, failure_, merged_ = AtomicOrdering::Monotonic;
  bool is_ordered_ = true;
  MemoryFlags fence_scope_ = kDeviceScope;
  llvm::SyncScope::ID scope_ = llvm::SyncScope::System;
};

}  // namespace

llvm::Value* ExpandAtomic(Expander& expander, Call& call, std::string& reason) {
  if (call.Count() == 0 || !call.Type(0).is_pointer) {
    return nullptr;
  }
  return AtomicExpansion(expander, call).Expand(reason);
}

}  // namespace kiln::translator::builtins

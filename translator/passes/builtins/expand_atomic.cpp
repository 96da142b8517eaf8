// 32-bit atomics: atomic_*, atom_* and the C11 forms with memory order and scope.
#include <optional>

#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSwitch.h>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

using llvm::AtomicOrdering;
using llvm::AtomicRMWInst;

// memory_order as Clang defines it for OpenCL (__ATOMIC_RELAXED 0 ... SEQ_CST 5). Not constant: the strongest.
AtomicOrdering OrderingOf(llvm::Value* order) {
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(order);
  switch (constant == nullptr ? 5 : constant->getZExtValue()) {
    case 0:
      return AtomicOrdering::Monotonic;
    case 1:
    case 2:
      return AtomicOrdering::Acquire;
    case 3:
      return AtomicOrdering::Release;
    case 4:
      return AtomicOrdering::AcquireRelease;
    default:
      return AtomicOrdering::SequentiallyConsistent;
  }
}

class AtomicExpansion {
 public:
  AtomicExpansion(Expander& expander, Call& call)
      : e_(expander), b_(expander.builder()), call_(call), pointer_(call.Argument(0)), pointee_(call.Type(0)) {
    FindOrderAndScope();
  }

  llvm::Value* Expand(std::string& reason) {
    llvm::StringRef name = call_.name;
    const bool is_c11 = name.contains("_fetch_") || name.contains("_flag_") || name.contains("exchange") ||
                        name.starts_with("atomic_load") || name.starts_with("atomic_store") || name == "atomic_init";
    name.consume_back("_explicit");
    if (!name.consume_front("atomic_")) {
      name.consume_front("atom_");
    }
    if (pointee_.bits != 32) {
      reason = "atomic operations on " + std::to_string(pointee_.bits) + "-bit values are not supported";
      return nullptr;
    }
    element_ = b_.getInt32Ty();
    if (!is_c11) {
      ordering_ = AtomicOrdering::Monotonic;
    }
    if (name == "init") {
      b_.CreateAlignedStore(call_.Argument(1), pointer_, llvm::Align(4));
      return call_.instruction;
    }
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
    if (pointee_.IsFloat()) {
      reason = "atomic arithmetic on floating-point values is not supported";
      return nullptr;
    }
    if (name == "cmpxchg") {
      return b_.CreateExtractValue(CompareAndSwap(call_.Argument(1), call_.Argument(2), AtomicOrdering::Monotonic), 0);
    }
    return Arithmetic(name);
  }

 private:
  // The parameters of type memory_order (success first) and memory_scope, wherever they stand.
  void FindOrderAndScope() {
    bool has_order = false;
    for (unsigned i = 0; i < call_.Count(); ++i) {
      if (call_.Type(i).name == "memory_order") {
        const AtomicOrdering ordering = OrderingOf(call_.Argument(i));
        if (has_order) {
          failure_ordering_ = ordering;
        } else {
          ordering_ = ordering;
        }
        has_order = true;
      } else if (call_.Type(i).name == "memory_scope") {
        auto* scope = llvm::dyn_cast<llvm::ConstantInt>(call_.Argument(i));
        if (scope != nullptr && scope->getZExtValue() == 1) {
          scope_ = b_.getContext().getOrInsertSyncScopeID("workgroup");
        }
      }
    }
  }

  llvm::Value* ToBits(llvm::Value* value) { return b_.CreateBitCast(value, element_); }
  llvm::Value* FromBits(llvm::Value* value) { return b_.CreateBitCast(value, call_.Result()); }

  // LLVM knows no load that releases and no store that acquires; neither means anything.
  llvm::Value* Load() {
    llvm::LoadInst* load = b_.CreateAlignedLoad(element_, pointer_, llvm::Align(4));
    const bool releases = ordering_ == AtomicOrdering::Release || ordering_ == AtomicOrdering::AcquireRelease;
    load->setAtomic(releases ? AtomicOrdering::SequentiallyConsistent : ordering_, scope_);
    return load;
  }
  void Store(llvm::Value* value) {
    llvm::StoreInst* store = b_.CreateAlignedStore(value, pointer_, llvm::Align(4));
    const bool acquires = ordering_ == AtomicOrdering::Acquire || ordering_ == AtomicOrdering::AcquireRelease;
    store->setAtomic(acquires ? AtomicOrdering::SequentiallyConsistent : ordering_, scope_);
  }
  llvm::Value* Update(AtomicRMWInst::BinOp operation, llvm::Value* value) {
    return b_.CreateAtomicRMW(operation, pointer_, value, llvm::Align(4), ordering_, scope_);
  }
  llvm::Value* CompareAndSwap(llvm::Value* expected, llvm::Value* desired, AtomicOrdering failure) {
    return b_.CreateAtomicCmpXchg(pointer_, expected, desired, llvm::Align(4), ordering_, failure, scope_);
  }

  // bool (pointer, expected*, desired[, success[, failure[, scope]]]); stores what it found into *expected.
  llvm::Value* CompareExchange() {
    llvm::Value* expected = call_.Argument(1);
    llvm::Value* wanted = b_.CreateAlignedLoad(element_, expected, llvm::Align(4));
    AtomicOrdering failure =
        failure_ordering_.value_or(llvm::AtomicCmpXchgInst::getStrongestFailureOrdering(ordering_));
    if (failure == AtomicOrdering::Release || failure == AtomicOrdering::AcquireRelease) {
      failure = llvm::AtomicCmpXchgInst::getStrongestFailureOrdering(failure);
    }
    llvm::Value* pair = CompareAndSwap(wanted, ToBits(call_.Argument(2)), failure);
    // On success this stores the value that is there already.
    b_.CreateAlignedStore(b_.CreateExtractValue(pair, 0), expected, llvm::Align(4));
    return b_.CreateExtractValue(pair, 1);
  }

  llvm::Value* Arithmetic(llvm::StringRef name) {
    name.consume_front("fetch_");
    if (name == "inc" || name == "dec") {
      return Update(name == "inc" ? AtomicRMWInst::Add : AtomicRMWInst::Sub, e_.Int(1));
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

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::Value* pointer_;
  const Parameter& pointee_;
  llvm::Type* element_ = nullptr;
  AtomicOrdering ordering_ = AtomicOrdering::SequentiallyConsistent;
  std::optional<AtomicOrdering> failure_ordering_;
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

// Work-group collectives: work_group_all, any, broadcast, reduce_* and scan_*. Every work-item of the group calls them,
// so they are barriers around an array in local memory that has an element for each work-item.
#include <llvm/IR/GlobalVariable.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

#include "translator/builtins/ops.h"
#include "translator/passes/builtins/subgroup.h"

namespace kiln::translator::builtins {
namespace {

constexpr unsigned kLocalSpace = 3;

class CollectiveExpansion {
 public:
  CollectiveExpansion(Expander& expander, Call& call)
      : e_(expander), b_(expander.builder()), call_(call), name_(call.name) {}

  llvm::Value* Expand() {
    if (!name_.consume_front("work_group_")) return nullptr;
    if (name_ == "all" || name_ == "any") return Vote();
    if (name_ == "broadcast") return Broadcast();
    const auto kind = ConsumeGroupKind(name_);
    if (!kind) return nullptr;
    const auto op = ParseGroupOperator(name_);
    return op ? Narrow(Scan(*kind, *op, call_.Type(0), Wide(call_.Argument(0)))) : nullptr;
  }

 private:
  // ---- Places in the work-group.
  llvm::Value* Query(const char* what, unsigned dimension) {
    return e_.Op(llvm::Twine("workitem.") + what, b_.getInt32Ty(), {e_.Int(dimension)}, {});
  }
  // (z * height + y) * width + x, of places that may be size_t.
  llvm::Value* Linear(const std::function<llvm::Value*(unsigned)>& place) {
    llvm::Value* row = b_.CreateAdd(b_.CreateMul(place(2), Query("local_size", 1)), place(1));
    return b_.CreateAdd(b_.CreateMul(row, Query("local_size", 0)), place(0));
  }
  llvm::Value* Self() {
    return Linear([&](unsigned i) { return Query("local_id", i); });
  }
  llvm::Value* Count() {
    return b_.CreateMul(b_.CreateMul(Query("local_size", 0), Query("local_size", 1)), Query("local_size", 2));
  }

  // ---- The array.
  // Half travels as float, which holds each exactly: targets without half have no memory of it either.
  llvm::Value* Wide(llvm::Value* value) {
    return value->getType()->isHalfTy() ? b_.CreateFPExt(value, b_.getFloatTy()) : value;
  }
  llvm::Value* Narrow(llvm::Value* value) {
    return call_.Result()->isHalfTy() ? b_.CreateFPTrunc(value, call_.Result()) : value;
  }
  llvm::Value* Element(llvm::Type* type, llvm::Value* index) {
    const std::string name = std::string(kScratchPrefix) + Expander::Suffix(type);
    auto* array = llvm::ArrayType::get(type, kScratchLength);
    llvm::GlobalVariable* scratch = e_.module().getNamedGlobal(name);
    if (scratch == nullptr) {
      scratch = new llvm::GlobalVariable(e_.module(), array, false, llvm::GlobalValue::InternalLinkage,
                                         llvm::UndefValue::get(array), name, nullptr, llvm::GlobalValue::NotThreadLocal,
                                         kLocalSpace);
    }
    return b_.CreateInBoundsGEP(array, scratch, {e_.Int(0), index});
  }
  void Put(llvm::Value* index, llvm::Value* value) { b_.CreateStore(value, Element(value->getType(), index)); }
  llvm::Value* Get(llvm::Type* type, llvm::Value* index) { return b_.CreateLoad(type, Element(type, index)); }
  void Barrier() { e_.Op("barrier", b_.getVoidTy(), {e_.Int(kLocalMemory)}, {}); }

  // ---- The functions.
  llvm::Value* Vote() {
    llvm::Value* argument = call_.Argument(0);
    llvm::Value* bit = b_.CreateICmpNE(argument, llvm::Constant::getNullValue(argument->getType()));
    Parameter type = call_.Type(0);
    llvm::Value* word = b_.CreateZExt(bit, call_.Result());
    return Scan(GroupKind::kReduce, name_ == "all" ? GroupOperator::kAnd : GroupOperator::kOr, type, word);
  }

  // The work-item that is asked stores; all read.
  llvm::Value* Broadcast() {
    llvm::Value* value = Wide(call_.Argument(0));
    llvm::Value* source = Linear([&](unsigned i) -> llvm::Value* {
      if (i + 1 >= call_.Count()) return e_.Int(0);
      return b_.CreateZExtOrTrunc(call_.Argument(i + 1), b_.getInt32Ty());
    });
    llvm::Value* is_source = b_.CreateICmpEQ(Self(), source);
    llvm::Instruction* then = llvm::SplitBlockAndInsertIfThen(is_source, call_.instruction, false);
    b_.SetInsertPoint(then);
    Put(e_.Int(0), value);
    b_.SetInsertPoint(call_.instruction);
    Barrier();
    llvm::Value* result = Get(value->getType(), e_.Int(0));
    Barrier();  // before the next collective writes
    return Narrow(result);
  }

  // After round k each element holds the 2^k values up to its own.
  //   put(self, x); for (d = 1; d < count; d *= 2) { y = self >= d ? get(self - d) : identity; x = y op x; put(self,
  //   x); }
  // with a barrier after each step.
  llvm::Value* Scan(GroupKind kind, GroupOperator op, const Parameter& type, llvm::Value* value) {
    llvm::Type* element = value->getType();
    llvm::Constant* identity = Identity(op, type, element);
    llvm::Value* self = Self();
    llvm::Value* count = Count();
    Put(self, value);
    Barrier();
    llvm::BasicBlock* before = b_.GetInsertBlock();
    llvm::BasicBlock* after = llvm::SplitBlock(before, call_.instruction);
    auto* head = llvm::BasicBlock::Create(b_.getContext(), "collective.head", before->getParent(), after);
    auto* body = llvm::BasicBlock::Create(b_.getContext(), "collective.body", before->getParent(), after);
    before->getTerminator()->setSuccessor(0, head);
    b_.SetInsertPoint(head);
    llvm::PHINode* distance = b_.CreatePHI(b_.getInt32Ty(), 2, "collective.distance");
    llvm::PHINode* sum = b_.CreatePHI(element, 2, "collective.value");
    b_.CreateCondBr(b_.CreateICmpULT(distance, count), body, after);
    b_.SetInsertPoint(body);
    llvm::Value* reaches = b_.CreateICmpUGE(self, distance);
    llvm::Value* other = Get(element, b_.CreateSelect(reaches, b_.CreateSub(self, distance), self));
    Barrier();
    llvm::Value* next = Round(b_.CreateSelect(reaches, Combine(e_, op, type, other, sum), sum));
    Put(self, next);
    Barrier();
    llvm::Value* doubled = b_.CreateShl(distance, 1);
    b_.CreateBr(head);
    distance->addIncoming(e_.Int(1), before);
    distance->addIncoming(doubled, body);
    sum->addIncoming(value, before);
    sum->addIncoming(next, body);
    b_.SetInsertPoint(call_.instruction);
    llvm::Value* result = sum;
    if (kind == GroupKind::kReduce) result = Get(element, b_.CreateSub(count, e_.Int(1)));
    if (kind == GroupKind::kExclusive) {
      llvm::Value* is_first = b_.CreateICmpEQ(self, e_.Int(0));
      llvm::Value* previous = Get(element, b_.CreateSelect(is_first, self, b_.CreateSub(self, e_.Int(1))));
      result = b_.CreateSelect(is_first, identity, previous);
    }
    Barrier();  // before the next collective writes
    return result;
  }

  // Sums of half are rounded to half, though they are kept as float.
  llvm::Value* Round(llvm::Value* value) {
    if (!call_.Result()->isHalfTy()) return value;
    return b_.CreateFPExt(b_.CreateFPTrunc(value, call_.Result()), value->getType());
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::StringRef name_;
};

}  // namespace

llvm::Value* ExpandCollective(Expander& expander, Call& call, std::string& /*reason*/) {
  return CollectiveExpansion(expander, call).Expand();
}

}  // namespace kiln::translator::builtins

#include "translator/passes/builtins/subgroup.h"

#include <llvm/ADT/APFloat.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

namespace kiln::translator::builtins {

namespace Id = llvm::Intrinsic;

std::optional<GroupOperator> ParseGroupOperator(llvm::StringRef word) {
  return llvm::StringSwitch<std::optional<GroupOperator>>(word)
      .Case("add", GroupOperator::kAdd)
      .Case("mul", GroupOperator::kMul)
      .Case("min", GroupOperator::kMin)
      .Case("max", GroupOperator::kMax)
      .Case("and", GroupOperator::kAnd)
      .Case("or", GroupOperator::kOr)
      .Case("xor", GroupOperator::kXor)
      .Default(std::nullopt);
}

std::optional<GroupKind> ConsumeGroupKind(llvm::StringRef& name) {
  if (name.consume_front("reduce_")) return GroupKind::kReduce;
  if (name.consume_front("scan_inclusive_")) return GroupKind::kInclusive;
  if (name.consume_front("scan_exclusive_")) return GroupKind::kExclusive;
  return std::nullopt;
}

llvm::Value* Combine(Expander& expander, GroupOperator op, const Parameter& type, llvm::Value* a, llvm::Value* b) {
  llvm::IRBuilder<>& builder = expander.builder();
  const bool is_float = type.IsFloat(), is_signed = type.IsSigned();
  switch (op) {
    case GroupOperator::kAdd:
      return is_float ? builder.CreateFAdd(a, b) : builder.CreateAdd(a, b);
    case GroupOperator::kMul:
      return is_float ? builder.CreateFMul(a, b) : builder.CreateMul(a, b);
    case GroupOperator::kMin:
      return builder.CreateBinaryIntrinsic(is_float ? Id::minnum : is_signed ? Id::smin : Id::umin, a, b);
    case GroupOperator::kMax:
      return builder.CreateBinaryIntrinsic(is_float ? Id::maxnum : is_signed ? Id::smax : Id::umax, a, b);
    case GroupOperator::kAnd:
      return builder.CreateAnd(a, b);
    case GroupOperator::kOr:
      return builder.CreateOr(a, b);
    case GroupOperator::kXor:
      return builder.CreateXor(a, b);
  }
  return a;
}

llvm::Constant* Identity(GroupOperator op, const Parameter& parameter, llvm::Type* type) {
  const unsigned bits = type->getScalarSizeInBits();
  const bool is_signed = parameter.IsSigned();
  switch (op) {
    case GroupOperator::kMul:
      return parameter.IsFloat() ? llvm::ConstantFP::get(type, 1.0) : llvm::ConstantInt::get(type, 1);
    case GroupOperator::kMin:
      if (parameter.IsFloat()) return llvm::ConstantFP::getInfinity(type);
      return llvm::ConstantInt::get(type, is_signed ? llvm::APInt::getSignedMaxValue(bits) : llvm::APInt::getMaxValue(bits));
    case GroupOperator::kMax:
      if (parameter.IsFloat()) return llvm::ConstantFP::getInfinity(type, /*Negative=*/true);
      return llvm::ConstantInt::get(type, is_signed ? llvm::APInt::getSignedMinValue(bits) : llvm::APInt::getMinValue(bits));
    case GroupOperator::kAnd:
      return llvm::Constant::getAllOnesValue(type);
    case GroupOperator::kAdd:
    case GroupOperator::kOr:
    case GroupOperator::kXor:
      break;
  }
  return llvm::Constant::getNullValue(type);
}

llvm::Value* Subgroup::Query(const char* what) {
  return e_.Op(llvm::Twine("subgroup.") + what, b_.getInt32Ty(), {}, {});
}

namespace {

// The operation depends on which work-items execute it.
llvm::Value* Convergent(llvm::CallInst* call) {
  call->getCalledFunction()->setConvergent();
  call->setConvergent();
  return call;
}

}  // namespace

llvm::Value* Subgroup::Ballot(llvm::Value* bit) {
  return Convergent(e_.Op("subgroup.ballot", llvm::FixedVectorType::get(b_.getInt32Ty(), 4), {bit}, {}));
}

llvm::Value* Subgroup::Vote(const char* what, llvm::Value* bit) {
  return Convergent(e_.Op(llvm::Twine("subgroup.") + what, b_.getInt1Ty(), {bit}, {}));
}

llvm::Value* Subgroup::LowBits(llvm::Value* count) {
  llvm::SmallVector<llvm::Value*, 4> words;
  for (unsigned i = 0; i < 4; ++i) {
    llvm::Value* below = b_.CreateBinaryIntrinsic(Id::usub_sat, count, e_.Int(32 * i));
    llvm::Value* part = b_.CreateSub(b_.CreateShl(e_.Int(1), b_.CreateAnd(below, e_.Int(31))), e_.Int(1));
    words.push_back(b_.CreateSelect(b_.CreateICmpUGE(below, e_.Int(32)), e_.Int(0xffffffff), part));
  }
  return e_.Vector(words);
}

llvm::Value* Subgroup::Bit(llvm::Value* mask, llvm::Value* index) {
  llvm::Value* word = b_.CreateExtractElement(mask, b_.CreateAnd(b_.CreateLShr(index, e_.Int(5)), e_.Int(3)));
  return b_.CreateICmpNE(b_.CreateAnd(b_.CreateLShr(word, b_.CreateAnd(index, e_.Int(31))), e_.Int(1)), e_.Int(0));
}

llvm::Value* Subgroup::CountBits(llvm::Value* mask) {
  llvm::Value* sum = nullptr;
  for (unsigned i = 0; i < 4; ++i) {
    llvm::Value* count = b_.CreateUnaryIntrinsic(Id::ctpop, e_.Lane(mask, i));
    sum = sum == nullptr ? count : b_.CreateAdd(sum, count);
  }
  return sum;
}

llvm::Value* Subgroup::IsZero(llvm::Value* mask) {
  llvm::Value* bits = e_.Lane(mask, 0);
  for (unsigned i = 1; i < 4; ++i) bits = b_.CreateOr(bits, e_.Lane(mask, i));
  return b_.CreateICmpEQ(bits, e_.Int(0));
}

llvm::Value* Subgroup::Move(const char* what, llvm::Value* value, llvm::Value* index) {
  llvm::Type* type = value->getType();
  const unsigned bits = type->getScalarSizeInBits();
  if (bits < 32) {
    llvm::Value* word = b_.CreateZExt(b_.CreateBitCast(value, b_.getIntNTy(bits)), b_.getInt32Ty());
    return b_.CreateBitCast(b_.CreateTrunc(Move(what, word, index), b_.getIntNTy(bits)), type);
  }
  if (type->isIntegerTy(64) && !e_.profile().subgroup_int64) {
    llvm::Value* pair = b_.CreateBitCast(value, llvm::FixedVectorType::get(b_.getInt32Ty(), 2));
    llvm::Value* words[] = {Move(what, e_.Lane(pair, 0), index), Move(what, e_.Lane(pair, 1), index)};
    return b_.CreateBitCast(e_.Vector(words), type);
  }
  llvm::SmallVector<llvm::Value*, 2> operands = {value};
  if (index != nullptr) operands.push_back(index);
  return Convergent(e_.Op(llvm::Twine("subgroup.") + what, type, operands, {type}));
}

// Integers below 32 bits are folded as 32-bit ones; Group fits the result.
bool Subgroup::HasNative(GroupKind kind, GroupOperator op, const Parameter& type) const {
  const TargetProfile& profile = e_.profile();
  if (!profile.subgroup_arithmetic || (type.IsInteger() && type.bits == 64 && !profile.subgroup_int64)) return false;
  const bool is_plain = op == GroupOperator::kAdd || op == GroupOperator::kMul;
  return kind == GroupKind::kReduce || is_plain || profile.subgroup_scan_any;
}

llvm::Value* Subgroup::Native(GroupKind kind, GroupOperator op, const Parameter& type, llvm::Value* value) {
  static constexpr const char* kKinds[] = {"reduce", "inclusive", "exclusive"};
  static constexpr const char* kOperators[] = {"add", "mul", "min", "max", "and", "or", "xor"};
  const bool has_sign = op == GroupOperator::kMin || op == GroupOperator::kMax;
  const char* prefix = !has_sign || type.IsFloat() ? "" : type.IsSigned() ? "s" : "u";
  return Convergent(e_.Op(llvm::Twine("subgroup.") + kKinds[static_cast<int>(kind)] + "." + prefix +
                              kOperators[static_cast<int>(op)],
                          value->getType(), {value}, {value->getType()}));
}

llvm::Value* Subgroup::Group(GroupKind kind, GroupOperator op, const Parameter& type, llvm::Value* value) {
  if (type.IsInteger() && type.bits < 32) {
    llvm::Type* narrow = value->getType();
    llvm::Value* wide = type.IsSigned() ? b_.CreateSExt(value, b_.getInt32Ty()) : b_.CreateZExt(value, b_.getInt32Ty());
    Parameter word = type;
    word.bits = 32;
    llvm::Value* result = Group(kind, op, word, wide);
    if (kind == GroupKind::kExclusive && (op == GroupOperator::kMin || op == GroupOperator::kMax)) {
      // The first lane has the wide type's identity: bring it to the narrow type's.
      llvm::APInt edge = llvm::cast<llvm::ConstantInt>(Identity(op, type, narrow))->getValue();
      edge = type.IsSigned() ? edge.sext(32) : edge.zext(32);
      result = Combine(e_, op, type, result, llvm::ConstantInt::get(b_.getInt32Ty(), edge));
    }
    return b_.CreateTrunc(result, narrow);
  }
  if (HasNative(kind, op, type)) return Native(kind, op, type, value);
  llvm::Value* self = LocalId();
  return Fold(op, type, value, e_.Int(0), MaxSize(), [&](llvm::Value* lane) -> llvm::Value* {
    if (kind == GroupKind::kReduce) return b_.getTrue();
    return kind == GroupKind::kInclusive ? b_.CreateICmpULE(lane, self) : b_.CreateICmpULT(lane, self);
  });
}

llvm::Value* Subgroup::Clustered(GroupOperator op, const Parameter& type, llvm::Value* value, llvm::Value* size) {
  // A cluster wider than the sub-group is the sub-group.
  size = b_.CreateBinaryIntrinsic(Id::umin, size, MaxSize());
  llvm::Value* first = b_.CreateAnd(LocalId(), b_.CreateNeg(size));
  return Fold(op, type, value, first, size, [&](llvm::Value*) -> llvm::Value* { return b_.getTrue(); });
}

llvm::Value* Subgroup::Fold(GroupOperator op, const Parameter& type, llvm::Value* value, llvm::Value* first,
                            llvm::Value* count, const std::function<llvm::Value*(llvm::Value*)>& is_used) {
  llvm::Value* active = Ballot(b_.getTrue());
  // for (i = 0; i != count; ++i) if (first + i is active and used) result = op(result, value of lane first + i);
  // Every active lane makes as many rounds, so all take part in each shuffle.
  llvm::BasicBlock* before = b_.GetInsertBlock();
  llvm::BasicBlock* after = llvm::SplitBlock(before, call_.instruction);
  auto* head = llvm::BasicBlock::Create(b_.getContext(), "fold.head", before->getParent(), after);
  auto* body = llvm::BasicBlock::Create(b_.getContext(), "fold.body", before->getParent(), after);
  before->getTerminator()->setSuccessor(0, head);
  b_.SetInsertPoint(head);
  llvm::PHINode* index = b_.CreatePHI(b_.getInt32Ty(), 2, "fold.index");
  llvm::PHINode* result = b_.CreatePHI(value->getType(), 2, "fold.result");
  b_.CreateCondBr(b_.CreateICmpULT(index, count), body, after);
  b_.SetInsertPoint(body);
  llvm::Value* lane = b_.CreateAdd(first, index);
  llvm::Value* other = Move("shuffle", value, lane);
  llvm::Value* counts = b_.CreateAnd(Bit(active, lane), is_used(lane));
  llvm::Value* next = b_.CreateSelect(counts, Combine(e_, op, type, result, other), result);
  llvm::Value* step = b_.CreateAdd(index, e_.Int(1));
  b_.CreateBr(head);
  index->addIncoming(e_.Int(0), before);
  index->addIncoming(step, body);
  result->addIncoming(Identity(op, type, value->getType()), before);
  result->addIncoming(next, body);
  b_.SetInsertPoint(call_.instruction);
  return result;
}

}  // namespace kiln::translator::builtins

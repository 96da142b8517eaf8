// Comparisons of integers, Booleans and floats.
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Module.h"
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

using P = llvm::CmpInst::Predicate;
using spv::Op;

Op IntegerOpcode(P predicate) {
  switch (predicate) {
    case P::ICMP_EQ: return Op::OpIEqual;
    case P::ICMP_NE: return Op::OpINotEqual;
    case P::ICMP_UGT: return Op::OpUGreaterThan;
    case P::ICMP_UGE: return Op::OpUGreaterThanEqual;
    case P::ICMP_ULT: return Op::OpULessThan;
    case P::ICMP_ULE: return Op::OpULessThanEqual;
    case P::ICMP_SGT: return Op::OpSGreaterThan;
    case P::ICMP_SGE: return Op::OpSGreaterThanEqual;
    case P::ICMP_SLT: return Op::OpSLessThan;
    default: return Op::OpSLessThanEqual;
  }
}

Op FloatOpcode(P predicate) {
  switch (predicate) {
    case P::FCMP_OEQ: return Op::OpFOrdEqual;
    case P::FCMP_OGT: return Op::OpFOrdGreaterThan;
    case P::FCMP_OGE: return Op::OpFOrdGreaterThanEqual;
    case P::FCMP_OLT: return Op::OpFOrdLessThan;
    case P::FCMP_OLE: return Op::OpFOrdLessThanEqual;
    case P::FCMP_ONE: return Op::OpFOrdNotEqual;
    case P::FCMP_UEQ: return Op::OpFUnordEqual;
    case P::FCMP_UGT: return Op::OpFUnordGreaterThan;
    case P::FCMP_UGE: return Op::OpFUnordGreaterThanEqual;
    case P::FCMP_ULT: return Op::OpFUnordLessThan;
    case P::FCMP_ULE: return Op::OpFUnordLessThanEqual;
    default: return Op::OpFUnordNotEqual;
  }
}

// The optimizer turns signed comparisons of non-negative values into unsigned ones. Where both operands are signed here, the
// signed one says the same without casts.
P WithoutCasts(FunctionEmitter& emitter, const llvm::CmpInst& compare) {
  if (!compare.isUnsigned() || compare.isEquality()) return compare.getPredicate();
  const llvm::DataLayout& layout = compare.getModule()->getDataLayout();
  for (const llvm::Use& operand : compare.operands()) {
    const bool is_signed = llvm::isa<llvm::Constant>(operand) || emitter.IsSigned(*operand.get());
    if (!is_signed || !llvm::isKnownNonNegative(operand.get(), llvm::SimplifyQuery(layout, &compare))) return compare.getPredicate();
  }
  return llvm::ICmpInst::getSignedPredicate(compare.getPredicate());
}

bool IsNeverNan(const llvm::Value* value) {
  const auto* constant = llvm::dyn_cast<llvm::Constant>(value);
  if (!constant) return false;
  const auto* splat = constant->getType()->isVectorTy() ? constant->getSplatValue() : constant;
  const auto* number = llvm::dyn_cast_or_null<llvm::ConstantFP>(splat);
  return number && !number->isNaN();
}

// fcmp uno: one operand is a NaN. fcmp ord: none is.
Id EmitNanTest(FunctionEmitter& emitter, const llvm::FCmpInst& compare) {
  const Id type = emitter.TypeOf(compare);
  Id result;
  for (unsigned i = 0; i < 2; ++i) {
    llvm::Value* operand = compare.getOperand(i);
    if (IsNeverNan(operand) || (i == 1 && operand == compare.getOperand(0))) continue;
    const Id is_nan = emitter.Emit(Op::OpIsNan, type, Of(emitter.Use(operand)));
    result = result ? emitter.Emit(Op::OpLogicalOr, type, Of(result, is_nan)) : is_nan;
  }
  if (!result) result = emitter.Use(llvm::ConstantInt::getFalse(compare.getType()));
  return compare.getPredicate() == P::FCMP_ORD ? emitter.Emit(Op::OpLogicalNot, type, Of(result)) : result;
}

}  // namespace

Id EmitComparison(FunctionEmitter& emitter, const llvm::Instruction& instruction) {
  const auto& compare = llvm::cast<llvm::CmpInst>(instruction);
  const P predicate = compare.getPredicate();
  const Id type = emitter.TypeOf(compare);
  if (auto* floats = llvm::dyn_cast<llvm::FCmpInst>(&compare)) {
    if (predicate == P::FCMP_ORD || predicate == P::FCMP_UNO) return EmitNanTest(emitter, *floats);
    if (predicate == P::FCMP_TRUE) return emitter.Use(llvm::ConstantInt::getTrue(compare.getType()));
    if (predicate == P::FCMP_FALSE) return emitter.Use(llvm::ConstantInt::getFalse(compare.getType()));
    const Id left = emitter.Use(compare.getOperand(0)), right = emitter.Use(compare.getOperand(1));
    return emitter.Emit(FloatOpcode(predicate), type, Of(left, right));
  }
  const Id left = emitter.UseNear(compare.getOperand(0), emitter.IsSigned(*compare.getOperand(1)));
  const Id right = emitter.UseNear(compare.getOperand(1), emitter.IsSigned(*compare.getOperand(0)));
  if (!compare.getOperand(0)->getType()->getScalarType()->isIntegerTy(1)) {
    return emitter.Emit(IntegerOpcode(WithoutCasts(emitter, compare)), type, Of(left, right));
  }
  // Booleans: false < true unsigned, true (-1) < false signed.
  auto with_not = [&](Id negated, Id other, Op op) {
    return emitter.Emit(op, type, Of(emitter.Emit(Op::OpLogicalNot, type, Of(negated)), other));
  };
  switch (predicate) {
    case P::ICMP_EQ: return emitter.Emit(Op::OpLogicalEqual, type, Of(left, right));
    case P::ICMP_NE: return emitter.Emit(Op::OpLogicalNotEqual, type, Of(left, right));
    case P::ICMP_ULT:
    case P::ICMP_SGT: return with_not(left, right, Op::OpLogicalAnd);
    case P::ICMP_UGT:
    case P::ICMP_SLT: return with_not(right, left, Op::OpLogicalAnd);
    case P::ICMP_ULE:
    case P::ICMP_SGE: return with_not(left, right, Op::OpLogicalOr);
    default: return with_not(right, left, Op::OpLogicalOr);
  }
}

}  // namespace kiln::translator

#include "translator/passes/types/widened_integers.h"

#include "llvm/IR/Constants.h"

namespace kiln::translator {

using llvm::Instruction;
using llvm::Value;

WidenedIntegers::WidenedIntegers(PassContext& context, KernelIr& kernel, unsigned bits)
    : ValueReplacer(context, kernel, llvm::Type::getIntNTy(kernel.function->getContext(), bits), 1),
      wide_(llvm::Type::getIntNTy(kernel.function->getContext(), bits)) {}

llvm::SmallVector<llvm::Constant*, 2> WidenedIntegers::PartsOf(llvm::Constant& lane) {
  return {llvm::ConstantInt::get(wide_, llvm::cast<llvm::ConstantInt>(lane).getValue().zext(wide_->getBitWidth()))};
}

bool WidenedIntegers::Rewrite(Instruction& instruction) {
  if (auto* compare = llvm::dyn_cast<llvm::ICmpInst>(&instruction)) {
    const bool is_signed = compare->isSigned();
    Value* x = is_signed ? SignExtended(compare->getOperand(0)) : First(compare->getOperand(0));
    Value* y = is_signed ? SignExtended(compare->getOperand(1)) : First(compare->getOperand(1));
    Replace(instruction, {b_.CreateICmp(compare->getPredicate(), x, y)});
    return true;
  }
  if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction)) return RewriteIntrinsic(*intrinsic);
  if (auto* cast = llvm::dyn_cast<llvm::CastInst>(&instruction)) return RewriteCast(*cast);
  if (auto* select = llvm::dyn_cast<llvm::SwitchInst>(&instruction)) return RewriteSwitch(*select);
  return llvm::isa<llvm::BinaryOperator>(instruction) && RewriteBinary(instruction);
}

Value* WidenedIntegers::Masked(Value* wide, const llvm::Type* type) {
  const auto mask = llvm::APInt::getLowBitsSet(wide_->getBitWidth(), BitsOf(type));
  return b_.CreateAnd(wide, llvm::ConstantInt::get(wide->getType(), mask));
}

Value* WidenedIntegers::SignExtended(Value* value) {
  Value* wide = First(value);
  llvm::Constant* above = Number(wide->getType(), wide_->getBitWidth() - BitsOf(value->getType()));
  return b_.CreateAShr(b_.CreateShl(wide, above), above);
}

bool WidenedIntegers::RewriteBinary(Instruction& instruction) {
  const auto opcode = static_cast<Instruction::BinaryOps>(instruction.getOpcode());
  const bool is_signed = opcode == Instruction::SDiv || opcode == Instruction::SRem || opcode == Instruction::AShr;
  Value* x = is_signed ? SignExtended(instruction.getOperand(0)) : First(instruction.getOperand(0));
  Value* y = is_signed && opcode != Instruction::AShr ? SignExtended(instruction.getOperand(1)) : First(instruction.getOperand(1));
  Value* result = b_.CreateBinOp(opcode, x, y);
  const bool stays_inside = opcode == Instruction::And || opcode == Instruction::Or || opcode == Instruction::Xor ||
                            opcode == Instruction::UDiv || opcode == Instruction::URem || opcode == Instruction::LShr;
  Replace(instruction, {stays_inside ? result : Masked(result, instruction.getType())});
  return true;
}

bool WidenedIntegers::RewriteIntrinsic(llvm::IntrinsicInst& intrinsic) {
  const llvm::Intrinsic::ID id = intrinsic.getIntrinsicID();
  Value* x = intrinsic.getArgOperand(0);
  if (id == llvm::Intrinsic::abs) {
    Value* wide = SignExtended(x);
    Replace(intrinsic, {Masked(b_.CreateBinaryIntrinsic(id, wide, b_.getFalse()), intrinsic.getType())});
    return true;
  }
  auto* choice = llvm::dyn_cast<llvm::MinMaxIntrinsic>(&intrinsic);
  if (!choice) return false;
  Value* y = intrinsic.getArgOperand(1);
  Value* result = choice->isSigned() ? b_.CreateBinaryIntrinsic(id, SignExtended(x), SignExtended(y))
                                     : b_.CreateBinaryIntrinsic(id, First(x), First(y));
  Replace(intrinsic, {choice->isSigned() ? Masked(result, intrinsic.getType()) : result});
  return true;
}

bool WidenedIntegers::RewriteSwitch(llvm::SwitchInst& select) {
  select.setCondition(First(select.getCondition()));
  for (auto one : select.cases()) {
    one.setValue(llvm::ConstantInt::get(wide_->getContext(), one.getCaseValue()->getValue().zext(wide_->getBitWidth())));
  }
  return true;
}

bool WidenedIntegers::RewriteCast(llvm::CastInst& cast) {
  Value* x = cast.getOperand(0);
  llvm::Type* to = cast.getType();
  const bool to_narrow = IsReplaced(to), from_narrow = IsReplaced(x->getType());
  switch (cast.getOpcode()) {
    case Instruction::Trunc: {
      Value* wide = from_narrow ? First(x) : b_.CreateTrunc(x, Wide(to));
      Replace(cast, {to_narrow ? Masked(wide, to) : b_.CreateTrunc(wide, to)});
      return true;
    }
    case Instruction::ZExt: Replace(cast, {Extend(from_narrow ? First(x) : x, to, false)}); return true;
    case Instruction::SExt: Replace(cast, {Extend(from_narrow ? SignExtended(x) : x, to, true)}); return true;
    case Instruction::FPToUI:
    case Instruction::FPToSI: Replace(cast, {Masked(b_.CreateCast(cast.getOpcode(), x, Wide(to)), to)}); return true;
    case Instruction::UIToFP: Replace(cast, {b_.CreateUIToFP(First(x), to)}); return true;
    case Instruction::SIToFP: Replace(cast, {b_.CreateSIToFP(SignExtended(x), to)}); return true;
    default: return false;
  }
}

Value* WidenedIntegers::Extend(Value* value, llvm::Type* to, bool is_signed) {
  const bool to_narrow = IsReplaced(to);
  llvm::Type* wide = to_narrow ? Wide(to) : to;
  Value* result = is_signed ? b_.CreateSExt(value, wide) : b_.CreateZExt(value, wide);
  return to_narrow && is_signed ? Masked(result, to) : result;
}

}  // namespace kiln::translator

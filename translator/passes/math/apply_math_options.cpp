#include "translator/passes/math/apply_math_options.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Operator.h"
#include "translator/passes/builtins/expander.h"

namespace kiln::translator {

namespace {

// Multiplying by 2^k is exact, and so is dividing by it.
bool IsPowerOfTwo(const llvm::Value& value) {
  const auto* constant = llvm::dyn_cast<llvm::Constant>(&value);
  const auto* number = constant ? llvm::dyn_cast_if_present<llvm::ConstantFP>(
                                      constant->getType()->isVectorTy() ? constant->getSplatValue() : constant)
                                : nullptr;
  return number && number->getValueAPF().getExactLog2Abs() != INT_MIN && number->getValueAPF().isNormal();
}

bool MustRoundCorrectly(const llvm::Instruction& instruction) {
  return instruction.getOpcode() == llvm::Instruction::FDiv && instruction.getType()->getScalarType()->isFloatTy() &&
         !instruction.hasAllowReciprocal() && !IsPowerOfTwo(*instruction.getOperand(1));
}

void RoundDivision(builtins::Expander& expander, llvm::Instruction& division) {
  expander.builder().SetInsertPoint(&division);
  llvm::Value* quotient = expander.RoundedDivision(division.getOperand(0), division.getOperand(1));
  quotient->takeName(&division);
  division.replaceAllUsesWith(quotient);
  division.eraseFromParent();
}

}  // namespace

void ApplyMathOptions(const PassContext& context, llvm::Module& module) {
  builtins::Expander expander(module, context.profile, context.options);
  for (llvm::Function& function : module) {
    if (function.isDeclaration()) continue;
    if (context.options.denorms_are_zero) function.addFnAttr("denormal-fp-math-f32", "preserve-sign,preserve-sign");
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
      if (!llvm::isa<llvm::FPMathOperator>(instruction)) continue;
      if (context.options.mad_enable) instruction.setHasAllowContract(true);
      if (context.options.correctly_rounded_divide_sqrt && MustRoundCorrectly(instruction)) RoundDivision(expander, instruction);
    }
  }
}

}  // namespace kiln::translator

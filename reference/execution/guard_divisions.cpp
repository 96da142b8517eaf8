#include "reference/execution/guard_divisions.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

#include <vector>

namespace kiln::reference {
namespace {

using llvm::BinaryOperator;

bool IsSigned(const BinaryOperator& operation) {
  return operation.getOpcode() == llvm::Instruction::SDiv || operation.getOpcode() == llvm::Instruction::SRem;
}

void GuardDivision(BinaryOperator& division) {
  llvm::Value* dividend = division.getOperand(0);
  llvm::Value* divisor = division.getOperand(1);
  const auto* number = llvm::dyn_cast<llvm::ConstantInt>(divisor);
  if (number != nullptr && !number->isZero() && !number->isMinusOne()) return;
  llvm::IRBuilder<> builder(&division);
  llvm::Type* type = division.getType();
  llvm::Value* traps = builder.CreateICmpEQ(divisor, llvm::ConstantInt::get(type, 0));
  if (IsSigned(division)) {
    const llvm::APInt lowest = llvm::APInt::getSignedMinValue(type->getScalarSizeInBits());
    llvm::Value* overflows = builder.CreateAnd(builder.CreateICmpEQ(dividend, llvm::ConstantInt::get(type, lowest)),
                                               builder.CreateICmpEQ(divisor, llvm::ConstantInt::getSigned(type, -1)));
    traps = builder.CreateOr(traps, overflows);
  }
  division.setOperand(1, builder.CreateSelect(traps, llvm::ConstantInt::get(type, 1), divisor));
}

}  // namespace

void GuardDivisions(llvm::Module& module) {
  std::vector<BinaryOperator*> divisions;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      if (instruction.isIntDivRem()) divisions.push_back(llvm::cast<BinaryOperator>(&instruction));
    }
  }
  for (BinaryOperator* division : divisions) GuardDivision(*division);
}

}  // namespace kiln::reference

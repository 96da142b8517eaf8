#include "reference/msl/prepare_module.h"

#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PassManager.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>

#include <vector>

#include "reference/execution/jit.h"

namespace kiln::reference::msl {
namespace {

using llvm::BinaryOperator;

// A call of the text in each of two branches becomes two calls: what makes threads meet (SimdMeet) is told apart by the
// place of its call in the code.
void InlineEverything(llvm::Module& module) {
  for (llvm::Function& function : module) {
    const bool is_kept =
        function.hasFnAttribute(llvm::Attribute::NoInline) || function.hasFnAttribute(llvm::Attribute::OptimizeNone);
    if (!function.isDeclaration() && !is_kept) function.addFnAttr(llvm::Attribute::AlwaysInline);
  }
}

void Inline(llvm::Module& module) {
  InlineEverything(module);
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder;
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);

  llvm::FunctionPassManager simplify;
  simplify.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
  simplify.addPass(llvm::EarlyCSEPass(false));
  simplify.addPass(llvm::SimplifyCFGPass());
  llvm::ModulePassManager passes;
  passes.addPass(llvm::AlwaysInlinerPass(/*InsertLifetime=*/false));
  passes.addPass(llvm::GlobalDCEPass());
  passes.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(simplify)));
  passes.run(module, modules);
}

bool IsSigned(const BinaryOperator& operation) {
  return operation.getOpcode() == llvm::Instruction::SDiv || operation.getOpcode() == llvm::Instruction::SRem;
}

// a / b -> a / (b == 0 || (a == lowest && b == -1) ? 1 : b)
void GuardDivision(BinaryOperator& division) {
  llvm::Value* dividend = division.getOperand(0);
  llvm::Value* divisor = division.getOperand(1);
  if (llvm::isa<llvm::ConstantInt>(divisor) && !llvm::cast<llvm::ConstantInt>(divisor)->isZero() &&
      !llvm::cast<llvm::ConstantInt>(divisor)->isMinusOne()) {
    return;
  }
  llvm::IRBuilder<> builder(&division);
  auto* type = llvm::cast<llvm::IntegerType>(division.getType());
  llvm::Value* traps = builder.CreateICmpEQ(divisor, llvm::ConstantInt::get(type, 0));
  if (IsSigned(division)) {
    const llvm::APInt lowest = llvm::APInt::getSignedMinValue(type->getBitWidth());
    llvm::Value* overflows = builder.CreateAnd(builder.CreateICmpEQ(dividend, llvm::ConstantInt::get(type, lowest)),
                                               builder.CreateICmpEQ(divisor, llvm::ConstantInt::getSigned(type, -1)));
    traps = builder.CreateOr(traps, overflows);
  }
  division.setOperand(1, builder.CreateSelect(traps, llvm::ConstantInt::get(type, 1), divisor));
}

void GuardDivisions(llvm::Module& module) {
  std::vector<BinaryOperator*> divisions;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      if (instruction.isIntDivRem() && instruction.getType()->isIntegerTy()) {
        divisions.push_back(llvm::cast<BinaryOperator>(&instruction));
      }
    }
  }
  for (BinaryOperator* division : divisions) GuardDivision(*division);
}

}  // namespace

void PrepareModule(llvm::Module& module) {
  UseHostConvention(module);
  GuardDivisions(module);
  Inline(module);
}

}  // namespace kiln::reference::msl

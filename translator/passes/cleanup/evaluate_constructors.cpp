#include "translator/passes/cleanup/evaluate_constructors.h"

#include <map>

#include "kiln/frontend/analysis_managers.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Evaluator.h"

namespace kiln::translator {

namespace {

llvm::CallInst* CallWithBody(llvm::Instruction& instruction) {
  auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
  return call && call->getCalledFunction() && !call->getCalledFunction()->isDeclaration() ? call : nullptr;
}

// One function per variable, called by one function for the file: the parts say which line fails.
std::vector<llvm::Function*> Parts(llvm::Function& constructor) {
  std::vector<llvm::Function*> parts;
  for (llvm::Instruction& instruction : llvm::instructions(constructor)) {
    if (llvm::CallInst* call = CallWithBody(instruction)) {
      parts.push_back(call->getCalledFunction());
    } else if (!instruction.isTerminator()) {
      return {&constructor};
    }
  }
  return parts;
}

// Registering a destructor is the only call of its kind.
void DropDestructors(llvm::Module& module) {
  llvm::Function* at_exit = module.getFunction("__cxa_atexit");
  if (!at_exit) return;
  for (llvm::User* user : llvm::make_early_inc_range(at_exit->users())) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(user);
    if (!call) continue;
    call->replaceAllUsesWith(llvm::Constant::getNullValue(call->getType()));
    call->eraseFromParent();
  }
}

llvm::DebugLoc FirstLocation(llvm::Function& function) {
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    if (instruction.getDebugLoc() && instruction.getDebugLoc().getLine() != 0) return instruction.getDebugLoc();
  }
  return {};
}

// LLVM's evaluator follows straight code and branches once: calls are inlined and loops of a known length unrolled.
class Simplifier {
 public:
  bool Run(llvm::Function& function) {
    constexpr std::size_t kMostCalls = 10'000;  // recursion ends here
    for (std::size_t count = 0; count < kMostCalls; ++count) {
      llvm::CallInst* next = nullptr;
      for (llvm::Instruction& instruction : llvm::instructions(function)) {
        if ((next = CallWithBody(instruction))) break;
      }
      if (!next) {
        auto passes =
            builder_.buildFunctionSimplificationPipeline(llvm::OptimizationLevel::O2, llvm::ThinOrFullLTOPhase::None);
        passes.run(function, analyses_.functions);
        return true;
      }
      next->setCallingConv(next->getCalledFunction()->getCallingConv());
      llvm::InlineFunctionInfo info;
      if (!llvm::InlineFunction(*next, info).isSuccess()) return false;
    }
    return false;
  }

 private:
  llvm::PassBuilder builder_;
  frontend::AnalysisManagers analyses_{builder_};
};

bool Evaluate(llvm::Function& function) {
  const llvm::TargetLibraryInfoImpl no_library;
  const llvm::TargetLibraryInfo library(no_library);
  llvm::Evaluator evaluator(function.getParent()->getDataLayout(), &library);
  llvm::Constant* result = nullptr;
  if (!evaluator.EvaluateFunction(&function, result, llvm::SmallVector<llvm::Constant*, 0>())) return false;
  for (const auto& [variable, initializer] : evaluator.getMutatedInitializers()) variable->setInitializer(initializer);
  return true;
}

void ReportGuards(PassContext& context, llvm::Module& module) {
  for (llvm::GlobalVariable& guard : module.globals()) {
    if (!guard.getName().starts_with("_ZGV")) continue;
    for (llvm::User* user : guard.users()) {
      auto* instruction = llvm::dyn_cast<llvm::Instruction>(user);
      if (!instruction) continue;
      context.diagnostics.Error(DiagnosticCode::kDynamicInitialization, *instruction,
                                "a static variable whose first value is computed when control reaches it cannot be "
                                "translated; give it a constant initializer");
      break;
    }
  }
}

}  // namespace

std::vector<llvm::Function*> ProgramScopeConstructors(llvm::Module& module) {
  std::multimap<std::uint64_t, llvm::Function*> by_priority;
  llvm::GlobalVariable* list = module.getGlobalVariable("llvm.global_ctors");
  auto* entries =
      list && list->hasInitializer() ? llvm::dyn_cast<llvm::ConstantArray>(list->getInitializer()) : nullptr;
  if (!entries) return {};
  for (const llvm::Use& use : entries->operands()) {
    auto* entry = llvm::dyn_cast<llvm::ConstantStruct>(use.get());
    auto* function = entry ? llvm::dyn_cast<llvm::Function>(entry->getOperand(1)->stripPointerCasts()) : nullptr;
    if (function) by_priority.emplace(llvm::cast<llvm::ConstantInt>(entry->getOperand(0))->getZExtValue(), function);
  }
  std::vector<llvm::Function*> functions;
  for (const auto& [priority, function] : by_priority) functions.push_back(function);
  return functions;
}

void EvaluateConstructors(PassContext& context, llvm::Module& module) {
  ReportGuards(context, module);
  const std::vector<llvm::Function*> constructors = ProgramScopeConstructors(module);
  if (constructors.empty()) return;
  DropDestructors(module);
  // Only what nothing else can define has a first value that is certain.
  for (llvm::GlobalVariable& variable : module.globals()) {
    if (!variable.isDeclaration() && !variable.getName().starts_with("llvm.")) {
      variable.setLinkage(llvm::GlobalValue::InternalLinkage);
    }
  }
  Simplifier simplifier;
  for (llvm::Function* constructor : constructors) {
    for (llvm::Function* part : Parts(*constructor)) {
      const llvm::DebugLoc location = FirstLocation(*part);
      if (simplifier.Run(*part) && Evaluate(*part)) continue;
      context.diagnostics.Error(
          DiagnosticCode::kDynamicInitialization, location,
          "the first value of this program-scope variable is not a constant, and nothing runs before "
          "a kernel; initialize it in a kernel, or with constants");
    }
  }
  module.getGlobalVariable("llvm.global_ctors")->eraseFromParent();
}

}  // namespace kiln::translator

// LLVM's analysis managers, as every room needs them that runs LLVM's passes over a module of the front end.
#ifndef KILN_FRONTEND_ANALYSIS_MANAGERS_H_
#define KILN_FRONTEND_ANALYSIS_MANAGERS_H_

#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/IR/PassManager.h>
#include <llvm/Passes/PassBuilder.h>

namespace kiln::frontend {

// The four, with LLVM's analyses registered and each known to the others. `builder` must outlive them. Made for one run
// of passes, which costs microseconds. The order of the members is that of LLVM's manual: they are destroyed from the
// modules' to the loops'.
struct AnalysisManagers {
  explicit AnalysisManagers(llvm::PassBuilder& builder) {
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
  }
  AnalysisManagers(const AnalysisManagers&) = delete;
  AnalysisManagers& operator=(const AnalysisManagers&) = delete;

  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
};

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_ANALYSIS_MANAGERS_H_

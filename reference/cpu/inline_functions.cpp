#include "reference/cpu/inline_functions.h"

#include <llvm/IR/Module.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>

#include "kiln/frontend/analysis_managers.h"

namespace kiln::reference::cpu {

void InlineEverywhere(llvm::Function& function) {
  function.removeFnAttr(llvm::Attribute::OptimizeNone);
  function.removeFnAttr(llvm::Attribute::NoInline);
  function.addFnAttr(llvm::Attribute::AlwaysInline);
}

void InlineMarked(llvm::Module& module) {
  llvm::PassBuilder builder;
  frontend::AnalysisManagers analyses(builder);
  llvm::AlwaysInlinerPass(/*InsertLifetime=*/false).run(module, analyses.modules);
}

}  // namespace kiln::reference::cpu

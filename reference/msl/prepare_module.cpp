#include "reference/msl/prepare_module.h"

#include <llvm/IR/Module.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>

#include "kiln/frontend/analysis_managers.h"
#include "reference/execution/guard_divisions.h"
#include "reference/execution/jit.h"

namespace kiln::reference::msl {
namespace {

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
  llvm::PassBuilder builder;
  frontend::AnalysisManagers analyses(builder);

  llvm::FunctionPassManager simplify;
  simplify.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
  simplify.addPass(llvm::EarlyCSEPass(false));
  simplify.addPass(llvm::SimplifyCFGPass());
  llvm::ModulePassManager passes;
  passes.addPass(llvm::AlwaysInlinerPass(/*InsertLifetime=*/false));
  passes.addPass(llvm::GlobalDCEPass());
  passes.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(simplify)));
  passes.run(module, analyses.modules);
}

}  // namespace

void PrepareModule(llvm::Module& module) {
  UseHostConvention(module);
  GuardDivisions(module);
  Inline(module);
}

}  // namespace kiln::reference::msl

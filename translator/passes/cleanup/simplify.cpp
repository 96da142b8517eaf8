#include "translator/passes/cleanup/simplify.h"

#include "kiln/frontend/analysis_managers.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/ADCE.h"
#include "llvm/Transforms/Scalar/DCE.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/GVN.h"
#include "llvm/Transforms/Scalar/InferAddressSpaces.h"
#include "llvm/Transforms/Scalar/InstSimplifyPass.h"
#include "llvm/Transforms/Scalar/LowerConstantIntrinsics.h"
#include "llvm/Transforms/Scalar/LowerExpectIntrinsic.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "translator/passes/cleanup/remove_dead_values.h"
#include "translator/passes/cleanup/select_values.h"
#include "translator/passes/control_flow/thread_exits.h"

namespace kiln::translator {

namespace {

void Run(llvm::FunctionPassManager& passes, llvm::Function& function) {
  llvm::PassBuilder builder;
  frontend::AnalysisManagers analyses(builder);
  passes.run(function, analyses.functions);
}

// Merges empty and duplicate-free straight-line blocks only. Conditional branches stay as they are: chained comparisons
// of one value would become a switch whose cases jump into the middle of the chain.
llvm::SimplifyCFGOptions KeepShape() {
  return llvm::SimplifyCFGOptions()
      .bonusInstThreshold(0)
      .forwardSwitchCondToPhi(false)
      .convertSwitchRangeToICmp(false)
      .convertSwitchToLookupTable(false)
      .needCanonicalLoops(true)
      .hoistCommonInsts(false)
      .sinkCommonInsts(false)
      .speculateBlocks(false)
      .setSimplifyCondBranch(false);
}

}  // namespace

void SimplifySource(PassContext& context, llvm::Function& function) {
  // Texts keep the branches of their source; a device would rather have the values.
  const unsigned most_work = context.profile.language == TargetLanguage::kSpirv ? 8 : 0;
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::LowerExpectIntrinsicPass());
  passes.addPass(llvm::SROAPass(llvm::SROAOptions::PreserveCFG));
  // Before a number that says where to go on is merged with the condition that chose it.
  passes.addPass(ThreadExitsPass());
  passes.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/false));
  passes.addPass(SelectValuesPass(most_work));
  passes.addPass(llvm::SimplifyCFGPass(KeepShape()));
  passes.addPass(llvm::InstCombinePass());
  if (context.options.optimization_level > 0) {
    passes.addPass(llvm::SROAPass(llvm::SROAOptions::PreserveCFG));
    passes.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));
    passes.addPass(llvm::InstCombinePass());
  }
  passes.addPass(ThreadExitsPass());
  passes.addPass(llvm::ADCEPass());
  passes.addPass(SelectValuesPass(most_work));
  passes.addPass(llvm::SimplifyCFGPass(KeepShape()));
  Run(passes, function);
}

void AnswerConstantQueries(llvm::Function& function) {
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::LowerConstantIntrinsicsPass());
  Run(passes, function);
}

void SimplifyLowered(llvm::Function& function) {
  llvm::FunctionPassManager passes;
  // Simplifies on its way, too; what is left then are values from around loops.
  passes.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/false));
  passes.addPass(llvm::InstSimplifyPass());
  passes.addPass(RemoveDeadValuesPass());
  Run(passes, function);
}

}  // namespace kiln::translator

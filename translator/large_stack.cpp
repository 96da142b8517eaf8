#include "translator/large_stack.h"

#include "llvm/Support/CrashRecoveryContext.h"

namespace kiln::translator {

Status RunWithLargeStack(llvm::function_ref<void()> work) {
  constexpr unsigned kStackBytes = 512u << 20;
  llvm::CrashRecoveryContext context;
  if (context.RunSafelyOnThread(work, kStackBytes)) return {};
  return Fail(ErrorCode::kInternal, "the translator crashed");
}

}  // namespace kiln::translator

// Runs Clang so that a crash of it becomes an error of one compilation, not the end of the process.
#ifndef KILN_FRONTEND_CRASH_GUARD_H_
#define KILN_FRONTEND_CRASH_GUARD_H_

#include <optional>
#include <string>

#include "llvm/ADT/STLFunctionalExtras.h"

namespace kiln::frontend {

// Runs `work` on a thread of its own with a large stack. Absent: it returned. Otherwise what ended it: a signal (stack
// overflow included) or LLVM's fatal error. After a crash the objects that `work` was building are in no known state:
// leak them. The first call installs LLVM's crash recovery, whose signal handlers pass on every signal from outside a
// guarded call.
std::optional<std::string> RunGuarded(llvm::function_ref<void()> work);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_CRASH_GUARD_H_

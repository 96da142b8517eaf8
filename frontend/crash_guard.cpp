#include "frontend/crash_guard.h"

#include <signal.h>

#include <cstring>
#include <memory>
#include <mutex>

#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/thread.h"

namespace kiln::frontend {
namespace {

// Clang guards the recursion of its parser and Sema against 8 MiB; code generation is unguarded, and deep expressions
// take most of it. Only touched pages cost memory.
constexpr unsigned kStackBytes = 64u << 20;
constexpr std::size_t kAlternateStackBytes = 64u << 10;

thread_local std::string* fatal_message = nullptr;

void OnFatalError(void*, const char* reason, bool) {
  llvm::CrashRecoveryContext* context = llvm::CrashRecoveryContext::GetCurrent();
  if (fatal_message == nullptr || context == nullptr) {
    return;  // Not in a guarded call: LLVM prints the message and ends the process, as without Kiln.
  }
  *fatal_message = reason;
  context->HandleExit(70);
}

// LLVM's handler runs on the stack that overflowed unless it is told to use the alternate one.
void UseAlternateStack(int signal) {
  struct sigaction action;
  if (sigaction(signal, nullptr, &action) == 0) {
    action.sa_flags |= SA_ONSTACK;
    sigaction(signal, &action, nullptr);
  }
}

void InstallOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::CrashRecoveryContext::Enable();
    UseAlternateStack(SIGSEGV);
    UseAlternateStack(SIGBUS);
    llvm::install_fatal_error_handler(OnFatalError);
  });
}

class AlternateStack {
 public:
  AlternateStack() : memory_(new char[kAlternateStackBytes]) {
    stack_t stack = {};
    stack.ss_sp = memory_.get();
    stack.ss_size = kAlternateStackBytes;
    sigaltstack(&stack, nullptr);
  }
  ~AlternateStack() {
    stack_t stack = {};
    stack.ss_flags = SS_DISABLE;
    sigaltstack(&stack, nullptr);
  }
  AlternateStack(const AlternateStack&) = delete;
  AlternateStack& operator=(const AlternateStack&) = delete;

 private:
  std::unique_ptr<char[]> memory_;
};

}  // namespace

std::optional<std::string> RunGuarded(llvm::function_ref<void()> work) {
  InstallOnce();
  std::string message;
  bool survived = false;
  int exit_code = 0;
  llvm::thread thread(std::optional<unsigned>(kStackBytes), [&] {
    const AlternateStack stack;
    fatal_message = &message;
    llvm::CrashRecoveryContext context;
    survived = context.RunSafely(work);
    exit_code = context.RetCode;
    fatal_message = nullptr;
  });
  thread.join();
  if (survived) {
    return std::nullopt;
  }
  if (!message.empty()) {
    return message;
  }
  // LLVM reports signal n as the exit code 128 + n, as a shell does.
  return exit_code > 128 ? "signal " + std::to_string(exit_code - 128) + " (" + strsignal(exit_code - 128) + ")"
                         : "exit code " + std::to_string(exit_code);
}

}  // namespace kiln::frontend

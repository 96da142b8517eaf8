#include "harness/validate/run_apart.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "harness/testing/run_case.h"
#include "kiln/runtime/runtime.h"

namespace kiln::harness {
namespace {

using Contents = std::vector<std::vector<std::byte>>;
using Clock = std::chrono::steady_clock;

// What the child leaves behind, in memory that both have; the outputs follow it.
struct Mailbox {
  enum class State : std::uint8_t { kRunning, kDone, kFailed };
  State state = State::kRunning;
  ErrorCode code = ErrorCode::kInternal;
  char message[4000] = {};
};

class SharedMailbox {
 public:
  explicit SharedMailbox(std::size_t output_bytes) : size_(sizeof(Mailbox) + output_bytes) {
    void* const mapping =
        mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapping != MAP_FAILED) outcome_ = new (mapping) Mailbox;
  }
  SharedMailbox(const SharedMailbox&) = delete;
  SharedMailbox& operator=(const SharedMailbox&) = delete;
  ~SharedMailbox() {
    if (outcome_ != nullptr) munmap(outcome_, size_);
  }
  Mailbox* get() const { return outcome_; }
  std::byte* outputs() const { return reinterpret_cast<std::byte*>(outcome_ + 1); }

 private:
  std::size_t size_;
  Mailbox* outcome_ = nullptr;
};

Result<Contents> Run(const Route& route, const TranslateRequest& program, const TestCase& test,
                     const runtime::DeviceOptions& options) {
  TranslateRequest request = program;
  request.kernels = {test.kernel_name};
  KILN_ASSIGN_OR_RETURN(const Translated translated, route.translator(request));
  const artifact::Kernel* reflection = translated.reflection.Find(test.kernel_name);
  if (reflection == nullptr) return Fail(ErrorCode::kNotFound, "there is no kernel '" + test.kernel_name + "'");
  if (translated.program != nullptr) {
    std::vector<std::byte> variables;
    return CaptureCase(*OnHost(*translated.program, *reflection, variables, Bounds::kTight), test);
  }
  KILN_ASSIGN_OR_RETURN(runtime::Device device, runtime::Device::Open(options));
  KILN_ASSIGN_OR_RETURN(const runtime::Kernel kernel, device.Load(translated.words, *reflection));
  KILN_ASSIGN_OR_RETURN(runtime::Stream stream, device.CreateStream({.timing = false}));
  runtime::PrintedText printed;
  return CaptureCase(*OnDevice(device, stream, kernel, printed), test);
}

[[noreturn]] void Serve(const Result<Contents>& result, const SharedMailbox& shared) {
  Mailbox& outcome = *shared.get();
  if (result) {
    std::byte* to = shared.outputs();
    for (const auto& output : *result) to = std::copy(output.begin(), output.end(), to);
    outcome.state = Mailbox::State::kDone;
  } else {
    outcome.code = result.error().code();
    std::snprintf(outcome.message, sizeof(outcome.message), "%s", result.error().ToString().c_str());
    outcome.state = Mailbox::State::kFailed;
  }
  _exit(0);
}

// Nothing when the time is over.
std::optional<int> WaitFor(pid_t process, std::chrono::milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  for (int pause_ms = 1;; pause_ms = std::min(pause_ms * 2, 20)) {
    int status = 0;
    const pid_t ended = waitpid(process, &status, WNOHANG);
    if (ended == process) return status;
    if (Clock::now() >= deadline) return std::nullopt;
    poll(nullptr, 0, pause_ms);
  }
}

}  // namespace

Result<Contents> RunApart(const Route& route, const TranslateRequest& program, const TestCase& test,
                          const runtime::DeviceOptions& device, std::chrono::milliseconds timeout) {
  std::size_t bytes = 0;
  for (const TestArgument& output : test.arguments_out) bytes += output.size();
  const SharedMailbox shared(bytes);
  if (shared.get() == nullptr) return Fail(ErrorCode::kOutOfHostMemory, "no memory for the outputs");
  std::fflush(nullptr);
  const pid_t process = fork();
  if (process < 0) return Fail(ErrorCode::kOperationFailed, std::string("fork: ") + std::strerror(errno));
  if (process == 0) {
    if (const int null = open("/dev/null", O_WRONLY); null >= 0) {
      dup2(null, STDOUT_FILENO);
      dup2(null, STDERR_FILENO);
    }
    // The front end may have left its own handlers in the parent.
    for (const int crash : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) std::signal(crash, SIG_DFL);
    const rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    Serve(Run(route, program, test, device), shared);
  }
  const auto status = WaitFor(process, timeout);
  if (!status) {
    kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
    return Fail(ErrorCode::kTimeout, "it does not end within " + std::to_string(timeout.count()) + " ms");
  }
  const Mailbox& outcome = *shared.get();
  if (outcome.state == Mailbox::State::kFailed) return Fail(outcome.code, std::string(outcome.message));
  if (outcome.state == Mailbox::State::kRunning) {
    const bool is_access = WIFSIGNALED(*status) && (WTERMSIG(*status) == SIGSEGV || WTERMSIG(*status) == SIGBUS);
    return Fail(ErrorCode::kMismatch,
                is_access ? "it accesses memory outside of its arguments"
                          : std::string("it crashes") +
                                (WIFSIGNALED(*status) ? std::string(": ") + strsignal(WTERMSIG(*status)) : ""));
  }
  Contents contents;
  const std::byte* from = shared.outputs();
  for (const TestArgument& output : test.arguments_out) {
    contents.emplace_back(from, from + output.size());
    from += output.size();
  }
  return contents;
}

}  // namespace kiln::harness

#include "harness/testing/child.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

namespace kiln::harness {
namespace {

using nlohmann::json;

bool SendAll(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool SendLine(int socket, const json& message) {
  // Compilers quote the user's source, which need not be UTF-8.
  return SendAll(socket, message.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
}

// Appends what can be read; false at the end of the stream.
bool ReceiveSome(int socket, std::string& bytes) {
  char buffer[65536];
  for (;;) {
    const ssize_t got = recv(socket, buffer, sizeof(buffer), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
}

std::optional<std::string> TakeLine(std::string& bytes) {
  const std::size_t end = bytes.find('\n');
  if (end == std::string::npos) return std::nullopt;
  std::string line = bytes.substr(0, end);
  bytes.erase(0, end + 1);
  return line;
}

// Only the two ends of the same program talk here, but a child that went astray may write anything.
std::optional<ChildMessage> ParseMessage(const std::string& line) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  ChildMessage message;
  const std::string kind = object.value("kind", "");
  if (kind == "done") return message;
  message.kind = kind == "started" ? ChildMessage::Kind::kStarted : ChildMessage::Kind::kFinished;
  message.subtest = object.value("subtest", std::size_t{0});
  if (kind == "finished") {
    message.result.name = object.value("name", "");
    message.result.outcome = static_cast<Outcome>(object.value("outcome", 1));
    message.result.message = object.value("message", "");
    message.result.seconds = object.value("seconds", 0.0);
  }
  return message;
}

[[noreturn]] void Serve(TestContext& context, const std::vector<FileJob>& jobs, int socket) {
  FileObserver observer;
  observer.started = [&](std::size_t subtest) { SendLine(socket, {{"kind", "started"}, {"subtest", subtest}}); };
  observer.finished = [&](std::size_t subtest, const SubtestResult& result) {
    SendLine(socket, {{"kind", "finished"},
                      {"subtest", subtest},
                      {"name", result.name},
                      {"outcome", static_cast<int>(result.outcome)},
                      {"message", result.message},
                      {"seconds", result.seconds}});
  };
  std::string received;
  for (;;) {
    const auto line = TakeLine(received);
    if (!line) {
      if (!ReceiveSome(socket, received)) _exit(0);
      continue;
    }
    const json order = json::parse(*line, nullptr, false);
    FileJob job = jobs[order.value("job", std::size_t{0})];
    job.subtests = order.value("subtests", std::vector<std::size_t>());
    job.kernel_by_kernel = order.value("kernel_by_kernel", false);
    RunFile(context, job, observer);
    if (!SendLine(socket, {{"kind", "done"}})) _exit(0);
  }
}

// A file that is gone when it is closed.
int OpenLog() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder != nullptr ? folder : "/tmp") + "/kiln-test-XXXXXX";
  const int log = mkostemp(path.data(), O_CLOEXEC | O_APPEND);
  if (log >= 0) unlink(path.c_str());
  return log;
}

tl::unexpected<Error> SystemError(const char* what) {
  return Fail(ErrorCode::kOperationFailed, std::string(what) + ": " + std::strerror(errno));
}

}  // namespace

Result<Child> Child::Start(TestContext& context, const std::vector<FileJob>& jobs) {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return SystemError("socketpair");
  const int log = OpenLog();
  // What is still buffered would be written twice, by the parent and by the child.
  std::fflush(nullptr);
  const pid_t process = fork();
  if (process < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    if (log >= 0) close(log);
    errno = error;
    return SystemError("fork");
  }
  if (process == 0) {
    close(ends[0]);
    if (log >= 0) {
      dup2(log, STDOUT_FILENO);
      dup2(log, STDERR_FILENO);
    }
    const rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    Serve(context, jobs, ends[1]);
  }
  close(ends[1]);
  return Child(process, ends[0], log);
}

Child::Child(Child&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      log_(std::exchange(other.log_, -1)),
      received_(std::move(other.received_)) {}

Child& Child::operator=(Child&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(socket_, other.socket_);
  std::swap(log_, other.log_);
  std::swap(received_, other.received_);
  return *this;
}

Child::~Child() {
  if (process_ > 0) End();
}

bool Child::Send(std::size_t job, const std::vector<std::size_t>& subtests, bool kernel_by_kernel) {
  if (log_ >= 0 && ftruncate(log_, 0) != 0) return false;
  return SendLine(socket_, {{"job", job}, {"subtests", subtests}, {"kernel_by_kernel", kernel_by_kernel}});
}

bool Child::Receive(std::vector<ChildMessage>& messages) {
  const bool open = ReceiveSome(socket_, received_);
  while (const auto line = TakeLine(received_)) {
    if (auto message = ParseMessage(*line)) messages.push_back(std::move(*message));
  }
  return open;
}

std::string Child::LogTail() const {
  constexpr off_t kShown = 2000;
  if (log_ < 0) return "";
  const off_t size = lseek(log_, 0, SEEK_END);
  const off_t begin = size > kShown ? size - kShown : 0;
  std::string tail(static_cast<std::size_t>(size > 0 ? size - begin : 0), '\0');
  const ssize_t got = pread(log_, tail.data(), tail.size(), begin);
  tail.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  while (!tail.empty() && tail.back() == '\n') tail.pop_back();
  return tail;
}

std::string Child::End() {
  if (process_ <= 0) return "ended";
  // A closed socket ends a child that waits for a job, but not one that hangs.
  close(socket_);
  socket_ = -1;
  int status = 0;
  pid_t ended = waitpid(process_, &status, WNOHANG);
  if (ended == 0) {
    kill(process_, SIGKILL);
    do {
      ended = waitpid(process_, &status, 0);
    } while (ended < 0 && errno == EINTR);
  }
  process_ = -1;
  std::string how = "crashed";
  if (ended > 0 && WIFSIGNALED(status)) {
    how += std::string(": ") + strsignal(WTERMSIG(status));
  } else if (ended > 0 && WIFEXITED(status)) {
    how = "ended the process with exit code " + std::to_string(WEXITSTATUS(status));
  }
  const std::string tail = LogTail();
  if (log_ >= 0) close(log_);
  log_ = -1;
  return tail.empty() ? how : how + "\n" + tail;
}

}  // namespace kiln::harness

#include "tests/fuzz/opencl_oracle.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

#include "tests/fuzz/wire.h"

extern char** environ;

namespace kiln::fuzz {
namespace {

// It lies beside the command.
std::string OracleProgram() {
  std::error_code ignored;
  return (std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "kiln-opencl-oracle").string();
}

// Until the other end is closed; false when that takes too long.
bool ReadAll(int file, std::chrono::milliseconds timeout, std::string& text) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  char part[4096];
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    pollfd waiting{file, POLLIN, 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) return false;
    const ssize_t count = read(file, part, sizeof part);
    if (count <= 0) return count == 0;
    text.append(part, static_cast<std::size_t>(count));
  }
}

}  // namespace

Result<OpenClRun> OpenClRun::Start(const Program& program) {
  // A file for the input, so that neither side waits for the other while it writes.
  FILE* input = std::tmpfile();
  int ends[2];
  if (input == nullptr || pipe2(ends, O_CLOEXEC) != 0) {
    if (input != nullptr) std::fclose(input);
    return Fail(ErrorCode::kIo, "a temporary file or a pipe cannot be made");
  }
  const std::string text = Encode(program);
  const bool written = std::fwrite(text.data(), 1, text.size(), input) == text.size() && std::fflush(input) == 0;
  std::rewind(input);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, fileno(input), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = OracleProgram();
  char* arguments[] = {name.data(), nullptr};
  pid_t child = -1;
  const int error = posix_spawn(&child, name.c_str(), &files, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&files);
  std::fclose(input);
  close(ends[1]);
  OpenClRun run(program, error == 0 ? child : -1, ends[0]);
  if (error != 0) return Fail(ErrorCode::kUnavailable, "'" + name + "' cannot be run: " + std::strerror(error));
  if (!written) return Fail(ErrorCode::kIo, "a temporary file cannot be written");
  return run;
}

OpenClRun::OpenClRun(OpenClRun&& other) noexcept
    : program_(other.program_), child_(std::exchange(other.child_, -1)), answer_(std::exchange(other.answer_, -1)) {}

OpenClRun::~OpenClRun() {
  if (answer_ >= 0) close(answer_);
  if (child_ < 0) return;
  kill(child_, SIGKILL);
  waitpid(child_, nullptr, 0);
}

Result<Outputs> OpenClRun::Finish(std::chrono::milliseconds timeout) {
  std::string answer;
  if (!ReadAll(answer_, timeout, answer)) return Fail(ErrorCode::kTimeout, "OpenCL does not end");
  int status = 0;
  waitpid(std::exchange(child_, -1), &status, 0);
  if (answer.empty()) {
    return Fail(ErrorCode::kInternal,
                std::string("OpenCL crashed: ") + (WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it exits"));
  }
  const auto decoded = DecodeAnswer(answer);
  if (!decoded) return Fail(ErrorCode::kInternal, "OpenCL ended too early");
  if (!decoded->message.empty()) return Fail(decoded->code, decoded->message);
  Outputs outputs;
  std::size_t at = 0;
  for (const Argument& argument : program_->arguments) {
    if (!argument.is_output) continue;
    std::vector<std::byte> bytes(argument.bytes.size());
    if (at + bytes.size() > decoded->bytes.size()) return Fail(ErrorCode::kInternal, "OpenCL ended too early");
    std::memcpy(bytes.data(), decoded->bytes.data() + at, bytes.size());
    at += bytes.size();
    outputs.push_back(std::move(bytes));
  }
  return outputs;
}

}  // namespace kiln::fuzz

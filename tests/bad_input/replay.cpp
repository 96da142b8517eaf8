// Gives a target its seeds, and then as many damaged ones as asked for: what libFuzzer does, without its build.
//
//   <program> SEED|FOLDER... [--count=N] [--seconds=S] [--seed=N] [--keep=FOLDER] [--slow=SECONDS]
//
// An input that ends the process is kept as crash-<target>; one that takes more than --slow seconds of the processor
// (1) is kept as slow-<target>-<n>, and fails the run; after ten times as many it is a hang, and ends it. The process
// may grow by 1 GiB: more is no memory.
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/bad_input/mutate.h"
#include "tests/bad_input/target.h"

namespace kiln::bad_input {
namespace {

namespace fs = std::filesystem;

constexpr rlim_t kMostGrowth = rlim_t{1} << 30;
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitized = true;
#elif defined(__has_feature)
constexpr bool kIsSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kIsSanitized = false;
#endif

struct Request {
  std::vector<std::string> seeds;  // contents
  std::uint64_t count = 1000;
  double seconds = 0;  // 0: no limit
  int slow = 1;
  std::uint64_t seed = 1;
  std::string keep = ".";
};

// What a signal handler may look at. `is_running`: between the begin and the end of an input, where nothing may exit.
std::atomic<bool> is_running = false;
std::string crash_path;
const char* input_data = nullptr;
std::size_t input_size = 0;

void Write(int file, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = write(file, bytes, size);
    if (written <= 0) return;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
}

void KeepInput(int signal) {
  const int file = open(crash_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0) {
    Write(file, input_data, input_size);
    close(file);
  }
  const char* what = signal == SIGPROF ? "a hang" : signal == SIGALRM ? "a deadlock" : "a crash";
  Write(2, what, std::strlen(what));
  Write(2, "; the input is ", 15);
  Write(2, crash_path.data(), crash_path.size());
  Write(2, "\n", 1);
  _exit(signal == SIGPROF || signal == SIGALRM ? 1 : 128 + signal);
}

void InstallHandlers() {
  std::atexit([] {
    if (is_running) KeepInput(SIGABRT);
  });
  constexpr std::size_t kStack = 1 << 16;
  stack_t stack = {};
  stack.ss_sp = std::calloc(1, kStack);
  stack.ss_size = kStack;
  sigaltstack(&stack, nullptr);
  struct sigaction action = {};
  action.sa_handler = KeepInput;
  action.sa_flags = SA_ONSTACK | SA_RESTART;
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF, SIGALRM}) {
    if (kIsSanitized && signal == SIGSEGV) continue;  // the sanitizer says more
    sigaction(signal, &action, nullptr);
  }
}

double CpuSeconds() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const std::string& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary) << contents;
}

// From now on, memory beyond what the process has and 1 GiB more is refused: the target runs out of it, and ends.
void LimitMemory() {
  if (kIsSanitized) return;  // their own memory is enormous
  mallopt(M_ARENA_MAX, 2);
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const rlim_t limit = static_cast<rlim_t>(pages) * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + kMostGrowth;
  const rlimit limits = {limit, limit};
  setrlimit(RLIMIT_AS, &limits);
}

class Replay {
 public:
  Replay(const Request& request, std::string target) : request_(request), target_(std::move(target)) {}

  void Run(const std::string& input) {
    input_data = input.data();
    input_size = input.size();
    const itimerval hang = {{}, {limit_ * 10, 0}};
    setitimer(ITIMER_PROF, &hang, nullptr);
    alarm(static_cast<unsigned>(limit_) * 100);
    const double begin = CpuSeconds();
    // A copy of exactly this size: what reads behind its end is seen.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    is_running = true;
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    is_running = false;
    const double seconds = CpuSeconds() - begin;
    ++runs_;
    if (seconds > slowest_) slowest_ = seconds;
    if (seconds <= limit_) return;
    const std::string path = request_.keep + "/slow-" + target_ + "-" + std::to_string(++slow_);
    WriteFile(path, input);
    std::cerr << seconds << " s; the input is " << path << std::endl;
  }

  // Returns the exit status.
  int Finish() const {
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%llu inputs, the slowest in %.3f s, at most %ld MiB\n", static_cast<unsigned long long>(runs_),
                slowest_, usage.ru_maxrss >> 10);
    std::printf("%d passed, %d failed\n", slow_ == 0 ? 1 : 0, slow_ == 0 ? 0 : 1);
    return slow_ == 0 ? 0 : 1;
  }

 private:
  const Request& request_;
  std::string target_;
  int limit_ = (kIsSanitized ? 10 : 1) * request_.slow;  // seconds
  std::uint64_t runs_ = 0;
  int slow_ = 0;
  double slowest_ = 0;
};

void AddSeeds(const fs::path& path, std::vector<std::string>& seeds) {
  if (!fs::is_directory(path)) {
    seeds.push_back(ReadFile(path));
    return;
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    if (fs::file_size(file) <= Mutator::kMostBytes / 4) seeds.push_back(ReadFile(file));
  }
}

Request ReadRequest(int argc, char** argv) {
  Request request;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const std::string value = word.substr(std::min(word.find('=') + 1, word.size()));
    if (word.starts_with("--count=")) {
      request.count = std::stoull(value);
    } else if (word.starts_with("--seconds=")) {
      request.seconds = std::stod(value);
    } else if (word.starts_with("--slow=")) {
      request.slow = std::stoi(value);
    } else if (word.starts_with("--seed=")) {
      request.seed = std::stoull(value);
    } else if (word.starts_with("--keep=")) {
      request.keep = value;
    } else {
      AddSeeds(word, request.seeds);
    }
  }
  return request;
}

int Main(int argc, char** argv) {
  const Request request = ReadRequest(argc, argv);
  const std::string target = fs::path(argv[0]).filename().string();
  crash_path = request.keep + "/crash-" + target;
  InstallHandlers();
  Replay replay(request, target);
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < request.seeds.size(); ++i) {
    replay.Run(request.seeds[i]);
    if (i == 0) LimitMemory();  // what the first input loads stays
  }
  Mutator mutator(request.seeds, request.seed);
  for (std::uint64_t i = 0; i < request.count; ++i) {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    if (request.seconds != 0 && passed.count() > request.seconds) break;
    replay.Run(mutator.Next());
  }
  return replay.Finish();
}

}  // namespace
}  // namespace kiln::bad_input

int main(int argc, char** argv) {
  return kiln::bad_input::Main(argc, argv);
}

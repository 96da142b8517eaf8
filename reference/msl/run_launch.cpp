#include "reference/msl/run_launch.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <new>

#include "reference/msl/launch_memory.h"
#include "reference/execution/fibers.h"

namespace kiln::reference::msl {
namespace {

// How the child ended, in memory that it shares.
struct Outcome {
  enum class Kind : std::uint32_t { kNone, kDone, kSignal, kBarrierMissed };
  volatile Kind kind = Kind::kNone;
  volatile int signal = 0;
  volatile std::uint64_t address = 0;  // that the instruction wanted
  volatile std::uint64_t instruction = 0;
  std::uint32_t thread[3] = {};  // in the grid; of kernels without barriers, the one that ran
};

Outcome* outcome_of_child = nullptr;

void OnSignal(int signal, siginfo_t* info, void* context) {
  Outcome& outcome = *outcome_of_child;
  outcome.signal = signal;
  outcome.address = reinterpret_cast<std::uint64_t>(info->si_addr);
  outcome.instruction = static_cast<std::uint64_t>(static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
  outcome.kind = Outcome::Kind::kSignal;
  _exit(1);
}

void CatchSignals() {
  static std::byte stack[64 * 1024];
  stack_t alternate = {};
  alternate.ss_sp = stack;
  alternate.ss_size = sizeof stack;
  sigaltstack(&alternate, nullptr);
  struct sigaction action = {};
  action.sa_sigaction = OnSignal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP}) sigaction(signal, &action, nullptr);
}

struct Grid {
  std::array<std::uint32_t, 3> threads, group, groups;

  explicit Grid(const MslLaunch& launch) : threads(launch.threads_per_grid), group(launch.threads_per_threadgroup) {
    for (std::size_t i = 0; i < 3; ++i) groups[i] = group[i] == 0 ? 0 : (threads[i] + group[i] - 1) / group[i];
  }
};

void Set(LaunchRecord& record, Input input, std::uint32_t x, std::uint32_t y = 0, std::uint32_t z = 0) {
  std::uint32_t* const values = record[input];
  values[0] = x;
  values[1] = y;
  values[2] = z;
}
void Set(LaunchRecord& record, Input input, const std::array<std::uint32_t, 3>& values) {
  Set(record, input, values[0], values[1], values[2]);
}

class Runner {
 public:
  Runner(Entry entry, bool uses_barriers, const Grid& grid, std::uint32_t simd_width, const LaunchRecord& record,
         const Stacks& stacks, Outcome& outcome)
      : entry_(entry),
        uses_barriers_(uses_barriers),
        grid_(grid),
        simd_width_(std::max(simd_width, 1u)),
        record_(record),
        stacks_(stacks),
        outcome_(outcome) {}

  GroupEnd Run() {
    Set(record_, Input::kThreadsPerGrid, grid_.threads);
    Set(record_, Input::kGridSize, grid_.threads);
    Set(record_, Input::kThreadgroupsPerGrid, grid_.groups);
    Set(record_, Input::kDispatchThreadsPerThreadgroup, grid_.group);
    Set(record_, Input::kThreadsPerSimdgroup, simd_width_);
    Set(record_, Input::kDispatchSimdgroupsPerThreadgroup, Simdgroups(grid_.group));
    std::array<std::uint32_t, 3> id;
    for (id[2] = 0; id[2] < grid_.groups[2]; ++id[2]) {
      for (id[1] = 0; id[1] < grid_.groups[1]; ++id[1]) {
        for (id[0] = 0; id[0] < grid_.groups[0]; ++id[0]) {
          if (const GroupEnd end = RunGroup(id); end != GroupEnd::kDone) return end;
        }
      }
    }
    return GroupEnd::kDone;
  }

 private:
  std::uint32_t Simdgroups(const std::array<std::uint32_t, 3>& size) const {
    return (size[0] * size[1] * size[2] + simd_width_ - 1) / simd_width_;
  }

  GroupEnd RunGroup(const std::array<std::uint32_t, 3>& id) {
    std::array<std::uint32_t, 3> size;
    for (std::size_t i = 0; i < 3; ++i) size[i] = std::min(grid_.group[i], grid_.threads[i] - id[i] * grid_.group[i]);
    Set(record_, Input::kThreadgroupPositionInGrid, id);
    Set(record_, Input::kThreadsPerThreadgroup, size);
    Set(record_, Input::kSimdgroupsPerThreadgroup, Simdgroups(size));
    records_.clear();
    std::uint32_t index = 0;
    for (std::uint32_t z = 0; z < size[2]; ++z) {
      for (std::uint32_t y = 0; y < size[1]; ++y) {
        for (std::uint32_t x = 0; x < size[0]; ++x, ++index) {
          const std::array<std::uint32_t, 3> place = {id[0] * grid_.group[0] + x, id[1] * grid_.group[1] + y,
                                                      id[2] * grid_.group[2] + z};
          Set(record_, Input::kThreadPositionInGrid, place);
          Set(record_, Input::kThreadPositionInThreadgroup, x, y, z);
          Set(record_, Input::kThreadIndexInThreadgroup, index);
          Set(record_, Input::kThreadIndexInSimdgroup, index % simd_width_);
          Set(record_, Input::kSimdgroupIndexInThreadgroup, index / simd_width_);
          std::copy(place.begin(), place.end(), outcome_.thread);
          if (uses_barriers_) {
            records_.push_back(record_);
          } else {
            entry_(&record_);
          }
        }
      }
    }
    if (!uses_barriers_) return GroupEnd::kDone;
    Group group;
    group.count = records_.size();
    group.subgroup_size = simd_width_;
    group.body = [&](std::size_t thread) { entry_(&records_[thread]); };
    return reference::RunGroup(group, stacks_);
  }

  Entry entry_;
  bool uses_barriers_;
  Grid grid_;
  std::uint32_t simd_width_;
  LaunchRecord record_;
  const Stacks& stacks_;
  Outcome& outcome_;
  std::vector<LaunchRecord> records_;
};

std::string PlaceText(std::uint32_t line, const std::vector<std::string>& text_lines) {
  if (line == 0 || line > text_lines.size()) return "";
  const std::string& text = text_lines[line - 1];
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  return "\n  line " + std::to_string(line) + " of the text: " + text.substr(begin);
}

std::string SignalText(const Outcome& outcome, const LaunchMemory& memory, const Stacks& stacks) {
  const std::uint64_t address = outcome.address;
  switch (outcome.signal) {
    case SIGSEGV:
    case SIGBUS:
      if (stacks.IsGuard(reinterpret_cast<const void*>(address))) {
        return "it needs more than " + std::to_string(Stacks::kBytes >> 10) + " KiB of thread memory";
      }
      if (const auto place = memory.Describe(address)) return "it accesses memory " + *place;
      if (address < 4096) return "it accesses memory through a null pointer";
      return "it accesses memory that belongs to no buffer";
    case SIGFPE:
      return "it divides by zero";
    default:
      return "it stops at something that is undefined (signal " + std::to_string(outcome.signal) + ")";
  }
}

class Launch {
 public:
  Launch(const MachineCode& code, std::size_t index, const MslKernel& kernel, const MslLaunch& launch,
         const std::vector<std::string>& text_lines)
      : code_(code),
        index_(index),
        kernel_(kernel),
        launch_(launch),
        text_lines_(text_lines),
        stacks_(code.uses_barriers() ? GroupThreads() : 1) {}

  Status Run() {
    if (!stacks_.ok()) return Fail(ErrorCode::kOutOfHostMemory, "no memory for the stacks of a threadgroup");
    KILN_RETURN_IF_ERROR(Bind());
    void* shared = mmap(nullptr, sizeof(Outcome), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return Fail(ErrorCode::kOutOfHostMemory, "no memory for the outcome of a launch");
    outcome_ = new (shared) Outcome;
    Status status = RunInChild();
    if (status) status = Judge();
    munmap(shared, sizeof(Outcome));
    if (status) {
      for (const auto& [to, from] : copies_) std::memcpy(to.data(), from.data(), to.size());
    }
    return status;
  }

 private:
  std::size_t GroupThreads() const {
    std::size_t threads = 1;
    for (const std::uint32_t size : launch_.threads_per_threadgroup) threads *= size;
    return std::max<std::size_t>(threads, 1);
  }

  Status Bind() {
    for (const MslParameter& parameter : kernel_.parameters) {
      const std::string index = std::to_string(parameter.index), name = " '" + parameter.name + "'";
      if (parameter.kind == MslParameter::Kind::kBuffer) {
        const auto bound = launch_.buffers.find(parameter.index);
        if (bound == launch_.buffers.end()) {
          return Fail(ErrorCode::kInvalidArgument, "nothing is bound to [[buffer(" + index + ")]]" + name);
        }
        if (bound->second.data() == nullptr) continue;
        KILN_ASSIGN_OR_RETURN(const std::span<std::byte> piece,
                              memory_.Add("[[buffer(" + index + ")]]" + name, bound->second.size()));
        std::memcpy(piece.data(), bound->second.data(), piece.size());
        if (!parameter.is_constant) copies_.emplace_back(bound->second, piece);
        record_.buffers[parameter.index] = reinterpret_cast<std::uint64_t>(piece.data());
      } else if (parameter.kind == MslParameter::Kind::kTexture) {
        KILN_RETURN_IF_ERROR(BindTexture(parameter));
      } else if (parameter.kind == MslParameter::Kind::kSampler) {
        return Fail(ErrorCode::kUnsupported,
                    "samplers as parameters are not executed: [[sampler(" + index + ")]]" + name);
      } else if (parameter.kind == MslParameter::Kind::kThreadgroup) {
        const auto bound = launch_.threadgroup_memory.find(parameter.index);
        if (bound == launch_.threadgroup_memory.end()) {
          return Fail(ErrorCode::kInvalidArgument, "no size is set for [[threadgroup(" + index + ")]]" + name);
        }
        KILN_ASSIGN_OR_RETURN(const std::span<std::byte> piece,
                              memory_.Add("[[threadgroup(" + index + ")]]" + name, bound->second));
        record_.threadgroups[parameter.index] = reinterpret_cast<std::uint64_t>(piece.data());
      }
    }
    return {};
  }

  Status BindTexture(const MslParameter& parameter) {
    const std::string what = "[[texture(" + std::to_string(parameter.index) + ")]] '" + parameter.name + "'";
    const auto bound = launch_.textures.find(parameter.index);
    if (bound == launch_.textures.end()) return Fail(ErrorCode::kInvalidArgument, "nothing is bound to " + what);
    const MslTexture& texture = bound->second;
    const std::uint64_t texels = std::uint64_t{texture.width} * texture.height * texture.depth * texture.layers;
    if (texels != texture.texels.size()) {
      return Fail(ErrorCode::kInvalidArgument, what + " has another number of texels than its size says");
    }
    const std::span<std::byte> bytes = std::as_writable_bytes(texture.texels);
    KILN_ASSIGN_OR_RETURN(const std::span<std::byte> piece, memory_.Add(what, bytes.size()));
    std::memcpy(piece.data(), bytes.data(), bytes.size());
    copies_.emplace_back(bytes, piece);
    TextureRecord& record = textures_.emplace_back();
    record = {texture.width, texture.height, texture.depth, texture.layers, Address(piece.data())};
    record_.textures[parameter.index] = Address(&record);
    return {};
  }

  static std::uint64_t Address(const void* object) { return reinterpret_cast<std::uint64_t>(object); }

  Status RunInChild() {
    int ends[2];
    if (pipe(ends) != 0) return Fail(ErrorCode::kIo, "no pipe: " + std::string(std::strerror(errno)));
    const pid_t child = fork();
    if (child < 0) {
      close(ends[0]);
      close(ends[1]);
      return Fail(ErrorCode::kIo, "no child process: " + std::string(std::strerror(errno)));
    }
    if (child == 0) {
      close(ends[0]);
      outcome_of_child = outcome_;
      CatchSignals();
      Runner runner(code_.entry(index_), code_.uses_barriers(), Grid(launch_), launch_.threads_per_simdgroup, record_,
                    stacks_, *outcome_);
      const GroupEnd end = runner.Run();
      outcome_->kind = end == GroupEnd::kDone ? Outcome::Kind::kDone : Outcome::Kind::kBarrierMissed;
      _exit(0);
    }
    // The pipe closes when the child ends.
    close(ends[1]);
    pollfd waited = {ends[0], POLLIN, 0};
    const int limit = launch_.timeout.count() == 0 ? -1 : static_cast<int>(launch_.timeout.count());
    int ready;
    do {
      ready = poll(&waited, 1, limit);
    } while (ready < 0 && errno == EINTR);
    close(ends[0]);
    if (ready == 0) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (ready != 0) return {};
    return Fail(ErrorCode::kTimeout,
                "'" + kernel_.name + "' did not end within " + std::to_string(launch_.timeout.count()) + " ms");
  }

  Status Judge() const {
    switch (outcome_->kind) {
      case Outcome::Kind::kDone:
        if (const auto damage = memory_.Damage()) {
          return Fail(ErrorCode::kMismatch, "'" + kernel_.name + "' went wrong: it wrote memory " + *damage);
        }
        return {};
      case Outcome::Kind::kSignal: {
        const std::uint32_t line = code_.LineOf(outcome_->instruction);
        return Fail(ErrorCode::kMismatch, "'" + kernel_.name + "' went wrong: " +
                                              SignalText(*outcome_, memory_, stacks_) + PlaceText(line, text_lines_));
      }
      case Outcome::Kind::kBarrierMissed:
        return Fail(ErrorCode::kMismatch,
                    "'" + kernel_.name +
                        "' went wrong: threads wait at a barrier that others of their threadgroup "
                        "have passed by");
      case Outcome::Kind::kNone:
        break;
    }
    return Fail(ErrorCode::kInternal, "the process that ran '" + kernel_.name + "' was ended from outside");
  }

  const MachineCode& code_;
  std::size_t index_;
  const MslKernel& kernel_;
  const MslLaunch& launch_;
  const std::vector<std::string>& text_lines_;
  LaunchMemory memory_;
  Stacks stacks_;
  LaunchRecord record_ = {};
  std::deque<TextureRecord> textures_;
  std::vector<std::pair<std::span<std::byte>, std::span<std::byte>>> copies_;  // back: to, from
  Outcome* outcome_ = nullptr;
};

}  // namespace

Status RunLaunch(const MachineCode& code, std::size_t index, const MslKernel& kernel, const MslLaunch& launch,
                 const std::vector<std::string>& text_lines) {
  return Launch(code, index, kernel, launch, text_lines).Run();
}

}  // namespace kiln::reference::msl

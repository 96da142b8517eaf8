#include "reference/cpu/checks/checked_launch.h"

#include <sys/mman.h>

#include <algorithm>
#include <map>

#include "reference/cpu/checks/checker.h"

namespace kiln::reference::cpu {
namespace {

constexpr std::uint64_t kAlignment = 128;        // of the widest vector
constexpr std::uint64_t kBetweenObjects = 4096;  // so that a wrong index seldom leads into another one

std::uint64_t RoundUp(std::uint64_t number, std::uint64_t to) {
  return (number + to - 1) / to * to;
}

// Memory for several objects, zeroed.
class Arena {
 public:
  explicit Arena(std::uint64_t bytes) : size_(std::max<std::uint64_t>(bytes, 1)) {
    void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    memory_ = memory == MAP_FAILED ? nullptr : static_cast<std::byte*>(memory);
  }
  ~Arena() {
    if (memory_ != nullptr) munmap(memory_, size_);
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  bool ok() const { return memory_ != nullptr; }
  std::byte* at(std::uint64_t offset) const { return memory_ + offset; }

 private:
  std::uint64_t size_;
  std::byte* memory_;
};

// The arguments of a launch as the kernel has them.
class CheckedArguments {
 public:
  CheckedArguments(const CheckedKernel& kernel, const CpuLaunch& launch)
      : kernel_(kernel), launch_(launch), arena_(PlaceObjects()) {}

  bool ok() const { return arena_.ok(); }

  void Bind(MemoryObjects& objects) {
    using Kind = CpuArgument::Kind;
    using Space = MemoryObject::Space;
    const auto add = [&](std::string_view name, Space space, const std::byte* begin, std::uint64_t size) {
      objects.Add({name, space, reinterpret_cast<std::uintptr_t>(begin), size});
    };
    pointers_.resize(launch_.arguments.size());
    values_.resize(launch_.arguments.size());
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const CpuArgument& argument = launch_.arguments[i];
      const frontend::KernelArgument& declared = kernel_.signature.arguments[i];
      values_[i] = &pointers_[i];
      if (argument.kind == Kind::kValue) values_[i] = argument.bytes.data();
      if (argument.kind == Kind::kImage) pointers_[i] = const_cast<CpuImage*>(argument.image);
      if (argument.kind == Kind::kSampler) pointers_[i] = reinterpret_cast<void*>(std::uintptr_t{argument.sampler});
      if (argument.kind == Kind::kLocal) {
        pointers_[i] = arena_.at(locals_[i]);
        add(declared.name, Space::kLocal, arena_.at(locals_[i]), argument.local_bytes);
      }
      if (argument.kind == Kind::kBuffer) {
        Buffer& buffer = buffers_[argument.bytes.data()];
        pointers_[i] = arena_.at(buffer.offset);
        if (buffer.is_bound) continue;
        buffer.is_bound = true;
        const bool constant = declared.address_space == frontend::AddressSpace::kConstant;
        add(declared.name, constant ? Space::kConstant : Space::kGlobal, arena_.at(buffer.offset), buffer.bytes.size());
        std::copy(buffer.bytes.begin(), buffer.bytes.end(), arena_.at(buffer.offset));
      }
    }
    for (const LocalBlock::Variable& variable : kernel_.locals.variables) {
      add(variable.name, Space::kLocal, local_memory() + variable.offset, variable.size);
    }
    for (const ProgramObject& object : kernel_.tables.objects) {
      objects.Add({object.name, object.is_constant ? Space::kConstant : Space::kGlobal, object.address, object.size});
    }
  }

  void CopyBack() const {
    for (const auto& [data, buffer] : buffers_) std::copy_n(arena_.at(buffer.offset), buffer.bytes.size(), data);
  }

  std::span<void* const> values() const { return values_; }
  std::byte* local_memory() const { return arena_.at(block_); }

 private:
  struct Buffer {
    std::span<std::byte> bytes;
    std::uint64_t offset = 0;
    bool is_bound = false;
  };

  std::uint64_t PlaceObjects() {
    std::uint64_t end = kBetweenObjects;
    const auto place = [&](std::uint64_t size) {
      const std::uint64_t begin = RoundUp(end, kAlignment);
      end = begin + size + kBetweenObjects;
      return begin;
    };
    for (std::size_t i = 0; i < launch_.arguments.size(); ++i) {
      const CpuArgument& argument = launch_.arguments[i];
      if (argument.kind == CpuArgument::Kind::kLocal) locals_[i] = place(argument.local_bytes);
      if (argument.kind != CpuArgument::Kind::kBuffer) continue;
      Buffer& buffer = buffers_[argument.bytes.data()];
      if (buffer.offset != 0) continue;
      buffer.bytes = argument.bytes;
      buffer.offset = place(argument.bytes.size());
    }
    block_ = place(kernel_.locals.size);
    return end;
  }

  const CheckedKernel& kernel_;
  const CpuLaunch& launch_;
  std::map<std::byte*, Buffer> buffers_;  // one given twice is one object
  std::map<std::size_t, std::uint64_t> locals_;
  std::uint64_t block_ = 0;
  Arena arena_;
  std::vector<void*> pointers_, values_;
};

}  // namespace

Status RunChecked(const CheckedKernel& kernel, const Range& range, const CpuLaunch& launch) {
  CheckedArguments arguments(kernel, launch);
  const std::size_t items = range.local[0] * range.local[1] * range.local[2];
  const Stacks stacks(items);
  if (!arguments.ok() || !stacks.ok()) return Fail(ErrorCode::kOutOfHostMemory, "no memory for a launch with checks");
  Checker checker(kernel.tables, range);
  arguments.Bind(checker.objects());
  GroupRun run;
  run.range = &range;
  run.entry = kernel.entry;
  run.arguments = arguments.values();
  run.local_memory = arguments.local_memory();
  run.print = [&](const std::string& text) {
    if (launch.print) launch.print(text);
  };
  bool missed = false;
  for (std::uint64_t group = 0; group < range.group_count() && !missed; ++group) {
    checker.StartGroup(items);
    missed = RunWorkGroup(run, group, stacks) != GroupEnd::kDone;
  }
  arguments.CopyBack();
  if (launch.findings != nullptr) {
    for (Finding& finding : checker.TakeFindings()) launch.findings->push_back(std::move(finding));
  }
  if (!missed) return {};
  return Fail(ErrorCode::kMismatch, "'" + kernel.signature.name +
                                        "': work-items wait at a barrier that others of their work-group do not reach");
}

}  // namespace kiln::reference::cpu

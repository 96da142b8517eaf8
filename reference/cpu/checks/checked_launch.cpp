#include "reference/cpu/checks/checked_launch.h"

#include <algorithm>
#include <map>
#include <memory>

#include "reference/cpu/checks/checker.h"
#include "reference/cpu/checks/shadow_memory.h"

namespace kiln::reference::cpu {
namespace {

constexpr std::uint64_t kAlignment = 128;        // of the widest vector
constexpr std::uint64_t kBetweenObjects = 4096;  // so that a wrong index seldom leads into another one

std::uint64_t RoundUp(std::uint64_t number, std::uint64_t to) {
  return (number + to - 1) / to * to;
}

std::size_t ItemsOf(const Range& range, std::uint64_t group) {
  const Extent count = range.groups();
  const Extent id = {group % count[0], group / count[0] % count[1], group / count[0] / count[1]};
  std::size_t items = 1;
  for (std::size_t i = 0; i < 3; ++i) items *= std::min(range.local[i], range.global[i] - id[i] * range.local[i]);
  return items;
}

// The arguments of a launch as the kernel has them.
class CheckedArguments {
 public:
  CheckedArguments(const CheckedKernel& kernel, const CpuLaunch& launch) : kernel_(kernel), launch_(launch) {
    PlaceObjects();
    globals_ = std::make_unique<Pages>(global_bytes_);
    locals_ = std::make_unique<Pages>(local_bytes_);
  }

  bool ok() const { return globals_->ok() && locals_->ok(); }
  std::span<std::byte> all_local() const { return {locals_->at(0), local_bytes_}; }

  void Bind(Checker& checker) {
    using Kind = CpuArgument::Kind;
    using Space = MemoryObject::Space;
    const auto add = [&](std::string_view name, Space space, const std::byte* begin, std::uint64_t size) {
      checker.AddObject({name, space, reinterpret_cast<std::uintptr_t>(begin), size});
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
        std::byte* begin = locals_->at(local_offsets_[i]);
        pointers_[i] = begin;
        add(declared.name, Space::kLocal, begin, argument.local_bytes);
      }
      if (argument.kind == Kind::kBuffer) {
        Buffer& buffer = buffers_[argument.bytes.data()];
        std::byte* begin = globals_->at(buffer.offset);
        pointers_[i] = begin;
        if (buffer.is_bound) continue;
        buffer.is_bound = true;
        const bool constant = declared.address_space == frontend::AddressSpace::kConstant;
        add(declared.name, constant ? Space::kConstant : Space::kGlobal, begin, buffer.bytes.size());
        std::copy(buffer.bytes.begin(), buffer.bytes.end(), begin);
      }
    }
    for (const LocalBlock::Variable& variable : kernel_.locals.variables) {
      add(variable.name, Space::kLocal, local_memory() + variable.offset, variable.size);
    }
    for (const ProgramObject& object : kernel_.tables.objects) {
      checker.AddObject(
          {object.name, object.is_constant ? Space::kConstant : Space::kGlobal, object.address, object.size});
    }
  }

  void CopyBack() const {
    for (const auto& [data, buffer] : buffers_) std::copy_n(globals_->at(buffer.offset), buffer.bytes.size(), data);
  }

  std::span<void* const> values() const { return values_; }
  std::byte* local_memory() const { return locals_->at(block_); }

 private:
  struct Buffer {
    std::span<std::byte> bytes;
    std::uint64_t offset = 0;
    bool is_bound = false;
  };

  void PlaceObjects() {
    const auto place = [](std::uint64_t& end, std::uint64_t size) {
      const std::uint64_t begin = RoundUp(end, kAlignment);
      end = begin + size + kBetweenObjects;
      return begin;
    };
    for (std::size_t i = 0; i < launch_.arguments.size(); ++i) {
      const CpuArgument& argument = launch_.arguments[i];
      if (argument.kind == CpuArgument::Kind::kLocal) local_offsets_[i] = place(local_bytes_, argument.local_bytes);
      if (argument.kind != CpuArgument::Kind::kBuffer) continue;
      Buffer& buffer = buffers_[argument.bytes.data()];
      if (buffer.offset != 0) continue;
      buffer.bytes = argument.bytes;
      buffer.offset = place(global_bytes_, argument.bytes.size());
    }
    block_ = place(local_bytes_, kernel_.locals.size);
  }

  const CheckedKernel& kernel_;
  const CpuLaunch& launch_;
  std::map<std::byte*, Buffer> buffers_;  // one given twice is one object
  std::map<std::size_t, std::uint64_t> local_offsets_;
  std::uint64_t block_ = 0;
  std::uint64_t global_bytes_ = kBetweenObjects, local_bytes_ = kBetweenObjects;
  std::unique_ptr<Pages> globals_, locals_;
  std::vector<void*> pointers_, values_;
};

}  // namespace

Status RunChecked(const CheckedKernel& kernel, const Range& range, const CpuLaunch& launch) {
  CheckedArguments arguments(kernel, launch);
  const std::size_t items = range.local[0] * range.local[1] * range.local[2];
  const Stacks stacks(items);
  Checker checker(kernel.tables, range);
  const bool has_memory = arguments.ok() && stacks.ok() && checker.shadow().Cover(stacks.memory()) &&
                          checker.shadow().Cover(arguments.all_local());
  if (!has_memory) return Fail(ErrorCode::kOutOfHostMemory, "no memory for a launch with checks");
  arguments.Bind(checker);
  GroupRun run;
  run.range = &range;
  run.entry = kernel.entry;
  run.arguments = arguments.values();
  run.local_memory = arguments.local_memory();
  run.print = [&](const std::string& text) {
    if (launch.print) launch.print(text);
  };
  run.at_barrier = [&](bool all_wait) { checker.AtBarrier(all_wait); };
  for (std::uint64_t group = 0; group < range.group_count(); ++group) {
    checker.StartGroup(group, ItemsOf(range, group));
    (void)RunWorkGroup(run, group, stacks);
  }
  arguments.CopyBack();
  if (launch.findings != nullptr) {
    for (Finding& finding : checker.TakeFindings()) launch.findings->push_back(std::move(finding));
  }
  return {};
}

}  // namespace kiln::reference::cpu

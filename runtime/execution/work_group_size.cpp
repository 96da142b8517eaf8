#include "runtime/execution/work_group_size.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace kiln::runtime {
namespace {

// Enough to hide latency on every GPU, few enough that several groups fit on one core of it.
constexpr std::uint32_t kTargetItems = 256;
// In more than one dimension: rows of this length are read in whole cache lines, and leave work-items for the others.
constexpr std::uint32_t kRowLength = 32;
// 32-bit registers that a core has for its work-items: Vulkan does not tell; NVIDIA's have 65,536 since Kepler (CUDA
// C++ Programming Guide, "Compute Capabilities"), AMD's as many or more.
constexpr std::uint32_t kRegisters = 65'536;

// Collects the sentences, if anyone wants them.
class Reasons {
 public:
  explicit Reasons(std::string* text) : text_(text) {}
  template <typename... Values>
  void Add(fmt::format_string<Values...> format, Values&&... values) {
    if (text_ == nullptr) return;
    *text_ += fmt::format(format, std::forward<Values>(values)...);
    *text_ += '\n';
  }

 private:
  std::string* text_;
};

// How many work-items a group should have.
std::uint32_t TargetItems(const WorkGroupNeeds& needs, const DeviceLimits& limits, Reasons& reasons) {
  const std::uint32_t most = limits.work_group_invocations;
  std::uint32_t target = kTargetItems;
  const std::uint64_t available = limits.local_memory_bytes;
  if (needs.local_bytes > available / 4) {
    const bool is_alone = needs.local_bytes > available / 2;
    target = is_alone ? most : 2 * kTargetItems;
    reasons.Add(
        "a group takes {} of the {} bytes of local memory, so that {} at a time: up to {} work-items make up for it",
        needs.local_bytes, available, is_alone ? "one fits" : "few fit", std::min(target, most));
  } else {
    reasons.Add("up to {} work-items: enough to hide latency, few enough that several groups share a core",
                std::min(target, most));
  }
  if (needs.registers != 0 && std::uint64_t{needs.registers} * target > kRegisters / 2) {
    const std::uint32_t least = std::max(limits.subgroup_size, 1u);
    target = std::max(std::bit_floor(kRegisters / 2 / needs.registers), least);
    reasons.Add("a work-item takes {} registers: with up to {} work-items two groups fit on a core", needs.registers,
                target);
  }
  return std::clamp(target, 1u, std::max(most, 1u));
}

// The largest divisor of `value` that is at most `limit`; a power of two if that is at least half as large, because
// groups then fill subgroups.
std::uint32_t BestDivisor(std::uint32_t value, std::uint32_t limit) {
  std::uint32_t largest = 1;
  std::uint32_t power = 1;
  for (std::uint32_t candidate = 1; candidate <= limit; ++candidate) {
    if (value % candidate != 0) continue;
    largest = candidate;
    if (std::has_single_bit(candidate)) power = candidate;
  }
  return power * 2 >= largest ? power : largest;
}

std::uint32_t ChooseInDimension(char name, std::uint32_t global, std::uint32_t limit, bool must_be_uniform,
                                Reasons& reasons) {
  if (global <= 1) return 1;
  if (global <= limit) {
    reasons.Add("{}: all {}", name, global);
    return global;
  }
  const std::uint32_t divisor = BestDivisor(global, limit);
  // A remainder costs one more, small dispatch: better than groups that fill a fraction of the device.
  const bool is_useful = divisor >= std::max(limit / 8, 1u);
  if (is_useful || must_be_uniform) {
    const char* note = !is_useful ? "; the kernel's groups must be equal, and there is none that is larger"
                       : std::has_single_bit(divisor) ? "; a power of two fills whole subgroups"
                                                      : "";
    reasons.Add("{}: {} divides {} and is at most {}{}", name, divisor, global, limit, note);
    return divisor;
  }
  const std::uint32_t size = std::bit_floor(limit);
  reasons.Add("{}: {}, which leaves {} of {} for smaller groups: no divisor of it is nearly as large", name, size,
              global % size, global);
  return size;
}

}  // namespace

std::array<std::uint32_t, 3> ChooseWorkGroupSize(const WorkGroupNeeds& needs, const DeviceLimits& limits,
                                                 std::string* explanation) {
  Reasons reasons(explanation);
  const std::array<std::uint32_t, 3>& global = needs.global;
  std::uint32_t budget = TargetItems(needs, limits, reasons);
  const bool has_rows = global[1] > 1 || global[2] > 1;
  if (has_rows)
    reasons.Add("rows of up to {}: they are read in whole cache lines, and leave work-items for y and z", kRowLength);
  std::array<std::uint32_t, 3> local = {1, 1, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    std::uint32_t limit = std::min(budget, limits.work_group_size[i]);
    if (i == 0 && has_rows) limit = std::min(limit, kRowLength);
    local[i] = ChooseInDimension("xyz"[i], global[i], std::max(limit, 1u), needs.must_be_uniform, reasons);
    budget /= local[i];
  }
  if (const std::uint32_t items = local[0] * local[1] * local[2];
      limits.subgroup_size > 1 && items % limits.subgroup_size != 0) {
    reasons.Add("{} work-items leave a part of a subgroup of {} idle", items, limits.subgroup_size);
  }
  return local;
}

}  // namespace kiln::runtime

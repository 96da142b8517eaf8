#include "runtime/execution/work_group_size.h"

#include <algorithm>
#include <bit>

namespace kiln::runtime {
namespace {

// Enough to hide latency on every GPU, few enough that several groups fit on one core of it.
constexpr std::uint32_t kTargetItems = 256;
// In more than one dimension: rows of this length are read in whole cache lines, and leave work-items for the others.
constexpr std::uint32_t kRowLength = 32;

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

std::uint32_t ChooseInDimension(std::uint32_t global, std::uint32_t limit, bool must_be_uniform) {
  if (global <= limit) return std::max(global, 1u);
  const std::uint32_t divisor = BestDivisor(global, limit);
  // A remainder costs one more, small dispatch: better than groups that fill a fraction of the device.
  const bool is_useful = divisor >= std::max(limit / 8, 1u);
  return must_be_uniform || is_useful ? divisor : std::bit_floor(limit);
}

}  // namespace

std::array<std::uint32_t, 3> ChooseWorkGroupSize(const std::array<std::uint32_t, 3>& global, bool must_be_uniform,
                                                 const DeviceLimits& limits) {
  std::uint32_t budget = std::min(kTargetItems, limits.work_group_invocations);
  const bool has_rows = global[1] > 1 || global[2] > 1;
  std::array<std::uint32_t, 3> local = {1, 1, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    std::uint32_t limit = std::min(budget, limits.work_group_size[i]);
    if (i == 0 && has_rows) limit = std::min(limit, kRowLength);
    local[i] = ChooseInDimension(global[i], std::max(limit, 1u), must_be_uniform);
    budget /= local[i];
  }
  return local;
}

}  // namespace kiln::runtime

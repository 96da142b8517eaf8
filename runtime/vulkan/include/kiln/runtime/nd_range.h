// How many work-items run, and in what groups.
#ifndef KILN_RUNTIME_ND_RANGE_H_
#define KILN_RUNTIME_ND_RANGE_H_

#include <array>
#include <cstdint>

namespace kiln::runtime {

// NdRange(n), NdRange(width, height).Local(16, 16), NdRange(n).Offset(100).
//
// The local size need not divide the global size: the last group of a dimension is then smaller. A local size of 0 lets
// the runtime choose. A global size of 0 in a dimension runs nothing. Dimensions from work_dim on must be left as they
// are.
struct NdRange {
  std::uint32_t work_dim = 1;  // 1, 2 or 3: what get_work_dim returns
  std::array<std::uint64_t, 3> global = {1, 1, 1};
  std::array<std::uint64_t, 3> local = {0, 0, 0};  // all zero: the runtime chooses
  std::array<std::uint64_t, 3> offset = {0, 0, 0};

  NdRange() = default;
  NdRange(std::uint64_t x) : work_dim(1), global{x, 1, 1} {}  // NOLINT: a number is a 1D range
  NdRange(std::uint64_t x, std::uint64_t y) : work_dim(2), global{x, y, 1} {}
  NdRange(std::uint64_t x, std::uint64_t y, std::uint64_t z) : work_dim(3), global{x, y, z} {}

  NdRange& Local(std::uint64_t x, std::uint64_t y = 1, std::uint64_t z = 1) {
    local = {x, y, z};
    return *this;
  }
  NdRange& Offset(std::uint64_t x, std::uint64_t y = 0, std::uint64_t z = 0) {
    offset = {x, y, z};
    return *this;
  }
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_ND_RANGE_H_

// A work-group size for a launch that names none. Pure.
#ifndef KILN_RUNTIME_EXECUTION_WORK_GROUP_SIZE_H_
#define KILN_RUNTIME_EXECUTION_WORK_GROUP_SIZE_H_

#include <array>
#include <cstdint>

#include "kiln/runtime/device.h"

namespace kiln::runtime {

// Fills up to 256 work-items, x first, with sizes that divide the global size. Where a dimension has no useful divisor
// (a large prime), takes a size that leaves a remainder, unless `must_be_uniform`. Never exceeds the limits.
std::array<std::uint32_t, 3> ChooseWorkGroupSize(const std::array<std::uint32_t, 3>& global, bool must_be_uniform,
                                                 const DeviceLimits& limits);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_WORK_GROUP_SIZE_H_

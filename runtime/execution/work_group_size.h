// A work-group size for a launch that names none. Pure.
#ifndef KILN_RUNTIME_EXECUTION_WORK_GROUP_SIZE_H_
#define KILN_RUNTIME_EXECUTION_WORK_GROUP_SIZE_H_

#include <array>
#include <cstdint>
#include <string>

#include "kiln/runtime/device.h"

namespace kiln::runtime {

// What the choice depends on besides the device.
struct WorkGroupNeeds {
  std::array<std::uint32_t, 3> global = {1, 1, 1};
  bool must_be_uniform = false;   // only sizes that divide the global size
  std::uint64_t local_bytes = 0;  // local memory of a group, however large the group is
  std::uint32_t registers = 0;    // of a work-item, as the driver tells; 0: it does not
};

// x first, with sizes that divide the global size, up to a number of work-items that suits what a group takes of the
// device (256 if it takes little). Where a dimension has no useful divisor (a large prime), takes a size that leaves a
// remainder, unless it must be uniform. Never exceeds the limits. Says why in `explanation`, a sentence a line, if
// there is one.
std::array<std::uint32_t, 3> ChooseWorkGroupSize(const WorkGroupNeeds& needs, const DeviceLimits& limits,
                                                 std::string* explanation = nullptr);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_WORK_GROUP_SIZE_H_

#include "runtime/execution/fit_to_driver.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiln/artifact/spirv_fences.h"
#include "kiln/artifact/spirv_loop_exits.h"
#include "kiln/artifact/spirv_nesting.h"
#include "kiln/artifact/spirv_subgroups.h"

namespace kiln::runtime {

Result<std::vector<std::uint32_t>> FitToDriver(std::vector<std::uint32_t> words, const DriverWorkarounds& workarounds,
                                               const DeviceInfo& device) {
  if (workarounds.deepest_nesting != 0) {
    KILN_ASSIGN_OR_RETURN(const artifact::NestingDepth depth, artifact::DeepestNesting(words));
    if (const std::uint32_t levels = std::max(depth.selections, depth.loops); levels > workarounds.deepest_nesting) {
      return Fail(ErrorCode::kUnsupported,
                  fmt::format("its control flow nests {} levels deep, the driver of '{}' executes {}", levels,
                              device.name, workarounds.deepest_nesting));
    }
  }
  if (workarounds.loses_values_that_leave_loops) {
    KILN_ASSIGN_OR_RETURN(words, artifact::AddLoopExits(words));
  }
  if (workarounds.stops_at_fences) {
    KILN_ASSIGN_OR_RETURN(words, artifact::RelaxFences(words));
  }
  if (workarounds.gets_subgroups_wrong) {
    KILN_ASSIGN_OR_RETURN(words, artifact::MendSubgroups(words, device.limits.subgroup_size));
  }
  return words;
}

}  // namespace kiln::runtime

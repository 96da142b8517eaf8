// NdRange -> dispatches. Pure.
//
// A Vulkan dispatch is a whole number of equal work-groups, at most a limit of them in each dimension. An NDRange is
// any number of work-items. So each dimension is cut into pieces: full groups, as many as the limit allows at a time,
// then one smaller group with what is left. Every combination of the dimensions' pieces is one dispatch, a *region*.
#ifndef KILN_RUNTIME_EXECUTION_LAUNCH_GRID_H_
#define KILN_RUNTIME_EXECUTION_LAUNCH_GRID_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "kiln/runtime/device.h"
#include "kiln/runtime/nd_range.h"

namespace kiln::runtime {

using Size3 = std::array<std::uint32_t, 3>;

struct Region {
  Size3 start = {};  // first work-item, counted without the global offset
  Size3 local = {};  // its work-group size: the enqueued one, or what is left of a dimension
  Size3 group_count = {};
  Size3 group_base = {};  // get_group_id of its first group
};

struct LaunchGrid {
  std::uint32_t work_dim = 1;
  Size3 global = {};
  Size3 offset = {};
  Size3 local = {};             // as enqueued
  Size3 num_groups = {};        // the smaller last ones included
  std::vector<Region> regions;  // empty when a global size is 0
};

// What the choice of a work-group size depends on.
struct WorkGroupRule {
  std::optional<Size3> required;
  // The kernel can tell that groups differ in size: choose only sizes that divide the global size.
  bool must_be_uniform = false;
  std::uint64_t local_bytes = 0;  // of a group
  std::uint32_t registers = 0;    // of a work-item; 0: not known
};
WorkGroupRule RuleFor(const artifact::Kernel& kernel);

// kInvalidArgument names the size and the limit that it breaks.
Result<LaunchGrid> PlanGrid(const NdRange& range, const WorkGroupRule& rule, const DeviceLimits& limits);

// The work-group size alone. Says what decided it in `explanation`, a sentence a line, if there is one.
Result<Size3> DecideWorkGroup(const NdRange& range, const WorkGroupRule& rule, const DeviceLimits& limits,
                              std::string* explanation = nullptr);

// The words that `kind` stands for in one region: three, or one for kWorkDim (the rest is 0). Zero for kNullArguments.
Size3 ImplicitWords(artifact::ImplicitKind kind, const LaunchGrid& grid, const Region& region);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_LAUNCH_GRID_H_

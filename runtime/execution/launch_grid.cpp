#include "runtime/execution/launch_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "runtime/execution/work_group_size.h"

namespace kiln::runtime {
namespace {

constexpr std::uint64_t kMaxCoordinate = std::numeric_limits<std::uint32_t>::max();
// A launch of so many dispatches is surely a mistake: a work-group size of 1 where the range is huge.
constexpr std::uint64_t kMaxRegions = 1 << 16;

// A part of one dimension.
struct Piece {
  std::uint32_t start, local, group_count, group_base;
};

std::uint64_t PieceCount(std::uint32_t global, std::uint32_t local, std::uint32_t max_groups) {
  const std::uint64_t full = global / local;
  return (full + max_groups - 1) / max_groups + (global % local != 0 ? 1 : 0);
}

std::vector<Piece> CutDimension(std::uint32_t global, std::uint32_t local, std::uint32_t max_groups) {
  std::vector<Piece> pieces;
  const std::uint32_t full = global / local;
  for (std::uint32_t base = 0; base < full;) {
    const std::uint32_t count = std::min(full - base, max_groups);
    pieces.push_back({base * local, local, count, base});
    base += count;
  }
  if (global % local != 0) pieces.push_back({full * local, global % local, 1, full});
  return pieces;
}

std::string Print(const std::array<std::uint64_t, 3>& size) {
  return fmt::format("{} x {} x {}", size[0], size[1], size[2]);
}

Status CheckRange(const NdRange& range) {
  if (range.work_dim < 1 || range.work_dim > 3) {
    return Fail(ErrorCode::kInvalidArgument, fmt::format("work_dim is {}; it must be 1, 2 or 3", range.work_dim));
  }
  for (std::size_t i = 0; i < 3; ++i) {
    if (i >= range.work_dim && (range.global[i] != 1 || range.offset[i] != 0 || range.local[i] > 1)) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("dimension {} is used, but work_dim is {}", i, range.work_dim));
    }
    if (range.global[i] > kMaxCoordinate || range.offset[i] > kMaxCoordinate ||
        range.global[i] + range.offset[i] > kMaxCoordinate) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("global size {} with offset {} in dimension {}: Vulkan counts work-items with 32 bits",
                              range.global[i], range.offset[i], i));
    }
  }
  return {};
}

Status CheckWorkGroup(const std::array<std::uint64_t, 3>& local, const DeviceLimits& limits) {
  std::uint64_t product = 1;
  for (std::size_t i = 0; i < 3; ++i) {
    if (local[i] > limits.work_group_size[i]) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("work-group size {}: the device allows {} in dimension {} (maxComputeWorkGroupSize)",
                              Print(local), limits.work_group_size[i], i));
    }
    product *= local[i];
  }
  if (product > limits.work_group_invocations) {
    return Fail(ErrorCode::kInvalidArgument, fmt::format("work-group size {} has {} work-items: the device allows {} "
                                                         "(maxComputeWorkGroupInvocations)",
                                                         Print(local), product, limits.work_group_invocations));
  }
  return {};
}

Status CheckRequired(const NdRange& range, const std::array<std::uint64_t, 3>& local, const Size3& required) {
  for (std::size_t i = 0; i < 3; ++i) {
    if (local[i] != required[i]) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("work-group size {}: the kernel requires {} x {} x {} (reqd_work_group_size)",
                              Print(local), required[0], required[1], required[2]));
    }
    if (range.global[i] % required[i] != 0) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("global size {} in dimension {} is no multiple of {}, which the kernel requires "
                              "(reqd_work_group_size)",
                              range.global[i], i, required[i]));
    }
  }
  return {};
}

Size3 Narrow(const std::array<std::uint64_t, 3>& size) {
  return {static_cast<std::uint32_t>(size[0]), static_cast<std::uint32_t>(size[1]),
          static_cast<std::uint32_t>(size[2])};
}

}  // namespace

Result<Size3> DecideWorkGroup(const NdRange& range, const WorkGroupRule& rule, const DeviceLimits& limits,
                              std::string* explanation) {
  std::array<std::uint64_t, 3> local = range.local;
  const auto used_end = local.begin() + range.work_dim;
  std::fill(used_end, local.end(), 1);
  const auto zeros = std::count(local.begin(), used_end, 0u);
  if (zeros == range.work_dim) {
    const WorkGroupNeeds needs = {Narrow(range.global), rule.must_be_uniform, rule.local_bytes, rule.registers};
    if (rule.required && explanation != nullptr) *explanation += "the kernel requires it (reqd_work_group_size)\n";
    const Size3 chosen = rule.required ? *rule.required : ChooseWorkGroupSize(needs, limits, explanation);
    std::copy(chosen.begin(), chosen.end(), local.begin());
  } else if (zeros != 0) {
    return Fail(ErrorCode::kInvalidArgument,
                fmt::format("work-group size {}: give all {} sizes, or none", Print(local), range.work_dim));
  } else if (explanation != nullptr) {
    *explanation += "the launch names it\n";
  }
  KILN_RETURN_IF_ERROR(CheckWorkGroup(local, limits));
  if (rule.required) KILN_RETURN_IF_ERROR(CheckRequired(range, local, *rule.required));
  return Narrow(local);
}

WorkGroupRule RuleFor(const artifact::Kernel& kernel) {
  WorkGroupRule rule;
  rule.required = kernel.required_work_group_size;
  rule.must_be_uniform = kernel.static_local_bytes != 0;
  rule.local_bytes = kernel.static_local_bytes;
  for (const artifact::Argument& argument : kernel.arguments) {
    rule.must_be_uniform |= argument.kind == artifact::ArgumentKind::kLocal;
  }
  for (const artifact::ImplicitValue& implicit : kernel.implicit) {
    rule.must_be_uniform |= implicit.kind == artifact::ImplicitKind::kGroupBase ||
                            implicit.kind == artifact::ImplicitKind::kNumGroups ||
                            implicit.kind == artifact::ImplicitKind::kEnqueuedLocalSize;
  }
  return rule;
}

Result<LaunchGrid> PlanGrid(const NdRange& range, const WorkGroupRule& rule, const DeviceLimits& limits) {
  KILN_RETURN_IF_ERROR(CheckRange(range));
  LaunchGrid grid;
  grid.work_dim = range.work_dim;
  grid.global = Narrow(range.global);
  grid.offset = Narrow(range.offset);
  KILN_ASSIGN_OR_RETURN(grid.local, DecideWorkGroup(range, rule, limits));

  std::uint64_t region_count = 1;
  for (std::size_t i = 0; i < 3; ++i) {
    grid.num_groups[i] = grid.global[i] / grid.local[i] + (grid.global[i] % grid.local[i] != 0 ? 1 : 0);
    region_count *= PieceCount(grid.global[i], grid.local[i], limits.work_group_count[i]);
    if (region_count > kMaxRegions) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("global size {} with work-group size {} x {} x {} needs too many dispatches",
                              Print(range.global), grid.local[0], grid.local[1], grid.local[2]));
    }
  }
  std::array<std::vector<Piece>, 3> pieces;
  for (std::size_t i = 0; i < 3; ++i) {
    pieces[i] = CutDimension(grid.global[i], grid.local[i], limits.work_group_count[i]);
  }
  for (const Piece& z : pieces[2]) {
    for (const Piece& y : pieces[1]) {
      for (const Piece& x : pieces[0]) {
        grid.regions.push_back({{x.start, y.start, z.start},
                                {x.local, y.local, z.local},
                                {x.group_count, y.group_count, z.group_count},
                                {x.group_base, y.group_base, z.group_base}});
      }
    }
  }
  return grid;
}

Size3 ImplicitWords(artifact::ImplicitKind kind, const LaunchGrid& grid, const Region& region) {
  using artifact::ImplicitKind;
  switch (kind) {
    case ImplicitKind::kRegionOffset:
      return {grid.offset[0] + region.start[0], grid.offset[1] + region.start[1], grid.offset[2] + region.start[2]};
    case ImplicitKind::kGlobalOffset:
      return grid.offset;
    case ImplicitKind::kGlobalSize:
      return grid.global;
    case ImplicitKind::kGroupBase:
      return region.group_base;
    case ImplicitKind::kNumGroups:
      return grid.num_groups;
    case ImplicitKind::kEnqueuedLocalSize:
      return grid.local;
    case ImplicitKind::kWorkDim:
      return {grid.work_dim, 0, 0};
    case ImplicitKind::kNullArguments:
      break;  // no matter of the grid
  }
  return {};
}

}  // namespace kiln::runtime

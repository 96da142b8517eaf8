#include "runtime/execution/launch_grid.h"

#include <gtest/gtest.h>

#include <random>

namespace kiln::runtime {
namespace {

using artifact::ImplicitKind;

DeviceLimits Limits() {
  DeviceLimits limits;
  limits.work_group_size = {1024, 1024, 64};
  limits.work_group_count = {65535, 65535, 65535};
  limits.work_group_invocations = 1024;
  limits.local_memory_bytes = 32768;
  return limits;
}

std::string Message(const NdRange& range, const WorkGroupRule& rule = {}) {
  const auto grid = PlanGrid(range, rule, Limits());
  if (grid) return "ok";
  EXPECT_EQ(grid.error().code(), ErrorCode::kInvalidArgument);
  return grid.error().message();
}

TEST(LaunchGridTest, ADividingSizeIsOneRegion) {
  const auto grid = PlanGrid(NdRange(1024, 64).Local(16, 16).Offset(3, 4), {}, Limits());
  ASSERT_TRUE(grid);
  ASSERT_EQ(grid->regions.size(), 1u);
  const Region& region = grid->regions[0];
  EXPECT_EQ(region.group_count, (Size3{64, 4, 1}));
  EXPECT_EQ(region.local, (Size3{16, 16, 1}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kRegionOffset, *grid, region), (Size3{3, 4, 0}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kGlobalOffset, *grid, region), (Size3{3, 4, 0}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kWorkDim, *grid, region)[0], 2u);
}

TEST(LaunchGridTest, ARemainderInThreeDimensionsIsEightRegions) {
  const auto grid = PlanGrid(NdRange(10, 9, 5).Local(4, 4, 2).Offset(100, 0, 7), {}, Limits());
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->regions.size(), 8u);
  EXPECT_EQ(grid->num_groups, (Size3{3, 3, 3}));
  const Region& first = grid->regions.front();
  EXPECT_EQ(first.local, (Size3{4, 4, 2}));
  EXPECT_EQ(first.group_count, (Size3{2, 2, 2}));
  const Region& last = grid->regions.back();
  EXPECT_EQ(last.local, (Size3{2, 1, 1}));
  EXPECT_EQ(last.group_count, (Size3{1, 1, 1}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kRegionOffset, *grid, last), (Size3{108, 8, 11}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kGroupBase, *grid, last), (Size3{2, 2, 2}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kEnqueuedLocalSize, *grid, last), (Size3{4, 4, 2}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kNumGroups, *grid, last), (Size3{3, 3, 3}));
  EXPECT_EQ(ImplicitWords(ImplicitKind::kGlobalSize, *grid, last), (Size3{10, 9, 5}));
}

TEST(LaunchGridTest, MoreGroupsThanADispatchHolds) {
  const auto grid = PlanGrid(NdRange(2 * 65535 + 10).Local(1), {}, Limits());
  ASSERT_TRUE(grid);
  ASSERT_EQ(grid->regions.size(), 3u);
  EXPECT_EQ(grid->regions[0].group_count[0], 65535u);
  EXPECT_EQ(grid->regions[1].group_base[0], 65535u);
  EXPECT_EQ(grid->regions[2].group_count[0], 10u);
  EXPECT_EQ(grid->regions[2].start[0], 131070u);
}

TEST(LaunchGridTest, ALocalSizeAboveTheGlobalOneIsOneSmallGroup) {
  const auto grid = PlanGrid(NdRange(5).Local(64), {}, Limits());
  ASSERT_TRUE(grid);
  ASSERT_EQ(grid->regions.size(), 1u);
  EXPECT_EQ(grid->regions[0].local, (Size3{5, 1, 1}));
  EXPECT_EQ(grid->local, (Size3{64, 1, 1}));
}

TEST(LaunchGridTest, ZeroRunsNothing) {
  for (const NdRange& range : {NdRange(0), NdRange(0).Local(64), NdRange(8, 0), NdRange(0, 0, 0)}) {
    const auto grid = PlanGrid(range, {}, Limits());
    ASSERT_TRUE(grid);
    EXPECT_TRUE(grid->regions.empty());
  }
}

TEST(LaunchGridTest, RandomRangesAreCoveredExactlyOnce) {
  std::mt19937 engine(3);
  const auto random = [&] { return static_cast<std::uint32_t>(engine()); };
  DeviceLimits limits = Limits();
  for (int round = 0; round < 300; ++round) {
    limits.work_group_count = {1 + random() % 5, 1 + random() % 5, 1 + random() % 5};
    NdRange range(1 + random() % 20, 1 + random() % 12, 1 + random() % 6);
    if (random() % 4 != 0) range.Local(1 + random() % 8, 1 + random() % 8, 1 + random() % 4);
    const auto grid = PlanGrid(range, {}, limits);
    ASSERT_TRUE(grid);
    const Size3 global = grid->global;
    std::vector<int> visits(global[0] * global[1] * global[2], 0);
    for (const Region& region : grid->regions) {
      for (std::size_t i = 0; i < 3; ++i) {
        ASSERT_LE(region.group_count[i], limits.work_group_count[i]);
        ASSERT_GT(region.group_count[i], 0u);
        ASSERT_LE(region.local[i], grid->local[i]);
        ASSERT_EQ(region.start[i], region.group_base[i] * grid->local[i]) << "group ids follow from positions";
      }
      const auto end = [&](std::size_t i) { return region.start[i] + region.group_count[i] * region.local[i]; };
      for (std::uint32_t z = region.start[2]; z < end(2); ++z) {
        for (std::uint32_t y = region.start[1]; y < end(1); ++y) {
          for (std::uint32_t x = region.start[0]; x < end(0); ++x) {
            ASSERT_TRUE(x < global[0] && y < global[1] && z < global[2]);
            ++visits[(z * global[1] + y) * global[0] + x];
          }
        }
      }
    }
    for (const int count : visits) ASSERT_EQ(count, 1);
  }
}

TEST(LaunchGridTest, ErrorsNameTheLimit) {
  EXPECT_EQ(Message(NdRange(4096).Local(2048)),
            "work-group size 2048 x 1 x 1: the device allows 1024 in dimension 0 (maxComputeWorkGroupSize)");
  EXPECT_EQ(Message(NdRange(64, 64).Local(64, 32)),
            "work-group size 64 x 32 x 1 has 2048 work-items: the device allows 1024 (maxComputeWorkGroupInvocations)");
  EXPECT_EQ(Message(NdRange(1ull << 32)),
            "global size 4294967296 with offset 0 in dimension 0: Vulkan counts work-items with 32 bits");
  EXPECT_NE(Message(NdRange(0xffffffff).Offset(1)), "ok");
  EXPECT_NE(Message(NdRange(0xffffffff, 2, 1).Local(1)), "ok") << "65538 x 2 dispatches";
  EXPECT_EQ(Message(NdRange(16, 16).Local(16, 0)), "work-group size 16 x 0 x 1: give all 2 sizes, or none");
  NdRange range(16);
  range.work_dim = 4;
  EXPECT_EQ(Message(range), "work_dim is 4; it must be 1, 2 or 3");
  EXPECT_EQ(Message(NdRange(16).Local(4, 4)), "dimension 1 is used, but work_dim is 1");
}

TEST(LaunchGridTest, RequiredSizeMustBeMet) {
  const WorkGroupRule rule{.required = Size3{8, 4, 1}};
  EXPECT_EQ(Message(NdRange(16, 8), rule), "ok");
  EXPECT_EQ(Message(NdRange(16, 8).Local(8, 4), rule), "ok");
  EXPECT_EQ(Message(NdRange(16, 8).Local(4, 8), rule),
            "work-group size 4 x 8 x 1: the kernel requires 8 x 4 x 1 (reqd_work_group_size)");
  EXPECT_EQ(Message(NdRange(16, 6), rule),
            "global size 6 in dimension 1 is no multiple of 4, which the kernel requires (reqd_work_group_size)");
}

TEST(WorkGroupSizeTest, ChoosesDivisors) {
  const auto choose = [](const NdRange& range, bool must_be_uniform = false) {
    return PlanGrid(range, {.required = {}, .must_be_uniform = must_be_uniform}, Limits())->local;
  };
  EXPECT_EQ(choose(NdRange(1 << 20)), (Size3{256, 1, 1}));
  EXPECT_EQ(choose(NdRange(100)), (Size3{100, 1, 1}));
  EXPECT_EQ(choose(NdRange(1000)), (Size3{250, 1, 1}));
  EXPECT_EQ(choose(NdRange(1920, 1080)), (Size3{32, 8, 1}));
  EXPECT_EQ(choose(NdRange(64, 64, 64)), (Size3{32, 8, 1}));
  EXPECT_EQ(choose(NdRange(10007)), (Size3{256, 1, 1})) << "a prime: a remainder is better than groups of one";
  EXPECT_EQ(choose(NdRange(10007), true), (Size3{1, 1, 1}));
}

TEST(WorkGroupSizeTest, RuleFollowsFromWhatTheKernelCanSee) {
  artifact::Kernel kernel;
  EXPECT_FALSE(RuleFor(kernel).must_be_uniform);
  kernel.implicit = {{ImplicitKind::kRegionOffset, 0}, {ImplicitKind::kGlobalSize, 16}};
  EXPECT_FALSE(RuleFor(kernel).must_be_uniform);
  kernel.implicit.push_back({ImplicitKind::kGroupBase, 32});
  EXPECT_TRUE(RuleFor(kernel).must_be_uniform);
  artifact::Kernel local;
  local.arguments.push_back(
      {.name = "t", .type_name = "int*", .kind = artifact::ArgumentKind::kLocal, .address_space = "local"});
  EXPECT_TRUE(RuleFor(local).must_be_uniform);
}

}  // namespace
}  // namespace kiln::runtime

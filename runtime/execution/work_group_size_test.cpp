#include "runtime/execution/work_group_size.h"

#include <gtest/gtest.h>

#include <random>

namespace kiln::runtime {
namespace {

using Size3 = std::array<std::uint32_t, 3>;

DeviceLimits Limits() {
  DeviceLimits limits;
  limits.work_group_size = {1024, 1024, 64};
  limits.work_group_invocations = 1024;
  limits.local_memory_bytes = 32768;
  limits.subgroup_size = 32;
  return limits;
}

Size3 Choose(const WorkGroupNeeds& needs, std::string* explanation = nullptr) {
  return ChooseWorkGroupSize(needs, Limits(), explanation);
}

TEST(WorkGroupSizeTest, LocalMemoryMakesGroupsLarger) {
  const Size3 global = {1 << 20, 1, 1};
  EXPECT_EQ(Choose({.global = global, .local_bytes = 4096}), (Size3{256, 1, 1}));
  EXPECT_EQ(Choose({.global = global, .local_bytes = 10'000}), (Size3{512, 1, 1}));
  std::string why;
  EXPECT_EQ(Choose({.global = global, .local_bytes = 30'000}, &why), (Size3{1024, 1, 1}));
  EXPECT_EQ(why,
            "a group takes 30000 of the 32768 bytes of local memory, so that one fits at a time: up to 1024 work-items "
            "make up for it\nx: 1024 divides 1048576 and is at most 1024; a power of two fills whole subgroups\n");
}

TEST(WorkGroupSizeTest, RegistersMakeGroupsSmaller) {
  const Size3 global = {1 << 20, 1, 1};
  EXPECT_EQ(Choose({.global = global, .registers = 32}), (Size3{256, 1, 1}));
  std::string why;
  EXPECT_EQ(Choose({.global = global, .registers = 200}, &why), (Size3{128, 1, 1}));
  EXPECT_NE(why.find("a work-item takes 200 registers: with up to 128 work-items two groups fit"), std::string::npos);
  EXPECT_EQ(Choose({.global = global, .local_bytes = 30'000, .registers = 200}), (Size3{128, 1, 1}));
  EXPECT_EQ(Choose({.global = global, .registers = 60'000}), (Size3{32, 1, 1})) << "a subgroup at least";
}

TEST(WorkGroupSizeTest, ExplainsShapes) {
  const auto why = [](const Size3& global, bool must_be_uniform = false) {
    std::string text;
    Choose({.global = global, .must_be_uniform = must_be_uniform}, &text);
    return text.substr(text.find('\n') + 1);
  };
  EXPECT_EQ(why({100, 1, 1}), "x: all 100\n100 work-items leave a part of a subgroup of 32 idle\n");
  EXPECT_EQ(why({1920, 1080, 1}),
            "rows of up to 32: they are read in whole cache lines, and leave work-items for y and z\n"
            "x: 32 divides 1920 and is at most 32; a power of two fills whole subgroups\n"
            "y: 8 divides 1080 and is at most 8; a power of two fills whole subgroups\n");
  EXPECT_EQ(why({10007, 1, 1}),
            "x: 256, which leaves 23 of 10007 for smaller groups: no divisor of it is nearly as large\n");
  EXPECT_EQ(
      why({10007, 1, 1}, true),
      "x: 1 divides 10007 and is at most 256; the kernel's groups must be equal, and there is none that is larger\n"
      "1 work-items leave a part of a subgroup of 32 idle\n");
}

TEST(WorkGroupSizeTest, NeverExceedsTheLimits) {
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    DeviceLimits limits;
    limits.work_group_invocations = 1 + random() % 2048;
    for (auto& size : limits.work_group_size) size = 1 + random() % limits.work_group_invocations;
    limits.local_memory_bytes = 1 + random() % 65536;
    limits.subgroup_size = random() % 65;
    WorkGroupNeeds needs;
    for (auto& size : needs.global) size = 1 + random() % 3000;
    needs.must_be_uniform = random() % 2 == 0;
    needs.local_bytes = random() % (limits.local_memory_bytes + 1);
    needs.registers = random() % 300;
    std::string why;
    const Size3 local = ChooseWorkGroupSize(needs, limits, &why);
    std::uint64_t items = 1;
    for (std::size_t d = 0; d < 3; ++d) {
      ASSERT_GE(local[d], 1u);
      ASSERT_LE(local[d], limits.work_group_size[d]);
      ASSERT_TRUE(!needs.must_be_uniform || needs.global[d] % local[d] == 0);
      items *= local[d];
    }
    ASSERT_LE(items, limits.work_group_invocations);
    ASSERT_FALSE(why.empty());
    ASSERT_EQ(ChooseWorkGroupSize(needs, limits), local) << "whether or not it explains itself";
  }
}

}  // namespace
}  // namespace kiln::runtime

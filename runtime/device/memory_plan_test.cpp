#include "runtime/device/memory_plan.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

constexpr VkMemoryPropertyFlags kLocal = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
constexpr VkMemoryPropertyFlags kVisible = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT;
constexpr VkMemoryPropertyFlags kCoherent = VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
constexpr VkMemoryPropertyFlags kCached = VK_MEMORY_PROPERTY_HOST_CACHED_BIT;

MemoryPlan Plan(VkPhysicalDeviceType type, std::vector<VkMemoryPropertyFlags> memory, bool force_staging = false) {
  DeviceFacts facts;
  facts.properties.deviceType = type;
  facts.memory.memoryTypeCount = static_cast<std::uint32_t>(memory.size());
  for (std::size_t i = 0; i < memory.size(); ++i) facts.memory.memoryTypes[i].propertyFlags = memory[i];
  return PlanMemory(facts, force_staging);
}

TEST(MemoryPlanTest, ADiscreteGpuHasAMemoryForEachUse) {
  // As NVIDIA lists them.
  const MemoryPlan plan =
      Plan(VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU,
           {0, kLocal, kVisible | kCoherent, kVisible | kCoherent | kCached, kLocal | kVisible | kCoherent});
  const auto check = [&](MemoryUse use, std::uint32_t type, bool is_mapped, const std::string& reason) {
    const MemoryChoice& choice = plan.For(use);
    ASSERT_FALSE(choice.types.empty());
    EXPECT_EQ(choice.types.front(), type) << MemoryUseName(use);
    EXPECT_EQ((choice.mapped_types >> type & 1) != 0, is_mapped) << MemoryUseName(use);
    EXPECT_EQ(choice.reason, reason);
  };
  const std::string own =
      "type 1 of heap 0 (device-local): the device's own memory; copies of the host go through staging, since the bus "
      "makes mapped reads slow";
  check(MemoryUse::kAuto, 1, false, own);
  check(MemoryUse::kDeviceLocal, 1, false, own);
  check(
      MemoryUse::kHostVisible, 4, true,
      "type 4 of heap 0 (device-local, host-visible, coherent): the part of the device's own memory that the host can "
      "write over the bus");
  check(MemoryUse::kReadback, 3, true,
        "type 3 of heap 0 (host-visible, coherent, cached): pinned memory of the host, cached, since reads of the host "
        "that are not cached are slow");
  check(
      MemoryUse::kUnified, 4, true,
      "type 4 of heap 0 (device-local, host-visible, coherent): the part of the device's own memory that the host can "
      "map");
}

TEST(MemoryPlanTest, WithoutAWindowNothingIsUnified) {
  const MemoryPlan plan = Plan(VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU, {kLocal, kVisible | kCoherent});
  EXPECT_TRUE(plan.For(MemoryUse::kUnified).types.empty());
  EXPECT_EQ(plan.For(MemoryUse::kUnified).reason, "none: the host can map no part of the device's own memory");
  EXPECT_EQ(
      plan.For(MemoryUse::kHostVisible).reason,
      "type 1 of heap 0 (host-visible, coherent): pinned memory of the host, which the device reads over the bus");
  EXPECT_EQ(plan.For(MemoryUse::kReadback).reason,
            "type 1 of heap 0 (host-visible, coherent): pinned memory of the host; the device offers none that is "
            "cached");
}

TEST(MemoryPlanTest, SharedMemoryServesAll) {
  const MemoryPlan plan = Plan(VK_PHYSICAL_DEVICE_TYPE_CPU, {kLocal | kVisible | kCoherent | kCached});
  for (std::size_t use = 0; use < kMemoryUses; ++use) {
    EXPECT_EQ(plan.of_use[use].types, std::vector<std::uint32_t>{0});
    EXPECT_EQ(plan.of_use[use].mapped_types, 1u);
    EXPECT_NE(plan.of_use[use].reason.find("host and device share one memory"), std::string::npos);
  }
}

TEST(MemoryPlanTest, StagingIsForcedOnlyWhereTheHostNeedNotSeeTheMemory) {
  const MemoryPlan plan = Plan(VK_PHYSICAL_DEVICE_TYPE_CPU, {kLocal | kVisible | kCoherent | kCached}, true);
  EXPECT_EQ(plan.For(MemoryUse::kAuto).mapped_types, 0u);
  EXPECT_EQ(plan.For(MemoryUse::kDeviceLocal).mapped_types, 0u);
  EXPECT_EQ(plan.For(MemoryUse::kReadback).mapped_types, 1u);
}

}  // namespace
}  // namespace kiln::runtime

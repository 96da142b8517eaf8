#include "runtime/device/device_plan.h"

#include <gtest/gtest.h>

#include <cstring>

#include "runtime/device/describe_device.h"

namespace kiln::runtime {
namespace {

constexpr VkMemoryPropertyFlags kLocal = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
constexpr VkMemoryPropertyFlags kVisible = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT;
constexpr VkMemoryPropertyFlags kCoherent = VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
constexpr VkMemoryPropertyFlags kCached = VK_MEMORY_PROPERTY_HOST_CACHED_BIT;

DeviceFacts Facts(VkPhysicalDeviceType type, const char* name, std::vector<VkMemoryPropertyFlags> memory) {
  DeviceFacts facts;
  facts.properties.apiVersion = VK_API_VERSION_1_3;
  facts.properties.deviceType = type;
  std::strncpy(facts.properties.deviceName, name, sizeof(facts.properties.deviceName) - 1);
  facts.memory.memoryTypeCount = static_cast<std::uint32_t>(memory.size());
  for (std::size_t i = 0; i < memory.size(); ++i) facts.memory.memoryTypes[i].propertyFlags = memory[i];
  VkQueueFamilyProperties family = {};
  family.queueFlags = VK_QUEUE_COMPUTE_BIT | VK_QUEUE_GRAPHICS_BIT;
  family.queueCount = 1;
  family.timestampValidBits = 64;
  facts.queue_families = {family};
  facts.features.v12.timelineSemaphore = VK_TRUE;
  return facts;
}

DeviceFacts DiscreteFacts() {
  // The order of a desktop card: plain, system, device memory that the host sees, cached system, and AMD's special one.
  return Facts(VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU, "Discrete",
               {kLocal, kVisible | kCoherent, kLocal | kVisible | kCoherent, kVisible | kCoherent | kCached,
                kLocal | kVisible | kCoherent | VK_MEMORY_PROPERTY_DEVICE_COHERENT_BIT_AMD});
}

TEST(DevicePlanTest, DiscreteGpuKeepsBuffersInItsOwnMemory) {
  const MemoryPlan plan = PlanMemory(DiscreteFacts(), false);
  EXPECT_EQ(plan.For(MemoryUse::kAuto).types, (std::vector<std::uint32_t>{0, 2, 1, 3}));
  EXPECT_EQ(plan.staging.types, (std::vector<std::uint32_t>{3, 1, 2}));
  EXPECT_EQ(plan.For(MemoryUse::kAuto).mapped_types, 0u);
}

TEST(DevicePlanTest, UnifiedMemoryIsMapped) {
  const DeviceFacts facts = Facts(
      VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU, "Integrated",
      {kLocal, kLocal | kVisible | kCoherent, kLocal | kVisible | kCoherent | kCached, kLocal | kVisible | kCached});
  const MemoryPlan plan = PlanMemory(facts, false);
  EXPECT_EQ(plan.For(MemoryUse::kAuto).types.front(), 2u);
  EXPECT_EQ(plan.For(MemoryUse::kAuto).mapped_types, 0b0110u) << "memory that is not coherent would need flushes";
  EXPECT_EQ(PlanMemory(facts, true).For(MemoryUse::kAuto).mapped_types, 0u);
}

TEST(DevicePlanTest, PrioritiesHaveQueuesOfTheirOwnWhereThereAreEnough) {
  const auto describe = [](std::uint32_t available) {
    std::string text;
    const QueuePlan plan = PlanQueues(available);
    for (const QueuePlan::Range& range : plan.of_priority) {
      for (std::uint32_t i = range.first; i < range.first + range.count; ++i) {
        text += std::to_string(i) + "@" + std::to_string(plan.priorities.at(i)).substr(0, 3) + " ";
      }
      text += "| ";
    }
    return text + std::to_string(plan.priorities.size());
  };
  EXPECT_EQ(describe(1), "0@0.5 | 0@0.5 | 0@0.5 | 1");
  EXPECT_EQ(describe(2), "1@0.5 | 1@0.5 | 0@1.0 | 2");
  EXPECT_EQ(describe(3), "2@0.0 | 1@0.5 | 0@1.0 | 3");
  EXPECT_EQ(describe(16), "7@0.0 | 1@0.5 2@0.5 3@0.5 4@0.5 5@0.5 6@0.5 | 0@1.0 | 8");
}

TEST(DevicePlanTest, EnablesWhatTheDeviceHasAndNothingElse) {
  DeviceFacts facts = DiscreteFacts();
  facts.features.core.features.shaderInt64 = VK_TRUE;
  facts.features.core.features.geometryShader = VK_TRUE;
  facts.features.core.features.robustBufferAccess = VK_TRUE;
  facts.extensions = {VK_EXT_SHADER_ATOMIC_FLOAT_EXTENSION_NAME, VK_KHR_SWAPCHAIN_EXTENSION_NAME};
  const auto plan = PlanDevice(facts, {});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->features.core.features.shaderInt64, VK_TRUE);
  EXPECT_EQ(plan->features.core.features.shaderFloat64, VK_FALSE);
  EXPECT_EQ(plan->features.core.features.geometryShader, VK_FALSE);
  EXPECT_EQ(plan->features.core.features.robustBufferAccess, VK_FALSE);
  EXPECT_EQ(plan->extensions, std::vector<std::string>{VK_EXT_SHADER_ATOMIC_FLOAT_EXTENSION_NAME});
  const auto robust = PlanDevice(facts, {.robust_buffer_access = true});
  ASSERT_TRUE(robust);
  EXPECT_EQ(robust->features.core.features.robustBufferAccess, VK_TRUE);
}

TEST(DevicePlanTest, ChoosesAQueueWithTimestamps) {
  DeviceFacts facts = DiscreteFacts();
  VkQueueFamilyProperties transfer = facts.queue_families[0];
  transfer.queueFlags = VK_QUEUE_TRANSFER_BIT;
  VkQueueFamilyProperties untimed = facts.queue_families[0];
  untimed.timestampValidBits = 0;
  facts.queue_families = {transfer, untimed, facts.queue_families[0]};
  EXPECT_EQ(ChooseQueueFamily(facts), 2u);
  facts.queue_families = {transfer, untimed};
  EXPECT_EQ(ChooseQueueFamily(facts), 1u);
  EXPECT_EQ(DescribeDevice(facts).limits.timestamp_nanoseconds, 0);
  facts.queue_families = {transfer};
  EXPECT_FALSE(ChooseQueueFamily(facts));
  EXPECT_EQ(DescribeDevice(facts).unusable, "it has no compute queue");
}

TEST(DevicePlanTest, SaysWhyADeviceCannotBeUsed) {
  DeviceFacts old = DiscreteFacts();
  old.properties.apiVersion = VK_API_VERSION_1_1;
  EXPECT_EQ(DescribeDevice(old).unusable, "it has Vulkan 1.1, and 1.2 is needed");
  DeviceFacts without_timeline = DiscreteFacts();
  without_timeline.features.v12.timelineSemaphore = VK_FALSE;
  EXPECT_EQ(DescribeDevice(without_timeline).unusable, "it has no timeline semaphores");
  EXPECT_EQ(DescribeDevice(DiscreteFacts()).unusable, "");
}

TEST(DescribeDeviceTest, ListsFeaturesSorted) {
  DeviceFacts facts = DiscreteFacts();
  facts.features.v12.shaderInt8 = VK_TRUE;
  facts.features.core.features.shaderFloat64 = VK_TRUE;
  facts.subgroup.supportedStages = VK_SHADER_STAGE_COMPUTE_BIT;
  facts.subgroup.supportedOperations = VK_SUBGROUP_FEATURE_BASIC_BIT;
  for (std::size_t i = 0; i < VK_UUID_SIZE; ++i) facts.id.deviceUUID[i] = static_cast<std::uint8_t>(i + 0xf0);
  const DeviceInfo info = DescribeDevice(facts);
  EXPECT_EQ(info.features, (std::vector<std::string>{"float64", "int8", "subgroup_basic", "timeline_semaphore",
                                                     "variable_work_group_size"}));
  EXPECT_TRUE(info.Has("int8"));
  EXPECT_FALSE(info.Has("int16"));
  EXPECT_EQ(info.uuid, "f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff");
}

TEST(FeatureTableTest, NamesAreSortedAndDifferent) {
  const auto table = FeatureTable();
  for (std::size_t i = 1; i < table.size(); ++i) EXPECT_LT(table[i - 1].name, table[i].name);
}

DeviceInfo Info(std::uint32_t index, const char* name, DeviceKind kind, const char* unusable = "") {
  DeviceInfo info;
  info.index = index;
  info.name = name;
  info.kind = kind;
  info.uuid = "00000000-0000-0000-0000-00000000000" + std::to_string(index);
  info.unusable = unusable;
  return info;
}

class ChooseDeviceTest : public testing::Test {
 protected:
  std::string Choose(std::string_view selector) const {
    const auto index = ChooseDevice(devices_, selector);
    return index ? devices_[*index].name
                 : std::string(ErrorCodeName(index.error().code())) + ": " + index.error().message();
  }
  std::vector<DeviceInfo> devices_ = {
      Info(0, "llvmpipe", DeviceKind::kCpu), Info(1, "Intel Arc", DeviceKind::kIntegrated),
      Info(2, "NVIDIA Old", DeviceKind::kDiscrete, "it has Vulkan 1.1, and 1.2 is needed"),
      Info(3, "NVIDIA H200", DeviceKind::kDiscrete)};
};

TEST_F(ChooseDeviceTest, AutoPrefersTheStrongestThatCanBeUsed) {
  EXPECT_EQ(Choose("auto"), "NVIDIA H200");
  EXPECT_EQ(Choose(""), "NVIDIA H200");
  devices_.pop_back();
  EXPECT_EQ(Choose("AUTO"), "Intel Arc");
  devices_.erase(devices_.begin() + 1);
  EXPECT_EQ(Choose("auto"), "llvmpipe");
  devices_.erase(devices_.begin());
  EXPECT_EQ(Choose("auto"),
            "unavailable: no Vulkan device can be used: 2 'NVIDIA Old' it has Vulkan 1.1, and 1.2 is needed");
  devices_.clear();
  EXPECT_EQ(Choose("auto"), "unavailable: there is no Vulkan device");
}

TEST_F(ChooseDeviceTest, ByIndexNameAndUuid) {
  EXPECT_EQ(Choose("0"), "llvmpipe");
  EXPECT_EQ(Choose("arc"), "Intel Arc");
  EXPECT_EQ(Choose("h200"), "NVIDIA H200");
  EXPECT_EQ(Choose("00000000-0000-0000-0000-000000000001"), "Intel Arc");
  EXPECT_EQ(Choose("l"), "Intel Arc") << "of several, the one that auto would take";
}

TEST_F(ChooseDeviceTest, ErrorsListWhatThereIs) {
  EXPECT_EQ(
      Choose("radeon"),
      "not-found: no Vulkan device 'radeon'; there is 0 'llvmpipe', 1 'Intel Arc', 2 'NVIDIA Old', 3 'NVIDIA H200'");
  EXPECT_TRUE(Choose("7").starts_with("not-found: no Vulkan device '7'"));
  EXPECT_EQ(Choose("2"),
            "unsupported: the Vulkan device 'NVIDIA Old' cannot be used: it has Vulkan 1.1, and 1.2 is needed");
}

}  // namespace
}  // namespace kiln::runtime

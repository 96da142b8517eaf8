#include "runtime/device/stored_pipelines.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

namespace kiln::runtime {
namespace {

VkPhysicalDeviceProperties Properties() {
  VkPhysicalDeviceProperties properties = {};
  properties.vendorID = 1;
  properties.deviceID = 2;
  properties.driverVersion = 3;
  properties.pipelineCacheUUID[5] = 9;
  return properties;
}

std::string Data(const VkPhysicalDeviceProperties& properties) {
  VkPipelineCacheHeaderVersionOne header = {};
  header.headerSize = sizeof header;
  header.headerVersion = VK_PIPELINE_CACHE_HEADER_VERSION_ONE;
  header.vendorID = properties.vendorID;
  header.deviceID = properties.deviceID;
  std::memcpy(header.pipelineCacheUUID, properties.pipelineCacheUUID, VK_UUID_SIZE);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + "compiled";
}

TEST(StoredPipelinesTest, DataOfAnotherDeviceOrDriverAreRefused) {
  const VkPhysicalDeviceProperties properties = Properties();
  const std::string data = Data(properties);
  EXPECT_TRUE(BelongsTo(data, properties));
  for (std::size_t cut = 0; cut < sizeof(VkPipelineCacheHeaderVersionOne); ++cut) {
    EXPECT_FALSE(BelongsTo(data.substr(0, cut), properties)) << cut;
  }
  VkPhysicalDeviceProperties other = properties;
  other.pipelineCacheUUID[0] = 1;
  EXPECT_FALSE(BelongsTo(data, other));
  other = properties;
  other.deviceID = 7;
  EXPECT_FALSE(BelongsTo(data, other));
}

TEST(StoredPipelinesTest, EachDriverHasItsEntry) {
  const VkPhysicalDeviceProperties properties = Properties();
  VkPhysicalDeviceProperties newer = properties;
  newer.driverVersion = 4;
  EXPECT_EQ(PipelineKey(properties), PipelineKey(properties));
  EXPECT_NE(PipelineKey(properties), PipelineKey(newer));
  EXPECT_EQ(PipelineKey(properties).size(), 64u);
}

TEST(StoredPipelinesTest, TheFolderIsThatOfTheOptionsOrTheEnvironment) {
  ::unsetenv("KILN_CACHE_DIR");
  EXPECT_FALSE(StoredPipelines::OptionsFor({})->has_value());
  EXPECT_EQ((*StoredPipelines::OptionsFor("/a"))->folder, "/a");
  ::setenv("KILN_CACHE_DIR", "/b", 1);
  EXPECT_EQ((*StoredPipelines::OptionsFor({}))->folder, "/b");
  EXPECT_EQ((*StoredPipelines::OptionsFor("/a"))->folder, "/a");
  EXPECT_FALSE(StoredPipelines::OptionsFor("")->has_value()) << "switched off";
  ::unsetenv("KILN_CACHE_DIR");
}

}  // namespace
}  // namespace kiln::runtime

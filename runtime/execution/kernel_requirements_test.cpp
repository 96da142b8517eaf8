#include "runtime/execution/kernel_requirements.h"

#include <gtest/gtest.h>

#include <spirv/unified1/spirv.hpp11>

namespace kiln::runtime {
namespace {

DeviceInfo Device() {
  DeviceInfo device;
  device.name = "dev";
  device.vulkan_major = 1;
  device.vulkan_minor = 2;
  device.features = {"int8", "variable_work_group_size"};
  device.limits.storage_buffers = 2;
  device.limits.sampled_images = 1;
  device.limits.push_constant_bytes = 128;
  device.limits.uniform_buffer_bytes = 1024;
  device.limits.local_memory_bytes = 4096;
  device.limits.work_group_size = {128, 128, 64};
  device.limits.work_group_invocations = 256;
  return device;
}

artifact::Kernel Kernel() {
  artifact::Kernel kernel;
  kernel.name = kernel.entry_point = "k";
  return kernel;
}

std::string Message(const artifact::Kernel& kernel, std::vector<std::uint32_t> capabilities = {},
                    std::uint32_t version = 0x00010500) {
  const Status status = CheckRequirements(kernel, {version, std::move(capabilities), {"k"}}, Device());
  return status ? "ok" : std::string(ErrorCodeName(status.error().code())) + ": " + status.error().message();
}

std::uint32_t Number(spv::Capability capability) {
  return static_cast<std::uint32_t>(capability);
}

TEST(KernelRequirementsTest, FeaturesOfTheReflection) {
  artifact::Kernel kernel = Kernel();
  kernel.features = {"int8", "variable_work_group_size"};
  EXPECT_EQ(Message(kernel), "ok");
  kernel.features.push_back("float64");
  EXPECT_EQ(Message(kernel), "unsupported: the device 'dev' lacks the feature 'float64'");
}

TEST(KernelRequirementsTest, CapabilitiesOfTheModule) {
  EXPECT_EQ(Message(Kernel(), {Number(spv::Capability::Shader), Number(spv::Capability::Int8)}), "ok");
  EXPECT_EQ(Message(Kernel(), {Number(spv::Capability::Float64)}),
            "unsupported: the device 'dev' lacks the feature 'float64' (capability Float64)");
  EXPECT_EQ(Message(Kernel(), {Number(spv::Capability::Kernel)}),
            "invalid-artifact: the module is not SPIR-V for Vulkan: it declares the capability Kernel");
  EXPECT_EQ(Message(Kernel(), {}, 0x00010600), "unsupported: the module is SPIR-V 1.6, the device 'dev' knows 1.5");
}

TEST(KernelRequirementsTest, LimitsAreNamed) {
  artifact::Kernel kernel = Kernel();
  kernel.values.size = 129;
  EXPECT_EQ(Message(kernel),
            "unsupported: it needs 129 bytes of push constants, the device 'dev' has 128 (maxPushConstantsSize)");
  kernel.values.memory = artifact::ValueMemory::kUniformBuffer;
  EXPECT_EQ(Message(kernel), "ok");
  kernel.values.size = 1025;
  EXPECT_EQ(Message(kernel),
            "unsupported: it needs 1025 bytes of uniform buffer, the device 'dev' has 1024 (maxUniformBufferRange)");
  kernel = Kernel();
  kernel.arguments.resize(3);
  EXPECT_EQ(Message(kernel),
            "unsupported: it needs 3 storage buffers, the device 'dev' has 2 "
            "(maxPerStageDescriptorStorageBuffers; --addressing=physical passes addresses instead)");
  kernel = Kernel();
  kernel.static_local_bytes = 5000;
  EXPECT_EQ(Message(kernel),
            "unsupported: it needs 5000 bytes of local memory, the device 'dev' has 4096 "
            "(maxComputeSharedMemorySize)");
  kernel = Kernel();
  kernel.required_work_group_size = {{128, 4, 1}};
  EXPECT_EQ(Message(kernel),
            "unsupported: it needs 512 work-items in a work-group, the device 'dev' has 256 "
            "(maxComputeWorkGroupInvocations)");
}

TEST(KernelRequirementsTest, ImagesAreCounted) {
  artifact::Kernel kernel = Kernel();
  artifact::Argument image{
      .name = "i", .type_name = "image2d_t", .kind = artifact::ArgumentKind::kImage, .address_space = "global"};
  kernel.arguments = {image, image};
  EXPECT_EQ(Message(kernel),
            "unsupported: it needs 2 read_only images, the device 'dev' has 1 (maxPerStageDescriptorSampledImages)");
  kernel.arguments[1].image.is_storage = true;
  EXPECT_EQ(Message(kernel),
            "unsupported: it needs 1 write_only and read_write images, the device 'dev' has 0 "
            "(maxPerStageDescriptorStorageImages)");
}

TEST(CompatibilityTest, EveryMismatchIsTold) {
  artifact::Kernel kernel = Kernel();
  kernel.features = {"int8", "float64"};
  kernel.static_local_bytes = 5000;
  kernel.values.size = 16;
  const Requirements requirements = RequirementsOf(kernel, {0x00010500, {Number(spv::Capability::Int16)}, {"k"}});
  const Compatibility found = Check(requirements, Device());
  EXPECT_EQ(found.mismatches,
            (std::vector<std::string>{"the device 'dev' lacks the feature 'float64'",
                                      "the device 'dev' lacks the feature 'int16' (capability Int16)",
                                      "it needs 5000 bytes of local memory, the device 'dev' has 4096 "
                                      "(maxComputeSharedMemorySize)"}));
  EXPECT_DOUBLE_EQ(found.score, 4.0 / 7) << "usable, version, int8 and push constants are met";
  DeviceInfo better = Device();
  better.features = {"float64", "int16", "int8"};
  better.limits.local_memory_bytes = 5000;
  EXPECT_TRUE(Check(requirements, better).ok());
  EXPECT_EQ(Check(requirements, better).score, 1);
  better.unusable = "it has no compute queue";
  EXPECT_EQ(Check(requirements, better).mismatches.at(0), "the device 'dev' cannot be used: it has no compute queue");
  EXPECT_LT(Check(requirements, better).score, 1);
}

}  // namespace
}  // namespace kiln::runtime

#include "bench/raw_vulkan.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace kiln::bench {
namespace {

void Check(VkResult result, const char* call) {
  if (result == VK_SUCCESS) return;
  std::fprintf(stderr, "%s failed with %d\n", call, static_cast<int>(result));
  std::exit(1);
}
#define CHECK_VK(function, ...) Check(function(__VA_ARGS__), #function)

template <typename T>
T Make(VkStructureType type) {
  T structure = {};
  structure.sType = type;
  return structure;
}

void RecordBarrier(VkCommandBuffer commands, VkPipelineStageFlags stages, VkAccessFlags accesses) {
  auto barrier = Make<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  barrier.srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT;
  barrier.dstAccessMask = accesses;
  vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT, stages, 0, 1, &barrier, 0, nullptr, 0, nullptr);
}

}  // namespace

RawVulkan::RawVulkan(const std::string& device_name, std::span<const std::uint32_t> module) {
  CreateDevice(device_name);
  CreatePipeline(module);
  CreateCommands();
}

RawVulkan::RawVulkan(const std::string& device_name) {
  CreateDevice(device_name);
}

RawVulkan::~RawVulkan() {
  vkDestroySemaphore(device_, timeline_, nullptr);
  vkDestroyCommandPool(device_, pool_, nullptr);
  vkDestroyPipeline(device_, pipeline_, nullptr);
  vkDestroyPipelineLayout(device_, layout_, nullptr);
  vkDestroyDevice(device_, nullptr);
  vkDestroyInstance(instance_, nullptr);
}

void RawVulkan::CreateDevice(const std::string& name) {
  auto application = Make<VkApplicationInfo>(VK_STRUCTURE_TYPE_APPLICATION_INFO);
  application.apiVersion = VK_API_VERSION_1_2;
  auto instance = Make<VkInstanceCreateInfo>(VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO);
  instance.pApplicationInfo = &application;
  CHECK_VK(vkCreateInstance, &instance, nullptr, &instance_);
  std::uint32_t count = 0;
  CHECK_VK(vkEnumeratePhysicalDevices, instance_, &count, nullptr);
  std::vector<VkPhysicalDevice> devices(count);
  CHECK_VK(vkEnumeratePhysicalDevices, instance_, &count, devices.data());
  for (const VkPhysicalDevice device : devices) {
    VkPhysicalDeviceProperties properties = {};
    vkGetPhysicalDeviceProperties(device, &properties);
    if (name == properties.deviceName) physical_ = device;
  }
  std::vector<VkQueueFamilyProperties> families(16);
  count = static_cast<std::uint32_t>(families.size());
  vkGetPhysicalDeviceQueueFamilyProperties(physical_, &count, families.data());
  while ((families[family_].queueFlags & VK_QUEUE_COMPUTE_BIT) == 0) ++family_;

  const float priority = 1;
  auto queue = Make<VkDeviceQueueCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO);
  queue.queueFamilyIndex = family_;
  queue.queueCount = 1;
  queue.pQueuePriorities = &priority;
  auto features = Make<VkPhysicalDeviceVulkan12Features>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES);
  features.timelineSemaphore = VK_TRUE;
  auto device = Make<VkDeviceCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO);
  device.pNext = &features;
  device.queueCreateInfoCount = 1;
  device.pQueueCreateInfos = &queue;
  CHECK_VK(vkCreateDevice, physical_, &device, nullptr, &device_);
  vkGetDeviceQueue(device_, family_, 0, &queue_);
  vkGetPhysicalDeviceMemoryProperties(physical_, &memory_);
}

void RawVulkan::CreatePipeline(std::span<const std::uint32_t> words) {
  auto module_info = Make<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
  module_info.codeSize = words.size_bytes();
  module_info.pCode = words.data();
  VkShaderModule module = VK_NULL_HANDLE;
  CHECK_VK(vkCreateShaderModule, device_, &module_info, nullptr, &module);
  const auto layout = Make<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  CHECK_VK(vkCreatePipelineLayout, device_, &layout, nullptr, &layout_);
  auto pipeline = Make<VkComputePipelineCreateInfo>(VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO);
  pipeline.stage = Make<VkPipelineShaderStageCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO);
  pipeline.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
  pipeline.stage.module = module;
  pipeline.stage.pName = "main";
  pipeline.layout = layout_;
  CHECK_VK(vkCreateComputePipelines, device_, VK_NULL_HANDLE, 1, &pipeline, nullptr, &pipeline_);
  vkDestroyShaderModule(device_, module, nullptr);
}

void RawVulkan::CreateCommands() {
  auto pool = Make<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.queueFamilyIndex = family_;
  CHECK_VK(vkCreateCommandPool, device_, &pool, nullptr, &pool_);
  auto buffer = Make<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
  buffer.commandPool = pool_;
  buffer.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
  buffer.commandBufferCount = 1;
  CHECK_VK(vkAllocateCommandBuffers, device_, &buffer, &commands_);
  auto type = Make<VkSemaphoreTypeCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO);
  type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE;
  auto semaphore = Make<VkSemaphoreCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO);
  semaphore.pNext = &type;
  CHECK_VK(vkCreateSemaphore, device_, &semaphore, nullptr, &timeline_);
}

void RawVulkan::Record(std::uint32_t dispatches) {
  CHECK_VK(vkResetCommandPool, device_, pool_, 0);
  const auto begin = Make<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  CHECK_VK(vkBeginCommandBuffer, commands_, &begin);
  RecordBarrier(commands_, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT,
                VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT);
  for (std::uint32_t i = 0; i < dispatches; ++i) {
    vkCmdBindPipeline(commands_, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline_);
    vkCmdDispatch(commands_, 1, 1, 1);
  }
  RecordBarrier(commands_, VK_PIPELINE_STAGE_HOST_BIT, VK_ACCESS_HOST_READ_BIT);
  CHECK_VK(vkEndCommandBuffer, commands_);
}

void RawVulkan::SubmitAndWait() {
  ++value_;
  auto values = Make<VkTimelineSemaphoreSubmitInfo>(VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO);
  values.signalSemaphoreValueCount = 1;
  values.pSignalSemaphoreValues = &value_;
  auto submit = Make<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  submit.pNext = &values;
  submit.commandBufferCount = 1;
  submit.pCommandBuffers = &commands_;
  submit.signalSemaphoreCount = 1;
  submit.pSignalSemaphores = &timeline_;
  CHECK_VK(vkQueueSubmit, queue_, 1, &submit, VK_NULL_HANDLE);
  auto wait = Make<VkSemaphoreWaitInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO);
  wait.semaphoreCount = 1;
  wait.pSemaphores = &timeline_;
  wait.pValues = &value_;
  CHECK_VK(vkWaitSemaphores, device_, &wait, ~std::uint64_t{0});
}

RawVulkan::Buffer RawVulkan::Allocate(std::uint64_t bytes) {
  Buffer result;
  auto info = Make<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = bytes;
  info.usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
  CHECK_VK(vkCreateBuffer, device_, &info, nullptr, &result.buffer);
  VkMemoryRequirements requirements = {};
  vkGetBufferMemoryRequirements(device_, result.buffer, &requirements);
  auto allocation = Make<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  allocation.allocationSize = requirements.size;
  const auto suits = [&](std::uint32_t type) {
    return (requirements.memoryTypeBits >> type & 1) != 0 &&
           (memory_.memoryTypes[type].propertyFlags & VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT) != 0;
  };
  while (!suits(allocation.memoryTypeIndex)) ++allocation.memoryTypeIndex;
  CHECK_VK(vkAllocateMemory, device_, &allocation, nullptr, &result.memory);
  CHECK_VK(vkBindBufferMemory, device_, result.buffer, result.memory, 0);
  if ((memory_.memoryTypes[allocation.memoryTypeIndex].propertyFlags & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) != 0) {
    void* address = nullptr;
    CHECK_VK(vkMapMemory, device_, result.memory, 0, VK_WHOLE_SIZE, 0, &address);
    result.mapped = {static_cast<std::byte*>(address), bytes};
  }
  return result;
}

void RawVulkan::Free(const Buffer& buffer) {
  vkDestroyBuffer(device_, buffer.buffer, nullptr);
  vkFreeMemory(device_, buffer.memory, nullptr);
}

}  // namespace kiln::bench

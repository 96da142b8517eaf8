#include "translator/targets/testing/vulkan_run.h"

#include <gtest/gtest.h>
#include <vulkan/vulkan.h>

#include <cstring>

namespace kiln::translator::targets::testing {
namespace {

#define KILN_VK(call) ASSERT_EQ(VK_SUCCESS, (call)) << #call

// One device for the life of the process; leaked on purpose, tests end with it.
struct Device {
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
  VkQueue queue = VK_NULL_HANDLE;
  VkCommandPool commands = VK_NULL_HANDLE;
  std::uint32_t host_memory = 0;
};

void FindHostMemory(Device& device) {
  VkPhysicalDeviceMemoryProperties memory;
  vkGetPhysicalDeviceMemoryProperties(device.physical, &memory);
  constexpr VkMemoryPropertyFlags kHost = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
  for (std::uint32_t i = 0; i < memory.memoryTypeCount; ++i) {
    if ((memory.memoryTypes[i].propertyFlags & kHost) == kHost) {
      device.host_memory = i;
      return;
    }
  }
}

void Open(Device& device) {
  VkApplicationInfo application = {};
  application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
  application.apiVersion = VK_API_VERSION_1_3;
  VkInstanceCreateInfo instance_info = {};
  instance_info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
  instance_info.pApplicationInfo = &application;
  VkInstance instance = VK_NULL_HANDLE;
  KILN_VK(vkCreateInstance(&instance_info, nullptr, &instance));
  std::uint32_t count = 1;
  const VkResult found = vkEnumeratePhysicalDevices(instance, &count, &device.physical);
  ASSERT_TRUE((found == VK_SUCCESS || found == VK_INCOMPLETE) && count == 1);
  FindHostMemory(device);

  // Everything that the device has: the modules under test differ in what they need.
  VkPhysicalDeviceVulkan13Features v13 = {};
  v13.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES;
  VkPhysicalDeviceVulkan12Features v12 = {};
  v12.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES;
  v12.pNext = &v13;
  VkPhysicalDeviceVulkan11Features v11 = {};
  v11.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES;
  v11.pNext = &v12;
  VkPhysicalDeviceFeatures2 features = {};
  features.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
  features.pNext = &v11;
  vkGetPhysicalDeviceFeatures2(device.physical, &features);
  const float priority = 1;
  VkDeviceQueueCreateInfo queue_info = {};
  queue_info.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
  queue_info.queueCount = 1;
  queue_info.pQueuePriorities = &priority;
  VkDeviceCreateInfo device_info = {};
  device_info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
  device_info.pNext = &features;
  device_info.queueCreateInfoCount = 1;
  device_info.pQueueCreateInfos = &queue_info;
  KILN_VK(vkCreateDevice(device.physical, &device_info, nullptr, &device.device));
  vkGetDeviceQueue(device.device, 0, 0, &device.queue);
  VkCommandPoolCreateInfo pool_info = {};
  pool_info.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
  KILN_VK(vkCreateCommandPool(device.device, &pool_info, nullptr, &device.commands));
}

struct Buffer {
  VkBuffer buffer = VK_NULL_HANDLE;
  VkDeviceMemory memory = VK_NULL_HANDLE;
  void* data = nullptr;
};

void MakeBuffer(const Device& device, const Bytes& contents, Buffer& out) {
  VkBufferCreateInfo buffer_info = {};
  buffer_info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
  buffer_info.size = contents.size();
  buffer_info.usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
  KILN_VK(vkCreateBuffer(device.device, &buffer_info, nullptr, &out.buffer));
  VkMemoryRequirements requirements;
  vkGetBufferMemoryRequirements(device.device, out.buffer, &requirements);
  VkMemoryAllocateInfo memory_info = {};
  memory_info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
  memory_info.allocationSize = requirements.size;
  memory_info.memoryTypeIndex = device.host_memory;
  KILN_VK(vkAllocateMemory(device.device, &memory_info, nullptr, &out.memory));
  KILN_VK(vkBindBufferMemory(device.device, out.buffer, out.memory, 0));
  KILN_VK(vkMapMemory(device.device, out.memory, 0, VK_WHOLE_SIZE, 0, &out.data));
  std::memcpy(out.data, contents.data(), contents.size());
}

struct Pipeline {
  VkShaderModule module = VK_NULL_HANDLE;
  VkDescriptorSetLayout set_layout = VK_NULL_HANDLE;
  VkPipelineLayout layout = VK_NULL_HANDLE;
  VkPipeline pipeline = VK_NULL_HANDLE;
};

void MakePipeline(const Device& device, const std::vector<std::uint32_t>& words, const std::string& entry_point,
                  std::uint32_t buffers, Pipeline& out) {
  VkShaderModuleCreateInfo module_info = {};
  module_info.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO;
  module_info.codeSize = words.size() * 4;
  module_info.pCode = words.data();
  KILN_VK(vkCreateShaderModule(device.device, &module_info, nullptr, &out.module));
  std::vector<VkDescriptorSetLayoutBinding> bindings(buffers);
  for (std::uint32_t i = 0; i < buffers; ++i) {
    bindings[i] = {i, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, 1, VK_SHADER_STAGE_COMPUTE_BIT, nullptr};
  }
  VkDescriptorSetLayoutCreateInfo set_info = {};
  set_info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
  set_info.bindingCount = buffers;
  set_info.pBindings = bindings.data();
  KILN_VK(vkCreateDescriptorSetLayout(device.device, &set_info, nullptr, &out.set_layout));
  VkPipelineLayoutCreateInfo layout_info = {};
  layout_info.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO;
  layout_info.setLayoutCount = 1;
  layout_info.pSetLayouts = &out.set_layout;
  KILN_VK(vkCreatePipelineLayout(device.device, &layout_info, nullptr, &out.layout));
  VkComputePipelineCreateInfo pipeline_info = {};
  pipeline_info.sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO;
  pipeline_info.stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
  pipeline_info.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
  pipeline_info.stage.module = out.module;
  pipeline_info.stage.pName = entry_point.c_str();
  pipeline_info.layout = out.layout;
  KILN_VK(vkCreateComputePipelines(device.device, VK_NULL_HANDLE, 1, &pipeline_info, nullptr, &out.pipeline));
}

void MakeSet(const Device& device, const Pipeline& pipeline, const std::vector<Buffer>& buffers, VkDescriptorPool& pool,
             VkDescriptorSet& set) {
  const auto count = static_cast<std::uint32_t>(buffers.size());
  const VkDescriptorPoolSize size = {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, count};
  VkDescriptorPoolCreateInfo pool_info = {};
  pool_info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
  pool_info.maxSets = 1;
  pool_info.poolSizeCount = 1;
  pool_info.pPoolSizes = &size;
  KILN_VK(vkCreateDescriptorPool(device.device, &pool_info, nullptr, &pool));
  VkDescriptorSetAllocateInfo set_info = {};
  set_info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO;
  set_info.descriptorPool = pool;
  set_info.descriptorSetCount = 1;
  set_info.pSetLayouts = &pipeline.set_layout;
  KILN_VK(vkAllocateDescriptorSets(device.device, &set_info, &set));
  for (std::uint32_t i = 0; i < count; ++i) {
    const VkDescriptorBufferInfo buffer = {buffers[i].buffer, 0, VK_WHOLE_SIZE};
    VkWriteDescriptorSet write = {};
    write.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
    write.dstSet = set;
    write.dstBinding = i;
    write.descriptorCount = 1;
    write.descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
    write.pBufferInfo = &buffer;
    vkUpdateDescriptorSets(device.device, 1, &write, 0, nullptr);
  }
}

void Dispatch(const Device& device, const Pipeline& pipeline, VkDescriptorSet set, std::uint32_t groups) {
  VkCommandBufferAllocateInfo allocate = {};
  allocate.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
  allocate.commandPool = device.commands;
  allocate.commandBufferCount = 1;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  KILN_VK(vkAllocateCommandBuffers(device.device, &allocate, &commands));
  VkCommandBufferBeginInfo begin = {};
  begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
  KILN_VK(vkBeginCommandBuffer(commands, &begin));
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.pipeline);
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout, 0, 1, &set, 0, nullptr);
  vkCmdDispatch(commands, groups, 1, 1);
  KILN_VK(vkEndCommandBuffer(commands));
  VkSubmitInfo submit = {};
  submit.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
  submit.commandBufferCount = 1;
  submit.pCommandBuffers = &commands;
  KILN_VK(vkQueueSubmit(device.queue, 1, &submit, VK_NULL_HANDLE));
  KILN_VK(vkQueueWaitIdle(device.queue));
  vkFreeCommandBuffers(device.device, device.commands, 1, &commands);
}

void Run(const Device& device, const std::vector<std::uint32_t>& words, const std::string& entry_point,
         const std::vector<Bytes>& contents, std::uint32_t groups, std::vector<Bytes>& results) {
  std::vector<Buffer> buffers(contents.size());
  for (std::size_t i = 0; i < contents.size(); ++i) {
    MakeBuffer(device, contents[i], buffers[i]);
  }
  Pipeline pipeline;
  MakePipeline(device, words, entry_point, static_cast<std::uint32_t>(contents.size()), pipeline);
  VkDescriptorPool pool = VK_NULL_HANDLE;
  VkDescriptorSet set = VK_NULL_HANDLE;
  if (pipeline.pipeline != VK_NULL_HANDLE) {
    MakeSet(device, pipeline, buffers, pool, set);
    Dispatch(device, pipeline, set, groups);
    for (std::size_t i = 0; i < contents.size(); ++i) {
      const auto* bytes = static_cast<const std::uint8_t*>(buffers[i].data);
      results.emplace_back(bytes, bytes + contents[i].size());
    }
  }
  vkDestroyDescriptorPool(device.device, pool, nullptr);
  vkDestroyPipeline(device.device, pipeline.pipeline, nullptr);
  vkDestroyPipelineLayout(device.device, pipeline.layout, nullptr);
  vkDestroyDescriptorSetLayout(device.device, pipeline.set_layout, nullptr);
  vkDestroyShaderModule(device.device, pipeline.module, nullptr);
  for (const Buffer& buffer : buffers) {
    vkDestroyBuffer(device.device, buffer.buffer, nullptr);
    vkFreeMemory(device.device, buffer.memory, nullptr);
  }
}

}  // namespace

std::vector<Bytes> RunOnVulkan(const std::vector<std::uint32_t>& words, const std::string& entry_point,
                               const std::vector<Bytes>& buffers, std::uint32_t groups) {
  static const Device device = [] {
    Device opened;
    Open(opened);
    return opened;
  }();
  std::vector<Bytes> results;
  if (device.device != VK_NULL_HANDLE) {
    Run(device, words, entry_point, buffers, groups, results);
  }
  return results;
}

}  // namespace kiln::translator::targets::testing

#include "runtime/execution/graph_recording.h"

#include <algorithm>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {

Result<std::shared_ptr<GraphRecording>> GraphRecording::Begin(LogicalDevice& device, MemoryPool& pool) {
  std::shared_ptr<GraphRecording> recording(new GraphRecording(device, pool));
  KILN_RETURN_IF_ERROR(recording->BeginCommands());
  return recording;
}

GraphRecording::~GraphRecording() {
  if (!device_.is_abandoned()) vkDestroyCommandPool(device_.get(), command_pool_, nullptr);
}

Status GraphRecording::BeginCommands() {
  KILN_ASSIGN_OR_RETURN(command_pool_, device_.CreateCommandPool(0));
  KILN_ASSIGN_OR_RETURN(commands_, device_.AllocateCommandBuffer(command_pool_, VK_COMMAND_BUFFER_LEVEL_SECONDARY));
  const auto inheritance = MakeVk<VkCommandBufferInheritanceInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_INHERITANCE_INFO);
  auto begin = MakeVk<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_SIMULTANEOUS_USE_BIT;
  begin.pInheritanceInfo = &inheritance;
  return KILN_VK(vkBeginCommandBuffer, commands_, &begin);
}

void GraphRecording::Touch(const ResourceAccess& access) {
  needs_.push_back(access.resource->shared_from_this());
  const auto known = std::find_if(accesses_.begin(), accesses_.end(),
                                  [&](const ResourceAccess& other) { return other.resource == access.resource; });
  if (known == accesses_.end()) {
    accesses_.push_back(access);
    return;
  }
  known->is_read = known->is_read || access.is_read;
  known->is_written = known->is_written || access.is_written;
}

Status GraphRecording::Add(const PreparedLaunch& launch) {
  if (launch.grid.regions.empty()) return {};
  KILN_ASSIGN_OR_RETURN(const LaunchBinding binding, BindLaunch(launch, uniforms_, sets_, VK_NULL_HANDLE));
  for (const ResourceAccess& access : launch.accesses) Touch(access);
  for (auto& need : launch.Needs()) needs_.push_back(std::move(need));
  follows_addresses_ = follows_addresses_ || launch.arguments.has_addresses();
  RecordDispatches(commands_, launch, binding);
  return {};
}

void GraphRecording::AddCopy(BufferState& source, BufferState& destination, const VkBufferCopy& region) {
  Touch({&source, true, false});
  Touch({&destination, false, true});
  vkCmdCopyBuffer(commands_, source.buffer, destination.buffer, 1, &region);
}

void GraphRecording::AddFill(BufferState& buffer, std::uint64_t offset, std::uint64_t bytes, std::uint32_t pattern) {
  Touch({&buffer, false, true});
  vkCmdFillBuffer(commands_, buffer.buffer, offset, bytes, pattern);
}

Status GraphRecording::End() {
  return KILN_VK(vkEndCommandBuffer, commands_);
}

}  // namespace kiln::runtime

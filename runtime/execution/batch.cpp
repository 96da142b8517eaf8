#include "runtime/execution/batch.h"

#include <algorithm>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
Result<std::unique_ptr<Batch>> Batch::Create(LogicalDevice& device, MemoryPool& pool, bool timing) {
  std::unique_ptr<Batch> batch(new Batch(device, pool));
  KILN_RETURN_IF_ERROR(batch->CreateObjects(timing));
  return batch;
}

Batch::~Batch() {
  if (device_.is_abandoned()) return;
  vkDestroyQueryPool(device_.get(), queries_, nullptr);
  vkDestroyCommandPool(device_.get(), command_pool_, nullptr);
}

Status Batch::CreateObjects(bool timing) {
  KILN_ASSIGN_OR_RETURN(command_pool_, device_.CreateCommandPool(VK_COMMAND_POOL_CREATE_TRANSIENT_BIT));
  KILN_ASSIGN_OR_RETURN(commands_, device_.AllocateCommandBuffer(command_pool_, VK_COMMAND_BUFFER_LEVEL_PRIMARY));
  if (!timing) return {};
  auto queries = MakeVk<VkQueryPoolCreateInfo>(VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO);
  queries.queryType = VK_QUERY_TYPE_TIMESTAMP;
  queries.queryCount = 2 * kMaxCommands;
  return KILN_VK(vkCreateQueryPool, device_.get(), &queries, nullptr, &queries_);
}

Status Batch::Begin(std::uint64_t value) {
  value_ = value;
  is_compilation_ = false;
  notes_.clear();
  outcome_ = std::make_shared<BatchOutcome>();
  auto begin = MakeVk<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  KILN_RETURN_IF_ERROR(KILN_VK(vkBeginCommandBuffer, commands_, &begin));
  if (queries_ != VK_NULL_HANDLE) vkCmdResetQueryPool(commands_, queries_, 0, 2 * kMaxCommands);
  return {};
}

Status Batch::End() {
  auto barrier = MakeVk<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  barrier.srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  barrier.dstAccessMask = VK_ACCESS_HOST_READ_BIT;
  vkCmdPipelineBarrier(commands_, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
                       VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &barrier, 0, nullptr, 0, nullptr);
  return KILN_VK(vkEndCommandBuffer, commands_);
}

Status Batch::ReadTimes() {
  if (queries_ == VK_NULL_HANDLE || command_count_ == 0) return {};
  std::vector<std::uint64_t> ticks(2 * command_count_);
  KILN_RETURN_IF_ERROR(KILN_VK(vkGetQueryPoolResults, device_.get(), queries_, 0, 2 * command_count_,
                               ticks.size() * sizeof(std::uint64_t), ticks.data(), sizeof(std::uint64_t),
                               static_cast<VkQueryResultFlags>(VK_QUERY_RESULT_64_BIT)));
  outcome_->ticks = std::move(ticks);
  return {};
}

Status Batch::Recycle() {
  const Status times = ReadTimes();
  outcome_.reset();
  kept_.clear();
  waits_.clear();
  printf_captures_.clear();
  command_count_ = 0;
  uniforms_.Reset();
  sets_.Reset();
  KILN_RETURN_IF_ERROR(KILN_VK(vkResetCommandPool, device_.get(), command_pool_, 0));
  return times;
}

Status Batch::Cancel() {
  outcome_->is_cancelled = true;
  command_count_ = 0;  // no times
  return Recycle();
}

void Batch::WaitFor(std::shared_ptr<Timeline> timeline, std::uint64_t value) {
  std::uint64_t& last = waits_[std::move(timeline)];
  last = std::max(last, value);
}

void Batch::BeginCommand() {
  if (queries_ == VK_NULL_HANDLE) return;
  vkCmdWriteTimestamp(commands_, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, queries_, 2 * command_count_);
}

std::uint32_t Batch::EndCommand() {
  if (queries_ != VK_NULL_HANDLE) {
    vkCmdWriteTimestamp(commands_, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, queries_, 2 * command_count_ + 1);
  }
  return command_count_++;
}

}  // namespace kiln::runtime

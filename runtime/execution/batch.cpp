#include "runtime/execution/batch.h"

#include <algorithm>
#include <functional>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr std::uint32_t kSetsPerPool = Batch::kMaxCommands;
constexpr DescriptorCounts kPerPool = {8 * kSetsPerPool, kSetsPerPool,     2 * kSetsPerPool,
                                       2 * kSetsPerPool, kSetsPerPool / 4, kSetsPerPool / 4};
constexpr std::uint64_t kUniformChunkSize = 64 << 10;
// The largest minUniformBufferOffsetAlignment that Vulkan allows.
constexpr std::uint64_t kUniformAlignment = 256;

}  // namespace

Result<std::unique_ptr<Batch>> Batch::Create(LogicalDevice& device, MemoryPool& pool, bool timing) {
  std::unique_ptr<Batch> batch(new Batch(device, pool));
  KILN_RETURN_IF_ERROR(batch->CreateObjects(timing));
  return batch;
}

Batch::~Batch() {
  if (device_.is_abandoned()) return;
  for (const UniformChunk& chunk : uniform_chunks_) {
    vkDestroyBuffer(device_.get(), chunk.bound.buffer, nullptr);
    pool_.Free(chunk.bound.slice);
  }
  for (const DescriptorPool& pool : descriptor_pools_) vkDestroyDescriptorPool(device_.get(), pool.pool, nullptr);
  vkDestroyQueryPool(device_.get(), queries_, nullptr);
  vkDestroyCommandPool(device_.get(), command_pool_, nullptr);
}

Status Batch::CreateObjects(bool timing) {
  auto pool = MakeVk<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT;
  pool.queueFamilyIndex = device_.plan().queue_family;
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateCommandPool, device_.get(), &pool, nullptr, &command_pool_));
  auto buffer = MakeVk<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
  buffer.commandPool = command_pool_;
  buffer.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
  buffer.commandBufferCount = 1;
  KILN_RETURN_IF_ERROR(KILN_VK(vkAllocateCommandBuffers, device_.get(), &buffer, &commands_));
  if (!timing) return {};
  auto queries = MakeVk<VkQueryPoolCreateInfo>(VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO);
  queries.queryType = VK_QUERY_TYPE_TIMESTAMP;
  queries.queryCount = 2 * kMaxCommands;
  return KILN_VK(vkCreateQueryPool, device_.get(), &queries, nullptr, &queries_);
}

Status Batch::Begin(std::uint64_t value) {
  value_ = value;
  is_compilation_ = false;
  times_ = std::make_shared<BatchTimes>();
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
  times_->ticks = std::move(ticks);
  return {};
}

Status Batch::Recycle() {
  const Status times = ReadTimes();
  times_.reset();
  kept_.clear();
  command_count_ = 0;
  for (UniformChunk& chunk : uniform_chunks_) chunk.used = 0;
  for (DescriptorPool& pool : descriptor_pools_) {
    if (pool.sets_left == kSetsPerPool) continue;
    vkResetDescriptorPool(device_.get(), pool.pool, 0);
    pool.sets_left = kSetsPerPool;
    pool.left = pool.capacity;
  }
  KILN_RETURN_IF_ERROR(KILN_VK(vkResetCommandPool, device_.get(), command_pool_, 0));
  return times;
}

Status Batch::AddDescriptorPool(const DescriptorCounts& least) {
  DescriptorPool pool;
  std::array<VkDescriptorPoolSize, kDescriptorTypes.size()> sizes = {};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    pool.capacity[i] = std::max(kPerPool[i], least[i]);
    sizes[i] = {kDescriptorTypes[i], pool.capacity[i]};
  }
  pool.left = pool.capacity;
  pool.sets_left = kSetsPerPool;
  auto info = MakeVk<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
  info.maxSets = kSetsPerPool;
  info.poolSizeCount = static_cast<std::uint32_t>(sizes.size());
  info.pPoolSizes = sizes.data();
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateDescriptorPool, device_.get(), &info, nullptr, &pool.pool));
  descriptor_pools_.push_back(pool);
  return {};
}

Result<VkDescriptorSet> Batch::AllocateSet(VkDescriptorSetLayout layout, const DescriptorCounts& counts) {
  const auto fits = [&](const DescriptorPool& pool) {
    return pool.sets_left != 0 && std::equal(counts.begin(), counts.end(), pool.left.begin(), std::less_equal<>());
  };
  auto pool = std::find_if(descriptor_pools_.begin(), descriptor_pools_.end(), fits);
  if (pool == descriptor_pools_.end()) {
    KILN_RETURN_IF_ERROR(AddDescriptorPool(counts));
    pool = std::prev(descriptor_pools_.end());
  }
  auto info = MakeVk<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
  info.descriptorPool = pool->pool;
  info.descriptorSetCount = 1;
  info.pSetLayouts = &layout;
  VkDescriptorSet set = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(KILN_VK(vkAllocateDescriptorSets, device_.get(), &info, &set));
  --pool->sets_left;
  for (std::size_t i = 0; i < counts.size(); ++i) pool->left[i] -= counts[i];
  return set;
}

Result<Batch::UniformSlice> Batch::AllocateUniform(std::uint64_t bytes) {
  const std::uint64_t size = (bytes + kUniformAlignment - 1) / kUniformAlignment * kUniformAlignment;
  auto chunk = std::find_if(uniform_chunks_.begin(), uniform_chunks_.end(),
                            [&](const UniformChunk& candidate) { return candidate.size - candidate.used >= size; });
  if (chunk == uniform_chunks_.end()) {
    UniformChunk added;
    added.size = std::max(kUniformChunkSize, size);
    KILN_ASSIGN_OR_RETURN(added.bound, CreateBoundBuffer(device_, pool_, added.size, VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT,
                                                         device_.plan().memory.staging_types, ~0u));
    uniform_chunks_.push_back(added);
    chunk = std::prev(uniform_chunks_.end());
  }
  const std::uint64_t offset = chunk->used;
  chunk->used += size;
  return UniformSlice{chunk->bound.buffer, static_cast<std::uint32_t>(offset), chunk->bound.slice.mapped() + offset};
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

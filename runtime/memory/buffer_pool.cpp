#include "runtime/memory/buffer_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr VkBufferUsageFlags kUsage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_DST_BIT | VK_BUFFER_USAGE_UNIFORM_TEXEL_BUFFER_BIT |
                                      VK_BUFFER_USAGE_STORAGE_TEXEL_BUFFER_BIT;  // image1d_buffer_t

VkBufferUsageFlags UsageOn(const LogicalDevice& device) {
  const bool has_addresses = device.info().Has("buffer_device_address");
  return kUsage | (has_addresses ? VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT : 0);
}

}  // namespace

Result<BoundBuffer> CreateBoundBuffer(LogicalDevice& device, MemoryPool& pool, std::uint64_t size,
                                      VkBufferUsageFlags usage, const MemoryChoice& choice) {
  auto info = MakeVk<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = size;
  info.usage = usage;
  BoundBuffer bound;
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateBuffer, device.get(), &info, nullptr, &bound.buffer));
  VkMemoryRequirements requirements = {};
  vkGetBufferMemoryRequirements(device.get(), bound.buffer, &requirements);
  auto slice = pool.Allocate(requirements, choice);
  if (!slice) {
    vkDestroyBuffer(device.get(), bound.buffer, nullptr);
    return Fail(std::move(slice.error()));
  }
  bound.slice = *slice;
  if (Status status = KILN_VK(vkBindBufferMemory, device.get(), bound.buffer, slice->block->memory, slice->offset);
      !status) {
    vkDestroyBuffer(device.get(), bound.buffer, nullptr);
    pool.Free(*slice);
    return Fail(std::move(status.error()));
  }
  return bound;
}

BufferPool::BufferPool(MemoryPool& memory, LogicalDevice& device)
    : device_(device),
      memory_(memory),
      sizes_(device.memory_options().buckets.value_or(DefaultBuckets())),
      usage_(UsageOn(device)),
      most_per_bucket_(device.memory_options().idle_buffers_per_bucket),
      most_idle_(device.memory_options().idle_bytes),
      buckets_(sizes_.count() * kMemoryUses) {
  memory_.set_reclaim(
      [this](MemoryPool::Need need, std::uint32_t type, std::uint64_t size) { return Reclaim(need, type, size); });
}

BufferPool::~BufferPool() {
  memory_.set_reclaim({});
  if (!device_.is_abandoned()) Destroy(TakeOldest(0));
}

BufferPool::Bucket& BufferPool::BucketOf(std::uint32_t bucket, MemoryUse use) {
  return buckets_[bucket * kMemoryUses + static_cast<std::size_t>(use)];
}

Result<BufferPool::Pooled> BufferPool::Acquire(std::uint64_t size, MemoryUse use) {
  const MemoryChoice& choice = device_.plan().memory.For(use);
  if (choice.types.empty()) {
    return Fail(ErrorCode::kUnsupported, fmt::format("a buffer for the use '{}' on the device '{}': {}",
                                                     MemoryUseName(use), device_.info().name, choice.reason));
  }
  Pooled pooled;
  pooled.use = use;
  std::uint64_t rounded = size;
  if (const auto bucket = sizes_.Find(size)) {
    pooled.bucket = static_cast<std::uint32_t>(*bucket);
    const std::lock_guard lock(mutex_);
    if (Bucket& idle = BucketOf(*pooled.bucket, use); !idle.empty()) {
      pooled.bound = idle.back().bound;
      idle.pop_back();
      ++statistics_.hits;
      --statistics_.idle_buffers;
      statistics_.idle_bytes -= pooled.bound.slice.size;
      return pooled;
    }
    ++statistics_.misses;
    // Not above the largest buffer that the device allows.
    rounded = std::min(sizes_.size(*bucket), std::max(size, device_.info().limits.allocation_bytes));
  } else {
    const std::lock_guard lock(mutex_);
    ++statistics_.misses;
  }
  auto bound = CreateBoundBuffer(device_, memory_, rounded, usage_, choice);
  if (!bound && bound.error().code() == ErrorCode::kOutOfDeviceMemory && rounded != size) {
    pooled.bucket.reset();
    bound = CreateBoundBuffer(device_, memory_, size, usage_, choice);
  }
  if (!bound) return Fail(std::move(bound.error()));
  pooled.bound = *bound;
  return pooled;
}

void BufferPool::Release(const Pooled& buffer) {
  std::vector<BoundBuffer> superfluous;
  {
    const std::lock_guard lock(mutex_);
    const std::uint64_t bytes = buffer.bound.slice.size;
    Bucket* idle = buffer.bucket && bytes <= most_idle_ ? &BucketOf(*buffer.bucket, buffer.use) : nullptr;
    if (idle == nullptr || idle->size() >= most_per_bucket_) {
      superfluous = {buffer.bound};
    } else {
      if (statistics_.idle_bytes + bytes > most_idle_) superfluous = TakeOldest(most_idle_ - bytes);
      idle->push_back({buffer.bound, ++releases_});
      ++statistics_.idle_buffers;
      statistics_.idle_bytes += bytes;
    }
  }
  Destroy(superfluous);
}

std::vector<BoundBuffer> BufferPool::TakeOldest(std::uint64_t keep) {
  std::vector<BoundBuffer> taken;
  if (statistics_.idle_bytes <= keep) return taken;
  std::vector<std::pair<std::uint64_t, Bucket*>> by_age;
  for (Bucket& bucket : buckets_) {
    for (const Idle& idle : bucket) by_age.emplace_back(idle.since, &bucket);
  }
  std::sort(by_age.begin(), by_age.end());
  // Within a bucket the oldest are at the front.
  std::map<Bucket*, std::size_t> counts;
  for (const auto& [since, bucket] : by_age) {
    if (statistics_.idle_bytes <= keep) break;
    taken.push_back((*bucket)[counts[bucket]++].bound);
    statistics_.idle_bytes -= taken.back().slice.size;
    --statistics_.idle_buffers;
  }
  for (const auto& [bucket, count] : counts) {
    bucket->erase(bucket->begin(), bucket->begin() + static_cast<std::ptrdiff_t>(count));
  }
  return taken;
}

void BufferPool::Destroy(const std::vector<BoundBuffer>& buffers) {
  for (const BoundBuffer& bound : buffers) {
    vkDestroyBuffer(device_.get(), bound.buffer, nullptr);
    memory_.Free(bound.slice);
  }
}

bool BufferPool::Reclaim(MemoryPool::Need need, std::uint32_t type, std::uint64_t size) {
  std::vector<BoundBuffer> taken;
  {
    const std::lock_guard lock(mutex_);
    if (need == MemoryPool::Need::kMemory) {
      taken = TakeOldest(0);
    } else {
      // All idle buffers of the type that share blocks: their parts join with each other and with what is free between.
      const auto is_part = [&](const Idle& idle) {
        return idle.bound.slice.block->type == type && !idle.bound.slice.block->is_dedicated;
      };
      std::uint64_t bytes = 0;
      for (const Bucket& bucket : buckets_) {
        for (const Idle& idle : bucket) bytes += is_part(idle) ? idle.bound.slice.size : 0;
      }
      if (bytes < size) return false;
      for (Bucket& bucket : buckets_) {
        std::erase_if(bucket, [&](const Idle& idle) {
          if (!is_part(idle)) return false;
          taken.push_back(idle.bound);
          statistics_.idle_bytes -= idle.bound.slice.size;
          --statistics_.idle_buffers;
          return true;
        });
      }
      ++statistics_.defragmentations;
    }
  }
  Destroy(taken);
  return !taken.empty();
}

std::uint64_t BufferPool::Trim(std::uint64_t keep) {
  const std::uint64_t before = memory_.statistics().reserved_bytes;
  std::vector<BoundBuffer> taken;
  {
    const std::lock_guard lock(mutex_);
    taken = TakeOldest(keep);
    ++statistics_.trims;
  }
  Destroy(taken);
  memory_.ReleaseEmptyBlocks();
  const std::uint64_t after = memory_.statistics().reserved_bytes;
  return before > after ? before - after : 0;
}

BufferPool::Statistics BufferPool::statistics() const {
  const std::lock_guard lock(mutex_);
  return statistics_;
}

}  // namespace kiln::runtime

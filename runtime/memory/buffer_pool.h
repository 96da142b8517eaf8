// Buffers that are kept when they are let go, for the next that is as large.
#ifndef KILN_RUNTIME_MEMORY_BUFFER_POOL_H_
#define KILN_RUNTIME_MEMORY_BUFFER_POOL_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/memory/memory_pool.h"
#include "runtime/memory/size_buckets.h"

namespace kiln::runtime {

// A VkBuffer bound to memory.
struct BoundBuffer {
  VkBuffer buffer = VK_NULL_HANDLE;
  MemorySlice slice;
};
// In the first type of the choice that fits.
Result<BoundBuffer> CreateBoundBuffer(LogicalDevice& device, MemoryPool& pool, std::uint64_t size,
                                      VkBufferUsageFlags usage, const MemoryChoice& choice);

// May be used from several threads. Buffers must be let go before it goes.
class BufferPool {
 public:
  explicit BufferPool(MemoryPool& memory, LogicalDevice& device);
  ~BufferPool();
  BufferPool(const BufferPool&) = delete;
  BufferPool& operator=(const BufferPool&) = delete;

  struct Pooled {
    BoundBuffer bound;
    std::optional<std::uint32_t> bucket;  // empty: will not be kept
    MemoryUse use = MemoryUse::kAuto;
  };
  // A storage buffer of at least `size` bytes, a multiple of 16. kUnsupported: the device has no memory for the use.
  Result<Pooled> Acquire(std::uint64_t size, MemoryUse use);
  // The device must have finished with it.
  void Release(const Pooled& buffer);

  // Gives up idle buffers, the longest idle first, until `keep` bytes are left, and what blocks are empty then; how
  // many bytes went back to the driver.
  std::uint64_t Trim(std::uint64_t keep);

  struct Statistics {
    std::uint64_t idle_buffers = 0, idle_bytes = 0, hits = 0, misses = 0, defragmentations = 0, trims = 0;
  };
  Statistics statistics() const;
  MemoryPool& memory() { return memory_; }

 private:
  struct Idle {
    BoundBuffer bound;
    std::uint64_t since = 0;  // counts releases
  };
  using Bucket = std::vector<Idle>;  // the last one let go is the first to be taken: caches may still know it

  Bucket& BucketOf(std::uint32_t bucket, MemoryUse use);
  bool Reclaim(MemoryPool::Need need, std::uint32_t type, std::uint64_t size);
  // Takes idle buffers out, the longest idle first, until `keep` bytes are left. The mutex is held.
  std::vector<BoundBuffer> TakeOldest(std::uint64_t keep);
  void Destroy(const std::vector<BoundBuffer>& buffers);

  LogicalDevice& device_;
  MemoryPool& memory_;
  const SizeBuckets sizes_;
  const VkBufferUsageFlags usage_;
  const std::uint32_t most_per_bucket_;
  const std::uint64_t most_idle_;

  mutable std::mutex mutex_;
  std::vector<Bucket> buckets_;  // kMemoryUses for each size
  std::uint64_t releases_ = 0;
  Statistics statistics_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_BUFFER_POOL_H_

// Device memory in large blocks, handed out in slices: drivers limit the number of allocations, and each is slow.
#ifndef KILN_RUNTIME_MEMORY_MEMORY_POOL_H_
#define KILN_RUNTIME_MEMORY_MEMORY_POOL_H_

#include <vulkan/vulkan.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/memory/addressed_buffers.h"
#include "runtime/memory/free_list.h"

namespace kiln::runtime {

struct MemoryBlock {
  VkDeviceMemory memory = VK_NULL_HANDLE;
  std::uint32_t type = 0;
  std::byte* mapped = nullptr;
  bool is_dedicated = false;  // holds one slice
  std::uint64_t size = 0;
  FreeList free;
};

struct MemorySlice {
  MemoryBlock* block = nullptr;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;

  // Null when the memory is not mapped.
  std::byte* mapped() const { return block->mapped != nullptr ? block->mapped + offset : nullptr; }
};

// May be used from several threads. Slices must be freed before the pool goes.
class MemoryPool {
 public:
  // Gives back slices that nobody needs: of memory type `type` and worth it for a slice of `size` bytes, or all of them
  // where the driver has no more. Whether it gave any. Called without locks of the pool.
  enum class Need : std::uint8_t { kRoomInBlocks, kMemory };
  using Reclaim = std::function<bool(Need need, std::uint32_t type, std::uint64_t size)>;

  explicit MemoryPool(LogicalDevice& device);
  ~MemoryPool();
  MemoryPool(const MemoryPool&) = delete;
  MemoryPool& operator=(const MemoryPool&) = delete;

  // Before the first allocation, or when no other thread uses the pool.
  void set_reclaim(Reclaim reclaim) { reclaim_ = std::move(reclaim); }

  // From the first type of the choice that the requirements allow and that has room. kOutOfDeviceMemory names the size,
  // and the quota where that is the reason.
  Result<MemorySlice> Allocate(const VkMemoryRequirements& requirements, const MemoryChoice& choice);
  void Free(const MemorySlice& slice);
  // Gives the driver back what holds no slice.
  void ReleaseEmptyBlocks();

  struct Statistics {
    std::uint64_t blocks = 0, reserved_bytes = 0, driver_allocations = 0;
    std::vector<std::uint64_t> reserved_of_heap;
  };
  Statistics statistics() const;
  AddressedBuffers& addressed() { return addressed_; }
  // Changes whenever memory is taken from the driver or given back.
  std::uint64_t generation() const { return generation_.load(std::memory_order_relaxed); }

 private:
  Result<MemorySlice> AllocateOfType(const VkMemoryRequirements& requirements, std::uint32_t type, bool map);
  std::optional<MemorySlice> TakeFromBlocks(const VkMemoryRequirements& requirements, std::uint32_t type, bool map);
  Result<MemorySlice> TakeFromNewBlock(std::uint64_t block_size, const VkMemoryRequirements& requirements,
                                       std::uint32_t type, bool map);
  bool AskForIdle(Need need, std::uint32_t type, std::uint64_t size);
  void Destroy(MemoryBlock& block);

  LogicalDevice& device_;
  const std::uint64_t block_size_;
  const std::uint64_t quota_;  // 0: none
  Reclaim reclaim_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<MemoryBlock>> blocks_;
  std::uint64_t reserved_ = 0;
  std::uint64_t driver_allocations_ = 0;
  std::atomic<std::uint64_t> generation_{0};
  AddressedBuffers addressed_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_MEMORY_POOL_H_

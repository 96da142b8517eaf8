// Device memory in large blocks, handed out in slices: drivers limit the number of allocations, and each is slow.
#ifndef KILN_RUNTIME_MEMORY_MEMORY_POOL_H_
#define KILN_RUNTIME_MEMORY_MEMORY_POOL_H_

#include <vulkan/vulkan.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
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
  explicit MemoryPool(LogicalDevice& device) : device_(device) {}
  ~MemoryPool();
  MemoryPool(const MemoryPool&) = delete;
  MemoryPool& operator=(const MemoryPool&) = delete;

  // From the first of `types` that the requirements allow and that has room; mapped if its bit is set in
  // `mapped_types`, where only host-visible types may be. kOutOfDeviceMemory names the size.
  Result<MemorySlice> Allocate(const VkMemoryRequirements& requirements, std::span<const std::uint32_t> types,
                               std::uint32_t mapped_types);
  void Free(const MemorySlice& slice);

  std::size_t block_count() const;
  AddressedBuffers& addressed() { return addressed_; }

 private:
  Result<MemorySlice> AllocateOfType(const VkMemoryRequirements& requirements, std::uint32_t type, bool map);
  Result<MemoryBlock*> AddBlock(std::uint64_t size, std::uint32_t type, bool map);
  void ReleaseEmptyBlocks();
  void Destroy(MemoryBlock& block);

  LogicalDevice& device_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<MemoryBlock>> blocks_;
  AddressedBuffers addressed_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_MEMORY_POOL_H_

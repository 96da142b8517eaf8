// What is behind a Buffer.
#ifndef KILN_RUNTIME_MEMORY_BUFFER_STATE_H_
#define KILN_RUNTIME_MEMORY_BUFFER_STATE_H_

#include <vulkan/vulkan.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/memory/memory_pool.h"
#include "runtime/memory/resource.h"

namespace kiln::runtime {

class Transfer;

// Always made by Create, so that it is owned by a shared_ptr.
struct BufferState : Resource {
  static Result<std::shared_ptr<BufferState>> Create(LogicalDevice& device, MemoryPool& pool, Transfer& transfer,
                                                     std::uint64_t size);
  BufferState(LogicalDevice& device, MemoryPool& pool, Transfer& transfer)
      : Resource(device), pool(pool), transfer(transfer) {}
  ~BufferState() override;

  // Both wait for pending commands that use the buffer. The ranges have been checked.
  Status Write(std::uint64_t offset, std::span<const std::byte> bytes);
  Status Read(std::uint64_t offset, std::span<std::byte> bytes);

  // The device address. From now on launches that use physical addressing may touch the buffer.
  Result<std::uint64_t> Address();

  MemoryPool& pool;
  Transfer& transfer;
  VkBuffer buffer = VK_NULL_HANDLE;
  std::uint64_t size = 0;         // as asked for
  std::uint64_t padded_size = 0;  // of the VkBuffer: a multiple of 16, at least 16
  MemorySlice slice;

 private:
  std::once_flag address_once_;
  std::uint64_t address_ = 0;
};

// A VkBuffer bound to memory of the first fitting type.
struct BoundBuffer {
  VkBuffer buffer = VK_NULL_HANDLE;
  MemorySlice slice;
};
Result<BoundBuffer> CreateBoundBuffer(LogicalDevice& device, MemoryPool& pool, std::uint64_t size,
                                      VkBufferUsageFlags usage, std::span<const std::uint32_t> types,
                                      std::uint32_t mapped_types);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_BUFFER_STATE_H_

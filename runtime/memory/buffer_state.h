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
#include "runtime/memory/device_memory.h"
#include "runtime/memory/resource.h"

namespace kiln::runtime {

class Transfer;

// Always made by Create, so that it is owned by a shared_ptr.
struct BufferState : Resource {
  static Result<std::shared_ptr<BufferState>> Create(LogicalDevice& device, DeviceMemory& memory, Transfer& transfer,
                                                     std::uint64_t size, MemoryUse use, AllocationRequest request);
  BufferState(LogicalDevice& device, DeviceMemory& memory, Transfer& transfer)
      : Resource(device), memory(memory), transfer(transfer) {}
  ~BufferState() override;

  // Both wait for pending commands that use the buffer. The ranges have been checked.
  Status Write(std::uint64_t offset, std::span<const std::byte> bytes);
  Status Read(std::uint64_t offset, std::span<std::byte> bytes);

  // The device address. From now on launches that use physical addressing may touch the buffer.
  Result<std::uint64_t> Address();

  // Null when the host cannot see the memory.
  std::byte* mapped() const { return pooled_.bound.slice.mapped(); }

  DeviceMemory& memory;
  Transfer& transfer;
  VkBuffer buffer = VK_NULL_HANDLE;
  std::uint64_t size = 0;         // as asked for
  std::uint64_t padded_size = 0;  // what kernels may see: a multiple of 16, at least 16; the VkBuffer may be larger

 private:
  BufferPool::Pooled pooled_;
  AllocationLedger::Entry entry_;
  std::once_flag address_once_;
  std::uint64_t address_ = 0;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_BUFFER_STATE_H_

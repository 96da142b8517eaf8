// Copies between host memory and buffers that the host cannot map, through two staging buffers that take turns.
#ifndef KILN_RUNTIME_MEMORY_TRANSFER_H_
#define KILN_RUNTIME_MEMORY_TRANSFER_H_

#include <vulkan/vulkan.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

// May be used from several threads; one copies at a time. Staging memory is made at the first use.
class Transfer {
 public:
  Transfer(LogicalDevice& device, MemoryPool& pool) : device_(device), pool_(pool) {}
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // Block until the copy is done. Nothing else may be using the range.
  Status Upload(VkBuffer destination, std::uint64_t offset, std::span<const std::byte> bytes);
  Status Download(VkBuffer source, std::uint64_t offset, std::span<std::byte> bytes);

 private:
  struct Slot {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    BoundBuffer staging;
    std::uint64_t value = 0;  // of the timeline, when its last copy has finished
  };

  Status Prepare();
  // Records the copy between `buffer` and the slot's staging buffer, and submits it.
  Status SubmitCopy(Slot& slot, VkBuffer buffer, std::uint64_t offset, std::uint64_t size, bool is_upload);
  Status WaitForSlots();

  LogicalDevice& device_;
  MemoryPool& pool_;
  std::mutex mutex_;
  VkSemaphore timeline_ = VK_NULL_HANDLE;
  std::uint64_t last_value_ = 0;
  VkCommandPool command_pool_ = VK_NULL_HANDLE;
  std::array<Slot, 2> slots_;
  bool is_prepared_ = false;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_TRANSFER_H_

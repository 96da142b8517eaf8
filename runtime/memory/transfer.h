// Copies between host memory and buffers that the host cannot map, through two staging buffers that take turns.
#ifndef KILN_RUNTIME_MEMORY_TRANSFER_H_
#define KILN_RUNTIME_MEMORY_TRANSFER_H_

#include <vulkan/vulkan.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/runtime/image.h"
#include "runtime/device/logical_device.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

// May be used from several threads; one copies at a time. Staging memory is made at the first use, and kept.
class Transfer {
 public:
  Transfer(LogicalDevice& device, MemoryPool& pool);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // Block until the copy is done. Nothing else may be using the range. `owner` keeps the buffer or image for as long as
  // the device may be copying, which is longer where the wait for it fails.
  using Owner = std::shared_ptr<const void>;
  Status Upload(const Owner& owner, VkBuffer destination, std::uint64_t offset, std::span<const std::byte> bytes);
  Status Download(const Owner& owner, VkBuffer source, std::uint64_t offset, std::span<std::byte> bytes);
  // All texels of an image in the general layout.
  Status UploadImage(const Owner& owner, VkImage destination, const ImageDescription& description,
                     std::span<const std::byte> bytes);
  Status DownloadImage(const Owner& owner, VkImage source, const ImageDescription& description,
                       std::span<std::byte> bytes);
  // Brings a new image into the general layout.
  Status InitializeImage(const Owner& owner, VkImage image, std::uint32_t layers);

 private:
  struct Slot {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    BoundBuffer staging;
    std::uint64_t value = 0;  // of the timeline, when its last copy has finished
    Owner owner;              // of what that copies
  };

  Status Prepare();
  // Records what `record` does between barriers, and submits it.
  Status Submit(Slot& slot, const Owner& owner, const std::function<void(VkCommandBuffer)>& record);
  // Submits the copy between `buffer` and the slot's staging buffer.
  Status SubmitCopy(Slot& slot, const Owner& owner, VkBuffer buffer, std::uint64_t offset, std::uint64_t size,
                    bool is_upload);
  // Rows of an image that fit the staging buffer, and where they lie in the tightly packed texels.
  struct ImagePart {
    VkBufferImageCopy region = {};
    std::uint64_t offset = 0, size = 0;
  };
  std::vector<ImagePart> PartsOf(const ImageDescription& description) const;
  // Until the device has nothing to do for them.
  Status WaitForSlots();
  // Before the slot is filled or recorded again.
  Status WaitFor(Slot& slot);

  LogicalDevice& device_;
  MemoryPool& pool_;
  const std::uint64_t slot_size_;
  std::mutex mutex_;
  VkSemaphore timeline_ = VK_NULL_HANDLE;
  std::uint64_t last_value_ = 0;
  VkCommandPool command_pool_ = VK_NULL_HANDLE;
  std::array<Slot, 2> slots_;
  bool is_prepared_ = false;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_TRANSFER_H_

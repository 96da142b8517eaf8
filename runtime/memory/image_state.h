// What is behind an Image.
#ifndef KILN_RUNTIME_MEMORY_IMAGE_STATE_H_
#define KILN_RUNTIME_MEMORY_IMAGE_STATE_H_

#include <vulkan/vulkan.h>

#include <cstddef>
#include <memory>
#include <span>

#include "kiln/runtime/image.h"
#include "runtime/memory/buffer_state.h"
#include "runtime/memory/resource.h"

namespace kiln::runtime {

// The contents are a VkImage, always in the general layout, or for k1dBuffer a BufferState that a texel view looks at.
struct ImageState : Resource {
  // kInvalidArgument: no such format or size. kUnsupported: the device can neither read nor write it.
  static Result<std::shared_ptr<ImageState>> Create(LogicalDevice& device, DeviceMemory& memory, Transfer& transfer,
                                                    const ImageDescription& description, AllocationRequest request);
  // A view of a buffer that has been checked to be large enough.
  static Result<std::shared_ptr<ImageState>> CreateView(std::shared_ptr<BufferState> buffer,
                                                        const ImageDescription& description);
  ImageState(LogicalDevice& device, const ImageDescription& description) : Resource(device), description(description) {}
  ~ImageState() override;

  // All texels; both wait for pending commands that use the image. The sizes have been checked.
  Status Write(std::span<const std::byte> bytes);
  Status Read(std::span<std::byte> bytes);

  // What commands use: this, or the buffer that it is a view of.
  Resource& memory() { return buffer_ != nullptr ? static_cast<Resource&>(*buffer_) : *this; }

  const ImageDescription description;
  bool is_readable = false, is_writable = false;  // by kernels: as a sampled image, as a storage image
  VkImageView sampled_view = VK_NULL_HANDLE, storage_view = VK_NULL_HANDLE;
  VkBufferView texel_view = VK_NULL_HANDLE;  // k1dBuffer
  // Of images of integers: as floating-point numbers, for kernels that ask for the size only and so take them for such.
  VkImageView query_view = VK_NULL_HANDLE;
  VkBufferView query_texel_view = VK_NULL_HANDLE;

 private:
  Status CreateImage();
  Status CreateViews();
  Status CreateTexelView(VkFormat format, VkBufferView& view);
  Result<VkImageView> CreateImageView(VkFormat format, const VkComponentMapping& swizzle, VkImageUsageFlags usage);

  DeviceMemory* memory_ = nullptr;
  Transfer* transfer_ = nullptr;
  VkImage image_ = VK_NULL_HANDLE;
  MemorySlice slice_;
  AllocationLedger::Entry entry_;
  std::shared_ptr<BufferState> buffer_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_IMAGE_STATE_H_

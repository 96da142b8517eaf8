// OpenCL's image formats as Vulkan's. Pure.
#ifndef KILN_RUNTIME_MEMORY_IMAGE_FORMAT_H_
#define KILN_RUNTIME_MEMORY_IMAGE_FORMAT_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <optional>

#include "kiln/runtime/image.h"

namespace kiln::runtime {

struct VulkanFormat {
  VkFormat format = VK_FORMAT_UNDEFINED;
  // Where the channels of a texel that is read come from. Only the identity can be written.
  VkComponentMapping swizzle = {};

  bool is_identity() const;
};

// Nothing when OpenCL has no such format.
std::optional<VulkanFormat> ToVulkan(const ImageFormat& format);

// The format as SPIR-V states it for storage images (spv::ImageFormat); 0 when it has no name for it.
std::uint32_t ToSpirv(const ImageFormat& format);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_IMAGE_FORMAT_H_

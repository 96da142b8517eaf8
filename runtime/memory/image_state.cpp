#include "runtime/memory/image_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/memory/image_format.h"
#include "runtime/memory/transfer.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

using artifact::ImageDimension;

VkImageType TypeOf(ImageDimension dimension) {
  switch (dimension) {
    case ImageDimension::k1d:
    case ImageDimension::k1dArray:
    case ImageDimension::k1dBuffer:
      return VK_IMAGE_TYPE_1D;
    case ImageDimension::k2d:
    case ImageDimension::k2dArray:
      return VK_IMAGE_TYPE_2D;
    case ImageDimension::k3d:
      return VK_IMAGE_TYPE_3D;
  }
  return VK_IMAGE_TYPE_2D;
}

VkImageViewType ViewTypeOf(ImageDimension dimension) {
  switch (dimension) {
    case ImageDimension::k1d:
    case ImageDimension::k1dBuffer:
      return VK_IMAGE_VIEW_TYPE_1D;
    case ImageDimension::k1dArray:
      return VK_IMAGE_VIEW_TYPE_1D_ARRAY;
    case ImageDimension::k2d:
      return VK_IMAGE_VIEW_TYPE_2D;
    case ImageDimension::k2dArray:
      return VK_IMAGE_VIEW_TYPE_2D_ARRAY;
    case ImageDimension::k3d:
      return VK_IMAGE_VIEW_TYPE_3D;
  }
  return VK_IMAGE_VIEW_TYPE_2D;
}

// A floating-point format of so many bytes, which every device can sample.
VkFormat FloatFormat(std::uint32_t texel_bytes) {
  switch (texel_bytes) {
    case 1:
      return VK_FORMAT_R8_UNORM;
    case 2:
      return VK_FORMAT_R16_SFLOAT;
    case 4:
      return VK_FORMAT_R32_SFLOAT;
    case 8:
      return VK_FORMAT_R32G32_SFLOAT;
    default:
      return VK_FORMAT_R32G32B32A32_SFLOAT;
  }
}

std::string Name(const ImageFormat& format) {
  return fmt::format("{} {}", ChannelOrderName(format.order), ChannelTypeName(format.type));
}

Status CheckDescription(const ImageDescription& d) {
  if (d.format.texel_bytes() == 0) {
    return Fail(ErrorCode::kInvalidArgument, fmt::format("OpenCL has no image format {}", Name(d.format)));
  }
  const auto none = [](std::uint32_t extent) { return extent != 1; };
  const bool is_flat = TypeOf(d.dimension) == VK_IMAGE_TYPE_1D, is_deep = TypeOf(d.dimension) == VK_IMAGE_TYPE_3D;
  const bool is_array = d.dimension == ImageDimension::k1dArray || d.dimension == ImageDimension::k2dArray;
  const bool has_zero = d.width == 0 || d.height == 0 || d.depth == 0 || d.layers == 0;
  if (!has_zero && !(is_flat && none(d.height)) && !(!is_deep && none(d.depth)) && !(!is_array && none(d.layers)))
    return {};
  return Fail(ErrorCode::kInvalidArgument,
              fmt::format("an image of {} x {} x {} texels and {} layers is none of its kind", d.width, d.height,
                          d.depth, d.layers));
}

tl::unexpected<Error> Unsupported(const LogicalDevice& device, const ImageDescription& d) {
  return Fail(ErrorCode::kUnsupported,
              fmt::format("the device '{}' has no images of the format {}", device.info().name, Name(d.format)));
}

}  // namespace

Result<std::shared_ptr<ImageState>> ImageState::Create(LogicalDevice& device, DeviceMemory& memory, Transfer& transfer,
                                                       const ImageDescription& description, AllocationRequest request) {
  KILN_RETURN_IF_ERROR(CheckDescription(description));
  if (description.dimension == ImageDimension::k1dBuffer) {
    KILN_ASSIGN_OR_RETURN(auto buffer, BufferState::Create(device, memory, transfer, description.bytes(),
                                                           MemoryUse::kAuto, std::move(request)));
    return CreateView(std::move(buffer), description);
  }
  auto state = std::make_shared<ImageState>(device, description);
  state->memory_ = &memory;
  state->transfer_ = &transfer;
  KILN_RETURN_IF_ERROR(memory.ledger().Add(state->entry_, std::move(request), description.bytes()));
  KILN_RETURN_IF_ERROR(state->CreateImage());
  KILN_RETURN_IF_ERROR(state->CreateViews());
  return state;
}

Result<std::shared_ptr<ImageState>> ImageState::CreateView(std::shared_ptr<BufferState> buffer,
                                                           const ImageDescription& description) {
  KILN_RETURN_IF_ERROR(CheckDescription(description));
  LogicalDevice& device = buffer->device;
  const VulkanFormat format = *ToVulkan(description.format);
  VkFormatProperties properties = {};
  vkGetPhysicalDeviceFormatProperties(device.physical(), format.format, &properties);
  auto state = std::make_shared<ImageState>(device, description);
  // A texel buffer has no swizzle.
  const VkFormatFeatureFlags features = format.is_identity() ? properties.bufferFeatures : 0;
  state->is_readable = (features & VK_FORMAT_FEATURE_UNIFORM_TEXEL_BUFFER_BIT) != 0;
  state->is_writable = (features & VK_FORMAT_FEATURE_STORAGE_TEXEL_BUFFER_BIT) != 0;
  if (!state->is_readable && !state->is_writable) return Unsupported(device, description);
  const std::uint32_t limit = device.info().limits.texel_buffer_elements;
  if (description.width > limit) {
    return Fail(ErrorCode::kInvalidArgument, fmt::format("an image of {} texels: the device '{}' allows {} "
                                                         "(maxTexelBufferElements)",
                                                         description.width, device.info().name, limit));
  }
  state->buffer_ = std::move(buffer);
  KILN_RETURN_IF_ERROR(state->CreateTexelView(format.format, state->texel_view));
  if (description.format.element() != artifact::ImageElement::kFloat) {
    KILN_RETURN_IF_ERROR(
        state->CreateTexelView(FloatFormat(description.format.texel_bytes()), state->query_texel_view));
  }
  return state;
}

Status ImageState::CreateTexelView(VkFormat format, VkBufferView& view) {
  auto info = MakeVk<VkBufferViewCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_VIEW_CREATE_INFO);
  info.buffer = buffer_->buffer;
  info.format = format;
  info.range = description.bytes();
  return KILN_VK(vkCreateBufferView, device.get(), &info, nullptr, &view);
}

ImageState::~ImageState() {
  if (device.is_abandoned()) return;
  vkDestroyBufferView(device.get(), query_texel_view, nullptr);
  vkDestroyImageView(device.get(), query_view, nullptr);
  vkDestroyBufferView(device.get(), texel_view, nullptr);
  vkDestroyImageView(device.get(), storage_view, nullptr);
  vkDestroyImageView(device.get(), sampled_view, nullptr);
  if (image_ == VK_NULL_HANDLE) return;
  vkDestroyImage(device.get(), image_, nullptr);
  if (slice_.block != nullptr) memory_->blocks().Free(slice_);
}

Status ImageState::CreateImage() {
  const VulkanFormat format = *ToVulkan(description.format);
  VkFormatProperties properties = {};
  vkGetPhysicalDeviceFormatProperties(device.physical(), format.format, &properties);
  const VkFormatFeatureFlags features = properties.optimalTilingFeatures;
  is_readable = (features & VK_FORMAT_FEATURE_SAMPLED_IMAGE_BIT) != 0;
  is_writable = format.is_identity() && (features & VK_FORMAT_FEATURE_STORAGE_IMAGE_BIT) != 0;
  if (!is_readable && !is_writable) return Unsupported(device, description);

  auto info = MakeVk<VkImageCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO);
  info.imageType = TypeOf(description.dimension);
  info.format = format.format;
  info.extent = {description.width, description.height, description.depth};
  info.mipLevels = 1;
  info.arrayLayers = description.layers;
  info.samples = VK_SAMPLE_COUNT_1_BIT;
  info.tiling = VK_IMAGE_TILING_OPTIMAL;
  info.usage = VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  if (is_readable) info.usage |= VK_IMAGE_USAGE_SAMPLED_BIT;
  if (is_writable) info.usage |= VK_IMAGE_USAGE_STORAGE_BIT;
  // query_view
  if (description.format.element() != artifact::ImageElement::kFloat) info.flags |= VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT;
  VkImageFormatProperties limits = {};
  const Status known = KILN_VK(vkGetPhysicalDeviceImageFormatProperties, device.physical(), info.format, info.imageType,
                               info.tiling, info.usage, info.flags, &limits);
  if (!known) return Unsupported(device, description);
  if (info.extent.width > limits.maxExtent.width || info.extent.height > limits.maxExtent.height ||
      info.extent.depth > limits.maxExtent.depth || info.arrayLayers > limits.maxArrayLayers ||
      description.bytes() > limits.maxResourceSize) {
    return Fail(
        ErrorCode::kInvalidArgument,
        fmt::format("an image of {} x {} x {} texels and {} layers: the device '{}' allows {} x {} x {} and {}",
                    description.width, description.height, description.depth, description.layers, device.info().name,
                    limits.maxExtent.width, limits.maxExtent.height, limits.maxExtent.depth, limits.maxArrayLayers));
  }
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateImage, device.get(), &info, nullptr, &image_));
  VkMemoryRequirements requirements = {};
  vkGetImageMemoryRequirements(device.get(), image_, &requirements);
  // Buffers of the same memory block stay off the pages that the image touches.
  const VkDeviceSize page = std::max<VkDeviceSize>(device.info().limits.buffer_image_granularity, 1);
  requirements.alignment = std::max(requirements.alignment, page);
  requirements.size = (requirements.size + page - 1) / page * page;
  MemoryChoice choice = device.plan().memory.For(MemoryUse::kDeviceLocal);
  choice.mapped_types = 0;
  KILN_ASSIGN_OR_RETURN(slice_, memory_->blocks().Allocate(requirements, choice));
  KILN_RETURN_IF_ERROR(KILN_VK(vkBindImageMemory, device.get(), image_, slice_.block->memory, slice_.offset));
  return transfer_->InitializeImage(shared_from_this(), image_, description.layers);
}

Result<VkImageView> ImageState::CreateImageView(VkFormat format, const VkComponentMapping& swizzle,
                                                VkImageUsageFlags usage) {
  auto only = MakeVk<VkImageViewUsageCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO);
  only.usage = usage;
  auto info = MakeVk<VkImageViewCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO, &only);
  info.image = image_;
  info.viewType = ViewTypeOf(description.dimension);
  info.format = format;
  info.components = swizzle;
  info.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, description.layers};
  VkImageView view = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateImageView, device.get(), &info, nullptr, &view));
  return view;
}

Status ImageState::CreateViews() {
  const VulkanFormat format = *ToVulkan(description.format);
  if (is_readable) {
    KILN_ASSIGN_OR_RETURN(sampled_view, CreateImageView(format.format, format.swizzle, VK_IMAGE_USAGE_SAMPLED_BIT));
  }
  if (is_readable && description.format.element() != artifact::ImageElement::kFloat) {
    KILN_ASSIGN_OR_RETURN(
        query_view, CreateImageView(FloatFormat(description.format.texel_bytes()), {}, VK_IMAGE_USAGE_SAMPLED_BIT));
  }
  if (is_writable) {
    KILN_ASSIGN_OR_RETURN(storage_view, CreateImageView(format.format, {}, VK_IMAGE_USAGE_STORAGE_BIT));
  }
  return {};
}

Status ImageState::Write(std::span<const std::byte> bytes) {
  if (buffer_ != nullptr) return buffer_->Write(0, bytes);
  KILN_RETURN_IF_ERROR(FinishUses(Use::kWrite));
  return transfer_->UploadImage(shared_from_this(), image_, description, bytes);
}

Status ImageState::Read(std::span<std::byte> bytes) {
  if (buffer_ != nullptr) return buffer_->Read(0, bytes);
  // The copy changes the layout, under the eyes of whoever still reads.
  KILN_RETURN_IF_ERROR(FinishUses(Use::kWrite));
  return transfer_->DownloadImage(shared_from_this(), image_, description, bytes);
}

}  // namespace kiln::runtime

#include "runtime/memory/image_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <spirv/unified1/spirv.hpp11>
#include <string>

namespace kiln::runtime {
namespace {

constexpr std::uint32_t kFirstOrder = 0x10B0, kFirstType = 0x10D0;
constexpr std::array kOrderNames = {"R",    "A",         "RG",        "RA", "RGB", "RGBA", "BGRA",
                                    "ARGB", "INTENSITY", "LUMINANCE", "Rx", "RGx", "RGBx", "DEPTH"};
constexpr std::array kTypeNames = {
    "SNORM_INT8",      "SNORM_INT16",      "UNORM_INT8",     "UNORM_INT16",  "UNORM_SHORT_565",
    "UNORM_SHORT_555", "UNORM_INT_101010", "SIGNED_INT8",    "SIGNED_INT16", "SIGNED_INT32",
    "UNSIGNED_INT8",   "UNSIGNED_INT16",   "UNSIGNED_INT32", "HALF_FLOAT",   "FLOAT"};

template <typename Names>
std::optional<std::uint32_t> Find(const Names& names, std::string_view name) {
  const auto lower = [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); };
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const std::string_view known = names[i];
    if (std::equal(known.begin(), known.end(), name.begin(), name.end(),
                   [&](char a, char b) { return lower(a) == lower(b); })) {
      return i;
    }
  }
  return std::nullopt;
}

bool IsPacked(ChannelType type) {
  return type == ChannelType::kUnormShort565 || type == ChannelType::kUnormShort555 ||
         type == ChannelType::kUnormInt101010;
}

std::uint32_t ChannelBytes(ChannelType type) {
  using T = ChannelType;
  switch (type) {
    case T::kSnormInt8:
    case T::kUnormInt8:
    case T::kSignedInt8:
    case T::kUnsignedInt8:
      return 1;
    case T::kSignedInt32:
    case T::kUnsignedInt32:
    case T::kFloat:
      return 4;
    default:
      return 2;
  }
}

// Channels of a texel in memory; 0 for an order that goes with packed types only.
std::uint32_t Channels(ChannelOrder order) {
  using O = ChannelOrder;
  switch (order) {
    case O::kR:
    case O::kA:
    case O::kIntensity:
    case O::kLuminance:
    case O::kDepth:
      return 1;
    case O::kRg:
    case O::kRa:
    case O::kRx:
      return 2;
    case O::kRgba:
    case O::kBgra:
    case O::kArgb:
      return 4;
    default:
      return 0;
  }
}

// OpenCL combines some orders with some types only.
bool IsAllowed(const ImageFormat& format) {
  using O = ChannelOrder;
  using T = ChannelType;
  const O order = format.order;
  const T type = format.type;
  if (IsPacked(type)) return order == O::kRgb || order == O::kRgbx;
  if (Channels(order) == 0) return false;
  if (order == O::kBgra || order == O::kArgb) return ChannelBytes(type) == 1;
  if (order == O::kIntensity || order == O::kLuminance) {
    return type == T::kUnormInt8 || type == T::kUnormInt16 || type == T::kSnormInt8 || type == T::kSnormInt16 ||
           type == T::kHalfFloat || type == T::kFloat;
  }
  return order != O::kDepth || type == T::kUnormInt16 || type == T::kFloat;
}

// By the number of channels: 1, 2, 4.
using ByChannels = std::array<VkFormat, 3>;
#define KILN_FORMATS(bits, kind)                                     \
  ByChannels {                                                       \
    VK_FORMAT_R##bits##_##kind, VK_FORMAT_R##bits##G##bits##_##kind, \
        VK_FORMAT_R##bits##G##bits##B##bits##A##bits##_##kind        \
  }

VkFormat Base(ChannelType type, std::uint32_t channels) {
  using T = ChannelType;
  const auto choose = [channels](const ByChannels& formats) { return formats[channels / 2]; };
  switch (type) {
    case T::kSnormInt8:
      return choose(KILN_FORMATS(8, SNORM));
    case T::kSnormInt16:
      return choose(KILN_FORMATS(16, SNORM));
    case T::kUnormInt8:
      return choose(KILN_FORMATS(8, UNORM));
    case T::kUnormInt16:
      return choose(KILN_FORMATS(16, UNORM));
    case T::kUnormShort565:
      return VK_FORMAT_R5G6B5_UNORM_PACK16;
    case T::kUnormShort555:
      return VK_FORMAT_A1R5G5B5_UNORM_PACK16;
    case T::kUnormInt101010:
      return VK_FORMAT_A2R10G10B10_UNORM_PACK32;
    case T::kSignedInt8:
      return choose(KILN_FORMATS(8, SINT));
    case T::kSignedInt16:
      return choose(KILN_FORMATS(16, SINT));
    case T::kSignedInt32:
      return choose(KILN_FORMATS(32, SINT));
    case T::kUnsignedInt8:
      return choose(KILN_FORMATS(8, UINT));
    case T::kUnsignedInt16:
      return choose(KILN_FORMATS(16, UINT));
    case T::kUnsignedInt32:
      return choose(KILN_FORMATS(32, UINT));
    case T::kHalfFloat:
      return choose(KILN_FORMATS(16, SFLOAT));
    case T::kFloat:
      return choose(KILN_FORMATS(32, SFLOAT));
  }
  return VK_FORMAT_UNDEFINED;
}
#undef KILN_FORMATS

VkComponentMapping Swizzle(VkComponentSwizzle r, VkComponentSwizzle g, VkComponentSwizzle b, VkComponentSwizzle a) {
  return {r, g, b, a};
}

}  // namespace

bool VulkanFormat::is_identity() const {
  return swizzle.r == VK_COMPONENT_SWIZZLE_IDENTITY && swizzle.g == VK_COMPONENT_SWIZZLE_IDENTITY &&
         swizzle.b == VK_COMPONENT_SWIZZLE_IDENTITY && swizzle.a == VK_COMPONENT_SWIZZLE_IDENTITY;
}

std::optional<VulkanFormat> ToVulkan(const ImageFormat& format) {
  if (!IsAllowed(format)) return std::nullopt;
  constexpr auto kR = VK_COMPONENT_SWIZZLE_R, kG = VK_COMPONENT_SWIZZLE_G, kB = VK_COMPONENT_SWIZZLE_B,
                 kA = VK_COMPONENT_SWIZZLE_A, kZero = VK_COMPONENT_SWIZZLE_ZERO, kOne = VK_COMPONENT_SWIZZLE_ONE;
  VulkanFormat result;
  result.format = Base(format.type, Channels(format.order));
  switch (format.order) {
    case ChannelOrder::kA:
      result.swizzle = Swizzle(kZero, kZero, kZero, kR);
      break;
    case ChannelOrder::kRa:
      result.swizzle = Swizzle(kR, kZero, kZero, kG);
      break;
    case ChannelOrder::kRx:
      result.swizzle = Swizzle(kR, kZero, kZero, kOne);
      break;
    case ChannelOrder::kIntensity:
      result.swizzle = Swizzle(kR, kR, kR, kR);
      break;
    case ChannelOrder::kLuminance:
      result.swizzle = Swizzle(kR, kR, kR, kOne);
      break;
    case ChannelOrder::kArgb:
      result.swizzle = Swizzle(kG, kB, kA, kR);
      break;
    case ChannelOrder::kBgra:
      if (format.type == ChannelType::kUnormInt8) {
        result.format = VK_FORMAT_B8G8R8A8_UNORM;  // many devices can write this one
      } else {
        result.swizzle = Swizzle(kB, kG, kR, kA);
      }
      break;
    case ChannelOrder::kRgb:
    case ChannelOrder::kRgbx:
      if (format.type != ChannelType::kUnormShort565) result.swizzle = Swizzle(kR, kG, kB, kOne);
      break;
    default:
      break;
  }
  return result;
}

std::uint32_t ToSpirv(const ImageFormat& format) {
  using F = spv::ImageFormat;
  using T = ChannelType;
  const std::uint32_t channels = Channels(format.order);
  const bool is_plain = format.order == ChannelOrder::kR || format.order == ChannelOrder::kRg ||
                        format.order == ChannelOrder::kRgba || format.order == ChannelOrder::kDepth;
  if (!IsAllowed(format) || !is_plain) return 0;
  const auto choose = [channels](F one, F two, F four) {
    return static_cast<std::uint32_t>(channels == 1 ? one : channels == 2 ? two : four);
  };
  switch (format.type) {
    case T::kSnormInt8:
      return choose(F::R8Snorm, F::Rg8Snorm, F::Rgba8Snorm);
    case T::kSnormInt16:
      return choose(F::R16Snorm, F::Rg16Snorm, F::Rgba16Snorm);
    case T::kUnormInt8:
      return choose(F::R8, F::Rg8, F::Rgba8);
    case T::kUnormInt16:
      return choose(F::R16, F::Rg16, F::Rgba16);
    case T::kSignedInt8:
      return choose(F::R8i, F::Rg8i, F::Rgba8i);
    case T::kSignedInt16:
      return choose(F::R16i, F::Rg16i, F::Rgba16i);
    case T::kSignedInt32:
      return choose(F::R32i, F::Rg32i, F::Rgba32i);
    case T::kUnsignedInt8:
      return choose(F::R8ui, F::Rg8ui, F::Rgba8ui);
    case T::kUnsignedInt16:
      return choose(F::R16ui, F::Rg16ui, F::Rgba16ui);
    case T::kUnsignedInt32:
      return choose(F::R32ui, F::Rg32ui, F::Rgba32ui);
    case T::kHalfFloat:
      return choose(F::R16f, F::Rg16f, F::Rgba16f);
    case T::kFloat:
      return choose(F::R32f, F::Rg32f, F::Rgba32f);
    default:
      return 0;
  }
}

std::uint32_t ImageFormat::texel_bytes() const {
  if (!IsAllowed(*this)) return 0;
  if (IsPacked(type)) return type == ChannelType::kUnormInt101010 ? 4 : 2;
  return Channels(order) * ChannelBytes(type);
}

artifact::ImageElement ImageFormat::element() const {
  if (type >= ChannelType::kSignedInt8 && type <= ChannelType::kSignedInt32) return artifact::ImageElement::kSigned;
  if (type >= ChannelType::kUnsignedInt8 && type <= ChannelType::kUnsignedInt32)
    return artifact::ImageElement::kUnsigned;
  return artifact::ImageElement::kFloat;
}

std::optional<ChannelOrder> ParseChannelOrder(std::string_view name) {
  const auto index = Find(kOrderNames, name);
  return index ? std::optional(static_cast<ChannelOrder>(kFirstOrder + *index)) : std::nullopt;
}

std::optional<ChannelType> ParseChannelType(std::string_view name) {
  const auto index = Find(kTypeNames, name);
  return index ? std::optional(static_cast<ChannelType>(kFirstType + *index)) : std::nullopt;
}

const char* ChannelOrderName(ChannelOrder order) {
  const std::uint32_t index = static_cast<std::uint32_t>(order) - kFirstOrder;
  return index < kOrderNames.size() ? kOrderNames[index] : "unknown";
}

const char* ChannelTypeName(ChannelType type) {
  const std::uint32_t index = static_cast<std::uint32_t>(type) - kFirstType;
  return index < kTypeNames.size() ? kTypeNames[index] : "unknown";
}

}  // namespace kiln::runtime

#include "harness/values/texels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>

#include "harness/values/half.h"

namespace kiln::harness {
namespace {

using runtime::ChannelOrder;
using runtime::ChannelType;

// Where each channel of a texel is in RGBA.
std::optional<std::vector<std::size_t>> Places(ChannelOrder order) {
  switch (order) {
    case ChannelOrder::kR:
    case ChannelOrder::kIntensity:
    case ChannelOrder::kLuminance:
    case ChannelOrder::kDepth:
      return {{0}};
    case ChannelOrder::kA:
      return {{3}};
    case ChannelOrder::kRg:
      return {{0, 1}};
    case ChannelOrder::kRa:
      return {{0, 3}};
    case ChannelOrder::kRgba:
      return {{0, 1, 2, 3}};
    case ChannelOrder::kBgra:
      return {{2, 1, 0, 3}};
    case ChannelOrder::kArgb:
      return {{3, 0, 1, 2}};
    default:
      return std::nullopt;
  }
}

bool IsByte(ChannelType type) {
  return type == ChannelType::kUnormInt8 || type == ChannelType::kUnsignedInt8;
}

bool FitsPictures(const runtime::ImageFormat& format) {
  return Places(format.order) &&
         (IsByte(format.type) || format.type == ChannelType::kFloat || format.type == ChannelType::kHalfFloat);
}

tl::unexpected<Error> NoPicture(const runtime::ImageFormat& format) {
  return Fail(ErrorCode::kUnsupported, std::string("an image of the format ") + ChannelOrderName(format.order) + " " +
                                           ChannelTypeName(format.type) +
                                           " is no picture; UNORM_INT8, UNSIGNED_INT8, HALF_FLOAT and FLOAT are");
}

void StoreChannel(std::uint8_t value, ChannelType type, std::byte* to) {
  if (IsByte(type)) {
    *to = static_cast<std::byte>(value);
  } else if (type == ChannelType::kFloat) {
    const float number = static_cast<float>(value) / 255.0f;
    std::memcpy(to, &number, sizeof(number));
  } else {
    const std::uint16_t bits = DoubleToHalf(value / 255.0);
    std::memcpy(to, &bits, sizeof(bits));
  }
}

std::uint8_t LoadChannel(ChannelType type, const std::byte* from) {
  if (IsByte(type)) return static_cast<std::uint8_t>(*from);
  double number = 0;
  if (type == ChannelType::kFloat) {
    float narrow = 0;
    std::memcpy(&narrow, from, sizeof(narrow));
    number = narrow;
  } else {
    std::uint16_t bits = 0;
    std::memcpy(&bits, from, sizeof(bits));
    number = HalfToDouble(bits);
  }
  return number > 0 ? static_cast<std::uint8_t>(std::lrint(std::min(number, 1.0) * 255)) : 0;  // NaN is black
}

}  // namespace

Element TexelElement(const runtime::ImageFormat& format) {
  const auto channels = [&](Scalar scalar) {
    return Element{scalar, static_cast<std::uint32_t>(format.texel_bytes() / SizeOf(scalar))};
  };
  switch (format.type) {
    case ChannelType::kSnormInt8:
    case ChannelType::kSignedInt8:
      return channels(Scalar::kChar);
    case ChannelType::kUnormInt8:
    case ChannelType::kUnsignedInt8:
      return channels(Scalar::kUchar);
    case ChannelType::kSnormInt16:
    case ChannelType::kSignedInt16:
      return channels(Scalar::kShort);
    case ChannelType::kUnormInt16:
    case ChannelType::kUnormShort565:
    case ChannelType::kUnormShort555:
    case ChannelType::kUnsignedInt16:
      return channels(Scalar::kUshort);
    case ChannelType::kSignedInt32:
      return channels(Scalar::kInt);
    case ChannelType::kUnormInt101010:
    case ChannelType::kUnsignedInt32:
      return channels(Scalar::kUint);
    case ChannelType::kHalfFloat:
      return channels(Scalar::kHalf);
    case ChannelType::kFloat:
      return channels(Scalar::kFloat);
  }
  return {};
}

Result<std::vector<std::byte>> FromPicture(const Picture& picture, const runtime::ImageFormat& format) {
  if (!FitsPictures(format)) return NoPicture(format);
  const std::vector<std::size_t> places = *Places(format.order);
  const std::size_t size = format.texel_bytes() / places.size();
  std::vector<std::byte> texels(picture.rgba.size() / 4 * format.texel_bytes());
  std::byte* to = texels.data();
  for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
    for (const std::size_t place : places) {
      StoreChannel(picture.rgba[i + place], format.type, to);
      to += size;
    }
  }
  return texels;
}

Result<Picture> ToPicture(std::span<const std::byte> texels, std::uint32_t width, std::uint32_t height,
                          const runtime::ImageFormat& format) {
  if (!FitsPictures(format)) return NoPicture(format);
  const std::vector<std::size_t> places = *Places(format.order);
  const std::size_t size = format.texel_bytes() / places.size();
  Picture picture{width, height, {}};
  picture.rgba.reserve(std::size_t{4} * width * height);
  for (std::size_t at = 0; at + format.texel_bytes() <= texels.size(); at += format.texel_bytes()) {
    std::array<std::uint8_t, 4> rgba = {0, 0, 0, 255};
    for (std::size_t i = 0; i < places.size(); ++i) rgba[places[i]] = LoadChannel(format.type, &texels[at + i * size]);
    if (places.size() == 1 && places[0] == 0) rgba[1] = rgba[2] = rgba[0];
    picture.rgba.insert(picture.rgba.end(), rgba.begin(), rgba.end());
  }
  return picture;
}

}  // namespace kiln::harness

// Images and samplers, in OpenCL's terms.
#ifndef KILN_RUNTIME_IMAGE_H_
#define KILN_RUNTIME_IMAGE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "kiln/runtime/buffer.h"

namespace kiln::runtime {

struct ImageState;

// The values are those of cl_channel_order: a kernel's get_image_channel_order returns them.
enum class ChannelOrder : std::uint32_t {
  kR = 0x10B0,
  kA,
  kRg,
  kRa,
  kRgb,
  kRgba,
  kBgra,
  kArgb,
  kIntensity,
  kLuminance,
  kRx,
  kRgx,
  kRgbx,
  kDepth
};
// Those of cl_channel_type.
enum class ChannelType : std::uint32_t {
  kSnormInt8 = 0x10D0,
  kSnormInt16,
  kUnormInt8,
  kUnormInt16,
  kUnormShort565,
  kUnormShort555,
  kUnormInt101010,
  kSignedInt8,
  kSignedInt16,
  kSignedInt32,
  kUnsignedInt8,
  kUnsignedInt16,
  kUnsignedInt32,
  kHalfFloat,
  kFloat
};
// OpenCL's names, without "CL_" and in any case: "RGBA", "UNORM_INT8".
std::optional<ChannelOrder> ParseChannelOrder(std::string_view name);
std::optional<ChannelType> ParseChannelType(std::string_view name);
const char* ChannelOrderName(ChannelOrder order);
const char* ChannelTypeName(ChannelType type);

struct ImageFormat {
  ChannelOrder order = ChannelOrder::kRgba;
  ChannelType type = ChannelType::kUnormInt8;

  std::uint32_t texel_bytes() const;  // 0: no format of OpenCL
  // What a kernel reads it as: read_imagef, read_imagei or read_imageui.
  artifact::ImageElement element() const;
  bool operator==(const ImageFormat&) const = default;
};

struct ImageDescription {
  artifact::ImageDimension dimension = artifact::ImageDimension::k2d;
  ImageFormat format = {};
  std::uint32_t width = 1;
  std::uint32_t height = 1;  // 2D and 3D
  std::uint32_t depth = 1;   // 3D
  std::uint32_t layers = 1;  // arrays

  std::uint64_t bytes() const { return std::uint64_t{format.texel_bytes()} * width * height * depth * layers; }
};

// A handle of an image on the device; copies share it. As with buffers, Write and Read block, and take place after
// every command that was issued before them and touches the image.
class Image {
 public:
  Image() = default;
  explicit Image(std::shared_ptr<ImageState> state) : state_(std::move(state)) {}

  explicit operator bool() const { return state_ != nullptr; }
  // These must not be called on an empty handle.
  const ImageDescription& description() const;
  bool is_readable() const;  // by kernels, as a read_only image
  bool is_writable() const;  // as a write_only or read_write image

  // All texels, tightly packed: rows, then slices or layers, each texel as OpenCL lays it out. Another size than
  // description().bytes() is kInvalidArgument.
  Status Write(std::span<const std::byte> bytes);
  Status Read(std::span<std::byte> bytes) const;
  template <PlainRange R>
  Status Write(const R& texels) {
    return Write(std::span<const std::byte>(std::as_bytes(std::span(texels))));
  }
  template <typename R>
    requires PlainRange<std::remove_reference_t<R>>
  Status Read(R&& texels) const {
    return Read(std::span<std::byte>(std::as_writable_bytes(std::span(texels))));
  }

  const std::shared_ptr<ImageState>& state() const { return state_; }

 private:
  std::shared_ptr<ImageState> state_;
};

// A sampler is no object of the device: kernels compute what it says.
struct Sampler {
  enum class Addressing : std::uint8_t { kNone = 0, kClampToEdge = 2, kClamp = 4, kRepeat = 6, kMirroredRepeat = 8 };
  enum class Filter : std::uint8_t { kNearest = 0x10, kLinear = 0x20 };
  bool normalized_coordinates = false;
  Addressing addressing = Addressing::kClampToEdge;
  Filter filter = Filter::kNearest;

  // The value of a literal sampler in OpenCL C.
  std::uint32_t bits() const {
    return (normalized_coordinates ? 1u : 0u) | static_cast<std::uint32_t>(addressing) |
           static_cast<std::uint32_t>(filter);
  }
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_IMAGE_H_

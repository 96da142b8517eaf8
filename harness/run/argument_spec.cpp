#include "harness/run/argument_spec.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>
#include <optional>

#include "harness/values/half.h"
#include "harness/values/number.h"
#include "harness/values/png.h"
#include "harness/values/random.h"
#include "harness/values/texels.h"

namespace kiln::harness {
namespace {

constexpr std::uint64_t kLargestBuffer = std::uint64_t{1} << 40;
constexpr std::uint64_t kLargestExtent = 1u << 24;
constexpr NumberRules kRules = {.c_suffixes = true};

std::string Quote(std::string_view text) {
  std::string quoted = "'";
  return quoted.append(text).append("'");
}
tl::unexpected<Error> Bad(std::string_view text, const std::string& why) {
  return Fail(ErrorCode::kInvalidArgument, "argument " + Quote(text) + ": " + why);
}

std::vector<std::string> SplitCommas(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const std::size_t comma = text.find(',', at);
    parts.emplace_back(text.substr(at, comma == std::string_view::npos ? comma : comma - at));
    if (comma == std::string_view::npos) return parts;
    at = comma + 1;
  }
}

// "64x64xf32". Nothing when the text is not of this form at all ("0x10" is a number).
std::optional<Status> ParseShape(std::string_view text, ArgumentSpec& spec) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('x', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  const std::string_view type = parts.back();
  parts.pop_back();
  if (parts.empty() || type.empty() || std::isalpha(static_cast<unsigned char>(type[0])) == 0) return std::nullopt;
  for (const std::string_view part : parts) {
    std::size_t extent = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), extent);
    // "0xf32" is a hexadecimal number; an empty buffer makes no argument.
    if (part.empty() || end != part.data() + part.size() || part[0] == '0') return std::nullopt;
    if (error != std::errc()) return Bad(text, "the extent " + Quote(part) + " is too large");
    spec.shape.push_back(extent);
  }
  const auto element = ParseElement(type);
  if (!element) return Bad(text, Quote(type) + " is not a type (f16 f32 f64 i8..i64 u8..u64 or an OpenCL name)");
  spec.element = *element;
  spec.has_type = true;
  spec.kind = ArgumentSpec::Kind::kBuffer;
  std::uint64_t bytes = element->size();
  for (const std::size_t extent : spec.shape) {
    if (extent > kLargestBuffer / bytes) return Bad(text, "the buffer is too large");
    bytes *= extent;
  }
  return Status();
}

Status ParseContents(std::string_view text, std::string_view contents, ArgumentSpec& spec) {
  using Contents = ArgumentSpec::Contents;
  if (contents == "zeros") {
    spec.contents = Contents::kZeros;
  } else if (contents == "ones") {
    spec.contents = Contents::kOnes;
  } else if (contents == "iota") {
    spec.contents = Contents::kIota;
  } else if (contents == "random" || contents.starts_with("random:")) {
    spec.contents = Contents::kRandom;
    if (contents != "random") {
      const auto seed = ParseCount(contents.substr(7));
      if (!seed) return Bad(text, "the seed " + seed.error().message());
      spec.seed = *seed;
    }
  } else if (contents.starts_with('@')) {
    spec.contents = Contents::kFile;
    spec.file = contents.substr(1);
    if (spec.file.empty()) return Bad(text, "the file name after @ is missing");
  } else if (contents.empty()) {
    return Bad(text, "the contents after = are missing");
  } else {
    spec.contents = Contents::kValues;
    spec.values = SplitCommas(contents);
    std::byte ignored[8];
    for (const std::string& value : spec.values) {
      if (Status status = StoreNumber(value, spec.element.scalar, ignored, kRules); !status) {
        return Bad(text, status.error().message() + " (expected @FILE, random:SEED, zeros, ones, iota or values)");
      }
    }
  }
  return {};
}

// "photo.png", "x.npy", "64x32", each with ":ORDER:TYPE" behind.
Status ParseImage(std::string_view text, std::string_view rest, ArgumentSpec& spec) {
  spec.kind = ArgumentSpec::Kind::kImage;
  const std::size_t last = rest.rfind(':');
  const std::size_t first = last == std::string_view::npos || last == 0 ? last : rest.rfind(':', last - 1);
  if (first != std::string_view::npos) {
    const std::string_view order = rest.substr(first + 1, last - first - 1), type = rest.substr(last + 1);
    spec.channel_order = runtime::ParseChannelOrder(order);
    spec.channel_type = runtime::ParseChannelType(type);
    if (!spec.channel_order) return Bad(text, Quote(order) + " is not a channel order, as RGBA or R");
    if (!spec.channel_type) return Bad(text, Quote(type) + " is not a channel data type, as UNORM_INT8 or FLOAT");
    rest = rest.substr(0, first);
  }
  if (rest.ends_with(".png") || rest.ends_with(".npy")) {
    spec.file = rest;
    return {};
  }
  for (std::size_t at = 0; at <= rest.size();) {
    const std::size_t end = std::min(rest.find('x', at), rest.size());
    const auto extent = ParseCount(rest.substr(at, end - at));
    if (!extent || *extent == 0 || *extent > kLargestExtent || spec.shape.size() == 3) {
      return Bad(text, "expected FILE.png, FILE.npy or a size as in image:640x480");
    }
    spec.shape.push_back(*extent);
    at = end + 1;
  }
  return {};
}

Status ParseSampler(std::string_view text, std::string_view rest, ArgumentSpec& spec) {
  using Addressing = runtime::Sampler::Addressing;
  using Filter = runtime::Sampler::Filter;
  spec.kind = ArgumentSpec::Kind::kSampler;
  runtime::Sampler& sampler = spec.sampler;
  for (const std::string& word : SplitCommas(rest)) {
    if (word == "normalized" || word == "unnormalized") {
      sampler.normalized_coordinates = word == "normalized";
    } else if (word == "nearest" || word == "linear") {
      sampler.filter = word == "linear" ? Filter::kLinear : Filter::kNearest;
    } else if (word == "none") {
      sampler.addressing = Addressing::kNone;
    } else if (word == "clamp_to_edge") {
      sampler.addressing = Addressing::kClampToEdge;
    } else if (word == "clamp") {
      sampler.addressing = Addressing::kClamp;
    } else if (word == "repeat") {
      sampler.addressing = Addressing::kRepeat;
    } else if (word == "mirrored_repeat") {
      sampler.addressing = Addressing::kMirroredRepeat;
    } else {
      return Bad(text, Quote(word) +
                           " is none of nearest, linear, normalized, unnormalized, none, clamp_to_edge, clamp, " +
                           "repeat, mirrored_repeat");
    }
  }
  return {};
}

// One or more of the scalar's number, for ones and iota.
void StoreWhole(Scalar scalar, std::uint64_t value, std::byte* to) {
  if (scalar == Scalar::kHalf) {
    const std::uint16_t bits = DoubleToHalf(static_cast<double>(value));
    std::memcpy(to, &bits, sizeof(bits));
  } else if (scalar == Scalar::kFloat) {
    const auto narrow = static_cast<float>(value);
    std::memcpy(to, &narrow, sizeof(narrow));
  } else if (scalar == Scalar::kDouble) {
    const auto wide = static_cast<double>(value);
    std::memcpy(to, &wide, sizeof(wide));
  } else {
    std::memcpy(to, &value, SizeOf(scalar));
  }
}

Status StoreValues(const ArgumentSpec& spec, Array& array) {
  const std::size_t size = SizeOf(array.scalar);
  const std::size_t count = array.count();
  if (spec.values.size() != 1 && spec.values.size() != count) {
    return Bad(spec.text,
               std::to_string(spec.values.size()) + " values are given, 1 or " + std::to_string(count) + " are needed");
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && spec.values.size() == 1) {
      std::memcpy(array.data.data() + i * size, array.data.data(), size);
      continue;
    }
    KILN_RETURN_IF_ERROR(StoreNumber(spec.values[i], array.scalar, array.data.data() + i * size, kRules));
  }
  return {};
}

Result<Array> ReadFileContents(const ArgumentSpec& spec, const Array& declared, std::size_t declared_bytes) {
  KILN_ASSIGN_OR_RETURN(Array array, ReadNpy(spec.file));
  if (!spec.has_type) return array;
  if (array.scalar != declared.scalar || array.data.size() != declared_bytes) {
    return Bad(spec.text, "the file holds " + std::to_string(array.count()) + " values of " + ShortName(array.scalar) +
                              ", not " + std::to_string(declared_bytes / SizeOf(declared.scalar)) + " of " +
                              ShortName(declared.scalar));
  }
  array.shape = declared.shape;
  return array;
}

}  // namespace

Result<ArgumentSpec> ParseArgumentSpec(std::string_view text) {
  ArgumentSpec spec;
  spec.text = text;
  if (text.empty()) return Bad(text, "it is empty");
  if (text == "null" || text == "NULL") {
    spec.kind = ArgumentSpec::Kind::kNull;
    return spec;
  }
  if (text.starts_with("local:")) {
    spec.kind = ArgumentSpec::Kind::kLocal;
    const auto bytes = ParseCount(text.substr(6));
    if (!bytes) return Bad(text, "the number of bytes " + bytes.error().message());
    spec.local_bytes = *bytes;
    return spec;
  }
  if (text.starts_with("image:")) {
    KILN_RETURN_IF_ERROR(ParseImage(text, text.substr(6), spec));
    return spec;
  }
  if (text.starts_with("sampler:")) {
    KILN_RETURN_IF_ERROR(ParseSampler(text, text.substr(8), spec));
    return spec;
  }
  if (text.starts_with('@')) {
    spec.kind = ArgumentSpec::Kind::kBuffer;
    KILN_RETURN_IF_ERROR(ParseContents(text, text, spec));
    return spec;
  }
  const std::size_t equals = text.find('=');
  if (auto status = ParseShape(text.substr(0, equals), spec)) {
    KILN_RETURN_IF_ERROR(*status);
    if (equals != std::string_view::npos) KILN_RETURN_IF_ERROR(ParseContents(text, text.substr(equals + 1), spec));
    return spec;
  }
  if (equals != std::string_view::npos) {
    return Bad(text, Quote(text.substr(0, equals)) + " is not SHAPExTYPE, as in 1024xf32");
  }
  spec.kind = ArgumentSpec::Kind::kValue;
  spec.values = SplitCommas(text);
  return spec;
}

Result<Array> MakeBuffer(const ArgumentSpec& spec) {
  Array array;
  array.scalar = spec.element.scalar;
  array.shape = spec.shape;
  std::size_t bytes = spec.element.size();
  for (const std::size_t extent : spec.shape) bytes *= extent;
  // In memory and in files, a vector of three is four values.
  if (spec.element.width > 1) array.shape.push_back(spec.element.stored_width());
  if (spec.contents == ArgumentSpec::Contents::kFile) return ReadFileContents(spec, array, bytes);

  array.data.resize(bytes);
  const std::size_t size = SizeOf(array.scalar);
  switch (spec.contents) {
    case ArgumentSpec::Contents::kRandom:
      FillRandom(array.scalar, spec.seed, array.data);
      break;
    case ArgumentSpec::Contents::kOnes:
      for (std::size_t i = 0; i < array.count(); ++i) StoreWhole(array.scalar, 1, array.data.data() + i * size);
      break;
    case ArgumentSpec::Contents::kIota:
      for (std::size_t i = 0; i < array.count(); ++i) StoreWhole(array.scalar, i, array.data.data() + i * size);
      break;
    case ArgumentSpec::Contents::kValues:
      KILN_RETURN_IF_ERROR(StoreValues(spec, array));
      break;
    case ArgumentSpec::Contents::kZeros:
    case ArgumentSpec::Contents::kFile:
      break;
  }
  return array;
}

Result<std::vector<std::byte>> MakeValue(const ArgumentSpec& spec, const artifact::Argument& parameter) {
  std::vector<std::byte> bytes(parameter.size);
  auto element = ParseOpenClType(parameter.type_name);
  // size_t and its kin are as wide as the target's addresses.
  if (element && element->width == 1 && element->size() == 4 && parameter.size == 8) {
    element->scalar = IsSigned(element->scalar) ? Scalar::kLong : Scalar::kUlong;
  }
  if (element && element->size() == parameter.size) {
    const std::size_t size = SizeOf(element->scalar);
    if (spec.values.size() != element->width) {
      return Bad(spec.text, std::to_string(spec.values.size()) + " values are given, '" + parameter.name + "' is " +
                                parameter.type_name);
    }
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
      if (Status status = StoreNumber(spec.values[i], element->scalar, bytes.data() + i * size, kRules); !status) {
        return Bad(spec.text, status.error().message() + ", and '" + parameter.name + "' is " + parameter.type_name);
      }
    }
    return bytes;
  }
  const std::string& word = spec.values.front();
  if (spec.values.size() == 1 && word.starts_with("0x") && word.size() == 2 + 2 * bytes.size()) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::uint8_t byte = 0;
      const char* const digits = word.data() + 2 + 2 * i;
      if (std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) {
        return Bad(spec.text, "it holds something other than hexadecimal digits");
      }
      bytes[i] = static_cast<std::byte>(byte);
    }
    return bytes;
  }
  return Bad(spec.text, "'" + parameter.name + "' is " + parameter.type_name + ": give its " +
                            std::to_string(parameter.size) + " bytes in memory order, as 0x and " +
                            std::to_string(2 * parameter.size) + " digits");
}

namespace {

// The texels of an array as --out writes it, [layers or depth,] [height,] width, channels, of `extents` sizes. Sets
// what the argument leaves open in the format, and the sizes, the width first.
Result<std::vector<std::byte>> ReadTexels(const ArgumentSpec& spec, std::size_t extents, runtime::ImageFormat& format,
                                          std::vector<std::size_t>& shape) {
  KILN_ASSIGN_OR_RETURN(Array array, ReadNpy(spec.file));
  const std::size_t channels = array.shape.size() > extents ? array.shape.back() : 1;
  if (array.shape.size() > extents) array.shape.pop_back();
  shape.assign(array.shape.rbegin(), array.shape.rend());
  using runtime::ChannelOrder;
  using runtime::ChannelType;
  if (!spec.channel_order)
    format.order = channels == 1 ? ChannelOrder::kR : channels == 2 ? ChannelOrder::kRg : ChannelOrder::kRgba;
  if (!spec.channel_type && array.scalar == Scalar::kFloat) format.type = ChannelType::kFloat;
  if (!spec.channel_type && array.scalar == Scalar::kHalf) format.type = ChannelType::kHalfFloat;
  const Element texel = TexelElement(format);
  if (texel.scalar != array.scalar || texel.width != channels) {
    return Bad(spec.text, "its " + std::to_string(channels) + " channels of " + OpenClName(array.scalar) +
                              " are not texels of this format; name the format, as in image:x.npy:RGBA:FLOAT");
  }
  return std::move(array.data);
}

}  // namespace

Result<ImageContents> MakeImage(const ArgumentSpec& spec, const artifact::Argument& parameter) {
  using Dimension = artifact::ImageDimension;
  ImageContents image;
  runtime::ImageDescription& description = image.description;
  description.dimension = parameter.image.dimension;
  const bool reads_integers = parameter.image.element == artifact::ImageElement::kUnsigned;
  description.format.order = spec.channel_order.value_or(runtime::ChannelOrder::kRgba);
  description.format.type = spec.channel_type.value_or(reads_integers ? runtime::ChannelType::kUnsignedInt8
                                                                      : runtime::ChannelType::kUnormInt8);
  const bool is_array = description.dimension == Dimension::k1dArray || description.dimension == Dimension::k2dArray;
  const bool is_flat = parameter.type_name.starts_with("image1d");
  const std::size_t wanted = (is_flat ? 1 : description.dimension == Dimension::k3d ? 3 : 2) + (is_array ? 1 : 0);
  std::vector<std::size_t> shape = spec.shape;
  Picture picture;
  const bool has_texels = spec.file.ends_with(".npy");
  if (has_texels) {
    KILN_ASSIGN_OR_RETURN(image.texels, ReadTexels(spec, wanted, description.format, shape));
  } else if (!spec.file.empty()) {
    KILN_ASSIGN_OR_RETURN(picture, ReadPng(spec.file));
    shape = {picture.width, picture.height};
  }
  if (shape.size() != wanted) {
    return Bad(spec.text, "it has " + std::to_string(shape.size()) + " sizes, " + parameter.type_name + " has " +
                              std::to_string(wanted));
  }
  const auto extent = [&](std::size_t i) { return static_cast<std::uint32_t>(shape[i]); };
  description.width = extent(0);
  if (!is_flat) description.height = extent(1);
  if (description.dimension == Dimension::k3d) description.depth = extent(2);
  if (is_array) description.layers = extent(wanted - 1);
  if (description.bytes() > kLargestBuffer) return Bad(spec.text, "the image is too large");
  if (spec.file.empty()) {
    image.texels.resize(description.bytes());
  } else if (!has_texels) {
    KILN_ASSIGN_OR_RETURN(image.texels, FromPicture(picture, description.format));
  }
  return image;
}

}  // namespace kiln::harness

#include "harness/values/channels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

#include "harness/values/half.h"

namespace kiln::harness {
namespace {

using runtime::ChannelOrder;
using runtime::ChannelType;
using runtime::ImageFormat;

// One channel in memory, or a field of a packed texel.
struct Storage {
  enum class Kind : std::uint8_t { kUnorm, kSnorm, kSigned, kUnsigned, kHalf, kFloat };
  Kind kind = Kind::kFloat;
  std::uint32_t bits = 32;
};

Storage StorageOf(ChannelType type) {
  using K = Storage::Kind;
  switch (type) {
    case ChannelType::kSnormInt8:
      return {K::kSnorm, 8};
    case ChannelType::kSnormInt16:
      return {K::kSnorm, 16};
    case ChannelType::kUnormInt8:
      return {K::kUnorm, 8};
    case ChannelType::kUnormInt16:
      return {K::kUnorm, 16};
    case ChannelType::kSignedInt8:
      return {K::kSigned, 8};
    case ChannelType::kSignedInt16:
      return {K::kSigned, 16};
    case ChannelType::kSignedInt32:
      return {K::kSigned, 32};
    case ChannelType::kUnsignedInt8:
      return {K::kUnsigned, 8};
    case ChannelType::kUnsignedInt16:
      return {K::kUnsigned, 16};
    case ChannelType::kUnsignedInt32:
      return {K::kUnsigned, 32};
    case ChannelType::kHalfFloat:
      return {K::kHalf, 16};
    default:
      return {K::kFloat, 32};
  }
}

// Widths of red, green and blue of a packed texel, red in the highest bits.
std::optional<std::array<std::uint32_t, 3>> Packed(ChannelType type) {
  switch (type) {
    case ChannelType::kUnormShort565:
      return {{5, 6, 5}};
    case ChannelType::kUnormShort555:
      return {{5, 5, 5}};
    case ChannelType::kUnormInt101010:
      return {{10, 10, 10}};
    default:
      return std::nullopt;
  }
}

// What each channel in memory is; twice for those that one channel stands for.
std::vector<std::vector<std::size_t>> Places(ChannelOrder order) {
  switch (order) {
    case ChannelOrder::kA:
      return {{3}};
    case ChannelOrder::kRg:
      return {{0}, {1}};
    case ChannelOrder::kRa:
      return {{0}, {3}};
    case ChannelOrder::kRx:
      return {{0}, {}};
    case ChannelOrder::kRgba:
      return {{0}, {1}, {2}, {3}};
    case ChannelOrder::kBgra:
      return {{2}, {1}, {0}, {3}};
    case ChannelOrder::kArgb:
      return {{3}, {0}, {1}, {2}};
    case ChannelOrder::kIntensity:
      return {{0, 1, 2, 3}};
    case ChannelOrder::kLuminance:
      return {{0, 1, 2}};
    default:
      return {{0}};
  }
}

std::uint32_t FloatBits(double value) {
  return std::bit_cast<std::uint32_t>(static_cast<float>(value));
}

std::uint32_t Ones(std::uint32_t bits) {
  return bits == 32 ? ~0u : (1u << bits) - 1;
}

std::uint32_t Decode(const Storage& storage, std::uint32_t raw) {
  const auto with_sign = static_cast<std::int32_t>(raw << (32 - storage.bits)) >> (32 - storage.bits);
  switch (storage.kind) {
    case Storage::Kind::kUnorm:
      return FloatBits(static_cast<double>(raw) / Ones(storage.bits));
    case Storage::Kind::kSnorm:
      return FloatBits(std::max(-1.0, static_cast<double>(with_sign) / Ones(storage.bits - 1)));
    case Storage::Kind::kSigned:
      return static_cast<std::uint32_t>(with_sign);
    case Storage::Kind::kHalf:
      return FloatBits(HalfToDouble(static_cast<std::uint16_t>(raw)));
    default:
      return raw;
  }
}

std::uint32_t Encode(const Storage& storage, std::uint32_t channel) {
  const double value = std::bit_cast<float>(channel);
  const double number = std::isnan(value) ? 0.0 : value;
  const double most = Ones(storage.bits - 1);
  switch (storage.kind) {
    case Storage::Kind::kUnorm:
      return static_cast<std::uint32_t>(std::nearbyint(std::clamp(number, 0.0, 1.0) * Ones(storage.bits)));
    case Storage::Kind::kSnorm:
      return static_cast<std::uint32_t>(
          static_cast<std::int32_t>(std::nearbyint(std::clamp(number, -1.0, 1.0) * most)));
    case Storage::Kind::kSigned: {
      const auto highest = static_cast<std::int64_t>(Ones(storage.bits - 1));
      const std::int64_t integer = static_cast<std::int32_t>(channel);
      return static_cast<std::uint32_t>(std::clamp<std::int64_t>(integer, -highest - 1, highest));
    }
    case Storage::Kind::kUnsigned:
      return std::min(channel, Ones(storage.bits));
    case Storage::Kind::kHalf:
      return DoubleToHalf(value);
    case Storage::Kind::kFloat:
      break;
  }
  return channel;
}

std::uint32_t Load(const std::byte* from, std::uint32_t bits) {
  std::uint32_t raw = 0;
  std::memcpy(&raw, from, bits / 8);
  return raw;
}

}  // namespace

std::vector<Channels> ToChannels(const ImageFormat& format, std::span<const std::byte> texels) {
  const std::size_t size = format.texel_bytes();
  const bool is_float = format.element() == artifact::ImageElement::kFloat;
  const std::uint32_t one = is_float ? FloatBits(1.0) : 1u;
  std::vector<Channels> result(size == 0 ? 0 : texels.size() / size, Channels{0, 0, 0, one});
  const Storage storage = StorageOf(format.type);
  const auto places = Places(format.order);
  for (std::size_t i = 0; i < result.size(); ++i) {
    const std::byte* texel = texels.data() + i * size;
    if (const auto widths = Packed(format.type)) {
      std::uint32_t raw = Load(texel, static_cast<std::uint32_t>(size) * 8);
      for (std::size_t c = 3; c-- > 0;) {
        result[i][c] = Decode({Storage::Kind::kUnorm, (*widths)[c]}, raw & Ones((*widths)[c]));
        raw >>= (*widths)[c];
      }
      continue;
    }
    for (std::size_t c = 0; c < places.size(); ++c) {
      const std::uint32_t value = Decode(storage, Load(texel + c * storage.bits / 8, storage.bits));
      for (const std::size_t place : places[c]) result[i][place] = value;
    }
  }
  return result;
}

std::vector<std::byte> FromChannels(const ImageFormat& format, std::span<const Channels> channels) {
  const std::size_t size = format.texel_bytes();
  std::vector<std::byte> result(size * channels.size());
  const Storage storage = StorageOf(format.type);
  const auto places = Places(format.order);
  for (std::size_t i = 0; i < channels.size(); ++i) {
    std::byte* texel = result.data() + i * size;
    if (const auto widths = Packed(format.type)) {
      std::uint32_t raw = 0;
      for (std::size_t c = 0; c < 3; ++c) {
        raw = raw << (*widths)[c] | Encode({Storage::Kind::kUnorm, (*widths)[c]}, channels[i][c]);
      }
      std::memcpy(texel, &raw, size);
      continue;
    }
    for (std::size_t c = 0; c < places.size(); ++c) {
      const std::uint32_t raw = places[c].empty() ? 0 : Encode(storage, channels[i][places[c].front()]);
      std::memcpy(texel + c * storage.bits / 8, &raw, storage.bits / 8);
    }
  }
  return result;
}

}  // namespace kiln::harness

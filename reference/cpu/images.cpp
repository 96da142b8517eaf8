#include "reference/cpu/images.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace kiln::reference::cpu {
namespace {

// The bits of a sampler: OpenCL C's CLK_*.
constexpr std::uint32_t kNormalized = 1, kAddressing = 0xe, kLinear = 0x20;
enum class Addressing : std::uint32_t { kNone = 0, kToEdge = 2, kToBorder = 4, kRepeat = 6, kMirrored = 8 };

constexpr int kWithLayer = 8;

using Place = std::array<std::int64_t, 3>;  // along each axis; at kOutside the colour of the border
constexpr std::int64_t kOutside = -1;

class Reader {
 public:
  Reader(const CpuImage& image, int axes)
      : image_(image), axes_(static_cast<std::size_t>(axes & 3)), layered_((axes & kWithLayer) != 0) {}

  std::int64_t size(std::size_t axis) const {
    return axis == 0 ? image_.width : axis == 1 ? image_.height : image_.depth;
  }
  std::size_t axes() const { return axes_; }
  bool layered() const { return layered_; }
  std::int64_t NearestLayer(double layer) const {
    return std::clamp(Whole(std::nearbyint(layer)), std::int64_t{0}, static_cast<std::int64_t>(image_.layers) - 1);
  }

  // A coordinate may be any number.
  static std::int64_t Whole(double number) {
    return std::isnan(number) ? 0 : static_cast<std::int64_t>(std::clamp(number, -1e15, 1e15));
  }

  CpuImage::Texel* Find(const Place& place, std::int64_t layer) const {
    if (layer < 0 || layer >= image_.layers) return nullptr;
    for (std::size_t axis = 0; axis < axes_; ++axis) {
      if (place[axis] < 0 || place[axis] >= size(axis)) return nullptr;
    }
    const std::int64_t slice = axes_ == 3 ? place[2] : layer;
    const std::int64_t row = slice * image_.height + (axes_ >= 2 ? place[1] : 0);
    return &image_.texels[static_cast<std::size_t>(row * image_.width + place[0])];
  }
  CpuImage::Texel At(const Place& place, std::int64_t layer) const {
    const CpuImage::Texel* texel = Find(place, layer);
    return texel != nullptr ? *texel : Border();
  }

 private:
  // Opaque black for those orders without alpha: R, RG, RGB, luminance.
  CpuImage::Texel Border() const {
    const std::uint32_t order = image_.channel_order;
    const bool opaque = order == 0x10b0 || order == 0x10b2 || order == 0x10b4 || order == 0x10b9;
    const bool integer = image_.channel_type >= 0x10d7 && image_.channel_type <= 0x10dc;
    return {0, 0, 0, !opaque ? 0 : integer ? 1 : std::bit_cast<std::uint32_t>(1.0f)};
  }

  const CpuImage& image_;
  std::size_t axes_;
  bool layered_;
};

// Where a whole coordinate lies, without repetition.
std::int64_t Addressed(std::int64_t at, std::int64_t size, Addressing mode) {
  if (at >= 0 && at < size) return at;
  return mode == Addressing::kToBorder ? kOutside : std::clamp<std::int64_t>(at, 0, size - 1);
}

// Along one axis: the two texels between which a coordinate lies, and the share of the second. For the nearest texel it
// is the first.
struct Between {
  std::int64_t first = 0, second = 0;
  double share = 0;
};

Between Locate(double s, std::int64_t size, std::uint32_t sampler) {
  const auto mode = static_cast<Addressing>(sampler & kAddressing);
  const bool normalized = (sampler & kNormalized) != 0, linear = (sampler & kLinear) != 0;
  const auto extent = static_cast<double>(size);
  double u = s;
  if (!std::isfinite(s))
    u = 0;
  else if (mode == Addressing::kRepeat && normalized)
    u = (s - std::floor(s)) * extent;
  else if (mode == Addressing::kMirrored && normalized)
    u = std::fabs(s - 2 * std::nearbyint(0.5 * s)) * extent;
  else if (normalized)
    u = s * extent;
  Between between;
  between.first = Reader::Whole(std::floor(linear ? u - 0.5 : u));
  between.second = between.first + 1;
  if (linear) between.share = u - 0.5 - std::floor(u - 0.5);
  if (mode == Addressing::kRepeat && normalized) {
    between.first = between.first < 0 ? between.first + size : std::min(between.first, size);
    between.first %= size;
    between.second %= size;
  } else {
    between.first = Addressed(between.first, size, mode);
    between.second = Addressed(between.second, size, mode);
  }
  return between;
}

// ---- What the library calls.

int Query(const CpuImage* image, int what) {
  const std::array<std::uint32_t, 6> answers = {image->width,  image->height,       image->depth,
                                                image->layers, image->channel_type, image->channel_order};
  return static_cast<int>(answers[static_cast<std::size_t>(what)]);
}

void FetchBy(const CpuImage* image, const void* sampler, int axes, const int* coordinates, CpuImage::Texel* texel) {
  const Reader reader(*image, axes);
  const auto mode = static_cast<Addressing>(reinterpret_cast<std::uintptr_t>(sampler) & kAddressing);
  Place place = {};
  for (std::size_t i = 0; i < reader.axes(); ++i) place[i] = Addressed(coordinates[i], reader.size(i), mode);
  *texel = reader.At(place, reader.layered() ? reader.NearestLayer(coordinates[reader.axes()]) : 0);
}

// Outside of the image the value is undefined.
void Fetch(const CpuImage* image, int axes, const int* coordinates, CpuImage::Texel* texel) {
  FetchBy(image, nullptr, axes, coordinates, texel);
}

void Sample(const CpuImage* image, const void* sampler, int axes, const float* coordinates, CpuImage::Texel* texel) {
  const Reader reader(*image, axes);
  const auto bits = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(sampler));
  std::array<Between, 3> between;
  for (std::size_t i = 0; i < reader.axes(); ++i) between[i] = Locate(coordinates[i], reader.size(i), bits);
  const std::int64_t layer = reader.layered() ? reader.NearestLayer(coordinates[reader.axes()]) : 0;
  if ((bits & kLinear) == 0) {
    *texel = reader.At({between[0].first, between[1].first, between[2].first}, layer);
    return;
  }
  std::array<double, 4> sum = {};
  for (unsigned corner = 0; corner < 1u << reader.axes(); ++corner) {
    Place place = {};
    double weight = 1;
    for (std::size_t i = 0; i < reader.axes(); ++i) {
      const bool second = (corner >> i & 1) != 0;
      place[i] = second ? between[i].second : between[i].first;
      weight *= second ? between[i].share : 1 - between[i].share;
    }
    const CpuImage::Texel one = reader.At(place, layer);
    for (std::size_t c = 0; c < 4; ++c) {
      if (weight != 0) sum[c] += weight * static_cast<double>(std::bit_cast<float>(one[c]));
    }
  }
  for (std::size_t c = 0; c < 4; ++c) (*texel)[c] = std::bit_cast<std::uint32_t>(static_cast<float>(sum[c]));
}

// Outside of the image nothing is written.
void Put(const CpuImage* image, int axes, const int* coordinates, const CpuImage::Texel* texel) {
  const Reader reader(*image, axes);
  Place place = {};
  for (std::size_t i = 0; i < reader.axes(); ++i) place[i] = coordinates[i];
  CpuImage::Texel* to = reader.Find(place, reader.layered() ? coordinates[reader.axes()] : 0);
  if (to != nullptr) *to = image->stored ? image->stored(*texel) : *texel;
}

const void* MakeSampler(std::uint32_t bits) {
  return reinterpret_cast<const void*>(std::uintptr_t{bits});
}

}  // namespace

std::span<const HostFunction> ImageSymbols() {
  static const HostFunction symbols[] = {{"kiln_host_image_query", reinterpret_cast<const void*>(&Query)},
                                         {"kiln_host_image_fetch", reinterpret_cast<const void*>(&Fetch)},
                                         {"kiln_host_image_fetch_by", reinterpret_cast<const void*>(&FetchBy)},
                                         {"kiln_host_image_sample", reinterpret_cast<const void*>(&Sample)},
                                         {"kiln_host_image_put", reinterpret_cast<const void*>(&Put)},
                                         {"kiln_host_sampler", reinterpret_cast<const void*>(&MakeSampler)}};
  return symbols;
}

}  // namespace kiln::reference::cpu

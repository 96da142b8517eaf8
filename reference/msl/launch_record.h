// What the host hands to the entry of a kernel for every thread. The library has the same struct (library/launch.h).
#ifndef KILN_REFERENCE_MSL_LAUNCH_RECORD_H_
#define KILN_REFERENCE_MSL_LAUNCH_RECORD_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace kiln::reference::msl {

inline constexpr std::uint32_t kMaxBuffers = 64, kMaxThreadgroups = 32, kMaxTextures = 128, kMaxSamplers = 16;

// The inputs that a kernel may ask for by attribute; each is three numbers, of which scalars use the first.
enum class Input : std::uint8_t {
  kThreadPositionInGrid,
  kThreadPositionInThreadgroup,
  kThreadgroupPositionInGrid,
  kThreadIndexInThreadgroup,
  kThreadIndexInSimdgroup,
  kSimdgroupIndexInThreadgroup,
  kThreadsPerGrid,
  kThreadsPerThreadgroup,
  kDispatchThreadsPerThreadgroup,
  kThreadgroupsPerGrid,
  kThreadsPerSimdgroup,
  kSimdgroupsPerThreadgroup,
  kDispatchSimdgroupsPerThreadgroup,
  kGridSize,
  kGridOrigin,
  kCount,
};
inline constexpr std::size_t kInputs = 16;

struct LaunchRecord {
  std::uint32_t inputs[kInputs][4];
  std::uint64_t buffers[kMaxBuffers];
  std::uint64_t threadgroups[kMaxThreadgroups];
  std::uint64_t textures[kMaxTextures];
  std::uint64_t samplers[kMaxSamplers];

  std::uint32_t* operator[](Input input) { return inputs[static_cast<std::size_t>(input)]; }
};

// A texture, where the library finds it (library/texture.h).
struct TextureRecord {
  std::uint32_t width, height, depth, layers;
  std::uint64_t texels;  // four numbers of 32 bits each
};

using Entry = void (*)(const LaunchRecord*);

// Absent: no attribute of that name.
std::optional<Input> FindInput(std::string_view attribute);

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_LAUNCH_RECORD_H_

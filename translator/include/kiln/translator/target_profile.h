// What a target can do. Profiles are data; passes ask the profile, never the target's name.
#ifndef KILN_TRANSLATOR_TARGET_PROFILE_H_
#define KILN_TRANSLATOR_TARGET_PROFILE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiln::translator {

enum class TargetLanguage : std::uint8_t { kSpirv, kGlsl, kMsl, kHlsl };

struct TargetProfile {
  std::string name;                 // "vulkan1.3", "glsl460", "metal2.4", ...
  TargetLanguage language = TargetLanguage::kSpirv;
  std::uint32_t spirv_version = 0x00010600;  // header word
  std::uint32_t vulkan_version = 0x00010003; // major << 16 | minor: the environment that the validator checks
  std::uint32_t address_bits = 32;

  // Capabilities.
  bool int8 = true, int16 = true, int64 = true, float16 = true, float64 = true;
  bool storage8 = true, storage16 = true;                // 8/16-bit values in storage buffers
  bool push_constant8 = true, push_constant16 = true;    // ... in push constants
  bool scalar_layout = true;                             // VK_EXT_scalar_block_layout: any OpenCL layout in a block
  bool signed_zero_inf_nan_preserve32 = true;
  bool aliased_views = true;    // several views of one buffer on one binding
  bool global_offset = true;    // get_global_id honours a global offset (a Metal or HLSL dispatch has none)

  // Limits.
  std::uint32_t max_push_constant_bytes = 128;

  // Math: whether the device's own instruction meets the OpenCL bound. False: the library serves.
  bool exact_fma = false;
  bool precise_native_math = false;  // sin, cos, exp, log, pow, ...: true of Metal's precise functions

  // Text targets keep the shape of the source (see docs/mapping.md); SPIR-V for execution gets the full optimiser.
  bool preserve_shape = false;
};

// Null when there is no profile of that name.
const TargetProfile* FindProfile(std::string_view name);
std::span<const TargetProfile> AllProfiles();

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_TARGET_PROFILE_H_

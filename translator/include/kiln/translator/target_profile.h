// What a target can do. Profiles are data; passes ask the profile, never the target's name.
#ifndef KILN_TRANSLATOR_TARGET_PROFILE_H_
#define KILN_TRANSLATOR_TARGET_PROFILE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiln::translator {

enum class TargetLanguage : std::uint8_t { kSpirv, kGlsl, kMsl, kHlsl };

// First binding of the implicit values that a target with native_launch_sizes supplies itself.
inline constexpr std::uint32_t kImplicitBindingBase = 1000;

// First binding of the formats of image arguments (binding + argument index) where values_as_uniform_buffers holds.
inline constexpr std::uint32_t kFormatBindingBase = 2000;

struct TargetProfile {
  std::string name;                 // "vulkan1.3", "glsl460", "metal2.4", ...
  TargetLanguage language = TargetLanguage::kSpirv;
  std::uint32_t language_version = 0;        // of the text, major * 100 + minor: GLSL 460, MSL 204 or 300, HLSL 602
  std::uint32_t spirv_version = 0x00010600;  // header word
  std::uint32_t vulkan_version = 0x00010003; // major << 16 | minor: the environment that the validator checks
  std::uint32_t address_bits = 32;

  // Capabilities.
  bool int8 = true, int16 = true, int64 = true, float16 = true, float64 = true;
  bool storage8 = true, storage16 = true;                // 8/16-bit values in storage buffers
  bool push_constant8 = true, push_constant16 = true;    // ... in push constants
  bool scalar_layout = true;                             // VK_EXT_scalar_block_layout: any OpenCL layout in a block
  bool explicit_offsets = true;                          // offsets inside structs can be stated; GLSL has packings only
  bool signed_zero_inf_nan_preserve32 = true;
  bool int64_atomics = true;                             // atomics on 64-bit integers
  bool ordered_atomics = true;                           // an atomic carries its memory order; else fences beside it do
  // Writes and reads of storage images whose format the kernel does not state, which no OpenCL kernel does.
  bool formatless_image_writes = true, formatless_image_reads = true;
  bool physical_addresses = false;                       // pointers that are 64-bit addresses of the device
  bool natural_alignment = false;  // what an address leads to is aligned as its type is, a vector, too
  bool aliased_views = true;    // several views of one buffer on one binding
  bool global_offset = true;    // get_global_id honours a global offset (a Metal or HLSL dispatch has none)

  // Sub-groups. `basic`: sizes and places; `ids`: which sub-group of how many; `shuffle`: also relative ones; `int64`:
  // 64-bit integers (Vulkan: also halves) in arithmetic and shuffles; `scan_any`: scans other than sums and products.
  bool subgroup_basic = true, subgroup_ids = true, subgroup_barrier = true, subgroup_vote = true,
       subgroup_ballot = true, subgroup_shuffle = true, subgroup_arithmetic = true, subgroup_int64 = true,
       subgroup_scan_any = true;

  // How values reach a kernel; targets/README.md shows the SPIR-V of each shape.
  // False: by-value arguments and implicit values are members of one block (reflection: ValueBlock). True: each by-value
  // argument is a Uniform variable of its own at (set 0, binding = argument index), a Block of one member.
  bool values_as_uniform_buffers = false;
  // True: the target's own kernel inputs give the launch's sizes, the host passes none. get_global_size,
  // get_num_groups and get_enqueued_local_size are then each a Uniform Block of one uvec3 at (set 0, binding =
  // kImplicitBindingBase + ImplicitKind), which the printer turns into a kernel input; get_local_size stays the
  // WorkgroupSize composite. kWorkDim, which no target has, stays in a block at (set 0, binding = number of arguments).
  bool native_launch_sizes = false;

  // Limits.
  std::uint32_t max_push_constant_bytes = 128;
  // Bytes; larger constant tables are read from the buffer of program-scope variables (docs/mapping.md).
  std::uint32_t max_table_bytes = 1023;

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

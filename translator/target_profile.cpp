#include "kiln/translator/target_profile.h"

#include <array>

namespace kiln::translator {
namespace {

// Any device with Vulkan 1.1: nothing that is optional there.
TargetProfile Vulkan11() {
  TargetProfile profile;
  profile.name = "vulkan1.1";
  profile.spirv_version = 0x00010300;
  profile.vulkan_version = 0x00010001;
  profile.int8 = profile.storage8 = profile.push_constant8 = false;  // VK_KHR_8bit_storage, VK_KHR_shader_float16_int8
  profile.int16 = profile.storage16 = profile.push_constant16 = false;
  profile.int64 = profile.int64_atomics = false;
  profile.float16 = profile.float64 = false;
  profile.scalar_layout = false;                   // VK_EXT_scalar_block_layout
  profile.signed_zero_inf_nan_preserve32 = false;  // VK_KHR_shader_float_controls
  profile.int64_atomics = false;                   // VK_KHR_shader_atomic_int64
  profile.formatless_image_writes = profile.formatless_image_reads = false;  // shaderStorageImage*WithoutFormat
  // Vulkan 1.1 itself promises no more of compute shaders than the basic operations.
  profile.subgroup_vote = profile.subgroup_ballot = profile.subgroup_shuffle = profile.subgroup_arithmetic = false;
  profile.subgroup_int64 = profile.subgroup_scan_any = false;
  return profile;
}

// A complete Vulkan 1.3 device, as lavapipe and the desktop drivers are.
TargetProfile Vulkan13() {
  TargetProfile profile;
  profile.name = "vulkan1.3";
  profile.physical_addresses = true;
  return profile;
}

// GLSL 4.60 with Vulkan semantics, for the same devices. The language has no words for float controls.
TargetProfile Glsl460() {
  TargetProfile profile;
  profile.name = "glsl460";
  profile.language = TargetLanguage::kGlsl;
  profile.language_version = 460;
  profile.ordered_atomics = false;  // SPIRV-Cross drops it
  profile.physical_addresses = true;  // GL_EXT_buffer_reference2
  profile.explicit_offsets = false;  // layout(offset = n) is for members of blocks
  profile.signed_zero_inf_nan_preserve32 = false;
  profile.preserve_shape = true;
  return profile;
}

TargetProfile Metal(std::string name, std::uint32_t version) {
  TargetProfile profile;
  profile.name = std::move(name);
  profile.language = TargetLanguage::kMsl;
  profile.language_version = version;
  profile.float64 = false;        // Metal has no double
  profile.ordered_atomics = false;  // relaxed alone before Metal 3.2
  profile.int64_atomics = false;  // none before Metal 3.1, and SPIRV-Cross prints none
  profile.signed_zero_inf_nan_preserve32 = false;
  profile.subgroup_int64 = false;                  // simd_ functions have at most 32 bits
  profile.subgroup_scan_any = false;               // simd_prefix_ sums and products only
  profile.global_offset = false;
  profile.physical_addresses = profile.natural_alignment = true;
  profile.values_as_uniform_buffers = true;
  profile.native_launch_sizes = true;
  profile.max_push_constant_bytes = 4096;  // the limit of setBytes
  profile.max_table_bytes = ~0u;           // Metal has memory for them
  profile.exact_fma = true;
  profile.precise_native_math = true;
  profile.preserve_shape = true;
  return profile;
}

// Shader Model 6.2 with native 16-bit types. Byte-address buffers are untyped, so a second view costs nothing.
TargetProfile Hlsl6() {
  TargetProfile profile;
  profile.name = "hlsl6";
  profile.language = TargetLanguage::kHlsl;
  profile.language_version = 602;
  profile.int8 = profile.storage8 = profile.push_constant8 = false;  // HLSL has no 8-bit type
  profile.push_constant16 = false;                                   // packoffset counts 32-bit words
  profile.scalar_layout = false;                                     // constant buffers have HLSL's own packing
  profile.int64_atomics = false;                                     // Shader Model 6.6
  profile.ordered_atomics = false;                                   // Interlocked functions take none
  profile.signed_zero_inf_nan_preserve32 = false;
  profile.max_table_bytes = ~0u;                                     // a static const array is one in HLSL
  profile.subgroup_ids = false;                                      // waves have no numbers
  profile.subgroup_barrier = false;                                  // and no barriers
  profile.subgroup_scan_any = false;                                 // WavePrefixSum and WavePrefixProduct only
  profile.global_offset = false;
  profile.preserve_shape = true;
  return profile;
}

const std::array<TargetProfile, 6>& Profiles() {
  static const std::array<TargetProfile, 6> profiles = {
      Vulkan11(), Vulkan13(), Glsl460(), Metal("metal2.4", 204), Metal("metal3.0", 300), Hlsl6()};
  return profiles;
}

}  // namespace

const TargetProfile* FindProfile(std::string_view name) {
  for (const TargetProfile& profile : Profiles()) {
    if (profile.name == name) {
      return &profile;
    }
  }
  return nullptr;
}

std::span<const TargetProfile> AllProfiles() {
  return Profiles();
}

}  // namespace kiln::translator

#include "translator/targets/vulkan/fit_to_profile.h"

#include "translator/targets/prepare/emulate_bytes.h"
#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

Result<std::vector<std::uint32_t>> FitToProfile(std::vector<std::uint32_t> words, const TargetProfile& profile) {
  if (profile.int8) return words;
  KILN_ASSIGN_OR_RETURN(SpirvCode code, SpirvCode::Parse(words));
  if (!code.HasCapability(spv::Capability::Int8)) return words;
  // The emulation handles no bitcast between vectors of different lengths and no switch over bytes: HLSL has neither.
  LegalizeBitcasts(code, TargetLanguage::kHlsl);
  KILN_RETURN_IF_ERROR(LegalizeSwitches(code));
  KILN_ASSIGN_OR_RETURN(code, SpirvCode::Parse(code.Words()));  // it must know every operand
  KILN_RETURN_IF_ERROR(EmulateBytes(code));
  return code.Words();
}

Result<std::vector<std::string>> MissingFeatures(const std::vector<std::uint32_t>& words, const TargetProfile& profile) {
  using C = spv::Capability;
  const struct {
    C capability;
    bool is_there;
    const char* sentence;
  } kFeatures[] = {
      {C::Int8, profile.int8, "8-bit integers; use int"},
      {C::Int16, profile.int16, "16-bit integers; use int"},
      {C::Int64, profile.int64, "64-bit integers; use int"},
      {C::Float16, profile.float16, "half-precision arithmetic; use float with vload_half and vstore_half"},
      {C::Float64, profile.float64, "double precision; use float, and write constants like 1.0f"},
      {C::GroupNonUniform, profile.subgroup_basic, "sub-groups"},
      {C::GroupNonUniformVote, profile.subgroup_vote, "sub-group votes"},
      {C::GroupNonUniformBallot, profile.subgroup_ballot, "sub-group ballots"},
      {C::GroupNonUniformShuffle, profile.subgroup_shuffle, "sub-group shuffles"},
      {C::GroupNonUniformShuffleRelative, profile.subgroup_shuffle, "sub-group shuffles"},
      {C::GroupNonUniformArithmetic, profile.subgroup_arithmetic, "sub-group arithmetic"},
      {C::StorageBuffer8BitAccess, profile.storage8, "8-bit values in buffers; use int buffers"},
      {C::StorageBuffer16BitAccess, profile.storage16, "16-bit values in buffers; use int or float buffers"},
      {C::StoragePushConstant8, profile.push_constant8, "8-bit arguments by value; pass an int"},
      {C::StoragePushConstant16, profile.push_constant16, "16-bit arguments by value; pass an int"},
      {C::StorageImageWriteWithoutFormat, profile.formatless_image_writes,
       "writes to images of any format (write_only, read_write); write to a buffer"},
      {C::StorageImageReadWithoutFormat, profile.formatless_image_reads,
       "reads from read_write images of any format; use a read_only image"},
  };
  KILN_ASSIGN_OR_RETURN(const SpirvCode code, SpirvCode::Parse(words));
  std::vector<std::string> missing;
  for (const auto& feature : kFeatures) {
    if (!feature.is_there && code.HasCapability(feature.capability)) {
      missing.push_back(profile.name + " has no " + feature.sentence);
    }
  }
  return missing;
}

}  // namespace kiln::translator::targets

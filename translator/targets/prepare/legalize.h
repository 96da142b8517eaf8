// What SPIRV-Cross would print wrongly without an error, said in instructions that it prints rightly; and a refusal of
// what no text of the language can say. Each step is one function; legalize.cpp has the order and the reason for each.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_LEGALIZE_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_LEGALIZE_H_

#include "kiln/translator/target_profile.h"
#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// `code` holds one entry point, isolated. The result is valid SPIR-V for the same environment and computes the same.
// kUnsupported names the construct; the caller adds the kernel.
Status Legalize(SpirvCode& code, const TargetProfile& profile);

// Opcodes and extended instructions outside the lists whose printing is tested; types that the language lacks.
Status RefuseUnsupported(const SpirvCode& code, const TargetProfile& profile);
// Restrict lets SPIRV-Cross move a load past a store or a barrier.
void DropRestrict(SpirvCode& code);
// OpFOrdNotEqual and OpFUnordEqual print as `!=` and `!(a != b)`, whose operands may not be NaN.
void LegalizeCompares(SpirvCode& code);
// An access chain's index of 64 bits does not compile in GLSL and HLSL, of 8 or 16 bits in GLSL.
void LegalizeIndices(SpirvCode& code);
// A constant index outside of its array does not compile in GLSL and HLSL; nor one inside the length that a host will
// choose, unless the length's default covers it.
void LegalizeBounds(SpirvCode& code);
// A pointer to a number does not compile in GLSL as the place of an atomic, and pointers to one type share an alignment: makes
// each a member of a block of its own for each type and alignment.
void LegalizeAddresses(SpirvCode& code);
// A switch over other than 32 bits does not compile in GLSL and HLSL.
Status LegalizeSwitches(SpirvCode& code);
// uaddCarry, usubBorrow and umulExtended exist in GLSL alone, where imulExtended takes signed types only.
Status LegalizeExtendedArithmetic(SpirvCode& code, TargetLanguage language);
// Atomic minimum and maximum take their signedness from the memory's type: gives them a view of the buffer with the
// right one, or retypes the local variable.
Status LegalizeAtomics(SpirvCode& code, TargetLanguage language);
// Between vectors of different lengths: the text does not compile, or takes the value for the bits.
void LegalizeBitcasts(SpirvCode& code, TargetLanguage language);
// Metal's plain min, max and clamp are `fast::`: NaN and infinity undefined.
void LegalizeMinMax(SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_LEGALIZE_H_

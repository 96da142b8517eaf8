#include "translator/targets/prepare/legalize.h"

namespace kiln::translator::targets {

Status Legalize(SpirvCode& code, const TargetProfile& profile) {
  // First: the steps below rely on the opcodes being known ones.
  KILN_RETURN_IF_ERROR(RefuseUnsupported(code, profile));
  DropRestrict(code);
  LegalizeCompares(code);
  LegalizeIndices(code);
  if (profile.language != TargetLanguage::kMsl) LegalizeBounds(code);  // after it: all indices have 32 bits
  if (profile.language == TargetLanguage::kGlsl) LegalizeAddresses(code);
  KILN_RETURN_IF_ERROR(LegalizeSwitches(code));
  // After the indices: it copies access chains for its signed views.
  KILN_RETURN_IF_ERROR(LegalizeAtomics(code, profile.language));
  KILN_RETURN_IF_ERROR(LegalizeExtendedArithmetic(code, profile.language));
  LegalizeBitcasts(code, profile.language);
  if (profile.language == TargetLanguage::kMsl) {
    LegalizeMinMax(code);
  }
  return {};
}

}  // namespace kiln::translator::targets

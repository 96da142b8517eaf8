// Which types a target has; what it lacks, passes/types/ replaces.
#ifndef KILN_TRANSLATOR_IR_NATIVE_TYPES_H_
#define KILN_TRANSLATOR_IR_NATIVE_TYPES_H_

#include "kiln/translator/target_profile.h"
#include "llvm/IR/Type.h"
#include "translator/ir/memory_type.h"

namespace kiln::translator {

// Whether values of the type (of its elements) exist in registers and in buffers. The text targets lack bytes at most, which
// their printers replace (targets/prepare/emulate_bytes.h): for them every integer and half is native.
inline bool IsNative(const TargetProfile& profile, const llvm::Type* type) {
  if (profile.language != TargetLanguage::kSpirv) return true;
  const llvm::Type* element = type->getScalarType();
  if (element->isHalfTy()) return profile.float16 && profile.storage16;
  if (element->isIntegerTy(8)) return profile.int8 && profile.storage8;
  if (element->isIntegerTy(16)) return profile.int16 && profile.storage16;
  return !element->isIntegerTy(64) || profile.int64;
}

inline bool IsNative(const TargetProfile& profile, const MemoryType& type) {
  if (type.IsLeaf()) return IsNative(profile, type.leaf);
  if (type.element) return IsNative(profile, *type.element);
  for (const MemoryType::Field& field : type.fields) {
    if (!IsNative(profile, *field.type)) return false;
  }
  return true;
}

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_NATIVE_TYPES_H_

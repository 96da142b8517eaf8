// LLVM types and memory types as SPIR-V types of one module.
#ifndef KILN_TRANSLATOR_SPIRV_EMIT_TYPE_TABLE_H_
#define KILN_TRANSLATOR_SPIRV_EMIT_TYPE_TABLE_H_

#include <map>
#include <string>

#include "llvm/IR/DataLayout.h"
#include "translator/ir/memory_type.h"
#include "translator/spirv/model/module.h"

namespace kiln::translator {

// Whether a type carries offsets and strides: memory that the host sees does, Function and Workgroup memory must not.
enum class LayoutKind : std::uint8_t { kNone, kExplicit };

class TypeTable {
 public:
  explicit TypeTable(spirv::Module& module) : module_(module) {}

  // Scalars and vectors of up to 4 elements; i1 is Boolean.
  spirv::Id Of(llvm::Type* type, bool is_signed);
  // `is_signed`: integers whose declaration does not say.
  spirv::Id Of(const MemoryType& type, LayoutKind layout, bool is_signed);
  // An array of `type` whose length is an id (a specialization constant).
  spirv::Id ArrayOf(const MemoryType& element, spirv::Id length, LayoutKind layout, bool is_signed);

 private:
  spirv::Id Struct(const MemoryType& type, LayoutKind layout, bool is_signed);

  spirv::Module& module_;
  std::map<std::string, spirv::Id> structs_;  // by layout, name, fields
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_SPIRV_EMIT_TYPE_TABLE_H_

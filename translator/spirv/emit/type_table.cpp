#include "translator/spirv/emit/type_table.h"

#include "llvm/IR/DerivedTypes.h"

namespace kiln::translator {

using spirv::Id;

Id TypeTable::Of(llvm::Type* type, bool is_signed) {
  if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type)) {
    return module_.Vector(Of(vector->getElementType(), is_signed), vector->getNumElements());
  }
  if (type->isVoidTy()) return module_.Void();
  if (type->isIntegerTy(1)) return module_.Bool();
  if (type->isIntegerTy()) {
    return is_signed ? module_.SignedInt(type->getIntegerBitWidth()) : module_.Int(type->getIntegerBitWidth());
  }
  return module_.Float(static_cast<std::uint32_t>(type->getPrimitiveSizeInBits().getFixedValue()));
}

Id TypeTable::Of(const MemoryType& type, LayoutKind layout, bool is_signed) {
  switch (type.kind) {
    case MemoryType::Kind::kScalar:
    case MemoryType::Kind::kVector:
      return Of(type.leaf, type.sign == MemoryType::Sign::kUnknown ? is_signed : type.sign == MemoryType::Sign::kSigned);
    case MemoryType::Kind::kArray: {
      const auto stride = layout == LayoutKind::kExplicit ? static_cast<std::uint32_t>(type.element->size) : 0;
      const Id element = Of(*type.element, layout, is_signed);
      if (type.count == 0) return module_.RuntimeArray(element, stride);
      return module_.Array(element, module_.Uint(static_cast<std::uint32_t>(type.count)), stride);
    }
    case MemoryType::Kind::kStruct: return Struct(type, layout, is_signed);
  }
  return {};
}

Id TypeTable::ArrayOf(const MemoryType& element, Id length, LayoutKind layout, bool is_signed) {
  const auto stride = layout == LayoutKind::kExplicit ? static_cast<std::uint32_t>(element.size) : 0;
  return module_.Array(Of(element, layout, is_signed), length, stride);
}

Id TypeTable::Struct(const MemoryType& type, LayoutKind layout, bool is_signed) {
  std::vector<Id> members;
  std::string key = (layout == LayoutKind::kExplicit ? "+" : "-") + type.name;
  for (const MemoryType::Field& field : type.fields) {
    members.push_back(Of(*field.type, layout, is_signed));
    key += ";" + field.name + ":" + std::to_string(members.back().value) + "@" + std::to_string(field.offset);
  }
  auto [entry, is_new] = structs_.try_emplace(std::move(key));
  if (!is_new) return entry->second;
  const Id id = entry->second = module_.NewStruct(members);
  llvm::StringRef name = type.name;
  name.consume_front("struct ");
  module_.Name(id, std::string_view(name));
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    module_.MemberName(id, i, type.fields[i].name);
    if (layout == LayoutKind::kExplicit) {
      module_.DecorateMember(id, i, spv::Decoration::Offset, {static_cast<std::uint32_t>(type.fields[i].offset)});
    }
  }
  return id;
}

}  // namespace kiln::translator

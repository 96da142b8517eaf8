#include "translator/ir/memory_type.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/Support/MathExtras.h"

namespace kiln::translator {

namespace {

bool IsPlainScalar(llvm::Type* type) {
  return type->isIntegerTy(8) || type->isIntegerTy(16) || type->isIntegerTy(32) || type->isIntegerTy(64) ||
         type->isHalfTy() || type->isFloatTy() || type->isDoubleTy();
}

// The alignment that every target demands of the type: that of its widest scalar (scalar block layout).
std::uint64_t ScalarAlignment(const MemoryType& type) {
  switch (type.kind) {
    case MemoryType::Kind::kArray: return ScalarAlignment(*type.element);
    case MemoryType::Kind::kStruct: {
      std::uint64_t widest = 1;
      for (const MemoryType::Field& field : type.fields) widest = std::max(widest, ScalarAlignment(*field.type));
      return widest;
    }
    default: return type.leaf->getScalarSizeInBits() / 8;
  }
}

// False for packed structs, whose fields or repetitions would lie askew.
bool IsAligned(const MemoryType& structure) {
  return structure.size % ScalarAlignment(structure) == 0 &&
         std::all_of(structure.fields.begin(), structure.fields.end(),
                     [](const MemoryType::Field& field) { return field.offset % ScalarAlignment(*field.type) == 0; });
}

}  // namespace

MemoryTypeRef MakeLeaf(const llvm::DataLayout& layout, llvm::Type* type, MemoryType::Sign sign) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  if (!IsPlainScalar(type->getScalarType())) return nullptr;
  auto result = std::make_shared<MemoryType>();
  if (vector && vector->getNumElements() > 4) {
    if (vector->getNumElements() % 4 != 0) return nullptr;
    auto* quarter = llvm::FixedVectorType::get(vector->getElementType(), 4);
    return MakeArray(MakeLeaf(layout, quarter, sign), vector->getNumElements() / 4);
  }
  if (vector && vector->getNumElements() == 1) return MakeLeaf(layout, vector->getElementType(), sign);
  result->kind = vector ? MemoryType::Kind::kVector : MemoryType::Kind::kScalar;
  result->size = layout.getTypeAllocSize(type);
  result->leaf = type;
  result->sign = sign;
  return result;
}

MemoryTypeRef MakeArray(MemoryTypeRef element, std::uint64_t count) {
  if (!element) return nullptr;
  auto result = std::make_shared<MemoryType>();
  result->kind = MemoryType::Kind::kArray;
  if (element->kind == MemoryType::Kind::kArray && element->count != 0) {
    result->element = element->element;
    result->count = element->count * count;
  } else {
    result->element = element;
    result->count = count;
  }
  result->size = result->element->size * result->count;
  return result;
}

const MemoryType& LeafAt(const MemoryType& type, llvm::ArrayRef<llvm::Value*> path) {
  const MemoryType* at = &type;
  for (const llvm::Value* index : path) {
    if (at->kind == MemoryType::Kind::kArray) {
      at = at->element.get();
    } else if (at->kind == MemoryType::Kind::kStruct) {
      at = at->fields[llvm::cast<llvm::ConstantInt>(index)->getZExtValue()].type.get();
    }
  }
  return *at;
}

MemoryTypeRef FromSource(const llvm::DataLayout& layout, llvm::LLVMContext& context,
                         const frontend::SourceType& type) {
  using Kind = frontend::SourceType::Kind;
  switch (type.kind) {
    case Kind::kBool:
    case Kind::kSignedInt:
    case Kind::kUnsignedInt:
      return MakeLeaf(layout, llvm::IntegerType::get(context, static_cast<unsigned>(type.size * 8)),
                      type.kind == Kind::kSignedInt ? MemoryType::Sign::kSigned : MemoryType::Sign::kUnsigned);
    case Kind::kFloat:
      switch (type.size) {
        case 2: return MakeLeaf(layout, llvm::Type::getHalfTy(context));
        case 4: return MakeLeaf(layout, llvm::Type::getFloatTy(context));
        case 8: return MakeLeaf(layout, llvm::Type::getDoubleTy(context));
        default: return nullptr;
      }
    case Kind::kPointer:
      return MakeLeaf(layout, llvm::IntegerType::get(context, static_cast<unsigned>(type.size * 8)),
                      MemoryType::Sign::kUnsigned);
    case Kind::kVector: {
      if (!type.element) return nullptr;
      MemoryTypeRef element = FromSource(layout, context, *type.element);
      if (!element || element->kind != MemoryType::Kind::kScalar) return nullptr;
      return MakeLeaf(layout, llvm::FixedVectorType::get(element->leaf, static_cast<unsigned>(type.count)), element->sign);
    }
    case Kind::kArray:
      if (!type.element || type.count == 0) return nullptr;
      return MakeArray(FromSource(layout, context, *type.element), type.count);
    case Kind::kStruct: {
      auto result = std::make_shared<MemoryType>();
      result->kind = MemoryType::Kind::kStruct;
      result->size = type.size;
      result->name = type.name;
      std::uint64_t end = 0;
      for (const frontend::SourceType::Field& field : type.fields) {
        MemoryTypeRef field_type = field.type ? FromSource(layout, context, *field.type) : nullptr;
        // Overlapping fields are bit-fields: no member of their own.
        if (!field_type || field.offset < end) return nullptr;
        end = field.offset + field_type->size;
        result->fields.push_back({field.name, field.offset, field_type});
      }
      if (result->fields.empty() || end > result->size || !IsAligned(*result)) return nullptr;
      return result;
    }
    default: return nullptr;
  }
}

namespace {

struct PackedSize {
  std::uint64_t alignment = 1, size = 0;
};

// Nothing where the type lies otherwise.
std::optional<PackedSize> PackedSizeOf(const MemoryType& type, Packing packing) {
  if (type.IsLeaf()) {
    const std::uint64_t scalar = type.leaf->getScalarSizeInBits() / 8;
    auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type.leaf);
    const std::uint64_t lanes = vector ? vector->getNumElements() : 1;
    return PackedSize{packing == Packing::kScalar ? scalar : scalar * std::bit_ceil(lanes), scalar * lanes};
  }
  if (type.kind == MemoryType::Kind::kArray) {
    const auto element = PackedSizeOf(*type.element, packing);
    if (!element || llvm::alignTo(element->size, element->alignment) != type.element->size) return std::nullopt;
    return PackedSize{element->alignment, type.size};
  }
  PackedSize result;
  for (const MemoryType::Field& field : type.fields) {
    const auto part = PackedSizeOf(*field.type, packing);
    if (!part || llvm::alignTo(result.size, part->alignment) != field.offset) return std::nullopt;
    result.alignment = std::max(result.alignment, part->alignment);
    const bool is_struct = field.type->kind == MemoryType::Kind::kStruct;
    result.size = field.offset + (is_struct ? llvm::alignTo(part->size, part->alignment) : part->size);
  }
  return result;
}

}  // namespace

bool IsPackedBy(const MemoryType& type, Packing packing) { return PackedSizeOf(type, packing).has_value(); }

MemoryTypeRef FromIr(const llvm::DataLayout& layout, llvm::Type* type) {
  if (auto* array = llvm::dyn_cast<llvm::ArrayType>(type)) {
    if (array->getNumElements() == 0) return nullptr;
    return MakeArray(FromIr(layout, array->getElementType()), array->getNumElements());
  }
  if (auto* structure = llvm::dyn_cast<llvm::StructType>(type)) {
    auto result = std::make_shared<MemoryType>();
    result->kind = MemoryType::Kind::kStruct;
    const llvm::StructLayout* fields = layout.getStructLayout(structure);
    result->size = fields->getSizeInBytes();
    llvm::StringRef name = structure->hasName() ? structure->getName() : "";
    if (!name.consume_front("struct.")) name.consume_front("union.");
    result->name = name.str();
    for (unsigned i = 0; i < structure->getNumElements(); ++i) {
      MemoryTypeRef field = FromIr(layout, structure->getElementType(i));
      if (!field) return nullptr;
      result->fields.push_back({"", fields->getElementOffset(i), field});
    }
    return result->fields.empty() || !IsAligned(*result) ? nullptr : result;
  }
  // Pointers lie in memory as numbers of their size.
  return MakeLeaf(layout, type->isPointerTy() ? layout.getIntPtrType(type) : type);
}

}  // namespace kiln::translator

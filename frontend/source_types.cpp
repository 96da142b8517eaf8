#include "frontend/source_types.h"

#include <algorithm>

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecordLayout.h"

namespace kiln::frontend {
namespace {

using clang::QualType;

// A typedef, a tag or anything else that has a name of its own; pointers and vectors written in place have none.
bool HasOwnName(QualType type) {
  return llvm::isa<clang::TypedefType>(type.getTypePtr()) || llvm::isa<clang::ElaboratedType>(type.getTypePtr());
}

QualType StripQualifiers(QualType type) {
  return QualType(type.getTypePtr(), 0);
}

}  // namespace

SourceTypes::SourceTypes(const clang::ASTContext& context) : context_(context), policy_(context.getPrintingPolicy()) {
  policy_.SuppressScope = false;
  policy_.AnonymousTagLocations = false;  // the text must not depend on where the file lies
}

std::string SourceTypes::Name(QualType type) const {
  type = StripQualifiers(type);
  if (type->isArrayType() && !HasOwnName(type)) {
    // Qualifiers of an array sit on its elements.
    clang::Qualifiers ignored;
    return context_.getUnqualifiedArrayType(type, ignored).getAsString(policy_);
  }
  if (const auto* adjusted = llvm::dyn_cast<clang::AdjustedType>(type.getTypePtr())) {
    return Name(adjusted->getAdjustedType());
  }
  if (const auto* attributed = llvm::dyn_cast<clang::AttributedType>(type.getTypePtr())) {
    return Name(attributed->getModifiedType());
  }
  if (!HasOwnName(type)) {
    if (const auto* pointer = type->getAs<clang::PointerType>()) {
      return Name(pointer->getPointeeType()) + "*";
    }
    if (const auto* vector = type->getAs<clang::VectorType>()) {
      return Name(vector->getElementType()) + std::to_string(vector->getNumElements());
    }
  }
  if (const clang::TagDecl* tag = type->getAsTagDecl(); tag != nullptr && !tag->hasNameForLinkage()) {
    return tag->getKindName().str();
  }
  if (type->isImageType()) {
    // Clang's spelling carries the access qualifier: "__read_only image2d_t".
    const std::string name = QualType(type->getUnqualifiedDesugaredType(), 0).getAsString(policy_);
    return name.substr(name.rfind(' ') + 1);
  }
  return type.getAsString(policy_);
}

std::shared_ptr<const SourceType> SourceTypes::Get(QualType type) {
  type = StripQualifiers(type);
  if (const auto found = types_.find(type.getAsOpaquePtr()); found != types_.end()) {
    return found->second;
  }
  std::shared_ptr<const SourceType> built = Build(type);
  // Inside an open record the result may hold the field-less form of that record, which is wrong elsewhere.
  if (open_records_.empty()) {
    types_.emplace(type.getAsOpaquePtr(), built);
  }
  return built;
}

std::shared_ptr<const SourceType> SourceTypes::Build(QualType type) {
  using Kind = SourceType::Kind;
  auto out = std::make_shared<SourceType>();
  out->name = Name(type);
  if (type->isVoidType()) {
    out->kind = Kind::kVoid;
    return out;
  }
  if (type->isIncompleteType() || type->isDependentType()) {
    out->kind = type->isUnionType() ? Kind::kUnion : type->isRecordType() ? Kind::kStruct : Kind::kOther;
    return out;
  }
  // A reference is passed as the pointer that it is.
  if (const auto* reference = type->getAs<clang::ReferenceType>()) {
    type = context_.getPointerType(reference->getPointeeType());
  }
  out->size = static_cast<std::uint64_t>(context_.getTypeSizeInChars(type).getQuantity());
  out->alignment = static_cast<std::uint64_t>(context_.getTypeAlignInChars(type).getQuantity());
  if (const auto* pointer = type->getAs<clang::PointerType>()) {
    out->kind = Kind::kPointer;
    out->element = Get(pointer->getPointeeType());
  } else if (const auto* vector = type->getAs<clang::VectorType>()) {
    out->kind = Kind::kVector;
    out->count = vector->getNumElements();
    out->element = Get(vector->getElementType());
  } else if (const clang::ConstantArrayType* array = context_.getAsConstantArrayType(type)) {
    out->kind = Kind::kArray;
    out->count = array->getSize().getZExtValue();
    out->element = Get(array->getElementType());
  } else if (const auto* record = type->getAs<clang::RecordType>()) {
    FillRecord(*record, *out);
  } else if (type->isImageType()) {
    out->kind = Kind::kImage;
  } else if (type->isSamplerT()) {
    out->kind = Kind::kSampler;
  } else {
    FillScalar(type, *out);
  }
  return out;
}

void SourceTypes::FillScalar(QualType type, SourceType& out) const {
  using Kind = SourceType::Kind;
  if (const auto* atomic = type->getAs<clang::AtomicType>()) {
    type = atomic->getValueType();
  }
  if (type->isBooleanType()) {
    out.kind = Kind::kBool;
  } else if (type->isSignedIntegerOrEnumerationType()) {
    out.kind = Kind::kSignedInt;
  } else if (type->isUnsignedIntegerOrEnumerationType()) {
    out.kind = Kind::kUnsignedInt;
  } else if (type->isFloatingType()) {
    out.kind = Kind::kFloat;
  } else {
    return;
  }
  out.bits = static_cast<std::uint32_t>(out.size * 8);
}

void SourceTypes::FillRecord(const clang::RecordType& record, SourceType& out) {
  const clang::RecordDecl* declaration = record.getDecl();
  out.kind = record.isUnionType() ? SourceType::Kind::kUnion : SourceType::Kind::kStruct;
  if (std::find(open_records_.begin(), open_records_.end(), declaration) != open_records_.end()) {
    return;
  }
  open_records_.push_back(declaration);
  const clang::ASTRecordLayout& layout = context_.getASTRecordLayout(declaration);
  if (const auto* derived = llvm::dyn_cast<clang::CXXRecordDecl>(declaration)) {
    for (const clang::CXXBaseSpecifier& base : derived->bases()) {
      const clang::CXXRecordDecl* base_declaration = base.getType()->getAsCXXRecordDecl();
      if (base_declaration != nullptr && !base.isVirtual() && !base_declaration->isEmpty()) {
        const auto offset = static_cast<std::uint64_t>(layout.getBaseClassOffset(base_declaration).getQuantity());
        out.fields.push_back({base_declaration->getNameAsString(), offset, Get(base.getType())});
      }
    }
  }
  for (const clang::FieldDecl* field : declaration->fields()) {
    const std::uint64_t offset = layout.getFieldOffset(field->getFieldIndex()) / 8;
    out.fields.push_back({field->getNameAsString(), offset, Get(field->getType())});
  }
  open_records_.pop_back();
}

}  // namespace kiln::frontend

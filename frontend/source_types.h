// Clang types -> SourceType: what the source declares, with the layout that Clang gives it.
#ifndef KILN_FRONTEND_SOURCE_TYPES_H_
#define KILN_FRONTEND_SOURCE_TYPES_H_

#include <memory>
#include <string>
#include <unordered_map>

#include "clang/AST/ASTContext.h"
#include "clang/AST/PrettyPrinter.h"
#include "clang/AST/Type.h"
#include "kiln/frontend/compile.h"

namespace kiln::frontend {

// Builds each type once. Valid as long as the AST context; the types it returns are independent of it.
class SourceTypes {
 public:
  explicit SourceTypes(const clang::ASTContext& context);

  // A struct that contains itself through a pointer appears inside itself as a kStruct of the right name, size and
  // alignment without fields: the tree stays finite.
  std::shared_ptr<const SourceType> Get(clang::QualType type);

  // As written, without address spaces and qualifiers: "float4*", "struct params", "image2d_t".
  std::string Name(clang::QualType type) const;

 private:
  std::shared_ptr<const SourceType> Build(clang::QualType type);
  void FillScalar(clang::QualType type, SourceType& out) const;
  void FillRecord(const clang::RecordType& record, SourceType& out);

  const clang::ASTContext& context_;
  clang::PrintingPolicy policy_;
  std::unordered_map<void*, std::shared_ptr<const SourceType>> types_;  // by QualType::getAsOpaquePtr
  std::vector<const clang::RecordDecl*> open_records_;                  // being built, outermost first
};

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_SOURCE_TYPES_H_

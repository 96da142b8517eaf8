#include "reference/msl/find_kernels.h"

#include <set>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "reference/msl/attributes.h"
#include "reference/msl/compile.h"
#include "reference/msl/launch_record.h"

namespace kiln::reference::msl {
namespace {

using clang::DiagnosticsEngine;

// In Metal every pointer and every reference says which memory it leads to. Clang gives those that do not a space of
// its own: the generic one.
class FindMissingSpaces : public clang::RecursiveASTVisitor<FindMissingSpaces> {
 public:
  explicit FindMissingSpaces(DiagnosticsEngine& diagnostics) : diagnostics_(diagnostics) {}

  bool VisitPointerTypeLoc(clang::PointerTypeLoc location) {
    return Check(location.getType()->getPointeeType(), location.getSigilLoc(), "pointer");
  }
  bool VisitReferenceTypeLoc(clang::ReferenceTypeLoc location) {
    return Check(location.getType()->getPointeeType(), location.getBeginLoc(), "reference");
  }

 private:
  bool Check(clang::QualType pointee, clang::SourceLocation place, const char* what) {
    const clang::LangAS space = pointee.getAddressSpace();
    const bool missing = space == clang::LangAS::opencl_generic || space == clang::LangAS::Default;
    if (missing && !pointee->isDependentType() && !pointee->isFunctionType()) {
      const unsigned id = diagnostics_.getCustomDiagID(
          DiagnosticsEngine::Error, "this %0 must have an address space: device, constant, threadgroup or thread");
      diagnostics_.Report(place, id) << what;
    }
    return true;
  }

  DiagnosticsEngine& diagnostics_;
};

class KernelFinder : public clang::ASTConsumer {
 public:
  KernelFinder(clang::CompilerInstance& clang, std::vector<MslKernel>& kernels) : clang_(clang), kernels_(kernels) {}

  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    for (clang::Decl* declaration : group) {
      if (clang_.getSourceManager().isInMainFile(declaration->getLocation())) Visit(*declaration);
    }
    return true;
  }

 private:
  void Visit(clang::Decl& declaration) {
    if (declaration.getKind() != clang::Decl::Namespace && declaration.getKind() != clang::Decl::LinkageSpec) {
      FindMissingSpaces(clang_.getDiagnostics()).TraverseDecl(&declaration);
    }
    if (auto* function = llvm::dyn_cast<clang::FunctionDecl>(&declaration)) {
      if (function->hasAttr<clang::OpenCLKernelAttr>() && function->isThisDeclarationADefinition())
        AddKernel(*function);
    } else if (auto* context = llvm::dyn_cast<clang::DeclContext>(&declaration)) {
      if (!context->isRecord()) {
        for (clang::Decl* inner : context->decls()) Visit(*inner);
      }
    }
  }

  void AddKernel(const clang::FunctionDecl& function) {
    MslKernel kernel;
    kernel.name = function.getQualifiedNameAsString();
    kernel.line = clang_.getSourceManager().getExpansionLineNumber(function.getLocation());
    std::set<std::pair<MslParameter::Kind, std::uint32_t>> taken;
    for (const clang::ParmVarDecl* parameter : function.parameters()) {
      MslParameter found;
      if (!Describe(*parameter, found)) return;
      if (found.kind != MslParameter::Kind::kInput && !taken.emplace(found.kind, found.index).second) {
        Error(parameter->getLocation(), "two parameters have the index of '%0'", found.name);
        return;
      }
      kernel.parameters.push_back(std::move(found));
    }
    kernels_.push_back(std::move(kernel));
  }

  bool Describe(const clang::ParmVarDecl& parameter, MslParameter& found) {
    found.name = parameter.getNameAsString();
    const auto attribute = FindMetalAttribute(parameter);
    if (!attribute) {
      return Error(parameter.getLocation(), "the parameter '%0' of a kernel has no attribute such as [[buffer(0)]]",
                   found.name);
    }
    const clang::QualType type = parameter.getType();
    const bool leads = type->isPointerType() || type->isReferenceType();
    const clang::LangAS space = leads ? type->getPointeeType().getAddressSpace() : clang::LangAS::Default;
    const bool in_device = space == clang::LangAS::opencl_global, in_constant = space == clang::LangAS::opencl_constant;
    if (attribute->name == "buffer") {
      if (!in_device && !in_constant) {
        return Error(parameter.getLocation(), "'%0', a buffer, must be a pointer or reference to device or constant",
                     found.name);
      }
      found.kind = MslParameter::Kind::kBuffer;
      found.is_reference = type->isReferenceType();
      found.is_constant = in_constant;
      const clang::QualType pointee = type->getPointeeType();
      const clang::ASTContext& context = clang_.getASTContext();
      found.type = clang::TypeName::getFullyQualifiedName(
          context.getCanonicalType(pointee.getUnqualifiedType()).getUnqualifiedType(), context,
          context.getPrintingPolicy());
      if (!pointee->isIncompleteType() && !pointee->isVoidType()) {
        found.size = static_cast<std::uint32_t>(context.getTypeSizeInChars(pointee).getQuantity());
      }
      return SetIndex(parameter, attribute->index, kMaxBuffers, found);
    }
    if (attribute->name == "threadgroup") {
      if (space != clang::LangAS::opencl_local || !type->isPointerType()) {
        return Error(parameter.getLocation(), "'%0' must be a pointer to threadgroup memory", found.name);
      }
      found.kind = MslParameter::Kind::kThreadgroup;
      return SetIndex(parameter, attribute->index, kMaxThreadgroups, found);
    }
    if (attribute->name == "texture") {
      found.kind = MslParameter::Kind::kTexture;
      return SetIndex(parameter, attribute->index, kMaxTextures, found);
    }
    if (attribute->name == "sampler") {
      found.kind = MslParameter::Kind::kSampler;
      return SetIndex(parameter, attribute->index, kMaxSamplers, found);
    }
    if (!FindInput(attribute->name)) {
      return Error(parameter.getLocation(), "'%0' has an attribute that is not one of a kernel's parameters",
                   found.name);
    }
    found.kind = MslParameter::Kind::kInput;
    found.input = attribute->name;
    return true;
  }

  bool SetIndex(const clang::ParmVarDecl& parameter, std::optional<std::uint32_t> index, std::uint32_t end,
                MslParameter& found) {
    if (index && *index < end) {
      found.index = *index;
      return true;
    }
    return Error(parameter.getLocation(), "the index of '%0' is too large", found.name);
  }

  template <unsigned size>
  bool Error(clang::SourceLocation place, const char (&message)[size], const std::string& name) {
    DiagnosticsEngine& diagnostics = clang_.getDiagnostics();
    diagnostics.Report(place, diagnostics.getCustomDiagID(DiagnosticsEngine::Error, message)) << name;
    return false;
  }

  clang::CompilerInstance& clang_;
  std::vector<MslKernel>& kernels_;
};

std::string ArgumentText(const MslParameter& parameter) {
  const std::string index = std::to_string(parameter.index);
  switch (parameter.kind) {
    case MslParameter::Kind::kBuffer:
      if (parameter.is_reference) {
        return std::string("*(") + (parameter.is_constant ? "constant" : "device") + " kiln_host::type<" +
               parameter.type + ">*)l->buffers[" + index + "]";
      }
      return "kiln_host::pointer{l->buffers[" + index + "]}";
    case MslParameter::Kind::kThreadgroup:
      return "kiln_host::pointer{l->threadgroups[" + index + "]}";
    case MslParameter::Kind::kTexture:
      return "kiln_host::texture{l->textures[" + index + "]}";
    case MslParameter::Kind::kSampler:
      return "kiln_host::sampler{l->samplers[" + index + "]}";
    case MslParameter::Kind::kInput:
      return "kiln_host::input(l, " + std::to_string(static_cast<int>(*FindInput(parameter.input))) + ")";
  }
  return "";
}

}  // namespace

std::unique_ptr<clang::ASTConsumer> FindKernels(clang::CompilerInstance& clang, std::vector<MslKernel>& kernels) {
  return std::make_unique<KernelFinder>(clang, kernels);
}

std::string EntryText(const std::vector<MslKernel>& kernels) {
  std::string text;
  for (std::size_t i = 0; i < kernels.size(); ++i) {
    text += "extern \"C\" __attribute__((used)) void " + EntryName(i) +
            "(__global const kiln_host::launch_record* l) { ::" + kernels[i].name + "(";
    for (std::size_t p = 0; p < kernels[i].parameters.size(); ++p) {
      text += (p == 0 ? "" : ", ") + ArgumentText(kernels[i].parameters[p]);
    }
    text += "); }\n";
  }
  return text;
}

}  // namespace kiln::reference::msl

#include "frontend/signatures.h"

#include <map>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Mangle.h"
#include "clang/Basic/SourceManager.h"
#include "frontend/source_types.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Module.h"

namespace kiln::frontend {
namespace {

AddressSpace ToAddressSpace(clang::LangAS space) {
  switch (space) {
    case clang::LangAS::opencl_global:
    case clang::LangAS::opencl_global_device:
    case clang::LangAS::opencl_global_host:
      return AddressSpace::kGlobal;
    case clang::LangAS::opencl_constant:
      return AddressSpace::kConstant;
    case clang::LangAS::opencl_local:
      return AddressSpace::kLocal;
    case clang::LangAS::opencl_generic:
      return AddressSpace::kGeneric;
    default:
      return AddressSpace::kPrivate;
  }
}

class Collector : public clang::ASTConsumer {
 public:
  Collector(std::vector<KernelSignature>& kernels, std::vector<GlobalVariable>& globals)
      : kernels_(kernels), globals_(globals) {}

  void Initialize(clang::ASTContext& context) override { context_ = &context; }

  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    for (const clang::Decl* declaration : group) {
      Visit(declaration);
    }
    return true;
  }

  // Attributes and array bounds may come with a later declaration: look when all is known.
  void HandleTranslationUnit(clang::ASTContext& context) override {
    if (context.getDiagnostics().hasErrorOccurred()) {
      return;
    }
    types_ = std::make_unique<SourceTypes>(context);
    mangler_.reset(context.createMangleContext());
    for (const clang::Decl* declaration : declarations_) {
      if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(declaration)) {
        AddFunction(*function);
      } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration)) {
        AddVariable(*variable, nullptr);
      }
    }
  }

 private:
  void Visit(const clang::Decl* declaration) {
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(declaration)) {
      if (function->isThisDeclarationADefinition() && !function->isDependentContext()) {
        declarations_.push_back(function);
      }
    } else if (llvm::isa<clang::VarDecl>(declaration)) {
      declarations_.push_back(declaration);
    } else if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl>(declaration)) {
      for (const clang::Decl* inner : llvm::cast<clang::DeclContext>(declaration)->decls()) {
        Visit(inner);
      }
    }
  }

  SourcePosition Position(clang::SourceLocation location) const {
    const clang::PresumedLoc place = context_->getSourceManager().getPresumedLoc(location);
    return place.isInvalid() ? SourcePosition()
                             : SourcePosition{place.getFilename(), place.getLine(), place.getColumn()};
  }

  void AddFunction(const clang::FunctionDecl& function) {
    if (function.hasAttr<clang::OpenCLKernelAttr>()) {
      AddKernel(function);
    }
    // A function's context lists the variables of all its blocks.
    for (const clang::Decl* inner : function.decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(inner);
      if (variable != nullptr && !llvm::isa<clang::ParmVarDecl>(variable) && BecomesGlobal(*variable)) {
        AddVariable(*variable, &function);
      }
    }
  }

  // Clang takes a __local variable for one with local storage, although it is one per work-group.
  static bool BecomesGlobal(const clang::VarDecl& variable) {
    return !variable.hasLocalStorage() || variable.getType().getAddressSpace() == clang::LangAS::opencl_local;
  }

  void AddKernel(const clang::FunctionDecl& function) {
    KernelSignature kernel;
    kernel.name = IrName(function);
    kernel.position = Position(function.getLocation());
    for (const clang::ParmVarDecl* parameter : function.parameters()) {
      kernel.arguments.push_back(Argument(*parameter));
    }
    if (const auto* size = function.getAttr<clang::ReqdWorkGroupSizeAttr>()) {
      kernel.required_work_group_size = {size->getXDim(), size->getYDim(), size->getZDim()};
    }
    if (const auto* hint = function.getAttr<clang::WorkGroupSizeHintAttr>()) {
      kernel.work_group_size_hint = {hint->getXDim(), hint->getYDim(), hint->getZDim()};
    }
    if (const auto* hint = function.getAttr<clang::VecTypeHintAttr>()) {
      kernel.vec_type_hint = types_->Name(hint->getTypeHint());
    }
    kernels_.push_back(std::move(kernel));
  }

  KernelArgument Argument(const clang::ParmVarDecl& parameter) {
    const clang::QualType type = parameter.getType();
    KernelArgument argument;
    argument.name = parameter.getNameAsString();
    argument.type_name = types_->Name(type);
    argument.type = types_->Get(type);
    argument.line = Position(parameter.getLocation()).line;
    argument.is_restrict = type.isRestrictQualified();
    if (type->isPointerType() || type->isReferenceType()) {
      const clang::QualType pointee = type->getPointeeType();
      argument.address_space = ToAddressSpace(pointee.getAddressSpace());
      argument.is_const = pointee.isConstQualified();
      argument.is_volatile = pointee.isVolatileQualified();
    }
    if (type->isImageType() || type->isPipeType()) {
      argument.access = AccessOf(parameter);
    }
    return argument;
  }

  static Access AccessOf(const clang::ParmVarDecl& parameter) {
    // The qualifier may be part of a typedef; without one, read_only.
    const auto* attribute = parameter.getAttr<clang::OpenCLAccessAttr>();
    if (attribute == nullptr) {
      if (const auto* alias = parameter.getType()->getAs<clang::TypedefType>()) {
        attribute = alias->getDecl()->getAttr<clang::OpenCLAccessAttr>();
      }
    }
    if (attribute == nullptr || attribute->isReadOnly()) {
      return Access::kReadOnly;
    }
    return attribute->isWriteOnly() ? Access::kWriteOnly : Access::kReadWrite;
  }

  void AddVariable(const clang::VarDecl& variable, const clang::FunctionDecl* function) {
    if (variable.hasDefinition() == clang::VarDecl::DeclarationOnly && function == nullptr) {
      return;
    }
    GlobalVariable global;
    global.source_name = variable.getNameAsString();
    global.ir_name = function != nullptr && !context_->getLangOpts().CPlusPlus
                         ? IrName(*function) + "." + global.source_name
                         : IrName(variable);
    global.type = types_->Get(variable.getType());
    global.position = Position(variable.getLocation());
    const auto* record = variable.getType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    global.has_constructor = record != nullptr && !record->hasTrivialDefaultConstructor();
    globals_.push_back(std::move(global));
  }

  std::string IrName(const clang::NamedDecl& declaration) const {
    if (!mangler_->shouldMangleDeclName(&declaration)) {
      return declaration.getNameAsString();
    }
    std::string name;
    llvm::raw_string_ostream stream(name);
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&declaration);
    const clang::GlobalDecl entity =
        function != nullptr ? clang::GlobalDecl(function) : clang::GlobalDecl(llvm::cast<clang::VarDecl>(&declaration));
    mangler_->mangleName(entity, stream);
    return name;
  }

  std::vector<KernelSignature>& kernels_;
  std::vector<GlobalVariable>& globals_;
  clang::ASTContext* context_ = nullptr;
  std::vector<const clang::Decl*> declarations_;
  std::unique_ptr<SourceTypes> types_;
  std::unique_ptr<clang::MangleContext> mangler_;
};

}  // namespace

std::unique_ptr<clang::ASTConsumer> CollectSignatures(std::vector<KernelSignature>& kernels,
                                                      std::vector<GlobalVariable>& globals) {
  return std::make_unique<Collector>(kernels, globals);
}

void MatchIrNames(const llvm::Module& module, std::vector<GlobalVariable>& globals) {
  // LLVM renames a repeated "f.x" to "f.x.1" with a counter of the whole module, in order of creation, which within one
  // function is source order.
  std::map<std::string, std::vector<std::string>> renamed;
  for (const llvm::GlobalVariable& variable : module.globals()) {
    const auto [stem, number] = variable.getName().rsplit('.');
    if (!number.empty() && llvm::all_of(number, [](char c) { return llvm::isDigit(c); })) {
      renamed[stem.str()].push_back(variable.getName().str());
    }
  }
  std::map<std::string, std::size_t> seen;
  std::erase_if(globals, [&](GlobalVariable& global) {
    if (seen.contains(global.ir_name)) {
      const std::vector<std::string>& names = renamed[global.ir_name];
      const std::size_t repetition = seen[global.ir_name]++;
      if (repetition >= names.size()) {
        return true;
      }
      global.ir_name = names[repetition];
      return false;
    }
    seen[global.ir_name] = 0;
    return module.getNamedGlobal(global.ir_name) == nullptr;
  });
}

}  // namespace kiln::frontend

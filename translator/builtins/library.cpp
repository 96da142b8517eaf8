#include "translator/builtins/library.h"

#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Support/MemoryBufferRef.h>

#include <vector>

// The bitcode, between two labels of the read-only data.
__asm__(
    ".pushsection .rodata\n"
    ".balign 16\n"
    ".hidden kiln_builtin_library_begin\n"
    ".globl kiln_builtin_library_begin\n"
    "kiln_builtin_library_begin:\n"
    ".incbin \"" KILN_BUILTIN_LIBRARY
    "\"\n"
    ".hidden kiln_builtin_library_end\n"
    ".globl kiln_builtin_library_end\n"
    "kiln_builtin_library_end:\n"
    ".popsection\n");
extern "C" {
extern const char kiln_builtin_library_begin[];
extern const char kiln_builtin_library_end[];
}

namespace kiln::translator::builtins {
namespace {

constexpr const char* kPrefix = "__kiln_";

std::vector<std::string> MissingFunctions(const llvm::Module& module) {
  std::vector<std::string> missing;
  for (const llvm::Function& function : module) {
    if (function.isDeclaration() && function.getName().starts_with(kPrefix)) {
      missing.push_back(function.getName().str());
    }
  }
  return missing;
}

// fma(a, b, c) as the profile has it: fused, or through double, whose sum of an exact product suffices here.
void ReplaceBody(llvm::Function& function, bool is_fused) {
  function.deleteBody();
  llvm::IRBuilder<> builder(llvm::BasicBlock::Create(function.getContext(), "", &function));
  llvm::Value* a = function.getArg(0);
  llvm::Value* b = function.getArg(1);
  llvm::Value* c = function.getArg(2);
  if (is_fused) {
    builder.CreateRet(builder.CreateIntrinsic(llvm::Intrinsic::fma, {function.getReturnType()}, {a, b, c}));
    return;
  }
  llvm::Type* wide = builder.getDoubleTy();
  llvm::Value* product = builder.CreateFMul(builder.CreateFPExt(a, wide), builder.CreateFPExt(b, wide));
  llvm::Value* sum = builder.CreateFAdd(product, builder.CreateFPExt(c, wide));
  builder.CreateRet(builder.CreateFPTrunc(sum, function.getReturnType()));
}

void ChooseResidualFma(llvm::Module& module, const TargetProfile& profile) {
  for (const char* name : {"__kiln_residual_fma_f32", "__kiln_residual_fma_f64"}) {
    llvm::Function* function = module.getFunction(name);
    if (function == nullptr || function->isDeclaration()) {
      continue;
    }
    const bool is_float = function->getReturnType()->isFloatTy();
    if (profile.exact_fma || (is_float && profile.float64)) {
      ReplaceBody(*function, profile.exact_fma);
      function->setLinkage(llvm::GlobalValue::InternalLinkage);
    }
  }
}

}  // namespace

Status LinkLibrary(llvm::Module& module, const TargetProfile& profile) {
  if (MissingFunctions(module).empty()) {
    return {};
  }
  const llvm::StringRef bytes(kiln_builtin_library_begin,
                              static_cast<std::size_t>(kiln_builtin_library_end - kiln_builtin_library_begin));
  auto library = llvm::getLazyBitcodeModule(llvm::MemoryBufferRef(bytes, "kiln-builtins"), module.getContext(),
                                            /*ShouldLazyLoadMetadata=*/true);
  if (!library) {
    return Fail(ErrorCode::kInternal, "the builtin library is damaged: " + llvm::toString(library.takeError()));
  }
  (*library)->setTargetTriple(module.getTargetTriple());
  (*library)->setDataLayout(module.getDataLayout());
  if (llvm::Linker::linkModules(module, std::move(*library), llvm::Linker::LinkOnlyNeeded)) {
    return Fail(ErrorCode::kInternal, "linking the builtin library failed");
  }
  if (const auto missing = MissingFunctions(module); !missing.empty()) {
    return Fail(ErrorCode::kInternal, "the builtin library lacks '" + missing.front() + "'");
  }
  ChooseResidualFma(module, profile);
  for (llvm::Function& function : module) {
    if (function.getName().starts_with(kPrefix)) {
      function.setLinkage(llvm::GlobalValue::InternalLinkage);
      function.removeFnAttr(llvm::Attribute::NoInline);
      function.removeFnAttr(llvm::Attribute::OptimizeNone);
      function.addFnAttr(llvm::Attribute::AlwaysInline);
    }
  }
  return {};
}

}  // namespace kiln::translator::builtins

#include "translator/builtins/library.h"

#include <llvm/Bitcode/BitcodeReader.h>
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

}  // namespace

Status LinkLibrary(llvm::Module& module) {
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

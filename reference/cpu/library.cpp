#include "reference/cpu/library.h"

#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Demangle/Demangle.h>
#include <llvm/IR/Module.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Support/MemoryBufferRef.h>

// The bitcode, between two labels of the read-only data.
__asm__(
    ".pushsection .rodata\n"
    ".balign 16\n"
    ".hidden kiln_cpu_library_begin\n"
    ".globl kiln_cpu_library_begin\n"
    "kiln_cpu_library_begin:\n"
    ".incbin \"" KILN_CPU_LIBRARY
    "\"\n"
    ".hidden kiln_cpu_library_end\n"
    ".globl kiln_cpu_library_end\n"
    "kiln_cpu_library_end:\n"
    ".popsection\n");
extern "C" {
extern const char kiln_cpu_library_begin[];
extern const char kiln_cpu_library_end[];
}

namespace kiln::reference::cpu {

Status LinkLibrary(llvm::Module& module) {
  const llvm::StringRef bitcode(kiln_cpu_library_begin,
                                static_cast<std::size_t>(kiln_cpu_library_end - kiln_cpu_library_begin));
  // Functions are read when they are needed.
  auto library = llvm::getLazyBitcodeModule(llvm::MemoryBufferRef(bitcode, "builtins"), module.getContext());
  if (!library) return Fail(ErrorCode::kInternal, "the library of builtins: " + llvm::toString(library.takeError()));
  (*library)->setDataLayout(module.getDataLayout());
  (*library)->setTargetTriple(module.getTargetTriple());
  if (llvm::Linker::linkModules(module, std::move(*library), llvm::Linker::LinkOnlyNeeded)) {
    return Fail(ErrorCode::kInternal, "the library of builtins cannot be linked");
  }
  // What Clang makes of a sampler's number.
  if (auto* sampler = module.getFunction("__translate_sampler_initializer")) sampler->setName("kiln_host_sampler");
  std::string missing;
  for (const llvm::Function& function : module) {
    if (!function.isDeclaration() || function.isIntrinsic() || function.getName().starts_with("kiln_host_")) continue;
    missing += (missing.empty() ? "" : ", ") + llvm::demangle(function.getName().str());
  }
  if (missing.empty()) return {};
  return Fail(ErrorCode::kUnsupported, "the CPU reference does not have " + missing + " [reference-builtin]");
}

}  // namespace kiln::reference::cpu

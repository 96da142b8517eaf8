// MSL text -> LLVM module of this machine with an entry for every kernel. Clang in process: the text is compiled as C++
// for OpenCL against the library, which is precompiled once in a process.
#ifndef KILN_REFERENCE_MSL_COMPILE_H_
#define KILN_REFERENCE_MSL_COMPILE_H_

#include <memory>
#include <string>
#include <vector>

#include "kiln/reference/msl.h"

namespace llvm {
class LLVMContext;
class Module;
}  // namespace llvm

namespace kiln::reference::msl {

struct CompiledText {
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> module;  // null when there are errors; kernel i is entered by EntryName(i)
  std::vector<MslKernel> kernels;
  std::vector<MslDiagnostic> diagnostics;
};

std::string EntryName(std::size_t kernel);

// kInternal: the library does not compile.
Result<CompiledText> CompileText(const MslSource& source);
Status PrecompileLibrary(std::uint32_t version);

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_COMPILE_H_

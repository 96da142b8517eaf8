// Watches Clang parse a text: lists its kernels, and objects to pointers and references without an address space.
#ifndef KILN_REFERENCE_MSL_FIND_KERNELS_H_
#define KILN_REFERENCE_MSL_FIND_KERNELS_H_

#include <memory>
#include <vector>

#include "clang/AST/ASTConsumer.h"
#include "kiln/reference/msl.h"

namespace clang {
class CompilerInstance;
}

namespace kiln::reference::msl {

// `kernels` grows as kernels are parsed.
std::unique_ptr<clang::ASTConsumer> FindKernels(clang::CompilerInstance& clang, std::vector<MslKernel>& kernels);

// C++ that enters kernel i through EntryName(i): its arguments come from a LaunchRecord.
std::string EntryText(const std::vector<MslKernel>& kernels);

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_FIND_KERNELS_H_

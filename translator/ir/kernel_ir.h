// One kernel on its way through the translator: its IR function and what the passes have found out about its memory. Or a
// function that kernels call (KeepFunctions), which has none.
#ifndef KILN_TRANSLATOR_IR_KERNEL_IR_H_
#define KILN_TRANSLATOR_IR_KERNEL_IR_H_

#include <optional>
#include <vector>

#include "kiln/artifact/printf.h"
#include "kiln/frontend/compile.h"
#include "llvm/IR/Function.h"
#include "translator/ir/memory_object.h"
#include "translator/ir/program_variables.h"

namespace kiln::translator {

struct KernelIr {
  llvm::Function* function = nullptr;
  const frontend::KernelSignature* signature = nullptr;  // of a function: of a kernel, for diagnostics
  bool is_function = false;
  std::vector<MemoryObject> objects = {};  // filled by ResolvePointers
  std::vector<View> views = {};            // filled by LowerToViews
  const ProgramVariables* program = nullptr;  // of all kernels of the source; null: it has none
  std::optional<artifact::PrintfInfo> printf = {};  // filled by LowerPrintf when the kernel prints; bindings come later
  // Bytes that pointers kept as numbers can reach in a buffer; 0: any. Filled by ResolvePointers.
  std::uint32_t largest_buffer = 0;
  // The object that stands for all that has a device address, where the kernel uses physical addressing.
  std::optional<unsigned> address_object = {};
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_KERNEL_IR_H_

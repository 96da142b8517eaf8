// Makes calls of printf ones of the host's function, which takes the values by their addresses:
//   printf("%d\n", n)  ->  kiln_host_printf("%d\n", 1, (void*[]){&n}, (int[]){4})
// Variadic calls pass vectors in ways that a reader cannot tell apart.
#ifndef KILN_REFERENCE_CPU_PRINT_CALLS_H_
#define KILN_REFERENCE_CPU_PRINT_CALLS_H_

#include <cstddef>
#include <span>
#include <string>

namespace llvm {
class Module;
}

namespace kiln::reference::cpu {

void PassPrintedByAddress(llvm::Module& module);

// A value's bytes; vectors element after element.
using PrintedValue = std::span<const std::byte>;

// What OpenCL C's printf makes of it. Too few values, or too small ones, end the text at their conversion.
std::string FormatText(const char* format, std::span<const PrintedValue> values);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_PRINT_CALLS_H_

// The variables at program scope that have memory: their places in the one buffer that all kernels of a program share.
#ifndef KILN_TRANSLATOR_IR_PROGRAM_VARIABLES_H_
#define KILN_TRANSLATOR_IR_PROGRAM_VARIABLES_H_

#include <map>
#include <string>

#include "kiln/artifact/reflection.h"
#include "llvm/ADT/StringRef.h"
#include "translator/ir/memory_type.h"

namespace kiln::translator {

// The global variable that stands for the buffer.
inline constexpr llvm::StringLiteral kProgramBuffer = "kiln_program";

struct ProgramVariables {
  MemoryTypeRef type;                 // a struct with a field for each variable
  artifact::ProgramVariables layout;  // of size 0: the source has none. Bindings are a kernel's
  std::map<std::string, std::uint64_t> tables;  // offsets of constants in the buffer, by name in the IR
};

// In physical addressing, the number of a pointer to the byte `offset` of the buffer: the same in all kernels.
constexpr std::uint64_t ProgramPointer(std::uint64_t offset) { return 0xffff000000000000u | offset; }

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_PROGRAM_VARIABLES_H_

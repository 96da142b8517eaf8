// A SPIR-V module as a list of instructions whose bounds have been checked.
#ifndef KILN_RUNTIME_ARTIFACT_SPIRV_MODULE_H_
#define KILN_RUNTIME_ARTIFACT_SPIRV_MODULE_H_

#include <cstdint>
#include <functional>
#include <span>
#include <spirv/unified1/spirv.hpp11>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::artifact {

inline constexpr std::size_t kHeaderWords = 5;

struct Instruction {
  spv::Op opcode = spv::Op::OpNop;
  std::span<const std::uint32_t> words;  // the first holds length and opcode

  // 0, which is no valid id, behind the end: readers need no check of their own.
  std::uint32_t Word(std::size_t index) const { return index < words.size() ? words[index] : 0; }
  // 0 when the instruction defines nothing.
  std::uint32_t ResultId() const;
};

struct Module {
  std::span<const std::uint32_t> header;  // kHeaderWords words
  std::uint32_t bound = 0;                // every id is smaller
  std::vector<Instruction> instructions;
};

// Refers to `words`, which must outlive it. Checks the header, that the instructions fill the module exactly, that
// functions begin and end in turn, and that no id is defined twice or outside the bound. kInvalidArtifact.
Result<Module> ParseModule(std::span<const std::uint32_t> words);

struct LiteralString {
  std::string text;
  std::size_t words = 0;
};
// The string literal at word `index`; kInvalidArtifact when it does not end within the instruction.
Result<LiteralString> ReadString(const Instruction& instruction, std::size_t index);

// Calls `visit` with every operand that is an id, its own result included. Where the operands of an opcode are not
// known to it, also with literals: the caller may treat more ids as used than are, never fewer.
void ForEachId(const Instruction& instruction, const std::function<void(std::uint32_t)>& visit);

}  // namespace kiln::artifact

#endif  // KILN_RUNTIME_ARTIFACT_SPIRV_MODULE_H_

// One SPIR-V instruction in memory, and the operand list from which it is built.
#ifndef KILN_TRANSLATOR_SPIRV_MODEL_INSTRUCTION_H_
#define KILN_TRANSLATOR_SPIRV_MODEL_INSTRUCTION_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include <spirv/unified1/spirv.hpp11>

#include "translator/spirv/model/id.h"

namespace kiln::translator::spirv {

// The words after an instruction's result: ids, literals, enumerants and strings in their order.
class Operands {
 public:
  Operands() = default;

  Operands& Add(Id id) { words_.push_back(id.value); return *this; }
  Operands& Add(std::uint32_t literal) { words_.push_back(literal); return *this; }
  template <typename Enum>
    requires std::is_enum_v<Enum>
  Operands& Add(Enum value) { words_.push_back(static_cast<std::uint32_t>(value)); return *this; }
  // A literal string: UTF-8, null-terminated, padded to a word (SPIR-V 2.2.1).
  Operands& Add(std::string_view text);
  Operands& Add(const std::vector<Id>& ids);

  const std::vector<std::uint32_t>& words() const { return words_; }
  std::vector<std::uint32_t> Take() { return std::move(words_); }

 private:
  std::vector<std::uint32_t> words_;
};

// Of(a, b, c): operands in one expression.
template <typename... Args>
Operands Of(const Args&... args) {
  Operands operands;
  (operands.Add(args), ...);
  return operands;
}

struct Instruction {
  spv::Op op = spv::Op::OpNop;
  Id type;    // none: the instruction has no result type
  Id result;  // none: the instruction has no result
  std::vector<std::uint32_t> operands;

  void AppendTo(std::vector<std::uint32_t>& words) const;
};

}  // namespace kiln::translator::spirv

#endif  // KILN_TRANSLATOR_SPIRV_MODEL_INSTRUCTION_H_

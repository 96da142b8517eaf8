#include "translator/spirv/model/instruction.h"

namespace kiln::translator::spirv {

Operands& Operands::Add(std::string_view text) {
  std::uint32_t word = 0;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    word |= static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) << (8 * (i % 4));
    if (i % 4 == 3) {
      words_.push_back(word);
      word = 0;
    }
  }
  words_.push_back(word);  // holds the terminating null
  return *this;
}

Operands& Operands::Add(const std::vector<Id>& ids) {
  for (Id id : ids) words_.push_back(id.value);
  return *this;
}

void Instruction::AppendTo(std::vector<std::uint32_t>& words) const {
  const auto count = static_cast<std::uint32_t>(1 + (type ? 1 : 0) + (result ? 1 : 0) + operands.size());
  words.push_back(count << 16 | static_cast<std::uint32_t>(op));
  if (type) words.push_back(type.value);
  if (result) words.push_back(result.value);
  words.insert(words.end(), operands.begin(), operands.end());
}

}  // namespace kiln::translator::spirv

// Where the instructions of a module come from. Apart from SpirvCode for the files that see SPIRV-Cross's headers.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_LINE_TABLE_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_LINE_TABLE_H_

#include <cstdint>
#include <unordered_map>

namespace kiln::translator::targets {

// Where in the source an instruction comes from: what OpLine says, which is no instruction of its own here.
struct Place {
  std::uint32_t file = 0;  // id of an OpString; 0: unknown
  std::uint32_t line = 0, column = 0;
  bool operator==(const Place&) const = default;
};

// The places of a module's words, for who reads them without OpLine.
struct LineTable {
  std::unordered_map<std::uint32_t, Place> instructions;  // by the word at which their operands begin
  std::unordered_map<std::uint32_t, Place> blocks;        // by label, of the branch that ends the block
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_LINE_TABLE_H_

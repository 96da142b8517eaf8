// Which types of a module are bytes or vectors of bytes, for EmulateBytes.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_TYPES_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_TYPES_H_

#include <set>

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Answers about the module as it was before the emulation; `original` must live as long.
class ByteTypes {
 public:
  explicit ByteTypes(const SpirvCode& original) : index_(original) {
    for (const Instruction& type : original.globals) {
      const bool is_byte = type.op == spv::Op::OpTypeInt && type.operands[0] == 8;
      if (is_byte || (type.op == spv::Op::OpTypeVector && bytes_.contains(type.operands[0]))) {
        bytes_.insert(type.result);
      }
    }
  }

  bool empty() const { return bytes_.empty(); }
  bool Contains(std::uint32_t type) const { return bytes_.contains(type); }
  bool IsByteValue(std::uint32_t value) const { return Contains(index_.TypeOf(value)); }
  const SpirvIndex& index() const { return index_; }

 private:
  SpirvIndex index_;
  std::set<std::uint32_t> bytes_;
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_TYPES_H_

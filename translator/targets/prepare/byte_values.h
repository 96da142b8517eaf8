// The arithmetic half of EmulateBytes: operations on bytes as operations on uints of 0..255.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_VALUES_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_VALUES_H_

#include "translator/targets/prepare/byte_types.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {

class ByteValues {
 public:
  ByteValues(const ByteTypes& types, FunctionRewriter& rewriter) : types_(types), rewriter_(rewriter) {}

  // As FunctionRewriter::Run expects it: true when the instruction has been replaced.
  bool Rewrite(const Instruction& instruction);

 private:
  bool RewriteResult(const Instruction& instruction);
  bool RewriteOperands(const Instruction& instruction);
  std::uint32_t Wide(std::uint32_t byte_type);  // uint, or a vector of as many
  std::uint32_t SignExtended(std::uint32_t value);
  void EmitMasked(const Instruction& instruction, std::uint32_t value);
  void EmitConverted(const Instruction& instruction, std::uint32_t value, spv::Op convert);

  const ByteTypes& types_;
  FunctionRewriter& rewriter_;
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_VALUES_H_

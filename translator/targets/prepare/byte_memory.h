// The memory half of EmulateBytes: buffers of bytes as buffers of words.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_MEMORY_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_MEMORY_H_

#include <map>
#include <set>

#include "translator/targets/prepare/byte_types.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {

// A constant of a 32-bit integer type or a vector of one; the type may be younger than the rewriter's index.
std::uint32_t SplatConstant(FunctionRewriter& rewriter, std::uint32_t type, std::uint32_t value);

class ByteMemory {
 public:
  explicit ByteMemory(const ByteTypes& types) : types_(types) {}

  // Puts uint in the place of bytes everywhere in `globals`, and words in the place of a buffer's elements.
  Status ReshapeGlobals(SpirvCode& code);

  // Accesses to the buffers that changed. True when the instruction has been replaced.
  bool Rewrite(FunctionRewriter& rewriter, const Instruction& instruction);

 private:
  // Bytes at an offset that is a multiple of their count, rounded up to 1, 2 or 4.
  struct Place {
    std::uint32_t variable = 0;
    std::uint32_t offset = 0;  // id of the byte offset in the buffer; 0: a member of a block
    std::uint32_t word = 0;    // 0: id of the pointer to the word of a block's member
    std::uint32_t components = 1;
  };

  Status FindBuffers(const SpirvCode& code);
  Status CheckMember(const SpirvCode& code, const Instruction& block, std::uint32_t member) const;
  bool HoldsBytes(std::uint32_t type) const;
  bool RewriteChain(FunctionRewriter& rewriter, const Instruction& chain);
  void Load(FunctionRewriter& rewriter, const Instruction& load, const Place& place);
  void Store(FunctionRewriter& rewriter, const Instruction& store, const Place& place);
  std::uint32_t WordPointer(FunctionRewriter& rewriter, const Place& place);
  std::uint32_t Shift(FunctionRewriter& rewriter,
                      const Place& place);  // id of the first byte's bit in its word; 0: bit 0

  const ByteTypes& types_;
  std::map<std::uint32_t, std::uint32_t> arrays_;   // runtime array of bytes -> its element type
  std::map<std::uint32_t, std::uint32_t> buffers_;  // variable -> its element type
  std::set<std::uint32_t> blocks_;                  // variables of blocks with byte members
  std::map<std::uint32_t, Place> places_;           // access chain -> what it points to
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_BYTE_MEMORY_H_

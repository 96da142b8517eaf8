// Where by-value arguments lie in the value block, and which of them share words that a target can only read whole.
#ifndef KILN_TRANSLATOR_PASSES_ABI_VALUE_LAYOUT_H_
#define KILN_TRANSLATOR_PASSES_ABI_VALUE_LAYOUT_H_

#include <cstdint>
#include <map>

#include "kiln/translator/target_profile.h"
#include "translator/ir/kernel_ir.h"

namespace kiln::translator {

struct ValueSlot {
  std::uint32_t offset = 0, size = 0, alignment = 1;  // bytes
  // On a target without 8- or 16-bit values, arguments that share a 32-bit word are one member of the block, an array of words
  // that begins where the first of them, `leader`, does.
  bool shares_words = false;
  unsigned leader = 0;          // the argument's own number where it shares none
  std::uint32_t run_size = 0;   // bytes of the member, of the leader's slot
};

// By argument number, of what the block holds: values, samplers, and buffers that are passed as addresses. Offsets are
// those of a C struct of the arguments.
std::map<unsigned, ValueSlot> LayOutValues(const TargetProfile& profile, const KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_ABI_VALUE_LAYOUT_H_

#include "kiln/artifact/spirv_nesting.h"

#include <algorithm>
#include <vector>

#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {

Result<NestingDepth> DeepestNesting(std::span<const std::uint32_t> words) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  struct Construct {
    std::uint32_t merge;
    bool is_loop;
  };
  std::vector<Construct> open;
  NestingDepth now, deepest;
  for (const Instruction& instruction : module.instructions) {
    switch (instruction.opcode) {
      case spv::Op::OpFunction:
        open.clear();
        now = {};
        break;
      case spv::Op::OpLabel: {
        // The block that a construct merges in stands behind the construct, and what is inside ends with it.
        const auto merged = std::find_if(open.begin(), open.end(), [&](const Construct& construct) {
          return construct.merge == instruction.ResultId();
        });
        for (auto closed = merged; closed != open.end(); ++closed) --(closed->is_loop ? now.loops : now.selections);
        open.erase(merged, open.end());
        break;
      }
      case spv::Op::OpSelectionMerge:
      case spv::Op::OpLoopMerge: {
        const bool is_loop = instruction.opcode == spv::Op::OpLoopMerge;
        open.push_back({instruction.Word(1), is_loop});
        ++(is_loop ? now.loops : now.selections);
        deepest = {std::max(deepest.selections, now.selections), std::max(deepest.loops, now.loops)};
        break;
      }
      default:
        break;
    }
  }
  return deepest;
}

}  // namespace kiln::artifact

// Structured control flow as a tree: what the SPIR-V emitter prints, block by block, without deciding anything.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_STRUCTURED_TREE_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_STRUCTURED_TREE_H_

#include <vector>

#include "llvm/IR/BasicBlock.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

struct TreeNode;
using TreeSequence = std::vector<TreeNode>;

struct TreeNode {
  enum class Kind {
    kBlock,     // the instructions of `block`, without phis and terminator
    kCopies,    // the values of `phis` along the edge from `block` to their block
    kIf,        // arms[0] if `condition` (or `flag`) holds, else arms[1]
    kSwitch,    // arms[i] if `condition` is one of cases[i]; the arm with no cases is the default
    kLoop,      // arms[0] is the body, arms[1] the continuing part, run before the next iteration
    kScope,     // arms[0], which a break of `label` leaves early
    kBreak,     // leaves the loop, scope or switch `label`
    kContinue,  // the next iteration of the loop `label`
    kSetFlag,   // flag := flag_value
    kReturn,
  };
  Kind kind = Kind::kBlock;
  llvm::BasicBlock* block = nullptr;
  std::vector<llvm::PHINode*> phis = {};
  llvm::Value* condition = nullptr;
  const llvm::Instruction* terminator = nullptr;  // for its source line
  int flag = -1;
  bool flag_value = false;
  int label = -1;
  std::vector<TreeSequence> arms = {};
  std::vector<std::vector<llvm::ConstantInt*>> cases = {};
};

// `flag_count` Boolean state variables are used; none when the source is structured.
struct StructuredTree {
  TreeSequence root;
  int flag_count = 0;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_STRUCTURED_TREE_H_

// Test support: random control-flow graphs that report what they do, and whether two of them do the same.
#ifndef KILN_TRANSLATOR_TESTING_RANDOM_CFG_H_
#define KILN_TRANSLATOR_TESTING_RANDOM_CFG_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "llvm/IR/Module.h"
#include "translator/passes/control_flow/structured_tree.h"

namespace kiln::translator::testing {

struct RandomCfg {
  std::uint32_t seed = 0;
  unsigned blocks = 10;       // before unreachable ones are dropped
  bool reducible = true;      // else edges go anywhere but to the entry
  bool has_switches = true;
};

// void @k() in a new module: block i calls @visit(i, phi), a two-way block branches on @decide(), a switch on @choose().
// Blocks that several edges reach hold a phi whose incoming values are constants and other blocks' phis.
std::unique_ptr<llvm::Module> MakeCfg(llvm::LLVMContext& context, const RandomCfg& shape);

// The (block, value) pairs that @visit reports for one sequence of decisions, at most `length`; nothing, and a failed
// test, when the evaluation fails. A shorter trace ends in a return.
using Trace = std::vector<std::pair<std::int64_t, std::int64_t>>;
std::optional<Trace> TraceOf(llvm::Function& function, std::uint32_t decision_seed, std::size_t length = 60);
std::optional<Trace> TraceOf(llvm::Function& function, const StructuredTree& tree, std::uint32_t decision_seed,
                             std::size_t length = 60);

// What is wrong with the tree by the rules of structurize.h; empty if nothing is.
std::string FindIllegalExit(const StructuredTree& tree);

}  // namespace kiln::translator::testing

#endif  // KILN_TRANSLATOR_TESTING_RANDOM_CFG_H_

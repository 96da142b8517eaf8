#include "translator/targets/prepare/name_tables.h"

#include <unordered_map>
#include <unordered_set>

namespace kiln::translator::targets {

void NameTables(SpirvCode& code) {
  const SpirvIndex index(code);
  std::unordered_set<std::uint32_t> named;
  std::unordered_map<std::string, unsigned> uses;
  for (const Instruction& variable : code.functions) {
    if (variable.op != spv::Op::OpVariable || variable.operands.size() < 2) continue;
    const std::uint32_t table = variable.operands[1];
    const std::string name = index.Name(variable.result);
    const Instruction* constant = index.Definition(table);
    if (name.empty() || constant == nullptr || constant->op != spv::Op::OpConstantComposite) continue;
    if (!index.Name(table).empty() || !named.insert(table).second) continue;
    const unsigned use = ++uses[name];
    code.SetName(table, use == 1 ? name : name + "_" + std::to_string(use));
  }
}

}  // namespace kiln::translator::targets

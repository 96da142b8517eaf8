#include "kiln/artifact/spirv_loop_exits.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "runtime/artifact/spirv_additions.h"
#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {
namespace {

using spv::Op;

struct Block {
  std::uint32_t label = 0;
  std::size_t first = 0, last = 0;  // instructions: the label, the terminator
  std::vector<std::uint32_t> successors;
};

struct Loop {
  std::uint32_t header = 0, merge = 0;
  std::size_t terminator = 0;           // of the header
  std::vector<std::uint32_t> escaping;  // variables
};

// What the whole module says of its ids.
struct Ids {
  std::set<std::uint32_t> constants;  // what may index a composite that is a value
  std::set<std::uint32_t> wide;       // integers of 64 bits

  explicit Ids(const Module& module) {
    std::set<std::uint32_t> wide_types;
    for (const Instruction& instruction : module.instructions) {
      const std::uint32_t id = instruction.ResultId();
      if (instruction.opcode >= Op::OpConstantTrue && instruction.opcode <= Op::OpSpecConstantOp) constants.insert(id);
      if (instruction.opcode == Op::OpTypeInt && instruction.Word(2) == 64) wide_types.insert(id);
      if (id != 0 && wide_types.contains(instruction.Word(1))) wide.insert(id);
    }
  }
};

std::vector<std::uint32_t> Successors(const Instruction& terminator, const Ids& ids) {
  switch (terminator.opcode) {
    case Op::OpBranch:
      return {terminator.Word(1)};
    case Op::OpBranchConditional:
      return {terminator.Word(2), terminator.Word(3)};
    case Op::OpSwitch: {
      std::vector<std::uint32_t> labels = {terminator.Word(2)};
      const std::size_t stride = ids.wide.contains(terminator.Word(1)) ? 3 : 2;  // a literal and its label
      for (std::size_t i = 2 + stride; i < terminator.words.size(); i += stride) labels.push_back(terminator.words[i]);
      return labels;
    }
    default:
      return {};
  }
}

bool EndsBlock(Op opcode) {
  switch (opcode) {
    case Op::OpBranch:
    case Op::OpBranchConditional:
    case Op::OpSwitch:
    case Op::OpReturn:
    case Op::OpReturnValue:
    case Op::OpUnreachable:
    case Op::OpKill:
      return true;
    default:
      return false;
  }
}

// The loops of one function that need another exit.
class LoopFinder {
 public:
  LoopFinder(const Module& module, const Ids& ids, std::size_t begin, std::size_t end) : module_(module), ids_(ids) {
    FindBlocks(begin, end);
    FindVariables(begin, end);
  }

  std::vector<Loop> Find() {
    std::vector<Loop> found;
    for (const auto& [label, block] : blocks_) {
      const Instruction& merge = module_.instructions[block.last - 1];
      if (merge.opcode != Op::OpLoopMerge || module_.instructions[block.last].opcode != Op::OpBranch) continue;
      Loop loop{label, merge.Word(1), block.last, Escaping(label, merge.Word(1))};
      if (!loop.escaping.empty()) found.push_back(std::move(loop));
    }
    return found;
  }

 private:
  void FindBlocks(std::size_t begin, std::size_t end) {
    Block block;
    for (std::size_t i = begin; i < end; ++i) {
      const Instruction& instruction = module_.instructions[i];
      if (instruction.opcode == Op::OpLabel) block = {instruction.ResultId(), i, i, {}};
      if (!EndsBlock(instruction.opcode) || block.label == 0) continue;
      block.last = i;
      block.successors = Successors(instruction, ids_);
      const std::uint32_t label = block.label;
      blocks_[label] = std::exchange(block, {});
    }
  }

  void FindVariables(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Instruction& instruction = module_.instructions[i];
      if (instruction.opcode == Op::OpVariable) root_[instruction.ResultId()] = instruction.ResultId();
      if (instruction.opcode != Op::OpAccessChain && instruction.opcode != Op::OpInBoundsAccessChain) continue;
      const auto root = root_.find(instruction.Word(3));
      if (root == root_.end()) continue;
      root_[instruction.ResultId()] = root->second;
      for (std::size_t w = 4; w < instruction.words.size(); ++w) {
        if (!ids_.constants.contains(instruction.words[w])) indexed_.insert(root->second);
      }
    }
  }

  // The variable that a load or store is to; 0 where drivers keep it in memory.
  std::uint32_t Variable(std::uint32_t pointer) const {
    const auto root = root_.find(pointer);
    return root == root_.end() || indexed_.contains(root->second) ? 0 : root->second;
  }

  std::set<std::uint32_t> Reach(const std::vector<std::uint32_t>& starts, const std::set<std::uint32_t>& barred) const {
    std::set<std::uint32_t> reached;
    std::vector<std::uint32_t> pending = starts;
    while (!pending.empty()) {
      const std::uint32_t label = pending.back();
      pending.pop_back();
      const auto block = blocks_.find(label);
      if (block == blocks_.end() || barred.contains(label) || !reached.insert(label).second) continue;
      pending.insert(pending.end(), block->second.successors.begin(), block->second.successors.end());
    }
    return reached;
  }

  std::vector<std::uint32_t> Escaping(std::uint32_t header, std::uint32_t merge) const {
    const std::set<std::uint32_t> inside = Reach({header}, {merge});
    std::set<std::uint32_t> stored;
    for (const std::uint32_t label : inside) {
      if (LeavesInSameRound(label, header, merge, inside)) Collect(blocks_.at(label), Op::OpStore, 1, stored);
    }
    if (stored.empty()) return {};
    std::set<std::uint32_t> loaded;
    for (const auto& [label, block] : blocks_) {
      if (!inside.contains(label)) Collect(block, Op::OpLoad, 3, loaded);
    }
    std::vector<std::uint32_t> escaping;
    for (const std::uint32_t variable : stored) {
      if (loaded.contains(variable)) escaping.push_back(variable);
    }
    return escaping;
  }

  // Whether the loop can be left from the block without another round.
  bool LeavesInSameRound(std::uint32_t label, std::uint32_t header, std::uint32_t merge,
                         const std::set<std::uint32_t>& inside) const {
    const auto leaves = [&](std::uint32_t from) {
      for (const std::uint32_t to : blocks_.at(from).successors) {
        if (to == merge) return true;
      }
      return false;
    };
    if (leaves(label)) return true;
    for (const std::uint32_t later : Reach(blocks_.at(label).successors, {header, merge})) {
      if (inside.contains(later) && leaves(later)) return true;
    }
    return false;
  }

  void Collect(const Block& block, Op opcode, std::size_t pointer_word, std::set<std::uint32_t>& variables) const {
    for (std::size_t i = block.first; i < block.last; ++i) {
      const Instruction& instruction = module_.instructions[i];
      if (instruction.opcode != opcode) continue;
      if (const std::uint32_t variable = Variable(instruction.Word(pointer_word))) variables.insert(variable);
    }
  }

  const Module& module_;
  const Ids& ids_;
  std::map<std::uint32_t, Block> blocks_;
  std::map<std::uint32_t, std::uint32_t> root_;  // pointer -> Function variable
  std::set<std::uint32_t> indexed_;              // variables with an index that is no constant
};

class Writer {
 public:
  explicit Writer(const Module& module) : module_(module), ids_(module) {}

  // The instructions of a function, with the exits in them.
  void RewriteFunction(std::size_t begin, std::size_t end, const std::vector<Loop>& loops) {
    const std::uint32_t never = ids_.NewId();
    bool is_computed = false;
    std::map<std::uint32_t, std::pair<const Loop*, std::uint32_t>> exits;  // merge block -> loop, label of its new exit
    std::map<std::size_t, const Loop*> terminators;
    for (const Loop& loop : loops) {
      exits[loop.merge] = {&loop, ids_.NewId()};
      terminators[loop.terminator] = &loop;
    }
    std::vector<std::uint32_t>& out = functions_;
    const std::pair<const Loop*, std::uint32_t>* merged = nullptr;
    for (std::size_t i = begin; i < end; ++i) {
      const Instruction& instruction = module_.instructions[i];
      if (instruction.opcode == Op::OpLabel) {
        const auto exit = exits.find(instruction.ResultId());
        merged = exit == exits.end() ? nullptr : &exit->second;
      }
      if (const auto header = terminators.find(i); header != terminators.end()) {
        const Loop& loop = *header->second;
        const std::uint32_t exit = exits[loop.merge].second;
        Append(out, {Code(Op::OpBranchConditional, 4), never, exit, instruction.Word(1)});
        Append(out, {Code(Op::OpLabel, 2), exit});
        for (const std::uint32_t variable : loop.escaping) {
          Append(out, {Code(Op::OpStore, 3), variable, ids_.NullOf(variable)});
        }
        Append(out, {Code(Op::OpBranch, 2), loop.merge});
        continue;
      }
      const bool belongs_to_start = instruction.opcode == Op::OpFunction ||
                                    instruction.opcode == Op::OpFunctionParameter ||
                                    instruction.opcode == Op::OpLabel || instruction.opcode == Op::OpVariable ||
                                    instruction.opcode == Op::OpLine || instruction.opcode == Op::OpNoLine;
      if (!is_computed && !belongs_to_start) {
        ComputeNever(never);
        is_computed = true;
      }
      const std::size_t start = out.size();
      Append(out, instruction.words);
      if (merged != nullptr && instruction.opcode == Op::OpPhi) {
        Append(out, {ids_.Null(instruction.Word(1)), merged->second});
        out[start] = Code(Op::OpPhi, instruction.words.size() + 2);
      }
    }
  }

  void Keep(std::size_t index) { Append(functions_, module_.instructions[index].words); }

  std::vector<std::uint32_t> Finish(std::size_t first_function) const {
    return ids_.Assemble(first_function, functions_);
  }

 private:
  void ComputeNever(std::uint32_t never) {
    // The number of work-groups, which no compiler knows and which is never 0.
    const std::uint32_t counts = ids_.NewId(), count = ids_.NewId();
    Append(functions_, {Code(Op::OpLoad, 4), ids_.Uint3(), counts, ids_.Input(spv::BuiltIn::NumWorkgroups, ids_.Uint3())});
    Append(functions_, {Code(Op::OpCompositeExtract, 5), ids_.Uint(), count, counts, 0});
    Append(functions_, {Code(Op::OpIEqual, 5), ids_.Bool(), never, count, ids_.Null(ids_.Uint())});
  }

  const Module& module_;
  Additions ids_;
  std::vector<std::uint32_t> functions_;
};

}  // namespace

Result<std::vector<std::uint32_t>> AddLoopExits(std::span<const std::uint32_t> words) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  const Ids ids(module);
  std::size_t first_function = module.instructions.size();
  Writer output(module);
  bool has_changed = false;
  for (std::size_t i = 0; i < module.instructions.size();) {
    if (module.instructions[i].opcode != Op::OpFunction) {
      if (first_function != module.instructions.size()) output.Keep(i);
      ++i;
      continue;
    }
    first_function = std::min(first_function, i);
    std::size_t end = i;
    while (module.instructions[end].opcode != Op::OpFunctionEnd) ++end;
    ++end;
    const std::vector<Loop> loops = LoopFinder(module, ids, i, end).Find();
    if (loops.empty()) {
      for (std::size_t k = i; k < end; ++k) output.Keep(k);
    } else {
      output.RewriteFunction(i, end, loops);
      has_changed = true;
    }
    i = end;
  }
  if (!has_changed) return std::vector<std::uint32_t>(words.begin(), words.end());
  return output.Finish(first_function);
}

}  // namespace kiln::artifact

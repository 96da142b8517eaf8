#include "kiln/artifact/spirv_loop_exits.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {
namespace {

using spv::Op;

constexpr std::uint32_t Code(Op opcode, std::size_t words) {
  return static_cast<std::uint32_t>(words << spv::WordCountShift) | static_cast<std::uint32_t>(opcode);
}

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

// Ids that the new instructions need: found in the module, or made.
class Vocabulary {
 public:
  explicit Vocabulary(const Module& module) : module_(module), bound_(module.bound) {
    for (const Instruction& instruction : module.instructions) {
      if (instruction.opcode == Op::OpTypePointer) pointee_[instruction.Word(1)] = instruction.Word(3);
      if (instruction.opcode == Op::OpVariable) type_of_[instruction.Word(2)] = instruction.Word(1);
      if (instruction.opcode == Op::OpConstantNull) nulls_.emplace(instruction.Word(1), instruction.Word(2));
      if (instruction.opcode == Op::OpDecorate &&
          instruction.Word(2) == static_cast<std::uint32_t>(spv::Decoration::BuiltIn) &&
          instruction.Word(3) == static_cast<std::uint32_t>(spv::BuiltIn::NumWorkgroups)) {
        group_count_ = instruction.Word(1);
      }
    }
  }

  std::uint32_t NewId() { return bound_++; }
  std::uint32_t bound() const { return bound_; }
  const std::vector<std::uint32_t>& declarations() const { return declarations_; }
  const std::vector<std::uint32_t>& decorations() const { return decorations_; }
  // The new interface variable, or 0.
  std::uint32_t new_interface() const { return new_interface_; }

  std::uint32_t Uint() { return Type({Code(Op::OpTypeInt, 4), 0, 32, 0}); }
  std::uint32_t Bool() { return Type({Code(Op::OpTypeBool, 2), 0}); }
  std::uint32_t Uint3() { return Type({Code(Op::OpTypeVector, 4), 0, Uint(), 3}); }

  // A null constant of the type that a Function variable holds.
  std::uint32_t NullOf(std::uint32_t variable) { return Null(pointee_[type_of_[variable]]); }

  std::uint32_t Null(std::uint32_t type) {
    const auto [at, is_new] = nulls_.emplace(type, 0);
    if (is_new) {
      at->second = NewId();
      Declare({Code(Op::OpConstantNull, 3), type, at->second});
    }
    return at->second;
  }

  // The number of work-groups in each dimension, which no compiler knows and which is never 0.
  std::uint32_t GroupCount() {
    if (group_count_ != 0) return group_count_;
    const std::uint32_t pointer =
        Type({Code(Op::OpTypePointer, 4), 0, static_cast<std::uint32_t>(spv::StorageClass::Input), Uint3()});
    group_count_ = new_interface_ = NewId();
    Declare({Code(Op::OpVariable, 4), pointer, group_count_, static_cast<std::uint32_t>(spv::StorageClass::Input)});
    decorations_ = {Code(Op::OpDecorate, 4), group_count_, static_cast<std::uint32_t>(spv::Decoration::BuiltIn),
                    static_cast<std::uint32_t>(spv::BuiltIn::NumWorkgroups)};
    return group_count_;
  }

 private:
  void Declare(const std::vector<std::uint32_t>& words) {
    declarations_.insert(declarations_.end(), words.begin(), words.end());
  }

  // The type with these words; word 1, its id, is filled in.
  std::uint32_t Type(std::vector<std::uint32_t> words) {
    const auto known = types_.find(words);
    if (known != types_.end()) return known->second;
    std::uint32_t id = 0;
    for (const Instruction& instruction : module_.instructions) {
      if (instruction.words.size() != words.size() || instruction.words[0] != words[0]) continue;
      bool same = true;
      for (std::size_t i = 2; i < words.size(); ++i) same &= instruction.words[i] == words[i];
      if (same) id = instruction.Word(1);
    }
    std::vector<std::uint32_t> key = words;
    if (id == 0) {
      words[1] = id = NewId();
      Declare(words);
    }
    types_.emplace(std::move(key), id);
    return id;
  }

  const Module& module_;
  std::uint32_t bound_;
  std::map<std::uint32_t, std::uint32_t> pointee_, type_of_, nulls_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> types_;
  std::uint32_t group_count_ = 0, new_interface_ = 0;
  std::vector<std::uint32_t> declarations_, decorations_;
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

  std::vector<std::uint32_t> Finish(std::size_t first_function) {
    std::vector<std::uint32_t> out(module_.header.begin(), module_.header.end());
    out[3] = ids_.bound();
    bool is_decorated = ids_.decorations().empty();
    for (std::size_t i = 0; i < first_function; ++i) {
      const Instruction& instruction = module_.instructions[i];
      if (!is_decorated && IsBehindDecorations(instruction.opcode)) {
        Append(out, ids_.decorations());
        is_decorated = true;
      }
      Append(out, instruction.words);
      if (instruction.opcode == Op::OpEntryPoint && ids_.new_interface() != 0) {
        out[out.size() - instruction.words.size()] = Code(Op::OpEntryPoint, instruction.words.size() + 1);
        out.push_back(ids_.new_interface());
      }
    }
    Append(out, ids_.declarations());
    Append(out, functions_);
    return out;
  }

 private:
  static bool IsBehindDecorations(Op opcode) {
    return (opcode >= Op::OpTypeVoid && opcode <= Op::OpTypeForwardPointer) ||
           (opcode >= Op::OpConstantTrue && opcode <= Op::OpSpecConstantOp) || opcode == Op::OpVariable ||
           opcode == Op::OpUndef;
  }

  void ComputeNever(std::uint32_t never) {
    const std::uint32_t counts = ids_.NewId(), count = ids_.NewId();
    Append(functions_, {Code(Op::OpLoad, 4), ids_.Uint3(), counts, ids_.GroupCount()});
    Append(functions_, {Code(Op::OpCompositeExtract, 5), ids_.Uint(), count, counts, 0});
    Append(functions_, {Code(Op::OpIEqual, 5), ids_.Bool(), never, count, ids_.Null(ids_.Uint())});
  }

  static void Append(std::vector<std::uint32_t>& out, std::span<const std::uint32_t> words) {
    out.insert(out.end(), words.begin(), words.end());
  }
  static void Append(std::vector<std::uint32_t>& out, std::initializer_list<std::uint32_t> words) {
    out.insert(out.end(), words);
  }

  const Module& module_;
  Vocabulary ids_;
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

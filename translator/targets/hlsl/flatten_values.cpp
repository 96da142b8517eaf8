#include "translator/targets/hlsl/flatten_values.h"

#include <map>
#include <optional>

#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

constexpr auto kPushConstant = static_cast<std::uint32_t>(spv::StorageClass::PushConstant);

struct Leaf {
  std::uint32_t type = 0, offset = 0;
  std::string name;
};

class Flattening {
 public:
  explicit Flattening(SpirvCode& code) : original_(code), index_(original_), code_(code) {
    for (const Instruction& decoration : code.annotations) {
      if (decoration.op == Op::OpMemberDecorate &&
          decoration.operands[2] == static_cast<std::uint32_t>(spv::Decoration::Offset)) {
        offsets_[{decoration.operands[0], decoration.operands[1]}] = decoration.operands[3];
      }
    }
    for (const Instruction& name : code.debug) {
      if (name.op == Op::OpMemberName) {
        names_[{name.operands[0], name.operands[1]}] = LiteralString(name.operands, 2);
      }
    }
  }

  void Run() {
    for (const Instruction& variable : code_.globals) {
      if (variable.op == Op::OpVariable && variable.operands[0] == kPushConstant) {
        variable_ = variable.result;
        block_ = index_.Pointee(variable.type);
      }
    }
    if (variable_ == 0 || HasDynamicIndex()) {
      return;
    }
    CollectLeaves(block_, 0, "");
    if (leaves_.size() != Parts(block_).size()) {
      ReplaceBlock();
      rewriter_.emplace(code_);
      rewriter_->Run([this](const Instruction& instruction) { return Rewrite(instruction); });
    }
  }

 private:
  // Types of the members of a struct or the elements of an array; none: a value.
  std::vector<std::uint32_t> Parts(std::uint32_t type) const {
    const Instruction* definition = index_.Definition(type);
    if (definition->op == Op::OpTypeArray) {
      return std::vector<std::uint32_t>(index_.Definition(definition->operands[1])->operands[0],
                                        definition->operands[0]);
    }
    return definition->op == Op::OpTypeStruct ? definition->operands : std::vector<std::uint32_t>();
  }

  std::uint32_t OffsetOf(std::uint32_t type, std::uint32_t part) const {
    if (index_.Definition(type)->op == Op::OpTypeArray) {
      return part * index_.Decoration(type, spv::Decoration::ArrayStride).value_or(0);
    }
    const auto found = offsets_.find({type, part});
    return found == offsets_.end() ? 0 : found->second;
  }

  std::string NameOf(std::uint32_t type, std::uint32_t part) const {
    const auto found = names_.find({type, part});
    return found == names_.end() ? std::to_string(part) : found->second;
  }

  void CollectLeaves(std::uint32_t type, std::uint32_t offset, const std::string& name) {
    const std::vector<std::uint32_t> parts = Parts(type);
    if (parts.empty()) {
      leaves_.push_back({type, offset, name});
    }
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      CollectLeaves(parts[i], offset + OffsetOf(type, i), (name.empty() ? "" : name + "_") + NameOf(type, i));
    }
  }

  std::uint32_t LeafCount(std::uint32_t type) const {
    const std::vector<std::uint32_t> parts = Parts(type);
    std::uint32_t count = parts.empty() ? 1 : 0;
    for (const std::uint32_t part : parts) {
      count += LeafCount(part);
    }
    return count;
  }

  // Single values cannot be chosen among at run time.
  bool HasDynamicIndex() const {
    for (const Instruction& chain : code_.functions) {
      const bool is_chain = chain.op == Op::OpAccessChain || chain.op == Op::OpInBoundsAccessChain;
      if (!is_chain || chain.operands[0] != variable_) {
        continue;
      }
      std::uint32_t type = block_;
      for (std::size_t i = 1; i < chain.operands.size() && !Parts(type).empty(); ++i) {
        const Instruction* index = index_.Definition(chain.operands[i]);
        if (index->op != Op::OpConstant || index->operands[0] >= Parts(type).size()) {
          return true;
        }
        type = Parts(type)[index->operands[0]];
      }
    }
    return false;
  }

  void ReplaceBlock() {
    std::vector<std::uint32_t> types;
    for (const Leaf& leaf : leaves_) {
      types.push_back(leaf.type);
    }
    const std::uint32_t block = code_.AddGlobal(Op::OpTypeStruct, 0, types);
    code_.Decorate(block, spv::Decoration::Block);
    for (std::uint32_t i = 0; i < leaves_.size(); ++i) {
      code_.DecorateMember(block, i, spv::Decoration::Offset, {leaves_[i].offset});
      std::vector<std::uint32_t> name = {block, i};
      for (const std::uint32_t word : StringWords(leaves_[i].name)) {
        name.push_back(word);
      }
      code_.debug.push_back({Op::OpMemberName, 0, 0, std::move(name), {}});
    }
    const std::uint32_t pointer = code_.AddGlobal(Op::OpTypePointer, 0, {kPushConstant, block});
    std::erase_if(code_.globals, [this](const Instruction& instruction) { return instruction.result == variable_; });
    code_.globals.push_back({Op::OpVariable, pointer, variable_, {kPushConstant}, {}});
  }

  bool Rewrite(const Instruction& instruction) {
    const bool is_chain = instruction.op == Op::OpAccessChain || instruction.op == Op::OpInBoundsAccessChain;
    if (is_chain && instruction.operands[0] == variable_) {
      return RewriteChain(instruction);
    }
    if (instruction.op == Op::OpLoad) {
      const auto found = composites_.find(instruction.operands[0]);
      if (found != composites_.end()) {
        std::uint32_t leaf = found->second;
        rewriter_->EmitAs(instruction.result, Op::OpCopyObject, instruction.type, {LoadValue(instruction.type, leaf)});
        return true;
      }
    }
    return false;
  }

  bool RewriteChain(const Instruction& chain) {
    std::uint32_t type = block_;
    std::uint32_t leaf = 0;
    std::size_t i = 1;
    for (; i < chain.operands.size() && !Parts(type).empty(); ++i) {
      const std::uint32_t chosen = index_.Definition(chain.operands[i])->operands[0];
      const std::vector<std::uint32_t> parts = Parts(type);
      for (std::uint32_t before = 0; before < chosen; ++before) {
        leaf += LeafCount(parts[before]);
      }
      type = parts[chosen];
    }
    if (!Parts(type).empty()) {
      composites_[chain.result] = leaf;  // loaded as a whole, value by value
      return true;
    }
    std::vector<std::uint32_t> operands = {variable_, rewriter_->IntConstant(rewriter_->IntType(32), leaf)};
    operands.insert(operands.end(), chain.operands.begin() + static_cast<std::ptrdiff_t>(i), chain.operands.end());
    rewriter_->EmitAs(chain.result, chain.op, chain.type, std::move(operands));
    return true;
  }

  std::uint32_t LoadValue(std::uint32_t type, std::uint32_t& leaf) {
    if (const std::vector<std::uint32_t> parts = Parts(type); !parts.empty()) {
      std::vector<std::uint32_t> values;
      for (const std::uint32_t part : parts) {
        values.push_back(LoadValue(part, leaf));
      }
      return rewriter_->Emit(Op::OpCompositeConstruct, type, std::move(values));
    }
    const std::uint32_t pointer = code_.Global(Op::OpTypePointer, 0, {kPushConstant, type});
    const std::uint32_t member = rewriter_->IntConstant(rewriter_->IntType(32), leaf++);
    return rewriter_->Emit(Op::OpLoad, type, {rewriter_->Emit(Op::OpAccessChain, pointer, {variable_, member})});
  }

  const SpirvCode original_;
  const SpirvIndex index_;  // of the original: the block's variable moves
  SpirvCode& code_;
  std::optional<FunctionRewriter> rewriter_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> offsets_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> names_;
  std::uint32_t variable_ = 0, block_ = 0;
  std::vector<Leaf> leaves_;                           // of the block, in order
  std::map<std::uint32_t, std::uint32_t> composites_;  // access chain to a struct or array -> its first leaf
};

}  // namespace

void FlattenValues(SpirvCode& code) {
  Flattening(code).Run();
}

}  // namespace kiln::translator::targets

#include <map>
#include <optional>

#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;
using spv::StorageClass;

constexpr std::uint32_t kStorageBuffer = static_cast<std::uint32_t>(StorageClass::StorageBuffer);

// A second variable on the binding of `variable`, an array of the same integers with the other signedness.
std::uint32_t MakeView(FunctionRewriter& rewriter, const Instruction& variable, std::uint32_t element,
                       std::uint32_t bits, bool is_signed) {
  SpirvCode& code = rewriter.code();
  const SpirvIndex& index = rewriter.index();
  const std::uint32_t array = code.AddGlobal(Op::OpTypeRuntimeArray, 0, {element});
  code.Decorate(array, spv::Decoration::ArrayStride, {bits / 8});
  const std::uint32_t block = code.AddGlobal(Op::OpTypeStruct, 0, {array});
  code.Decorate(block, spv::Decoration::Block);
  code.DecorateMember(block, 0, spv::Decoration::Offset, {0});
  const std::uint32_t pointer = code.AddGlobal(Op::OpTypePointer, 0, {kStorageBuffer, block});
  const std::uint32_t view = code.AddGlobal(Op::OpVariable, pointer, {kStorageBuffer});
  for (const spv::Decoration decoration : {spv::Decoration::DescriptorSet, spv::Decoration::Binding}) {
    code.Decorate(view, decoration, {index.Decoration(variable.result, decoration).value_or(0)});
  }
  code.Decorate(view, spv::Decoration::Aliased);
  code.Decorate(variable.result, spv::Decoration::Aliased);
  code.SetName(view, index.Name(variable.result) + (is_signed ? "_signed" : "_unsigned"));
  if (code.version >= 0x00010400) {  // from 1.4 on the interface lists every variable
    for (Instruction& entry : code.preamble) {
      if (entry.op == Op::OpEntryPoint) {
        entry.operands.push_back(view);
      }
    }
  }
  return view;
}

bool IsSignedMinMax(Op op) {
  return op == Op::OpAtomicSMin || op == Op::OpAtomicSMax;
}
bool IsUnsignedMinMax(Op op) {
  return op == Op::OpAtomicUMin || op == Op::OpAtomicUMax;
}

// Whether the minimum or maximum has another signedness than the integers in memory.
bool IsMismatched(const SpirvIndex& index, const Instruction& atomic) {
  const Instruction* type = index.Definition(atomic.type);
  return (IsSignedMinMax(atomic.op) && type->operands[1] == 0) ||
         (IsUnsignedMinMax(atomic.op) && type->operands[1] != 0);
}

// The Workgroup variable that an access goes to; null for other memory.
const Instruction* LocalVariable(const SpirvIndex& index, std::uint32_t pointer) {
  const Instruction* definition = index.Definition(pointer);
  while (definition != nullptr &&
         (definition->op == Op::OpAccessChain || definition->op == Op::OpInBoundsAccessChain)) {
    definition = index.Definition(definition->operands[0]);
  }
  const bool is_local = definition != nullptr && definition->op == Op::OpVariable &&
                        definition->operands[0] == static_cast<std::uint32_t>(StorageClass::Workgroup);
  return is_local ? definition : nullptr;
}

// Local memory has no second view, so the variable itself changes its signedness, and every access its type.
class LocalRetyping {
 public:
  explicit LocalRetyping(SpirvCode& code) : original_(code), index_(original_), code_(code) {}

  Status Run() {
    KILN_RETURN_IF_ERROR(Find());
    for (const auto& [variable, element] : elements_) {
      Retype(variable, element);
    }
    if (!elements_.empty()) {
      rewriter_.emplace(code_);
      rewriter_->Run([this](const Instruction& instruction) { return Rewrite(instruction); });
    }
    return {};
  }

 private:
  Status Find() {
    std::map<std::uint32_t, bool> wanted;  // variable -> signed
    for (const Instruction& instruction : code_.functions) {
      const bool is_signed = IsSignedMinMax(instruction.op);
      if (!is_signed && !IsUnsignedMinMax(instruction.op)) {
        continue;
      }
      const Instruction* variable = LocalVariable(index_, instruction.operands[0]);
      if (variable == nullptr) {
        continue;
      }
      if (!wanted.try_emplace(variable->result, is_signed).second && wanted[variable->result] != is_signed) {
        return Fail(ErrorCode::kUnsupported, "signed and unsigned atomic minima or maxima on one local variable");
      }
      if (IsMismatched(index_, instruction)) {
        elements_[variable->result] = instruction.type;
      }
    }
    return {};
  }

  // The element type with the other signedness.
  std::uint32_t Other(std::uint32_t type) {
    const Instruction* definition = index_.Definition(type);
    return code_.Global(Op::OpTypeInt, 0, {definition->operands[0], definition->operands[1] == 0 ? 1U : 0U});
  }

  void Retype(std::uint32_t id, std::uint32_t element) {
    constexpr auto kWorkgroup = static_cast<std::uint32_t>(StorageClass::Workgroup);
    const Instruction* variable = index_.Definition(id);
    const Instruction* pointee = index_.Definition(index_.Pointee(variable->type));
    std::uint32_t type = Other(element);
    if (pointee->op == Op::OpTypeArray) {
      type = code_.Global(Op::OpTypeArray, 0, {type, pointee->operands[1]});
    }
    // Types stand before the variables that use them: the variable goes to the end.
    const std::uint32_t pointer = code_.Global(Op::OpTypePointer, 0, {kWorkgroup, type});
    std::erase_if(code_.globals, [id](const Instruction& instruction) { return instruction.result == id; });
    code_.globals.push_back({Op::OpVariable, pointer, id, {kWorkgroup}, {}});
    pointers_[id] = code_.Global(Op::OpTypePointer, 0, {kWorkgroup, Other(element)});
  }

  bool Rewrite(const Instruction& instruction) {
    const bool is_store = instruction.op == Op::OpStore || instruction.op == Op::OpAtomicStore;
    const bool is_chain = instruction.op == Op::OpAccessChain || instruction.op == Op::OpInBoundsAccessChain;
    const bool is_load =
        instruction.op == Op::OpLoad || (instruction.op >= Op::OpAtomicLoad && instruction.op <= Op::OpAtomicXor);
    if (!is_store && !is_chain && !is_load) {
      return false;
    }
    const auto variable = locals_.find(instruction.operands[0]);
    const std::uint32_t id = variable != locals_.end() ? variable->second : instruction.operands[0];
    if (!pointers_.contains(id)) {
      return false;
    }
    Instruction changed = instruction;
    if (is_chain) {
      locals_[instruction.result] = id;
      rewriter_->EmitAs(instruction.result, instruction.op, pointers_[id], instruction.operands);
      return true;
    }
    const std::uint32_t type = Other(elements_[id]);
    // The values among the operands: after pointer (and, for atomics, scope and semantics).
    for (std::size_t i = instruction.op == Op::OpStore                   ? 1
                         : instruction.op == Op::OpLoad                  ? changed.operands.size()
                         : instruction.op == Op::OpAtomicCompareExchange ? 4
                                                                         : 3;
         i < changed.operands.size() && (instruction.op != Op::OpStore || i == 1); ++i) {
      changed.operands[i] = rewriter_->Emit(Op::OpBitcast, type, {changed.operands[i]});
    }
    if (is_store) {
      rewriter_->EmitAs(0, changed.op, 0, changed.operands);
    } else {
      const std::uint32_t value = rewriter_->Emit(changed.op, type, changed.operands);
      rewriter_->EmitAs(instruction.result, Op::OpBitcast, instruction.type, {value});
    }
    return true;
  }

  const SpirvCode original_;
  const SpirvIndex index_;  // of the original: the variables move
  SpirvCode& code_;
  std::optional<FunctionRewriter> rewriter_;
  std::map<std::uint32_t, std::uint32_t> elements_;  // variable -> its element type as it was
  std::map<std::uint32_t, std::uint32_t> pointers_;  // variable -> pointer to its new element type
  std::map<std::uint32_t, std::uint32_t> locals_;    // access chain -> variable
};

}  // namespace

// Before: p = AccessChain x %0 i (uint); r = AtomicSMin uint p v.
// After:  q = AccessChain x_signed %0 i (int); s = AtomicSMin int q (bitcast v); r = bitcast s.
Status LegalizeAtomics(SpirvCode& code, TargetLanguage language) {
  if (language == TargetLanguage::kMsl) {
    return {};  // the pointer is cast to the right atomic type there
  }
  KILN_RETURN_IF_ERROR(LocalRetyping(code).Run());
  FunctionRewriter rewriter(code);
  const SpirvIndex& index = rewriter.index();
  std::map<std::pair<std::uint32_t, bool>, std::uint32_t> views;
  Status status;
  rewriter.Run([&](const Instruction& instruction) {
    const bool is_signed = IsSignedMinMax(instruction.op);
    if ((!is_signed && !IsUnsignedMinMax(instruction.op)) || !IsMismatched(index, instruction)) {
      return false;
    }
    const Instruction* chain = index.Definition(instruction.operands[0]);
    const Instruction* variable =
        chain != nullptr && chain->operands.size() == 3 ? index.Definition(chain->operands[0]) : nullptr;
    if (variable == nullptr || variable->op != Op::OpVariable || variable->operands[0] != kStorageBuffer) {
      status = Fail(ErrorCode::kUnsupported, std::string(is_signed ? "a signed" : "an unsigned") +
                                                 " atomic minimum or maximum inside a struct of other integers");
      return false;
    }
    const std::uint32_t bits = index.Definition(instruction.type)->operands[0];
    const std::uint32_t element = rewriter.IntType(bits, is_signed);
    std::uint32_t& view = views[{variable->result, is_signed}];
    if (view == 0) {
      view = MakeView(rewriter, *variable, element, bits, is_signed);
    }
    const std::uint32_t pointer = rewriter.code().Global(Op::OpTypePointer, 0, {kStorageBuffer, element});
    Instruction atomic = instruction;
    atomic.operands[0] = rewriter.Emit(Op::OpAccessChain, pointer, {view, chain->operands[1], chain->operands[2]});
    atomic.operands[3] = rewriter.Emit(Op::OpBitcast, element, {atomic.operands[3]});
    const std::uint32_t old = rewriter.Emit(atomic.op, element, atomic.operands);
    rewriter.EmitAs(instruction.result, Op::OpBitcast, instruction.type, {old});
    return true;
  });
  return status;
}

}  // namespace kiln::translator::targets

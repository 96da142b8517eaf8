#include "translator/targets/prepare/rewrite_functions.h"

#include <algorithm>

namespace kiln::translator::targets {

using spv::Op;

namespace {

bool IsMerge(const Instruction& instruction) {
  return instruction.op == Op::OpSelectionMerge || instruction.op == Op::OpLoopMerge;
}

}  // namespace

void FunctionRewriter::Run(const std::function<bool(const Instruction&)>& rewrite) {
  out_.reserve(code_.functions.size());
  for (Instruction& instruction : code_.functions) {
    for (std::size_t i = 0; i < instruction.id_operands.size() && !substitutions_.empty(); ++i) {
      if (instruction.id_operands[i] != 0) {
        if (const auto found = substitutions_.find(instruction.operands[i]); found != substitutions_.end()) {
          instruction.operands[i] = found->second;
        }
      }
    }
    place_ = instruction.place;
    const std::size_t before = out_.size();
    if (!rewrite(instruction)) {
      out_.push_back(instruction);
    }
    // A merge instruction stands right before its branch: what a rewrite of the branch emitted goes before both.
    if (before != 0 && out_.size() > before + 1 && IsMerge(out_[before - 1])) {
      std::rotate(out_.begin() + static_cast<std::ptrdiff_t>(before) - 1,
                  out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end() - 1);
    }
  }
  code_.functions = std::move(out_);
}

std::uint32_t FunctionRewriter::Emit(Op op, std::uint32_t type, std::vector<std::uint32_t> operands) {
  const std::uint32_t id = code_.NewId();
  EmitAs(id, op, type, std::move(operands));
  return id;
}

void FunctionRewriter::EmitAs(std::uint32_t result, Op op, std::uint32_t type, std::vector<std::uint32_t> operands) {
  out_.push_back({op, type, result, std::move(operands), {}, place_});
}

std::uint32_t FunctionRewriter::IntConstant(std::uint32_t type, std::uint64_t value) {
  const std::uint32_t scalar = index_.ScalarType(type);
  std::vector<std::uint32_t> words = {static_cast<std::uint32_t>(value)};
  if (index_.ScalarWidth(scalar) == 64) {
    words.push_back(static_cast<std::uint32_t>(value >> 32));
  }
  const std::uint32_t constant = code_.Global(Op::OpConstant, scalar, std::move(words));
  const std::uint32_t components = index_.Components(type);
  return components == 1
             ? constant
             : code_.Global(Op::OpConstantComposite, type, std::vector<std::uint32_t>(components, constant));
}

std::uint32_t FunctionRewriter::IntType(std::uint32_t bits, bool is_signed) {
  if (bits == 64) {
    code_.RequireCapability(spv::Capability::Int64);
  }
  return code_.Global(Op::OpTypeInt, 0, {bits, is_signed ? 1U : 0U});
}

std::uint32_t FunctionRewriter::VectorOf(std::uint32_t scalar, std::uint32_t components) {
  return components == 1 ? scalar : code_.Global(Op::OpTypeVector, 0, {scalar, components});
}

std::uint32_t FunctionRewriter::BoolLike(std::uint32_t type) {
  return VectorOf(code_.Global(Op::OpTypeBool, 0, {}), index_.Components(type));
}

}  // namespace kiln::translator::targets

#include <map>

#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;
using spv::StorageClass;

constexpr std::uint32_t kStorageBuffer = static_cast<std::uint32_t>(StorageClass::StorageBuffer);

// A second variable on the binding of `variable`, an array of the same integers with the other signedness.
std::uint32_t MakeView(FunctionRewriter& rewriter, const Instruction& variable, std::uint32_t element, bool is_signed) {
  SpirvCode& code = rewriter.code();
  const SpirvIndex& index = rewriter.index();
  const std::uint32_t array = code.AddGlobal(Op::OpTypeRuntimeArray, 0, {element});
  code.Decorate(array, spv::Decoration::ArrayStride, {index.ScalarWidth(index.ScalarType(element)) / 8});
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

}  // namespace

// Before: p = AccessChain x %0 i (uint); r = AtomicSMin uint p v.
// After:  q = AccessChain x_signed %0 i (int); s = AtomicSMin int q (bitcast v); r = bitcast s.
Status LegalizeAtomics(SpirvCode& code, TargetLanguage language) {
  if (language == TargetLanguage::kMsl) {
    return {};  // the pointer is cast to the right atomic type there
  }
  FunctionRewriter rewriter(code);
  const SpirvIndex& index = rewriter.index();
  std::map<std::pair<std::uint32_t, bool>, std::uint32_t> views;
  Status status;
  rewriter.Run([&](const Instruction& instruction) {
    const bool is_signed = instruction.op == Op::OpAtomicSMin || instruction.op == Op::OpAtomicSMax;
    const bool is_unsigned = instruction.op == Op::OpAtomicUMin || instruction.op == Op::OpAtomicUMax;
    const Instruction* type = index.Definition(instruction.type);
    if ((!is_signed && !is_unsigned) || (type->operands[1] != 0) == is_signed) {
      return false;
    }
    const Instruction* chain = index.Definition(instruction.operands[0]);
    const Instruction* variable =
        chain != nullptr && chain->operands.size() == 3 ? index.Definition(chain->operands[0]) : nullptr;
    if (variable == nullptr || variable->op != Op::OpVariable || variable->operands[0] != kStorageBuffer) {
      status = Fail(ErrorCode::kUnsupported,
                    std::string(is_signed ? "a signed atomic minimum or maximum on unsigned local memory"
                                          : "an unsigned atomic minimum or maximum on signed local memory"));
      return false;
    }
    const std::uint32_t element = rewriter.IntType(type->operands[0], is_signed);
    std::uint32_t& view = views[{variable->result, is_signed}];
    if (view == 0) {
      view = MakeView(rewriter, *variable, element, is_signed);
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

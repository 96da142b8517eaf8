#include "translator/targets/prepare/byte_memory.h"

#include <algorithm>

namespace kiln::translator::targets {
namespace {

using spv::Op;
using spv::StorageClass;

bool IsBlockStorage(std::uint32_t storage) {
  return storage == static_cast<std::uint32_t>(StorageClass::StorageBuffer) ||
         storage == static_cast<std::uint32_t>(StorageClass::Uniform) ||
         storage == static_cast<std::uint32_t>(StorageClass::PushConstant);
}

// Memory of `components` bytes: a vector of three takes four.
std::uint32_t StrideOf(std::uint32_t components) {
  return components == 3 ? 4 : components;
}

std::uint32_t MemberOffset(const SpirvCode& code, std::uint32_t block, std::uint32_t member) {
  for (const Instruction& decoration : code.annotations) {
    if (decoration.op == Op::OpMemberDecorate && decoration.operands[0] == block && decoration.operands[1] == member &&
        decoration.operands[2] == static_cast<std::uint32_t>(spv::Decoration::Offset)) {
      return decoration.operands[3];
    }
  }
  return 0;
}

}  // namespace

std::uint32_t SplatConstant(FunctionRewriter& rewriter, std::uint32_t type, std::uint32_t value) {
  const std::uint32_t uint = rewriter.IntType(32);
  const std::uint32_t scalar = rewriter.code().Global(Op::OpConstant, uint, {value});
  for (std::uint32_t components = 2; components <= 4; ++components) {
    if (rewriter.VectorOf(uint, components) == type) {
      return rewriter.code().Global(Op::OpConstantComposite, type, std::vector<std::uint32_t>(components, scalar));
    }
  }
  return scalar;
}

bool ByteMemory::HoldsBytes(std::uint32_t type) const {
  if (types_.Contains(type)) {
    return true;
  }
  const Instruction* definition = types_.index().Definition(type);
  if (definition->op == Op::OpTypeArray || definition->op == Op::OpTypeRuntimeArray) {
    return HoldsBytes(definition->operands[0]);
  }
  return definition->op == Op::OpTypeStruct && std::any_of(definition->operands.begin(), definition->operands.end(),
                                                           [this](std::uint32_t member) { return HoldsBytes(member); });
}

// A byte member becomes the word that it starts: nothing else may lie in that word.
Status ByteMemory::CheckMember(const SpirvCode& code, const Instruction& block, std::uint32_t member) const {
  if (!types_.Contains(block.operands[member])) {
    return HoldsBytes(block.operands[member])
               ? Fail(ErrorCode::kUnsupported, "8-bit members of a struct: the target has no 8-bit type")
               : Status();
  }
  const std::uint32_t offset = MemberOffset(code, block.result, member);
  bool alone = offset % 4 == 0;
  for (std::uint32_t other = 0; other < block.operands.size(); ++other) {
    const std::uint32_t at = MemberOffset(code, block.result, other);
    alone = alone && (other == member || at < offset || at >= offset + 4);
  }
  return alone ? Status()
               : Fail(ErrorCode::kUnsupported,
                      "8-bit arguments by value that share a word: the target has no 8-bit type");
}

Status ByteMemory::FindBuffers(const SpirvCode& code) {
  const SpirvIndex& index = types_.index();
  for (const Instruction& variable : code.globals) {
    if (variable.op != Op::OpVariable || !IsBlockStorage(variable.operands[0])) {
      continue;
    }
    const std::uint32_t type = index.Pointee(variable.type);
    if (!HoldsBytes(type)) {
      continue;
    }
    const Instruction* block = index.Definition(type);
    const Instruction* array = index.Definition(block->operands[0]);
    if (array->op == Op::OpTypeRuntimeArray && types_.Contains(array->operands[0])) {
      arrays_[array->result] = array->operands[0];
      buffers_[variable.result] = array->operands[0];
      continue;
    }
    for (std::uint32_t member = 0; member < block->operands.size(); ++member) {
      KILN_RETURN_IF_ERROR(CheckMember(code, *block, member));
    }
    blocks_.insert(variable.result);
  }
  return {};
}

Status ByteMemory::ReshapeGlobals(SpirvCode& code) {
  KILN_RETURN_IF_ERROR(FindBuffers(code));
  // uint and its vectors go first: the types below refer to them.
  const std::uint32_t uint = code.Global(Op::OpTypeInt, 0, {32, 0});
  std::map<std::uint32_t, std::uint32_t> vectors = {{1, uint}};
  for (std::uint32_t components = 2; components <= 4; ++components) {
    vectors[components] = code.Global(Op::OpTypeVector, 0, {uint, components});
  }
  std::deque<Instruction> globals;
  for (const auto& [components, type] : vectors) {
    globals.push_back(components == 1 ? Instruction{Op::OpTypeInt, 0, type, {32, 0}, {0, 0}}
                                      : Instruction{Op::OpTypeVector, 0, type, {uint, components}, {1, 0}});
  }
  const auto wide = [&](std::uint32_t id) { return types_.Contains(id) ? vectors[types_.index().Components(id)] : id; };
  for (Instruction instruction : code.globals) {
    const bool is_first = std::any_of(vectors.begin(), vectors.end(),
                                      [&](const auto& vector) { return vector.second == instruction.result; });
    if (is_first || types_.Contains(instruction.result)) {
      continue;
    }
    if (types_.Contains(instruction.type) &&
        (instruction.op == Op::OpConstant || instruction.op == Op::OpSpecConstant)) {
      instruction.operands[0] &= 0xff;
    }
    instruction.type = wide(instruction.type);
    for (std::size_t i = 0; i < instruction.id_operands.size(); ++i) {
      if (instruction.id_operands[i] != 0) {
        instruction.operands[i] = wide(instruction.operands[i]);
      }
    }
    if (arrays_.contains(instruction.result)) {
      instruction.operands[0] = uint;
    }
    globals.push_back(std::move(instruction));
  }
  // Byte members of a block have become one word each, whatever their count was.
  for (Instruction& block : globals) {
    const Instruction* before = types_.index().Definition(block.result);
    if (block.op == Op::OpTypeStruct && types_.index().Decoration(block.result, spv::Decoration::Block)) {
      for (std::size_t i = 0; i < block.operands.size(); ++i) {
        block.operands[i] = types_.Contains(before->operands[i]) ? uint : block.operands[i];
      }
    }
  }
  code.globals = std::move(globals);
  for (Instruction& decoration : code.annotations) {
    if (decoration.op == Op::OpDecorate && arrays_.contains(decoration.operands[0]) &&
        decoration.operands[1] == static_cast<std::uint32_t>(spv::Decoration::ArrayStride)) {
      decoration.operands[2] = 4;
    }
  }
  return {};
}

bool ByteMemory::Rewrite(FunctionRewriter& rewriter, const Instruction& instruction) {
  if (instruction.op == Op::OpAccessChain || instruction.op == Op::OpInBoundsAccessChain) {
    return RewriteChain(rewriter, instruction);
  }
  if (instruction.op != Op::OpLoad && instruction.op != Op::OpStore) {
    return false;
  }
  const auto place = places_.find(instruction.operands[0]);
  if (place == places_.end()) {
    return false;
  }
  if (instruction.op == Op::OpLoad) {
    Load(rewriter, instruction, place->second);
  } else {
    Store(rewriter, instruction, place->second);
  }
  return true;
}

bool ByteMemory::RewriteChain(FunctionRewriter& rewriter, const Instruction& chain) {
  const std::uint32_t base = chain.operands[0];
  const std::uint32_t pointee = types_.index().Pointee(chain.type);
  if (!types_.Contains(pointee)) {
    return false;
  }
  const std::uint32_t uint = rewriter.IntType(32);
  Place place;
  place.components = types_.index().Components(pointee);
  if (const auto buffer = buffers_.find(base); buffer != buffers_.end()) {
    const std::uint32_t stride = StrideOf(types_.index().Components(buffer->second));
    place.variable = base;
    place.offset = chain.operands[2];
    if (stride != 1) {
      place.offset = rewriter.Emit(Op::OpIMul, uint, {place.offset, SplatConstant(rewriter, uint, stride)});
    }
    if (chain.operands.size() > 3) {
      place.offset = rewriter.Emit(Op::OpIAdd, uint, {place.offset, chain.operands[3]});
    }
  } else if (blocks_.contains(base)) {
    const Instruction* variable = types_.index().Definition(base);
    const std::uint32_t pointer = rewriter.code().Global(Op::OpTypePointer, 0, {variable->operands[0], uint});
    place.word = rewriter.Emit(Op::OpAccessChain, pointer, {base, chain.operands[1]});
    if (chain.operands.size() > 2) {  // a component of a vector
      place.offset = chain.operands[2];
    }
  } else {
    return false;
  }
  places_[chain.result] = place;
  return true;
}

std::uint32_t ByteMemory::WordPointer(FunctionRewriter& rewriter, const Place& place) {
  if (place.word != 0) {
    return place.word;
  }
  const std::uint32_t uint = rewriter.IntType(32);
  const std::uint32_t pointer =
      rewriter.code().Global(Op::OpTypePointer, 0, {static_cast<std::uint32_t>(StorageClass::StorageBuffer), uint});
  const std::uint32_t word =
      rewriter.Emit(Op::OpShiftRightLogical, uint, {place.offset, SplatConstant(rewriter, uint, 2)});
  return rewriter.Emit(Op::OpAccessChain, pointer, {place.variable, SplatConstant(rewriter, uint, 0), word});
}

std::uint32_t ByteMemory::Shift(FunctionRewriter& rewriter, const Place& place) {
  if (place.components > 2 || place.offset == 0) {
    return 0;
  }
  const std::uint32_t uint = rewriter.IntType(32);
  const std::uint32_t byte = rewriter.Emit(Op::OpBitwiseAnd, uint, {place.offset, SplatConstant(rewriter, uint, 3)});
  return rewriter.Emit(Op::OpShiftLeftLogical, uint, {byte, SplatConstant(rewriter, uint, 3)});
}

void ByteMemory::Load(FunctionRewriter& rewriter, const Instruction& load, const Place& place) {
  const std::uint32_t uint = rewriter.IntType(32);
  std::uint32_t word = rewriter.Emit(Op::OpLoad, uint, {WordPointer(rewriter, place)});
  if (const std::uint32_t shift = Shift(rewriter, place); shift != 0) {
    word = rewriter.Emit(Op::OpShiftRightLogical, uint, {word, shift});
  }
  const std::uint32_t mask = SplatConstant(rewriter, uint, 0xff);
  if (place.components == 1) {
    rewriter.EmitAs(load.result, Op::OpBitwiseAnd, uint, {word, mask});
    return;
  }
  std::vector<std::uint32_t> parts;
  for (std::uint32_t k = 0; k < place.components; ++k) {
    const std::uint32_t shifted =
        k == 0 ? word : rewriter.Emit(Op::OpShiftRightLogical, uint, {word, SplatConstant(rewriter, uint, 8 * k)});
    parts.push_back(rewriter.Emit(Op::OpBitwiseAnd, uint, {shifted, mask}));
  }
  rewriter.EmitAs(load.result, Op::OpCompositeConstruct, rewriter.VectorOf(uint, place.components), std::move(parts));
}

void ByteMemory::Store(FunctionRewriter& rewriter, const Instruction& store, const Place& place) {
  const std::uint32_t uint = rewriter.IntType(32);
  std::uint32_t value = store.operands[1];
  for (std::uint32_t k = 0; k < place.components && place.components > 1; ++k) {
    std::uint32_t part = rewriter.Emit(Op::OpCompositeExtract, uint, {store.operands[1], k});
    if (k != 0) {
      part = rewriter.Emit(Op::OpShiftLeftLogical, uint, {part, SplatConstant(rewriter, uint, 8 * k)});
      part = rewriter.Emit(Op::OpBitwiseOr, uint, {value, part});
    }
    value = part;
  }
  const std::uint32_t pointer = WordPointer(rewriter, place);
  if (place.components == 4) {
    rewriter.EmitAs(0, Op::OpStore, 0, {pointer, value});
    return;
  }
  std::uint32_t mask = SplatConstant(rewriter, uint, (1U << 8 * place.components) - 1);
  if (const std::uint32_t shift = Shift(rewriter, place); shift != 0) {
    value = rewriter.Emit(Op::OpShiftLeftLogical, uint, {value, shift});
    mask = rewriter.Emit(Op::OpShiftLeftLogical, uint, {mask, shift});
  }
  const std::uint32_t others = rewriter.Emit(Op::OpNot, uint, {mask});
  const std::uint32_t device = SplatConstant(rewriter, uint, static_cast<std::uint32_t>(spv::Scope::Device));
  const std::uint32_t relaxed = SplatConstant(rewriter, uint, 0);
  rewriter.Emit(Op::OpAtomicAnd, uint, {pointer, device, relaxed, others});
  rewriter.Emit(Op::OpAtomicOr, uint, {pointer, device, relaxed, value});
}

}  // namespace kiln::translator::targets

// Building vectors and taking them apart.
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

unsigned CountOf(const llvm::Value& value) {
  return llvm::cast<llvm::FixedVectorType>(value.getType())->getNumElements();
}

const llvm::ConstantInt* ConstantIndex(const llvm::InsertElementInst& insert) {
  return llvm::dyn_cast<llvm::ConstantInt>(insert.getOperand(2));
}

// Elements of a chain of insertelements that sets them all; empty where some come from a base vector.
std::vector<llvm::Value*> CompleteChain(const llvm::InsertElementInst& last) {
  std::vector<llvm::Value*> elements(CountOf(last), nullptr);
  std::size_t known = 0;
  const llvm::Value* at = &last;
  while (const auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(at)) {
    const llvm::ConstantInt* index = ConstantIndex(*insert);
    if (!index || index->getZExtValue() >= elements.size()) return {};
    llvm::Value*& element = elements[index->getZExtValue()];
    if (!element) {
      element = insert->getOperand(1);
      ++known;
    }
    at = insert->getOperand(0);
  }
  if (known == elements.size()) return elements;
  const auto* base = llvm::dyn_cast<llvm::Constant>(at);
  if (!base) return {};
  for (unsigned i = 0; i < elements.size(); ++i) {
    if (!elements[i]) elements[i] = base->getAggregateElement(i);
    if (!elements[i]) return {};
  }
  return elements;
}

Id EmitInsert(FunctionEmitter& emitter, const llvm::InsertElementInst& insert) {
  const Id type = emitter.TypeOf(insert);
  const std::vector<llvm::Value*> elements = CompleteChain(insert);
  const bool is_signed = emitter.IsSigned(insert);
  if (!elements.empty()) {
    std::vector<Id> parts;
    for (llvm::Value* element : elements) parts.push_back(emitter.UseAs(element, is_signed));
    return emitter.Emit(spv::Op::OpCompositeConstruct, type, Of(parts));
  }
  const Id vector = emitter.UseAs(insert.getOperand(0), is_signed), element = emitter.UseAs(insert.getOperand(1), is_signed);
  if (const llvm::ConstantInt* index = ConstantIndex(insert)) {
    return emitter.Emit(spv::Op::OpCompositeInsert, type,
                        Of(element, vector, static_cast<std::uint32_t>(index->getZExtValue())));
  }
  return emitter.Emit(spv::Op::OpVectorInsertDynamic, type, Of(vector, element, emitter.Use(insert.getOperand(2))));
}

Id EmitShuffle(FunctionEmitter& emitter, const llvm::ShuffleVectorInst& shuffle) {
  const Id type = emitter.TypeOf(shuffle);
  // A splat of a scalar: shuffle (insertelement poison, x, 0), zeros.
  const auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(shuffle.getOperand(0));
  const bool is_splat = llvm::all_of(shuffle.getShuffleMask(), [](int index) { return index <= 0; });
  if (insert && is_splat && ConstantIndex(*insert) && ConstantIndex(*insert)->isZero()) {
    const std::vector<Id> parts(CountOf(shuffle), emitter.UseAs(insert->getOperand(1), emitter.IsSigned(shuffle)));
    return emitter.Emit(spv::Op::OpCompositeConstruct, type, Of(parts));
  }
  const bool is_signed = emitter.IsSigned(shuffle);
  const Id left = emitter.UseAs(shuffle.getOperand(0), is_signed);
  const bool is_unary = llvm::isa<llvm::UndefValue>(shuffle.getOperand(1));
  spirv::Operands operands = Of(left, is_unary ? left : emitter.UseAs(shuffle.getOperand(1), is_signed));
  for (int index : shuffle.getShuffleMask()) operands.Add(static_cast<std::uint32_t>(index < 0 ? 0 : index));
  return emitter.Emit(spv::Op::OpVectorShuffle, type, operands);
}

}  // namespace

bool IsFoldedIntoUser(const llvm::Instruction& instruction) {
  const auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(&instruction);
  if (!insert || !insert->hasOneUse()) return false;
  const auto* user = llvm::dyn_cast<llvm::Instruction>(*insert->user_begin());
  if (!user || user->getParent() != insert->getParent()) return false;
  if (const auto* next = llvm::dyn_cast<llvm::InsertElementInst>(user)) {
    return next->getOperand(0) == insert && (IsFoldedIntoUser(*next) || !CompleteChain(*next).empty());
  }
  const auto* shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(user);
  return shuffle && shuffle->getOperand(0) == insert && ConstantIndex(*insert) && ConstantIndex(*insert)->isZero() &&
         llvm::all_of(shuffle->getShuffleMask(), [](int index) { return index <= 0; });
}

Id EmitVector(FunctionEmitter& emitter, const llvm::Instruction& instruction) {
  if (auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(&instruction)) return EmitInsert(emitter, *insert);
  if (auto* shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(&instruction)) return EmitShuffle(emitter, *shuffle);
  const auto& extract = llvm::cast<llvm::ExtractElementInst>(instruction);
  const Id type = emitter.TypeOf(extract), vector = emitter.UseAs(extract.getVectorOperand(), emitter.IsSigned(extract));
  if (auto* index = llvm::dyn_cast<llvm::ConstantInt>(extract.getIndexOperand())) {
    return emitter.Emit(spv::Op::OpCompositeExtract, type, Of(vector, static_cast<std::uint32_t>(index->getZExtValue())));
  }
  return emitter.Emit(spv::Op::OpVectorExtractDynamic, type, Of(vector, emitter.Use(extract.getIndexOperand())));
}

}  // namespace kiln::translator

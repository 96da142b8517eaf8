#include "translator/passes/types/value_replacer.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "translator/ir/native_types.h"

namespace kiln::translator {

using llvm::Value;

ValueReplacer::ValueReplacer(PassContext& context, KernelIr& kernel, llvm::Type* part_element, unsigned part_count)
    : context_(context),
      kernel_(kernel),
      b_(kernel.function->getContext()),
      word_(b_.getInt32Ty()),
      part_element_(part_element),
      part_count_(part_count) {}

void ValueReplacer::Run() {
  LoadArguments();
  // A declared type that the target lacks would name it although nothing reads it as that.
  for (MemoryObject& object : kernel_.objects) {
    if (object.declared && !IsNative(context_.profile, *object.declared)) object.declared = nullptr;
  }
  llvm::ReversePostOrderTraversal<llvm::Function*> order(kernel_.function);
  for (llvm::BasicBlock* block : order) {
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(*block)) {
      if (Touches(instruction)) Visit(instruction);
    }
  }
  for (auto& [phi, parts] : phis_) FillPhi(*phi, parts);
  for (llvm::Instruction* instruction : dead_) {
    instruction->replaceAllUsesWith(llvm::PoisonValue::get(instruction->getType()));
  }
  for (llvm::Instruction* instruction : dead_) instruction->eraseFromParent();
}

unsigned AddValueObject(KernelIr& kernel, const llvm::Argument& argument) {
  const llvm::DataLayout& layout = kernel.function->getParent()->getDataLayout();
  MemoryObject object;
  object.storage = Storage::kValue;
  object.argument = static_cast<int>(argument.getArgNo());
  object.name = kernel.signature->arguments[argument.getArgNo()].name;
  object.size = layout.getTypeAllocSize(argument.getType());
  object.alignment = layout.getABITypeAlign(argument.getType()).value();
  object.declared = FromIr(layout, argument.getType());
  kernel.objects.push_back(std::move(object));
  return static_cast<unsigned>(kernel.objects.size() - 1);
}

void ValueReplacer::LoadArguments() {
  llvm::BasicBlock& entry = kernel_.function->getEntryBlock();
  llvm::IRBuilder<> builder(&entry, entry.getFirstInsertionPt());
  for (llvm::Argument& argument : kernel_.function->args()) {
    if (!IsReplaced(argument.getType()) || argument.use_empty()) continue;
    MemoryOp op;
    op.type = argument.getType();
    op.object = AddValueObject(kernel_, argument);
    op.alignment = static_cast<std::uint32_t>(kernel_.objects[op.object].alignment);
    llvm::CallInst* load = Create(builder, op);
    load->setName(argument.getName());
    argument.replaceAllUsesWith(load);
  }
}

llvm::Type* ValueReplacer::Like(const llvm::Type* shape, llvm::Type* element) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(shape);
  return vector ? llvm::FixedVectorType::get(element, vector->getNumElements()) : element;
}

unsigned ValueReplacer::Lanes(const llvm::Type* type) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  return vector ? vector->getNumElements() : 1;
}

Value* ValueReplacer::Lane(Value* value, unsigned index) {
  return value->getType()->isVectorTy() ? b_.CreateExtractElement(value, index) : value;
}

Value* ValueReplacer::Gather(llvm::ArrayRef<Value*> lanes) {
  if (lanes.size() == 1) return lanes[0];
  Value* result = llvm::PoisonValue::get(llvm::FixedVectorType::get(lanes[0]->getType(), static_cast<unsigned>(lanes.size())));
  for (unsigned i = 0; i < lanes.size(); ++i) result = b_.CreateInsertElement(result, lanes[i], i);
  return result;
}

ValueReplacer::Parts ValueReplacer::OfConstant(llvm::Constant& constant) {
  std::vector<llvm::SmallVector<llvm::Constant*, 4>> lanes(part_count_);
  for (unsigned i = 0; i < Lanes(constant.getType()); ++i) {
    llvm::Constant* lane = constant.getType()->isVectorTy() ? constant.getAggregateElement(i) : &constant;
    // Any value will do for an undefined one, but one that the parts can stand for.
    if (llvm::isa<llvm::UndefValue>(lane)) lane = llvm::Constant::getNullValue(lane->getType());
    const llvm::SmallVector<llvm::Constant*, 2> parts = PartsOf(*lane);
    for (unsigned part = 0; part < part_count_; ++part) lanes[part].push_back(parts[part]);
  }
  Parts result;
  for (unsigned part = 0; part < part_count_; ++part) {
    result.push_back(constant.getType()->isVectorTy() ? llvm::ConstantVector::get(lanes[part]) : lanes[part][0]);
  }
  return result;
}

ValueReplacer::Parts ValueReplacer::Get(Value* value) {
  if (auto* constant = llvm::dyn_cast<llvm::Constant>(value)) return OfConstant(*constant);
  if (auto found = parts_.find(value); found != parts_.end()) return found->second;
  // Defined in a block that cannot be reached.
  return Parts(part_count_, llvm::Constant::getNullValue(Like(value->getType(), part_element_)));
}

void ValueReplacer::Replace(llvm::Instruction& instruction, Parts parts) {
  if (IsReplaced(instruction.getType())) {
    for (Value* part : parts) {
      if (instruction.hasName() && !part->hasName() && llvm::isa<llvm::Instruction>(part)) part->setName(instruction.getName());
    }
    parts_[&instruction] = std::move(parts);
  } else if (!parts.empty()) {
    if (instruction.hasName() && !parts[0]->hasName() && llvm::isa<llvm::Instruction>(parts[0])) {
      parts[0]->takeName(&instruction);
    }
    instruction.replaceAllUsesWith(parts[0]);
  }
  dead_.push_back(&instruction);
}

bool ValueReplacer::Touches(const llvm::Instruction& instruction) const {
  if (IsReplaced(instruction.getType())) return true;
  // Of a memory operation only the values count: object, offset and flags are constants of the compiler's own.
  if (auto op = AsMemoryOp(instruction)) return IsReplaced(op->type);
  return llvm::any_of(instruction.operands(), [&](const llvm::Use& use) { return IsReplaced(use->getType()); });
}

void ValueReplacer::Visit(llvm::Instruction& instruction) {
  b_.SetInsertPoint(&instruction);
  b_.SetCurrentDebugLocation(instruction.getDebugLoc());
  NarrowIndex(instruction);
  if (!Touches(instruction)) return;
  if (RewriteMove(instruction) || Rewrite(instruction)) return;
  context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, instruction,
                             context_.profile.name + " has no " + What() + ", and '" + instruction.getOpcodeName() +
                                 "' cannot be replaced; use narrower types here");
  if (IsReplaced(instruction.getType())) {
    Replace(instruction, Parts(part_count_, llvm::Constant::getNullValue(Like(instruction.getType(), part_element_))));
  } else {
    dead_.push_back(&instruction);
  }
}

// The number of a lane may have a type that is replaced where the lanes' own is not.
void ValueReplacer::NarrowIndex(llvm::Instruction& instruction) {
  if (!llvm::isa<llvm::ExtractElementInst, llvm::InsertElementInst>(instruction)) return;
  llvm::Use& index = instruction.getOperandUse(instruction.getNumOperands() - 1);
  if (!IsReplaced(index->getType())) return;
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(index.get());
  index.set(constant ? b_.getInt32(static_cast<std::uint32_t>(constant->getZExtValue())) : First(index));
}

// What moves lanes or whole values about moves their parts.
bool ValueReplacer::RewriteMove(llvm::Instruction& instruction) {
  if (auto* phi = llvm::dyn_cast<llvm::PHINode>(&instruction)) {
    Parts parts;
    for (unsigned i = 0; i < part_count_; ++i) {
      parts.push_back(b_.CreatePHI(Like(phi->getType(), part_element_), phi->getNumIncomingValues()));
    }
    phis_.emplace_back(phi, parts);
    Replace(instruction, std::move(parts));
    return true;
  }
  const bool is_move = llvm::isa<llvm::SelectInst, llvm::FreezeInst, llvm::InsertElementInst, llvm::ShuffleVectorInst>(instruction);
  if (auto* extract = llvm::dyn_cast<llvm::ExtractElementInst>(&instruction)) {
    Parts parts;
    for (Value* part : Get(extract->getVectorOperand())) parts.push_back(b_.CreateExtractElement(part, extract->getIndexOperand()));
    Replace(instruction, std::move(parts));
    return true;
  }
  if (!is_move || !IsReplaced(instruction.getType())) return false;
  Parts parts;
  for (unsigned i = 0; i < part_count_; ++i) {
    if (auto* select = llvm::dyn_cast<llvm::SelectInst>(&instruction)) {
      parts.push_back(b_.CreateSelect(select->getCondition(), Get(select->getTrueValue())[i], Get(select->getFalseValue())[i]));
    } else if (auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(&instruction)) {
      parts.push_back(b_.CreateInsertElement(Get(insert->getOperand(0))[i], Get(insert->getOperand(1))[i], insert->getOperand(2)));
    } else if (auto* shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(&instruction)) {
      // Lanes that nobody chose must not make the words poison that they share with others. The second operand is zeros
      // where it is undefined.
      llvm::SmallVector<int, 4> mask(shuffle->getShuffleMask());
      for (int& lane : mask) lane = lane < 0 ? static_cast<int>(Lanes(shuffle->getOperand(0)->getType())) : lane;
      parts.push_back(b_.CreateShuffleVector(Get(shuffle->getOperand(0))[i], Get(shuffle->getOperand(1))[i], mask));
    } else {
      parts.push_back(b_.CreateFreeze(Get(instruction.getOperand(0))[i]));
    }
  }
  Replace(instruction, std::move(parts));
  return true;
}

void ValueReplacer::FillPhi(llvm::PHINode& phi, llvm::ArrayRef<Value*> parts) {
  for (unsigned k = 0; k < phi.getNumIncomingValues(); ++k) {
    const Parts incoming = Get(phi.getIncomingValue(k));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      llvm::cast<llvm::PHINode>(parts[i])->addIncoming(incoming[i], phi.getIncomingBlock(k));
    }
  }
}

}  // namespace kiln::translator

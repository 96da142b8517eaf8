#include "translator/testing/evaluate.h"

#include <cstring>

#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/passes/cleanup/name_values.h"

namespace kiln::translator::testing {

namespace {

std::string Print(const llvm::Value& value) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  value.print(stream);
  return text;
}

llvm::APInt Bits(const llvm::Constant& constant, unsigned width) {
  if (auto* integer = llvm::dyn_cast<llvm::ConstantInt>(&constant)) return integer->getValue();
  if (auto* number = llvm::dyn_cast<llvm::ConstantFP>(&constant)) return number->getValueAPF().bitcastToAPInt();
  return llvm::APInt(width, 0);  // undef, poison and zeros
}

std::int64_t Number(const llvm::Constant* constant) {
  return llvm::cast<llvm::ConstantInt>(constant)->getSExtValue();
}

// The name under which an alloca or a global is an object, as the kernel's objects will have it.
std::string RootName(const llvm::Value& root, const KernelIr& kernel) {
  if (auto* argument = llvm::dyn_cast<llvm::Argument>(&root)) return kernel.signature->arguments[argument->getArgNo()].name;
  llvm::StringRef name = root.getName();
  if (llvm::isa<llvm::GlobalVariable>(root)) return name.rsplit('.').second.empty() ? name.str() : name.rsplit('.').second.str();
  const std::string source = SourceName(name);
  return source.empty() ? name.split('.').first.str() : source;
}

// Variables may share a name; arguments do not.
std::string KeyOf(const MemoryObject& object, unsigned number) {
  return object.argument >= 0 ? object.name : object.name + "#" + std::to_string(number);
}

}  // namespace

Evaluator::Evaluator(const KernelIr& kernel) : kernel_(kernel), layout_(kernel.function->getParent()->getDataLayout()) {}

bool Evaluator::Fail(const std::string& problem) {
  if (problem_.empty()) problem_ = problem;
  return false;
}

bool Evaluator::Run() {
  llvm::BasicBlock* block = &kernel_.function->getEntryBlock();
  while (true) {
    if (!ExecuteBlock(*block)) return problem_.empty();
    llvm::Instruction* terminator = block->getTerminator();
    llvm::BasicBlock* next = nullptr;
    if (auto* branch = llvm::dyn_cast<llvm::BranchInst>(terminator)) {
      const bool is_first = branch->isUnconditional() || Value(branch->getCondition())->isOneValue();
      next = branch->getSuccessor(is_first ? 0 : 1);
    } else if (auto* select = llvm::dyn_cast<llvm::SwitchInst>(terminator)) {
      auto* value = llvm::dyn_cast<llvm::ConstantInt>(Value(select->getCondition()));
      if (!value) return Fail("undefined switch");
      next = select->findCaseValue(value)->getCaseSuccessor();
    } else {
      auto* exit = llvm::dyn_cast<llvm::ReturnInst>(terminator);
      if (exit && exit->getReturnValue()) returned_ = Value(exit->getReturnValue());
      return problem_.empty();
    }
    llvm::SmallVector<llvm::PHINode*, 4> phis;
    for (llvm::PHINode& phi : next->phis()) phis.push_back(&phi);
    TakeEdge(*block, phis);
    block = next;
  }
}

bool Evaluator::Run(const StructuredTree& tree) {
  flags_.assign(static_cast<std::size_t>(tree.flag_count), false);
  const Flow flow = RunSequence(tree.root);
  if (flow.kind == Flow::Kind::kBreak || flow.kind == Flow::Kind::kContinue) {
    return Fail("an exit leaves the tree: label " + std::to_string(flow.label));
  }
  return problem_.empty();
}

Evaluator::Flow Evaluator::RunSequence(const TreeSequence& sequence) {
  for (const TreeNode& node : sequence) {
    const Flow flow = RunNode(node);
    if (flow.kind != Flow::Kind::kNext) return flow;
  }
  return {};
}

Evaluator::Flow Evaluator::RunNode(const TreeNode& node) {
  using Kind = TreeNode::Kind;
  constexpr Flow kReturn = {Flow::Kind::kReturn, -1};
  switch (node.kind) {
    case Kind::kBlock: return ExecuteBlock(*node.block) ? Flow{} : kReturn;
    case Kind::kCopies: TakeEdge(*node.block, node.phis); return {};
    case Kind::kIf: {
      const bool holds = node.flag >= 0 ? flags_.at(static_cast<std::size_t>(node.flag)) : Value(node.condition)->isOneValue();
      return RunSequence(node.arms.at(holds ? 0 : 1));
    }
    case Kind::kSwitch: {
      const auto* value = llvm::cast<llvm::ConstantInt>(Value(node.condition));
      std::size_t chosen = node.arms.size(), fallback = node.arms.size();
      for (std::size_t i = 0; i < node.arms.size(); ++i) {
        if (node.cases[i].empty()) fallback = i;
        if (llvm::is_contained(node.cases[i], value)) chosen = i;
      }
      if (chosen == node.arms.size()) chosen = fallback;
      if (chosen == node.arms.size()) return {};
      const Flow flow = RunSequence(node.arms[chosen]);
      return flow.kind == Flow::Kind::kBreak && flow.label == node.label ? Flow{} : flow;
    }
    case Kind::kLoop:
      while (true) {
        Flow flow = RunSequence(node.arms[0]);
        if (flow.kind == Flow::Kind::kBreak && flow.label == node.label) return {};
        const bool goes_on = flow.kind == Flow::Kind::kNext || (flow.kind == Flow::Kind::kContinue && flow.label == node.label);
        if (!goes_on) return flow;
        flow = RunSequence(node.arms[1]);
        if (flow.kind != Flow::Kind::kNext) return flow;
        if (++steps_ > max_steps) {
          ran_out_ = true;
          return kReturn;
        }
      }
    case Kind::kScope: {
      const Flow flow = RunSequence(node.arms[0]);
      return flow.kind == Flow::Kind::kBreak && flow.label == node.label ? Flow{} : flow;
    }
    case Kind::kBreak: return {Flow::Kind::kBreak, node.label};
    case Kind::kContinue: return {Flow::Kind::kContinue, node.label};
    case Kind::kSetFlag: flags_.at(static_cast<std::size_t>(node.flag)) = node.flag_value; return {};
    case Kind::kReturn: return kReturn;
  }
  return {};
}

// All phis take their values at once.
void Evaluator::TakeEdge(const llvm::BasicBlock& from, llvm::ArrayRef<llvm::PHINode*> phis) {
  llvm::SmallVector<llvm::Constant*, 4> incoming;
  for (llvm::PHINode* phi : phis) incoming.push_back(Value(phi->getIncomingValueForBlock(&from)));
  for (std::size_t i = 0; i < phis.size(); ++i) values_[phis[i]] = incoming[i];
}

bool Evaluator::ExecuteBlock(llvm::BasicBlock& block) {
  for (llvm::Instruction& instruction : block) {
    if (++steps_ > max_steps) {
      ran_out_ = true;
      return false;
    }
    if (llvm::isa<llvm::PHINode>(instruction) || instruction.isTerminator()) continue;
    if (!Execute(instruction)) return Fail("cannot evaluate " + Print(instruction));
  }
  return true;
}

llvm::Constant* Evaluator::Pointer(const std::string& object) {
  auto found = std::find(pointees_.begin(), pointees_.end(), object);
  if (found == pointees_.end()) found = pointees_.insert(found, object);
  const auto number = static_cast<std::uint64_t>(found - pointees_.begin()) + 1;
  return llvm::ConstantInt::get(llvm::Type::getInt64Ty(kernel_.function->getContext()), number << 32);
}

// Pointers in memory have 32 bits, as in the layout of the target: the number of the object above 24 bits of offset.
llvm::IntegerType* Evaluator::WordType() const { return llvm::Type::getInt32Ty(kernel_.function->getContext()); }

llvm::Constant* Evaluator::Pack(const llvm::Constant& pointer) const {
  const std::uint64_t bits = llvm::cast<llvm::ConstantInt>(pointer).getZExtValue();
  return llvm::ConstantInt::get(WordType(), (bits >> 32) << 24 | (bits & 0xffffff));
}

llvm::Constant* Evaluator::Unpack(const llvm::Constant* word) const {
  const std::uint64_t bits = llvm::cast<llvm::ConstantInt>(word)->getZExtValue();
  return llvm::ConstantInt::get(llvm::Type::getInt64Ty(word->getContext()), (bits >> 24) << 32 | (bits & 0xffffff));
}

llvm::Constant* Evaluator::Value(llvm::Value* value) {
  if (auto found = values_.find(value); found != values_.end()) return found->second;
  llvm::Type* pointer = llvm::Type::getInt64Ty(value->getContext());
  if (auto* global = llvm::dyn_cast<llvm::GlobalVariable>(value)) {
    const std::string name = RootName(*global, kernel_);
    Materialize(name, layout_.getTypeAllocSize(global->getValueType()),
                global->hasInitializer() ? global->getInitializer() : nullptr);
    return Pointer(name);
  }
  if (llvm::isa<llvm::ConstantPointerNull>(value)) return llvm::ConstantInt::get(pointer, 0);
  if (auto* constant = llvm::dyn_cast<llvm::Constant>(value)) return constant;
  if (auto* argument = llvm::dyn_cast<llvm::Argument>(value)) {
    if (argument->getType()->isPointerTy()) return Pointer(RootName(*argument, kernel_));
    if (auto found = arguments.find(argument->getArgNo()); found != arguments.end()) return found->second;
  }
  Fail("no value for " + Print(*value));
  return llvm::Constant::getNullValue(value->getType()->isPointerTy() ? pointer : value->getType());
}

llvm::Constant* Evaluator::Offset(llvm::GetElementPtrInst& gep) {
  llvm::MapVector<llvm::Value*, llvm::APInt> variable;
  llvm::APInt offset(layout_.getIndexTypeSizeInBits(gep.getType()), 0);
  llvm::cast<llvm::GEPOperator>(gep).collectOffset(layout_, offset.getBitWidth(), variable, offset);
  auto sum = static_cast<std::uint32_t>(offset.getZExtValue());
  for (const auto& [value, scale] : variable) {
    sum += static_cast<std::uint32_t>(Number(Value(value))) * static_cast<std::uint32_t>(scale.getZExtValue());
  }
  const auto base = static_cast<std::uint64_t>(Number(Value(gep.getPointerOperand())));
  const std::uint64_t low = (base + sum) & 0xffffffffu;
  return llvm::ConstantInt::get(llvm::Type::getInt64Ty(gep.getContext()), (base & ~std::uint64_t{0xffffffffu}) | low);
}

bool Evaluator::Execute(llvm::Instruction& instruction) {
  if (auto* alloca = llvm::dyn_cast<llvm::AllocaInst>(&instruction)) {
    const std::string name = RootName(*alloca, kernel_) + "@" + std::to_string(pointees_.size());
    memory[name].assign(alloca->getAllocationSize(layout_)->getFixedValue(), 0);
    values_[alloca] = Pointer(name);
    return true;
  }
  if (auto* gep = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction)) {
    values_[gep] = Offset(*gep);
    return true;
  }
  if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction)) {
    std::uint8_t* bytes = AtPointer(Value(load->getPointerOperand()), layout_.getTypeStoreSize(load->getType()));
    if (!bytes) return false;
    values_[load] = load->getType()->isPointerTy() ? Unpack(Read(bytes, WordType())) : Read(bytes, load->getType());
    return true;
  }
  if (auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
    llvm::Type* type = store->getValueOperand()->getType();
    std::uint8_t* bytes = AtPointer(Value(store->getPointerOperand()), layout_.getTypeStoreSize(type));
    if (!bytes) return false;
    llvm::Constant* value = Value(store->getValueOperand());
    Write(bytes, type->isPointerTy() ? Pack(*value) : value);
    return true;
  }
  if (auto* rmw = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction)) {
    std::uint8_t* bytes = AtPointer(Value(rmw->getPointerOperand()), layout_.getTypeStoreSize(rmw->getType()));
    if (!bytes) return false;
    values_[rmw] = Access(bytes, MemoryOpKind::kAtomicRmw, rmw->getType(), rmw->getOperation(), {Value(rmw->getValOperand())});
    return true;
  }
  const std::optional<MemoryOp> memory_op = AsMemoryOp(instruction);
  const std::optional<ViewOp> view_op = AsViewOp(instruction);
  if (memory_op || view_op) {
    std::uint8_t* bytes = memory_op ? AtMemoryOp(*memory_op) : AtViewOp(*view_op);
    if (!bytes) return false;
    llvm::SmallVector<llvm::Constant*, 2> operands;
    for (llvm::Value* value : memory_op ? memory_op->values : view_op->values) operands.push_back(Value(value));
    llvm::Constant* result = Access(bytes, memory_op ? memory_op->kind : view_op->kind,
                                    memory_op ? memory_op->type : view_op->type, memory_op ? memory_op->rmw : view_op->rmw, operands);
    if (result) values_[&instruction] = result;
    return true;
  }
  if (auto* compare = llvm::dyn_cast<llvm::ICmpInst>(&instruction); compare && compare->getOperand(0)->getType()->isPointerTy()) {
    values_[compare] = llvm::ConstantFoldCompareInstOperands(compare->getPredicate(), Value(compare->getOperand(0)),
                                                             Value(compare->getOperand(1)), layout_);
    return true;
  }
  if (instruction.getType()->isPointerTy() && llvm::isa<llvm::AddrSpaceCastInst, llvm::FreezeInst>(instruction)) {
    values_[&instruction] = Value(instruction.getOperand(0));
    return true;
  }
  if (auto* select = llvm::dyn_cast<llvm::SelectInst>(&instruction); select && !select->getCondition()->getType()->isVectorTy()) {
    values_[select] = Value(Value(select->getCondition())->isOneValue() ? select->getTrueValue() : select->getFalseValue());
    return true;
  }
  llvm::SmallVector<llvm::Constant*, 4> operands;
  auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
  for (llvm::Value* operand : instruction.operands()) {
    if (call && operand == call->getCalledOperand()) break;
    if (operand->getType()->isMetadataTy()) return true;  // a marker
    operands.push_back(Value(operand));
  }
  if (call && on_call && !call->getCalledFunction()->isIntrinsic()) {
    llvm::Constant* result = on_call(*call, operands);
    if (result) values_[call] = result;
    return true;
  }
  if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
      intrinsic && (intrinsic->isLifetimeStartOrEnd() || intrinsic->isAssumeLikeIntrinsic())) {
    return true;
  }
  if (call) operands.push_back(llvm::cast<llvm::Function>(call->getCalledOperand()));
  llvm::Constant* folded = llvm::ConstantFoldInstOperands(&instruction, operands, layout_);
  if (!folded) return false;
  values_[&instruction] = folded;
  return true;
}

// Gives an object that has no bytes yet zeros, or its initial value.
void Evaluator::Materialize(const std::string& name, std::uint64_t size, llvm::Constant* initializer) {
  if (memory.contains(name)) return;
  Bytes& bytes = memory[name];
  bytes.resize(size);
  for (std::size_t i = 0; initializer && i < bytes.size(); ++i) {
    auto* byte = llvm::ConstantFoldLoadFromConst(initializer, llvm::Type::getInt8Ty(initializer->getContext()),
                                                 llvm::APInt(64, i), layout_);
    if (byte) Write(&bytes[i], byte);
  }
}

std::uint8_t* Evaluator::At(const std::string& object, std::int64_t offset, std::uint64_t size) {
  Bytes& bytes = memory[object];
  if (offset < 0 || static_cast<std::uint64_t>(offset) + size > bytes.size()) {
    Fail("'" + object + "' has no " + std::to_string(size) + " bytes at " + std::to_string(offset));
    return nullptr;
  }
  return bytes.data() + offset;
}

std::uint8_t* Evaluator::AtPointer(llvm::Constant* pointer, std::uint64_t size) {
  const auto bits = static_cast<std::uint64_t>(Number(pointer));
  if (bits >> 32 == 0) {
    Fail("null pointer");
    return nullptr;
  }
  return At(pointees_.at((bits >> 32) - 1), static_cast<std::int32_t>(bits & 0xffffffffu), size);
}

std::uint8_t* Evaluator::AtMemoryOp(const MemoryOp& op) {
  const MemoryObject& object = kernel_.objects.at(op.object);
  auto sum = static_cast<std::uint32_t>(op.offset.constant);
  for (const LinearOffset::Term& term : op.offset.terms) {
    sum += static_cast<std::uint32_t>(term.scale) * static_cast<std::uint32_t>(Number(Value(term.value)));
  }
  const auto offset = static_cast<std::int32_t>(sum);
  if (offset % static_cast<std::int32_t>(op.alignment) != 0) {
    Fail("offset " + std::to_string(offset) + " is not aligned to " + std::to_string(op.alignment));
    return nullptr;
  }
  const std::string name = KeyOf(object, op.object);
  Materialize(name, object.size, object.initializer);
  return At(name, offset, layout_.getTypeStoreSize(op.type));
}

// Walks the view's type along the path; every index must be inside its level.
std::uint8_t* Evaluator::AtViewOp(const ViewOp& op) {
  const View& view = kernel_.views.at(op.view);
  const MemoryObject& object = kernel_.objects.at(view.object);
  const MemoryType* type = view.type.get();
  llvm::Type* leaf = nullptr;
  std::int64_t offset = 0;
  for (llvm::Value* step : op.path) {
    const std::int64_t index = Number(Value(step));
    bool is_inside = index >= 0;
    if (leaf || type->kind == MemoryType::Kind::kScalar) {
      Fail("a path goes on behind a scalar");
      return nullptr;
    }
    if (type->kind == MemoryType::Kind::kArray) {
      is_inside &= type->count == 0 || index < static_cast<std::int64_t>(type->count);
      offset += index * static_cast<std::int64_t>(type->element->size);
      type = type->element.get();
    } else if (type->kind == MemoryType::Kind::kStruct) {
      is_inside &= llvm::isa<llvm::ConstantInt>(step) && index < static_cast<std::int64_t>(type->fields.size());
      if (is_inside) {
        const MemoryType::Field& field = type->fields[static_cast<std::size_t>(index)];
        offset += static_cast<std::int64_t>(field.offset);
        type = field.type.get();
      }
    } else {
      auto* vector = llvm::cast<llvm::FixedVectorType>(type->leaf);
      is_inside &= index < static_cast<std::int64_t>(vector->getNumElements());
      leaf = vector->getElementType();
      offset += index * static_cast<std::int64_t>(layout_.getTypeAllocSize(leaf));
    }
    if (!is_inside) {
      Fail("index " + std::to_string(index) + " is outside its level in a view of '" + object.name + "'");
      return nullptr;
    }
  }
  if (!leaf) leaf = type->leaf;
  if (leaf != op.type) {
    Fail("a path ends in another type than the access");
    return nullptr;
  }
  const std::string name = KeyOf(object, view.object);
  Materialize(name, object.size, object.initializer);
  return At(name, offset, layout_.getTypeStoreSize(op.type));
}

llvm::Constant* Evaluator::Read(const std::uint8_t* bytes, llvm::Type* type) {
  if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type)) {
    llvm::SmallVector<llvm::Constant*, 16> elements;
    const std::uint64_t stride = layout_.getTypeStoreSize(vector->getElementType());
    for (unsigned i = 0; i < vector->getNumElements(); ++i) elements.push_back(Read(bytes + i * stride, vector->getElementType()));
    return llvm::ConstantVector::get(elements);
  }
  const auto width = static_cast<unsigned>(layout_.getTypeStoreSizeInBits(type));
  llvm::APInt bits(width, 0);
  for (unsigned i = 0; i < width / 8; ++i) bits.insertBits(bytes[i], i * 8, 8);
  if (type->isIntegerTy()) return llvm::ConstantInt::get(type, bits.trunc(type->getIntegerBitWidth()));
  if (type->isFloatingPointTy()) return llvm::ConstantFP::get(type, llvm::APFloat(type->getFltSemantics(), bits));
  return llvm::ConstantInt::get(type->getContext(), bits.zext(64));  // a pointer
}

void Evaluator::Write(std::uint8_t* bytes, llvm::Constant* value) {
  llvm::Type* type = value->getType();
  if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type)) {
    const std::uint64_t stride = layout_.getTypeStoreSize(vector->getElementType());
    for (unsigned i = 0; i < vector->getNumElements(); ++i) Write(bytes + i * stride, value->getAggregateElement(i));
    return;
  }
  const auto width = static_cast<unsigned>(layout_.getTypeStoreSizeInBits(type));
  const llvm::APInt bits = Bits(*value, width).zext(width);
  for (unsigned i = 0; i < width / 8; ++i) bytes[i] = static_cast<std::uint8_t>(bits.extractBitsAsZExtValue(8, i * 8));
}

llvm::Constant* Evaluator::Access(std::uint8_t* bytes, MemoryOpKind kind, llvm::Type* type, llvm::AtomicRMWInst::BinOp rmw,
                                  llvm::ArrayRef<llvm::Constant*> values) {
  llvm::Constant* old = Read(bytes, type);
  switch (kind) {
    case MemoryOpKind::kLoad:
    case MemoryOpKind::kAtomicLoad: return old;
    case MemoryOpKind::kStore:
    case MemoryOpKind::kAtomicStore: Write(bytes, values[0]); return nullptr;
    case MemoryOpKind::kCompareExchange:
      if (old == values[0]) Write(bytes, values[1]);
      return old;
    case MemoryOpKind::kAtomicRmw: break;
  }
  const llvm::APInt a = Bits(*old, 32), b = Bits(*values[0], 32);
  using Op = llvm::AtomicRMWInst::BinOp;
  llvm::APInt result = b;
  switch (rmw) {
    case Op::Xchg: break;
    case Op::Add: result = a + b; break;
    case Op::Sub: result = a - b; break;
    case Op::And: result = a & b; break;
    case Op::Or: result = a | b; break;
    case Op::Xor: result = a ^ b; break;
    case Op::Max: result = a.sgt(b) ? a : b; break;
    case Op::Min: result = a.slt(b) ? a : b; break;
    case Op::UMax: result = a.ugt(b) ? a : b; break;
    case Op::UMin: result = a.ult(b) ? a : b; break;
    default: Fail("an atomic operation that the test does not know"); break;
  }
  Write(bytes, llvm::ConstantInt::get(type, result));
  return old;
}

}  // namespace kiln::translator::testing

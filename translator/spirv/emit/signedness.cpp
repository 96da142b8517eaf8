#include "translator/spirv/emit/signedness.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

namespace kiln::translator {

namespace {

// Weights of evidence. Declared types outweigh a comparison that the optimizer may have rewritten.
constexpr int kDeclared = 8, kCertain = 6, kLikely = 4, kHint = 2, kDefault = 1;

bool IsInteger(const llvm::Value* value) {
  const llvm::Type* scalar = value->getType()->getScalarType();
  return scalar->isIntegerTy() && !scalar->isIntegerTy(1);
}

int WeightOf(MemoryType::Sign sign) { return sign == MemoryType::Sign::kSigned ? kDeclared : -kDeclared; }

}  // namespace

Signedness::Signedness(const KernelIr& kernel, const SignsOfFunctions& functions) : kernel_(kernel), functions_(functions) {
  for (std::size_t view = 0; view < kernel.views.size(); ++view) {
    view_nodes_.push_back(static_cast<Node>(parent_.size()));
    parent_.push_back(view_nodes_.back());
    score_.push_back(-kDefault);  // raw words are unsigned
  }
  for (const llvm::Argument& argument : kernel.function->args()) {
    if (!IsInteger(&argument) || kernel.is_function) continue;
    const frontend::SourceType* type = kernel.signature->arguments[argument.getArgNo()].type.get();
    if (type && type->kind == frontend::SourceType::Kind::kVector) type = type->element.get();
    Pin(&argument, type && type->kind == frontend::SourceType::Kind::kSignedInt);
  }
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) Scan(instruction);
}

Signedness::Node Signedness::NodeOf(const llvm::Value* value) {
  auto [entry, is_new] = nodes_.try_emplace(value, static_cast<Node>(parent_.size()));
  if (is_new) {
    parent_.push_back(entry->second);
    score_.push_back(0);
  }
  return entry->second;
}

Signedness::Node Signedness::Root(Node node) const {
  // Halving the path keeps the trees flat: a kernel's values can form one chain of hundreds of thousands.
  while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
  return node;
}

void Signedness::Join(const llvm::Value* a, const llvm::Value* b) {
  if (!llvm::isa<llvm::Constant>(a) && !llvm::isa<llvm::Constant>(b)) Join(NodeOf(a), NodeOf(b));
}

void Signedness::Join(Node a, Node b) {
  a = Root(a);
  b = Root(b);
  if (a == b) return;
  parent_[b] = a;
  score_[a] += score_[b];
}

void Signedness::Vote(const llvm::Value* value, int weight) {
  if (!llvm::isa<llvm::Constant>(value)) score_[Root(NodeOf(value))] += weight;
}

void Signedness::Pin(const llvm::Value* value, bool is_signed) {
  pinned_[value] = is_signed;
  Vote(value, is_signed ? kDeclared : -kDeclared);
}

bool Signedness::IsSigned(const llvm::Value& value) const {
  if (auto pinned = pinned_.find(&value); pinned != pinned_.end()) return pinned->second;
  auto node = nodes_.find(&value);
  // C's plain integer is signed.
  return IsInteger(&value) && (node == nodes_.end() || score_[Root(node->second)] >= 0);
}

// As IsSigned: what is undecided is signed, on both sides of a load.
FunctionSigns Signedness::OfFunction() const {
  FunctionSigns signs;
  for (const llvm::Argument& argument : kernel_.function->args()) signs.parameters.push_back(IsSigned(argument));
  for (const llvm::BasicBlock& block : *kernel_.function) {
    auto* end = llvm::dyn_cast<llvm::ReturnInst>(block.getTerminator());
    // They are joined: any but a constant speaks for all.
    if (end && !llvm::isa<llvm::Constant>(end->getReturnValue())) signs.result = IsSigned(*end->getReturnValue());
  }
  return signs;
}

bool Signedness::IsSignedView(unsigned view) const { return score_[Root(view_nodes_[view])] >= 0; }

bool Signedness::IsSignedLeaf(const ViewOp& op) const {
  const MemoryType::Sign sign = LeafAt(*kernel_.views[op.view].type, op.path).sign;
  return sign == MemoryType::Sign::kUnknown ? IsSignedView(op.view) : sign == MemoryType::Sign::kSigned;
}

void Signedness::Scan(const llvm::Instruction& instruction) {
  using I = llvm::Instruction;
  if (auto op = AsViewOp(instruction)) return ScanAccess(instruction, *op);
  if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) return ScanCall(*call);
  if (auto* compare = llvm::dyn_cast<llvm::ICmpInst>(&instruction)) {
    if (!IsInteger(compare->getOperand(0))) return;
    Join(compare->getOperand(0), compare->getOperand(1));
    const int weight = compare->isSigned() ? kCertain : compare->isUnsigned() ? -kHint : 0;
    Vote(compare->getOperand(0), weight);
    Vote(compare->getOperand(1), weight);
    return;
  }
  if (auto* end = llvm::dyn_cast<llvm::ReturnInst>(&instruction); end && end->getReturnValue()) {
    if (IsInteger(end->getReturnValue())) JoinResult(end->getReturnValue());
    return;
  }
  const unsigned opcode = instruction.getOpcode();
  if (auto* cast = llvm::dyn_cast<llvm::CastInst>(&instruction)) {
    const llvm::Value* operand = cast->getOperand(0);
    const bool is_non_negative = llvm::isa<llvm::PossiblyNonNegInst>(cast) && cast->hasNonNeg();
    if (opcode == I::SExt && IsInteger(operand)) Vote(operand, kLikely), Vote(cast, kLikely);
    if (opcode == I::ZExt && IsInteger(operand) && !is_non_negative) Vote(operand, -kHint);
    if (opcode == I::SIToFP && IsInteger(operand)) Vote(operand, kCertain);
    if (opcode == I::UIToFP && IsInteger(operand) && !is_non_negative) Vote(operand, -kCertain);
    if (opcode == I::FPToSI) Vote(cast, kCertain);
    if (opcode == I::FPToUI) Pin(cast, false);
    return;
  }
  if (!IsInteger(&instruction)) return;
  if (auto* overflowing = llvm::dyn_cast<llvm::OverflowingBinaryOperator>(&instruction)) {
    if (overflowing->hasNoSignedWrap()) Vote(&instruction, kLikely);
  }
  switch (opcode) {
    case I::UDiv:
    case I::URem:
      // These exist on unsigned types only.
      Pin(&instruction, false);
      Vote(instruction.getOperand(0), -kLikely);
      Vote(instruction.getOperand(1), -kLikely);
      return;
    case I::Shl:
    case I::LShr:
    case I::AShr:
      Join(&instruction, instruction.getOperand(0));
      Vote(&instruction, opcode == I::LShr ? -kCertain : opcode == I::AShr ? kCertain : 0);
      return;
    case I::SDiv:
    case I::SRem: Vote(&instruction, kCertain); [[fallthrough]];
    default: break;
  }
  for (const llvm::Value* operand : instruction.operands()) {
    if (operand->getType()->getScalarType() == instruction.getType()->getScalarType()) Join(&instruction, operand);
  }
}

void Signedness::JoinResult(const llvm::Value* value) {
  if (llvm::isa<llvm::Constant>(value)) return;
  if (result_) Join(result_, value);
  result_ = value;
}

void Signedness::ScanCall(const llvm::CallInst& call) {
  if (auto op = AsImageOp(call)) return ScanImage(call, *op);
  if (const auto known = functions_.find(call.getCalledFunction()); known != functions_.end()) {
    if (IsInteger(&call)) Pin(&call, known->second.result);
    for (unsigned i = 0; i < call.arg_size(); ++i) {
      if (IsInteger(call.getArgOperand(i))) Vote(call.getArgOperand(i), known->second.parameters[i] ? kHint : -kHint);
    }
    return;
  }
  if (!IsInteger(&call)) return;
  llvm::StringRef name = call.getCalledFunction() ? call.getCalledFunction()->getName() : "";
  if (name == kSamplerArgument) return Pin(&call, false);
  if (name.starts_with("kiln.workitem.")) return Vote(&call, -kDefault);
  int weight = 0;
  switch (call.getIntrinsicID()) {
    case llvm::Intrinsic::smin:
    case llvm::Intrinsic::smax:
    case llvm::Intrinsic::abs: weight = kCertain; break;
    case llvm::Intrinsic::umin:
    case llvm::Intrinsic::umax: weight = -kCertain; break;
    default:
      if (name.starts_with("kiln.mul_hi.s.") || name.starts_with("kiln.ext.S")) weight = kCertain;
      if (name.starts_with("kiln.mul_hi.u.") || name.starts_with("kiln.ext.U")) weight = -kCertain;
  }
  if (name.consume_front("kiln.subgroup.") && call.arg_size() != 0 && call.getType() == call.getArgOperand(0)->getType()) {
    // Which instruction it becomes does not depend on the sign: it passes values on.
    weight = name.contains(".s") ? kCertain : name.contains(".u") ? -kCertain : 0;
    Vote(&call, weight);
    return Join(&call, call.getArgOperand(0));
  }
  if (weight == 0) return;
  Vote(&call, weight);
  for (const llvm::Value* argument : call.args()) {
    if (argument->getType() == call.getType()) Join(&call, argument);
  }
}

// Coordinates are signed, and so are the texels of read_imagei; sizes are int in OpenCL C.
void Signedness::ScanImage(const llvm::CallInst& call, const ImageOp& op) {
  if (op.coordinates && IsInteger(op.coordinates)) Vote(op.coordinates, kHint);
  const bool is_signed = op.element == ImageElement::kSigned;
  if (op.value && IsInteger(op.value)) Vote(op.value, is_signed ? kLikely : -kLikely);
  if (!IsInteger(&call)) return;
  if (op.kind == ImageOp::Kind::kSize) return Vote(&call, kHint);
  Pin(&call, op.kind != ImageOp::Kind::kFormat && is_signed);
}

void Signedness::ScanAccess(const llvm::Instruction& instruction, const ViewOp& op) {
  if (!op.type->getScalarType()->isIntegerTy()) return;
  const MemoryType::Sign sign = LeafAt(*kernel_.views[op.view].type, op.path).sign;
  if (sign == MemoryType::Sign::kUnknown) {
    if (!instruction.getType()->isVoidTy()) Join(view_nodes_[op.view], NodeOf(&instruction));
    for (const llvm::Value* value : op.values) {
      if (!llvm::isa<llvm::Constant>(value)) Join(view_nodes_[op.view], NodeOf(value));
    }
    return;
  }
  if (!instruction.getType()->isVoidTy()) Pin(&instruction, sign == MemoryType::Sign::kSigned);
  for (const llvm::Value* value : op.values) Vote(value, WeightOf(sign) / kHint);
}

}  // namespace kiln::translator

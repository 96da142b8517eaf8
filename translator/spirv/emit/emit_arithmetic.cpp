// Arithmetic, bit operations, selection.
#include "llvm/IR/Operator.h"
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

// Opcodes as (general, Boolean) pairs: i1 arithmetic is logic.
struct BinaryOpcode {
  spv::Op general, boolean;
};

BinaryOpcode OpcodeOf(unsigned opcode) {
  using I = llvm::Instruction;
  using spv::Op;
  switch (opcode) {
    case I::Add: return {Op::OpIAdd, Op::OpLogicalNotEqual};
    case I::Sub: return {Op::OpISub, Op::OpLogicalNotEqual};
    case I::Mul: return {Op::OpIMul, Op::OpLogicalAnd};
    case I::UDiv: return {Op::OpUDiv, Op::OpNop};
    case I::SDiv: return {Op::OpSDiv, Op::OpNop};
    case I::URem: return {Op::OpUMod, Op::OpNop};
    case I::SRem: return {Op::OpSRem, Op::OpNop};
    case I::Shl: return {Op::OpShiftLeftLogical, Op::OpNop};
    case I::LShr: return {Op::OpShiftRightLogical, Op::OpNop};
    case I::AShr: return {Op::OpShiftRightArithmetic, Op::OpNop};
    case I::And: return {Op::OpBitwiseAnd, Op::OpLogicalAnd};
    case I::Or: return {Op::OpBitwiseOr, Op::OpLogicalOr};
    case I::Xor: return {Op::OpBitwiseXor, Op::OpLogicalNotEqual};
    case I::FAdd: return {Op::OpFAdd, Op::OpNop};
    case I::FSub: return {Op::OpFSub, Op::OpNop};
    case I::FMul: return {Op::OpFMul, Op::OpNop};
    case I::FDiv: return {Op::OpFDiv, Op::OpNop};
    case I::FRem: return {Op::OpFRem, Op::OpNop};
    default: return {Op::OpNop, Op::OpNop};
  }
}

const llvm::Instruction* ThroughNegation(const llvm::Value* value) {
  const auto* instruction = llvm::dyn_cast<llvm::Instruction>(value);
  if (instruction && instruction->getOpcode() == llvm::Instruction::FNeg) return ThroughNegation(instruction->getOperand(0));
  return instruction;
}

bool IsSum(const llvm::Value* value) {
  const auto* instruction = llvm::dyn_cast<llvm::Instruction>(value);
  return instruction && (instruction->getOpcode() == llvm::Instruction::FAdd ||
                         instruction->getOpcode() == llvm::Instruction::FSub);
}

bool FeedsSum(const llvm::Instruction& product) {
  return llvm::any_of(product.users(), [](const llvm::User* user) {
    if (IsSum(user)) return true;
    const auto* instruction = llvm::dyn_cast<llvm::Instruction>(user);
    return instruction && instruction->getOpcode() == llvm::Instruction::FNeg && FeedsSum(*instruction);
  });
}

// Differences of sums: (a + b) - a is not b.
bool CancelsSum(const llvm::Instruction& sum) {
  return llvm::any_of(sum.operands(), [&](const llvm::Use& use) {
    const llvm::Instruction* operand = ThroughNegation(use.get());
    return operand && IsSum(operand) && (sum.getOpcode() == llvm::Instruction::FSub || operand->getOpcode() == llvm::Instruction::FSub);
  });
}

// A device may fuse a product into a sum and reassociate sums unless told not to. Only such pairs need telling.
bool MustNotContract(const llvm::Instruction& instruction) {
  if (!llvm::isa<llvm::FPMathOperator>(instruction) || instruction.hasAllowContract()) return false;
  if (instruction.getOpcode() == llvm::Instruction::FMul) return FeedsSum(instruction);
  if (!IsSum(&instruction)) return false;
  const bool is_fusible = llvm::any_of(instruction.operands(), [](const llvm::Use& use) {
    const llvm::Instruction* operand = ThroughNegation(use.get());
    return operand && operand->getOpcode() == llvm::Instruction::FMul;
  });
  return is_fusible || CancelsSum(instruction) || llvm::any_of(instruction.users(), [](const llvm::User* user) {
           return IsSum(user) && CancelsSum(*llvm::cast<llvm::Instruction>(user));
         });
}

Id EmitSelect(FunctionEmitter& emitter, const llvm::SelectInst& select) {
  Id condition = emitter.Use(select.getCondition());
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(select.getType());
  if (vector && !select.getCondition()->getType()->isVectorTy()) {
    // A scalar condition for vectors needs SPIR-V 1.4.
    spirv::Module& module = emitter.module();
    const std::vector<Id> parts(vector->getNumElements(), condition);
    condition = emitter.Emit(spv::Op::OpCompositeConstruct, module.Vector(module.Bool(), vector->getNumElements()), Of(parts));
  }
  const bool is_signed = emitter.IsSigned(select);
  const Id if_true = emitter.UseAs(select.getTrueValue(), is_signed);
  const Id if_false = emitter.UseAs(select.getFalseValue(), is_signed);
  return emitter.Emit(spv::Op::OpSelect, emitter.TypeOf(select), Of(condition, if_true, if_false));
}

}  // namespace

Id EmitArithmetic(FunctionEmitter& emitter, const llvm::Instruction& instruction) {
  const Id type = emitter.TypeOf(instruction);
  if (auto* select = llvm::dyn_cast<llvm::SelectInst>(&instruction)) return EmitSelect(emitter, *select);
  if (instruction.getOpcode() == llvm::Instruction::FNeg) {
    return emitter.Emit(spv::Op::OpFNegate, type, Of(emitter.Use(instruction.getOperand(0))));
  }
  if (instruction.getOpcode() == llvm::Instruction::Freeze) return emitter.UseAs(instruction.getOperand(0), emitter.IsSigned(instruction));
  const bool is_boolean = instruction.getType()->getScalarType()->isIntegerTy(1);
  const BinaryOpcode opcodes = OpcodeOf(instruction.getOpcode());
  const spv::Op op = is_boolean ? opcodes.boolean : opcodes.general;
  if (op == spv::Op::OpNop) {
    emitter.Report(instruction, std::string("'") + instruction.getOpcodeName() + "' cannot be translated; write this expression in another way");
    return {};
  }
  const auto* left_constant = llvm::dyn_cast<llvm::Constant>(instruction.getOperand(0));
  const auto* right_constant = llvm::dyn_cast<llvm::Constant>(instruction.getOperand(1));
  // `x ^ -1` and `0 - x` have names of their own.
  if (instruction.getOpcode() == llvm::Instruction::Xor && right_constant && right_constant->isAllOnesValue()) {
    return emitter.Emit(is_boolean ? spv::Op::OpLogicalNot : spv::Op::OpNot, type, Of(emitter.Use(instruction.getOperand(0))));
  }
  if (instruction.getOpcode() == llvm::Instruction::Sub && !is_boolean && left_constant && left_constant->isNullValue()) {
    return emitter.Emit(spv::Op::OpSNegate, type, Of(emitter.Use(instruction.getOperand(1))));
  }
  const bool is_signed = emitter.IsSigned(instruction);
  const bool needs_equal_types = op == spv::Op::OpUDiv || op == spv::Op::OpUMod;
  auto use = [&](unsigned i) {
    llvm::Value* operand = instruction.getOperand(i);
    return needs_equal_types ? emitter.UseAs(operand, is_signed) : emitter.UseNear(operand, is_signed);
  };
  const Id left = use(0), right = use(1);
  const Id result = emitter.Emit(op, type, Of(left, right));
  if (MustNotContract(instruction)) emitter.module().Decorate(result, spv::Decoration::NoContraction);
  return result;
}

}  // namespace kiln::translator

// Arithmetic, bit operations, selection.
#include "llvm/IR/IntrinsicInst.h"
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

// A constant factor of a product, a constant term of a sum.
bool HasConstant(const llvm::Instruction& instruction) {
  auto is_constant = [](const llvm::Value* value) { return llvm::isa<llvm::ConstantFP, llvm::ConstantDataVector>(value); };
  if (auto* muladd = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction)) return is_constant(muladd->getArgOperand(2));
  return llvm::any_of(instruction.operands(), [&](const llvm::Use& use) { return is_constant(use.get()); });
}

enum class Family { kNone, kSum, kProduct };

Family FamilyOf(const llvm::Instruction& instruction) {
  const auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
  const bool is_muladd = intrinsic && intrinsic->getIntrinsicID() == llvm::Intrinsic::fmuladd;
  if (IsSum(&instruction) || is_muladd) return Family::kSum;
  const unsigned opcode = instruction.getOpcode();
  return opcode == llvm::Instruction::FMul || opcode == llvm::Instruction::FDiv ? Family::kProduct : Family::kNone;
}

// (x + 2) + 3 is not x + 5, nor (x * 2) * 3 always x * 6: drivers that are not told otherwise merge the constants.
bool MergesConstants(const llvm::Instruction& instruction) {
  const Family family = FamilyOf(instruction);
  if (family == Family::kNone || !HasConstant(instruction)) return false;
  auto is_like = [&](const llvm::Value* value) {
    const llvm::Instruction* other = ThroughNegation(value);
    return other && FamilyOf(*other) == family && HasConstant(*other);
  };
  return llvm::any_of(instruction.operands(), [&](const llvm::Use& use) { return is_like(use.get()); }) ||
         llvm::any_of(instruction.users(), is_like);
}

// Whether a device may, unless told not to, fuse this product into a sum or this sum with a product.
bool MayFuse(const llvm::Instruction& instruction) {
  if (instruction.hasAllowContract()) return false;
  if (instruction.getOpcode() == llvm::Instruction::FMul) return FeedsSum(instruction);
  return IsSum(&instruction) && llvm::any_of(instruction.operands(), [](const llvm::Use& use) {
           const llvm::Instruction* operand = ThroughNegation(use.get());
           return operand && operand->getOpcode() == llvm::Instruction::FMul;
         });
}

// Whether it may combine it with its neighbours into something that rounds otherwise.
bool MayReassociate(const PassContext& context, const llvm::Instruction& instruction) {
  if (FamilyOf(instruction) == Family::kNone || instruction.hasAllowReassoc()) return false;
  const TargetProfile& profile = context.profile;
  const bool is_muladd = llvm::isa<llvm::IntrinsicInst>(instruction);
  if (!is_muladd && IsSum(&instruction) && (CancelsSum(instruction) || llvm::any_of(instruction.users(), [](const llvm::User* user) {
        return IsSum(user) && CancelsSum(*llvm::cast<llvm::Instruction>(user));
      }))) {
    return true;
  }
  if (profile.language == TargetLanguage::kMsl) return false;  // compiled without fast math
  if (MergesConstants(instruction)) return true;
  // Without the promise that zeros, infinities and NaN are preserved, drivers simplify more than constants.
  const bool is_preserved = profile.signed_zero_inf_nan_preserve32 && !context.options.fast_relaxed_math;
  return profile.language == TargetLanguage::kSpirv && !is_preserved && !is_muladd;
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

bool MustNotCombine(const PassContext& context, const llvm::Instruction& instruction) {
  return llvm::isa<llvm::FPMathOperator>(instruction) && (MayFuse(instruction) || MayReassociate(context, instruction));
}

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
  // The texts have no signed division of unsigned values.
  if (op == spv::Op::OpSDiv || op == spv::Op::OpSRem) {
    const Id left = emitter.UseAs(instruction.getOperand(0), true), right = emitter.UseAs(instruction.getOperand(1), true);
    const Id signed_type = emitter.owner().types().Of(instruction.getType(), true);
    Id result;
    if (op == spv::Op::OpSRem && emitter.context().profile.language == TargetLanguage::kSpirv) {
      // Of negative operands Vulkan leaves OpSRem's result undefined, and NVIDIA's driver makes use of it.
      const Id quotient = emitter.Emit(spv::Op::OpSDiv, signed_type, Of(left, right));
      const Id whole = emitter.Emit(spv::Op::OpIMul, signed_type, Of(quotient, right));
      result = emitter.Emit(spv::Op::OpISub, signed_type, Of(left, whole));
    } else {
      result = emitter.Emit(op, signed_type, Of(left, right));
    }
    return emitter.CastTo(instruction, result, true);
  }
  const bool is_signed = emitter.IsSigned(instruction);
  const bool needs_equal_types = op == spv::Op::OpUDiv || op == spv::Op::OpUMod;
  auto use = [&](unsigned i) {
    llvm::Value* operand = instruction.getOperand(i);
    return needs_equal_types ? emitter.UseAs(operand, is_signed) : emitter.UseNear(operand, is_signed);
  };
  const Id left = use(0), right = use(1);
  const Id result = emitter.Emit(op, type, Of(left, right));
  if (MustNotCombine(emitter.context(), instruction)) emitter.module().Decorate(result, spv::Decoration::NoContraction);
  return result;
}

}  // namespace kiln::translator

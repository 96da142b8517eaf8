#include <spirv/unified1/GLSL.std.450.h>

#include <algorithm>
#include <array>

#include "translator/targets/prepare/legalize.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

// Instructions of function bodies whose printing is tested in every language (operations_test.cpp) or which the steps
// after this one replace. Anything else is refused rather than trusted.
constexpr std::array kOperations = {
    Op::OpNop,
    Op::OpUndef,
    Op::OpLine,
    Op::OpNoLine,
    Op::OpExtInst,
    Op::OpFunction,
    Op::OpFunctionParameter,
    Op::OpFunctionEnd,
    Op::OpFunctionCall,
    Op::OpLabel,
    Op::OpVariable,
    Op::OpLoad,
    Op::OpStore,
    Op::OpAccessChain,
    Op::OpInBoundsAccessChain,
    Op::OpCopyObject,
    Op::OpVectorExtractDynamic,
    Op::OpVectorInsertDynamic,
    Op::OpVectorShuffle,
    Op::OpCompositeConstruct,
    Op::OpCompositeExtract,
    Op::OpCompositeInsert,
    Op::OpConvertFToU,
    Op::OpConvertFToS,
    Op::OpConvertSToF,
    Op::OpConvertUToF,
    Op::OpUConvert,
    Op::OpSConvert,
    Op::OpFConvert,
    Op::OpBitcast,
    Op::OpConvertUToPtr,
    Op::OpSNegate,
    Op::OpFNegate,
    Op::OpIAdd,
    Op::OpFAdd,
    Op::OpISub,
    Op::OpFSub,
    Op::OpIMul,
    Op::OpFMul,
    Op::OpUDiv,
    Op::OpSDiv,
    Op::OpFDiv,
    Op::OpUMod,
    Op::OpSRem,
    Op::OpVectorTimesScalar,
    Op::OpDot,
    Op::OpIAddCarry,
    Op::OpISubBorrow,
    Op::OpUMulExtended,
    Op::OpSMulExtended,
    Op::OpAny,
    Op::OpAll,
    Op::OpIsNan,
    Op::OpIsInf,
    Op::OpLogicalEqual,
    Op::OpLogicalNotEqual,
    Op::OpLogicalOr,
    Op::OpLogicalAnd,
    Op::OpLogicalNot,
    Op::OpSelect,
    Op::OpIEqual,
    Op::OpINotEqual,
    Op::OpUGreaterThan,
    Op::OpSGreaterThan,
    Op::OpUGreaterThanEqual,
    Op::OpSGreaterThanEqual,
    Op::OpULessThan,
    Op::OpSLessThan,
    Op::OpULessThanEqual,
    Op::OpSLessThanEqual,
    Op::OpFOrdEqual,
    Op::OpFUnordEqual,
    Op::OpFOrdNotEqual,
    Op::OpFUnordNotEqual,
    Op::OpFOrdLessThan,
    Op::OpFUnordLessThan,
    Op::OpFOrdGreaterThan,
    Op::OpFUnordGreaterThan,
    Op::OpFOrdLessThanEqual,
    Op::OpFUnordLessThanEqual,
    Op::OpFOrdGreaterThanEqual,
    Op::OpFUnordGreaterThanEqual,
    Op::OpShiftRightLogical,
    Op::OpShiftRightArithmetic,
    Op::OpShiftLeftLogical,
    Op::OpBitwiseOr,
    Op::OpBitwiseXor,
    Op::OpBitwiseAnd,
    Op::OpNot,
    Op::OpBitFieldInsert,
    Op::OpBitFieldSExtract,
    Op::OpBitFieldUExtract,
    Op::OpBitReverse,
    Op::OpBitCount,
    Op::OpImageFetch,
    Op::OpImageRead,
    Op::OpImageWrite,
    Op::OpImageQuerySize,
    Op::OpImageQuerySizeLod,
    Op::OpGroupNonUniformAll,
    Op::OpGroupNonUniformAny,
    Op::OpGroupNonUniformBroadcast,
    Op::OpGroupNonUniformBroadcastFirst,
    Op::OpGroupNonUniformBallot,
    Op::OpGroupNonUniformShuffle,
    Op::OpGroupNonUniformShuffleXor,
    Op::OpGroupNonUniformShuffleUp,
    Op::OpGroupNonUniformShuffleDown,
    Op::OpGroupNonUniformIAdd,
    Op::OpGroupNonUniformFAdd,
    Op::OpGroupNonUniformIMul,
    Op::OpGroupNonUniformFMul,
    Op::OpGroupNonUniformSMin,
    Op::OpGroupNonUniformUMin,
    Op::OpGroupNonUniformFMin,
    Op::OpGroupNonUniformSMax,
    Op::OpGroupNonUniformUMax,
    Op::OpGroupNonUniformFMax,
    Op::OpGroupNonUniformBitwiseAnd,
    Op::OpGroupNonUniformBitwiseOr,
    Op::OpGroupNonUniformBitwiseXor,
    Op::OpControlBarrier,
    Op::OpMemoryBarrier,
    Op::OpAtomicLoad,
    Op::OpAtomicStore,
    Op::OpAtomicExchange,
    Op::OpAtomicCompareExchange,
    Op::OpAtomicIIncrement,
    Op::OpAtomicIDecrement,
    Op::OpAtomicIAdd,
    Op::OpAtomicISub,
    Op::OpAtomicSMin,
    Op::OpAtomicUMin,
    Op::OpAtomicSMax,
    Op::OpAtomicUMax,
    Op::OpAtomicAnd,
    Op::OpAtomicOr,
    Op::OpAtomicXor,
    Op::OpPhi,
    Op::OpLoopMerge,
    Op::OpSelectionMerge,
    Op::OpBranch,
    Op::OpBranchConditional,
    Op::OpSwitch,
    Op::OpReturn,
    Op::OpReturnValue,
    Op::OpUnreachable,
};

// GLSL.std.450 functions, likewise.
constexpr std::array kFunctions = {
    GLSLstd450RoundEven,
    GLSLstd450Trunc,
    GLSLstd450FAbs,
    GLSLstd450SAbs,
    GLSLstd450FSign,
    GLSLstd450SSign,
    GLSLstd450Floor,
    GLSLstd450Ceil,
    GLSLstd450Fract,
    GLSLstd450Radians,
    GLSLstd450Degrees,
    GLSLstd450Sin,
    GLSLstd450Cos,
    GLSLstd450Tan,
    GLSLstd450Asin,
    GLSLstd450Acos,
    GLSLstd450Atan,
    GLSLstd450Sinh,
    GLSLstd450Cosh,
    GLSLstd450Tanh,
    GLSLstd450Asinh,
    GLSLstd450Acosh,
    GLSLstd450Atanh,
    GLSLstd450Atan2,
    GLSLstd450Pow,
    GLSLstd450Exp,
    GLSLstd450Log,
    GLSLstd450Exp2,
    GLSLstd450Log2,
    GLSLstd450Sqrt,
    GLSLstd450InverseSqrt,
    GLSLstd450FMin,
    GLSLstd450UMin,
    GLSLstd450SMin,
    GLSLstd450FMax,
    GLSLstd450UMax,
    GLSLstd450SMax,
    GLSLstd450FClamp,
    GLSLstd450UClamp,
    GLSLstd450SClamp,
    GLSLstd450FMix,
    GLSLstd450Step,
    GLSLstd450SmoothStep,
    GLSLstd450Fma,
    GLSLstd450Ldexp,
    GLSLstd450PackHalf2x16,
    GLSLstd450UnpackHalf2x16,
    GLSLstd450Length,
    GLSLstd450Distance,
    GLSLstd450Cross,
    GLSLstd450Normalize,
    GLSLstd450FindILsb,
    GLSLstd450FindSMsb,
    GLSLstd450FindUMsb,
    GLSLstd450NMin,
    GLSLstd450NMax,
    GLSLstd450NClamp,
};

Status RefuseOperation(const Instruction& instruction, TargetLanguage language) {
  // Metal's fmod is exact; a - b * trunc(a / b), as it prints elsewhere, is not.
  const bool is_metal_remainder = instruction.op == Op::OpFRem && language == TargetLanguage::kMsl;
  if (!is_metal_remainder && std::find(kOperations.begin(), kOperations.end(), instruction.op) == kOperations.end()) {
    return Fail(ErrorCode::kUnsupported,
                "SPIR-V instruction " + std::to_string(static_cast<unsigned>(instruction.op)) + " has no tested form");
  }
  if (instruction.op == Op::OpExtInst) {
    const std::uint32_t function = instruction.operands[1];
    // Halfway cases: away from zero in Metal, as in OpenCL; the implementation's choice elsewhere.
    const bool is_metal_round = function == GLSLstd450Round && language == TargetLanguage::kMsl;
    const auto is_same = [&](GLSLstd450 known) { return static_cast<std::uint32_t>(known) == function; };
    if (!is_metal_round && std::none_of(kFunctions.begin(), kFunctions.end(), is_same)) {
      return Fail(ErrorCode::kUnsupported, "GLSL.std.450 function " + std::to_string(function) + " has no tested form");
    }
  }
  return {};
}

Status RefuseType(const Instruction& type, const TargetProfile& profile) {
  if (type.op == Op::OpTypeFloat && type.operands[0] == 64 && !profile.float64) {
    return Fail(ErrorCode::kUnsupported, "double: " + profile.name + " has no 64-bit floating point");
  }
  if (type.op == Op::OpTypePointer && !profile.physical_addresses &&
      type.operands[0] == static_cast<std::uint32_t>(spv::StorageClass::PhysicalStorageBuffer)) {
    return Fail(ErrorCode::kUnsupported, "physical pointers: " + profile.name + " has no device addresses");
  }
  return {};
}

Status RefuseWide(const SpirvIndex& index, const Instruction& instruction, const TargetProfile& profile) {
  const bool is_atomic = instruction.op >= Op::OpAtomicLoad && instruction.op <= Op::OpAtomicXor;
  const std::uint32_t type =
      instruction.op == Op::OpAtomicStore ? index.TypeOf(instruction.operands[3]) : instruction.type;
  if (is_atomic && index.ScalarWidth(type) == 64 && !profile.int64_atomics) {
    return Fail(ErrorCode::kUnsupported, "64-bit atomics: " + profile.name + " has none");
  }
  return {};
}

}  // namespace

Status RefuseUnsupported(const SpirvCode& code, const TargetProfile& profile) {
  const SpirvIndex index(code);
  if (code.HasCapability(spv::Capability::VariablePointers) ||
      code.HasCapability(spv::Capability::VariablePointersStorageBuffer)) {
    return Fail(ErrorCode::kUnsupported, "pointers as values (VariablePointers)");
  }
  for (const Instruction& instruction : code.globals) {
    KILN_RETURN_IF_ERROR(RefuseType(instruction, profile));
  }
  for (const Instruction& instruction : code.functions) {
    KILN_RETURN_IF_ERROR(RefuseOperation(instruction, profile.language));
    KILN_RETURN_IF_ERROR(RefuseWide(index, instruction, profile));
  }
  return {};
}

}  // namespace kiln::translator::targets

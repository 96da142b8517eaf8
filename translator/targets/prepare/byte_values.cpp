#include "translator/targets/prepare/byte_values.h"

#include <spirv/unified1/GLSL.std.450.h>

#include "translator/targets/prepare/byte_memory.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

bool IsSignedFunction(std::uint32_t function) {
  return function == GLSLstd450SMin || function == GLSLstd450SMax || function == GLSLstd450SClamp ||
         function == GLSLstd450SAbs || function == GLSLstd450SSign;
}

}  // namespace

std::uint32_t ByteValues::Wide(std::uint32_t byte_type) {
  return rewriter_.VectorOf(rewriter_.IntType(32), types_.index().Components(byte_type));
}

std::uint32_t ByteValues::SignExtended(std::uint32_t value) {
  const std::uint32_t type = Wide(types_.index().TypeOf(value));
  const std::uint32_t bits = SplatConstant(rewriter_, type, 24);
  return rewriter_.Emit(Op::OpShiftRightArithmetic, type,
                        {rewriter_.Emit(Op::OpShiftLeftLogical, type, {value, bits}), bits});
}

void ByteValues::EmitMasked(const Instruction& instruction, std::uint32_t value) {
  const std::uint32_t type = Wide(instruction.type);
  rewriter_.EmitAs(instruction.result, Op::OpBitwiseAnd, type, {value, SplatConstant(rewriter_, type, 0xff)});
}

// A value of 32 bits as the instruction's result type, which is no byte.
void ByteValues::EmitConverted(const Instruction& instruction, std::uint32_t value, Op convert) {
  const bool is_32 = types_.index().ScalarWidth(instruction.type) == 32;
  rewriter_.EmitAs(instruction.result, is_32 ? Op::OpBitcast : convert, instruction.type, {value});
}

bool ByteValues::Rewrite(const Instruction& instruction) {
  return types_.Contains(instruction.type) ? RewriteResult(instruction) : RewriteOperands(instruction);
}

bool ByteValues::RewriteResult(const Instruction& instruction) {
  const std::uint32_t type = Wide(instruction.type);
  switch (instruction.op) {
    case Op::OpIAdd:
    case Op::OpISub:
    case Op::OpIMul:
    case Op::OpSNegate:
    case Op::OpNot:
    case Op::OpShiftLeftLogical:
    case Op::OpConvertFToU:
    case Op::OpConvertFToS:
      EmitMasked(instruction, rewriter_.Emit(instruction.op, type, instruction.operands));
      return true;
    case Op::OpSDiv:
    case Op::OpSRem:
      EmitMasked(instruction,
                 rewriter_.Emit(instruction.op, type,
                                {SignExtended(instruction.operands[0]), SignExtended(instruction.operands[1])}));
      return true;
    case Op::OpShiftRightArithmetic:
      EmitMasked(instruction, rewriter_.Emit(instruction.op, type,
                                             {SignExtended(instruction.operands[0]), instruction.operands[1]}));
      return true;
    case Op::OpUConvert:
    case Op::OpSConvert: {
      std::uint32_t value = instruction.operands[0];
      const bool is_32 = types_.index().ScalarWidth(types_.index().TypeOf(value)) == 32;
      value = rewriter_.Emit(is_32 ? Op::OpBitcast : Op::OpUConvert, type, {value});
      EmitMasked(instruction, value);
      return true;
    }
    case Op::OpBitcast:
      rewriter_.EmitAs(instruction.result, Op::OpCopyObject, type, instruction.operands);
      return true;
    case Op::OpUndef:  // any value, but one of 0..255
      rewriter_.EmitAs(instruction.result, Op::OpCopyObject, type,
                       {rewriter_.code().Global(Op::OpConstantNull, type, {})});
      return true;
    case Op::OpExtInst:
      if (IsSignedFunction(instruction.operands[1])) {
        std::vector<std::uint32_t> operands = instruction.operands;
        for (std::size_t i = 2; i < operands.size(); ++i) {
          operands[i] = SignExtended(operands[i]);
        }
        EmitMasked(instruction, rewriter_.Emit(Op::OpExtInst, type, std::move(operands)));
        return true;
      }
      break;
    default:
      break;
  }
  // Moves, selections and what cannot leave the range.
  rewriter_.EmitAs(instruction.result, instruction.op, type, instruction.operands);
  return true;
}

bool ByteValues::RewriteOperands(const Instruction& instruction) {
  if (instruction.operands.empty() || instruction.id_operands.empty() || instruction.id_operands[0] == 0 ||
      !types_.IsByteValue(instruction.operands[0])) {
    return false;
  }
  const std::uint32_t value = instruction.operands[0];
  switch (instruction.op) {
    case Op::OpSLessThan:
    case Op::OpSLessThanEqual:
    case Op::OpSGreaterThan:
    case Op::OpSGreaterThanEqual:
      rewriter_.EmitAs(instruction.result, instruction.op, instruction.type,
                       {SignExtended(value), SignExtended(instruction.operands[1])});
      return true;
    case Op::OpUConvert:
      EmitConverted(instruction, value, Op::OpUConvert);
      return true;
    case Op::OpSConvert:
      EmitConverted(instruction, SignExtended(value), Op::OpSConvert);
      return true;
    case Op::OpConvertSToF:
      rewriter_.EmitAs(instruction.result, instruction.op, instruction.type, {SignExtended(value)});
      return true;
    default:
      return false;
  }
}

}  // namespace kiln::translator::targets

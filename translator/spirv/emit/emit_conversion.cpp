// Conversions between types.
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

// A Boolean has no bits in SPIR-V: it selects between two constants.
Id FromBoolean(FunctionEmitter& emitter, const llvm::Instruction& cast) {
  llvm::Type* type = cast.getType();
  llvm::Constant* one = type->isFPOrFPVectorTy() ? llvm::ConstantFP::get(type, cast.getOpcode() == llvm::Instruction::SIToFP ? -1.0 : 1.0)
                        : cast.getOpcode() == llvm::Instruction::SExt ? llvm::Constant::getAllOnesValue(type)
                                                                      : llvm::ConstantInt::get(type, 1);
  const Id condition = emitter.Use(cast.getOperand(0));
  return emitter.Emit(spv::Op::OpSelect, emitter.TypeOf(cast),
                      Of(condition, emitter.UseAs(one, emitter.IsSigned(cast)),
                         emitter.UseAs(llvm::Constant::getNullValue(type), emitter.IsSigned(cast))));
}

Id ToBoolean(FunctionEmitter& emitter, const llvm::Instruction& cast) {
  llvm::Value* source = cast.getOperand(0);
  const Id value = emitter.Use(source);
  const bool is_signed = emitter.IsSigned(*source);
  const Id one = emitter.UseAs(llvm::ConstantInt::get(source->getType(), 1), is_signed);
  const Id low = emitter.Emit(spv::Op::OpBitwiseAnd, emitter.TypeOf(*source), Of(value, one));
  return emitter.Emit(spv::Op::OpINotEqual, emitter.TypeOf(cast),
                      Of(low, emitter.UseAs(llvm::Constant::getNullValue(source->getType()), is_signed)));
}

bool IsBoolean(const llvm::Type* type) { return type->getScalarType()->isIntegerTy(1); }

}  // namespace

Id EmitConversion(FunctionEmitter& emitter, const llvm::Instruction& instruction) {
  using I = llvm::Instruction;
  using spv::Op;
  const llvm::Type* from = instruction.getOperand(0)->getType();
  const unsigned opcode = instruction.getOpcode();
  if (IsBoolean(from) && opcode != I::BitCast) return FromBoolean(emitter, instruction);
  if (IsBoolean(instruction.getType()) && opcode == I::Trunc) return ToBoolean(emitter, instruction);
  const bool is_signed = emitter.IsSigned(instruction);
  if (opcode == I::BitCast && from == instruction.getType()) return emitter.UseAs(instruction.getOperand(0), is_signed);
  Op op = Op::OpNop;
  switch (opcode) {
    case I::Trunc: op = is_signed ? Op::OpSConvert : Op::OpUConvert; break;
    case I::ZExt: op = Op::OpUConvert; break;
    case I::SExt: op = Op::OpSConvert; break;
    case I::FPTrunc:
    case I::FPExt: op = Op::OpFConvert; break;
    case I::FPToSI: op = Op::OpConvertFToS; break;
    case I::FPToUI: op = Op::OpConvertFToU; break;
    case I::SIToFP: op = Op::OpConvertSToF; break;
    case I::UIToFP: op = Op::OpConvertUToF; break;
    case I::BitCast: op = Op::OpBitcast; break;
    default: break;
  }
  if (op == Op::OpNop || (opcode == I::BitCast && (IsBoolean(from) || IsBoolean(instruction.getType())))) {
    emitter.Report(instruction, std::string("'") + instruction.getOpcodeName() + "' cannot be translated; write this conversion in another way");
    return {};
  }
  const Id operand = emitter.Use(instruction.getOperand(0));
  if (op != Op::OpUConvert && op != Op::OpConvertFToU) return emitter.Emit(op, emitter.TypeOf(instruction), Of(operand));
  // These two yield unsigned types only.
  const Id converted = emitter.Emit(op, emitter.owner().types().Of(instruction.getType(), false), Of(operand));
  return emitter.CastTo(instruction, converted, false);
}

}  // namespace kiln::translator

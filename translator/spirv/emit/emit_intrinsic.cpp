// LLVM's own intrinsics, as far as they have an instruction in SPIR-V or GLSL.std.450. LowerIntrinsics has rewritten the rest.
#include <spirv/unified1/GLSL.std.450.h>

#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

// 0: no instruction of that set.
std::uint32_t ExtendedInstruction(llvm::Intrinsic::ID id) {
  using namespace llvm;
  switch (id) {
    case Intrinsic::fabs: return GLSLstd450FAbs;
    case Intrinsic::floor: return GLSLstd450Floor;
    case Intrinsic::ceil: return GLSLstd450Ceil;
    case Intrinsic::trunc: return GLSLstd450Trunc;
    case Intrinsic::rint:
    case Intrinsic::nearbyint:
    case Intrinsic::roundeven: return GLSLstd450RoundEven;
    case Intrinsic::sqrt: return GLSLstd450Sqrt;
    case Intrinsic::fma: return GLSLstd450Fma;
    case Intrinsic::minnum: return GLSLstd450NMin;
    case Intrinsic::maxnum: return GLSLstd450NMax;
    case Intrinsic::smin: return GLSLstd450SMin;
    case Intrinsic::smax: return GLSLstd450SMax;
    case Intrinsic::umin: return GLSLstd450UMin;
    case Intrinsic::umax: return GLSLstd450UMax;
    case Intrinsic::abs: return GLSLstd450SAbs;
    default: return 0;
  }
}

}  // namespace

Id EmitIntrinsic(FunctionEmitter& emitter, const llvm::IntrinsicInst& intrinsic) {
  using llvm::Intrinsic::ID;
  const ID id = intrinsic.getIntrinsicID();
  if (intrinsic.isAssumeLikeIntrinsic() || id == llvm::Intrinsic::experimental_noalias_scope_decl) return {};
  const Id type = emitter.TypeOf(intrinsic);
  const bool is_signed = emitter.IsSigned(intrinsic);
  auto use = [&](unsigned i) { return emitter.UseAs(intrinsic.getArgOperand(i), is_signed); };
  if (const std::uint32_t instruction = ExtendedInstruction(id)) {
    std::vector<Id> operands;
    const unsigned count = id == llvm::Intrinsic::abs ? 1 : intrinsic.arg_size();
    for (unsigned i = 0; i < count; ++i) operands.push_back(use(i));
    return emitter.ExtInst(type, instruction, operands);
  }
  switch (id) {
    case llvm::Intrinsic::fmuladd: {
      // Fused or not is the device's choice, so neither instruction is marked for its own sake.
      const Id product = emitter.Emit(spv::Op::OpFMul, type, Of(use(0), use(1)));
      const Id sum = emitter.Emit(spv::Op::OpFAdd, type, Of(product, use(2)));
      if (MustNotCombine(emitter.context(), intrinsic)) emitter.module().Decorate(sum, spv::Decoration::NoContraction);
      return sum;
    }
    case llvm::Intrinsic::ctpop: return emitter.Emit(spv::Op::OpBitCount, type, Of(use(0)));
    case llvm::Intrinsic::bitreverse: return emitter.Emit(spv::Op::OpBitReverse, type, Of(use(0)));
    case llvm::Intrinsic::ctlz: {
      // FindUMsb of zero is -1: 31 - -1 is 32, as OpenCL's clz wants.
      const Id msb = emitter.ExtInst(type, GLSLstd450FindUMsb, {use(0)});
      const Id top = emitter.UseAs(llvm::ConstantInt::get(intrinsic.getType(), 31), is_signed);
      return emitter.Emit(spv::Op::OpISub, type, Of(top, msb));
    }
    case llvm::Intrinsic::cttz: {
      const Id lsb = emitter.ExtInst(type, GLSLstd450FindILsb, {use(0)});
      // FindILsb of zero is -1, all ones: as an unsigned number it is more than 32.
      const Id width = emitter.UseAs(llvm::ConstantInt::get(intrinsic.getType(), 32), is_signed);
      return emitter.ExtInst(type, GLSLstd450UMin, {lsb, width});
    }
    default:
      emitter.Report(intrinsic, "'" + intrinsic.getCalledFunction()->getName().str() + "' cannot be translated; use what OpenCL C has for it");
      return {};
  }
}

}  // namespace kiln::translator

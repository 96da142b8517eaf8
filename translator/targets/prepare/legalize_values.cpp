// The steps that concern single instructions.
#include <spirv/unified1/GLSL.std.450.h>

#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {

using spv::Op;

void DropRestrict(SpirvCode& code) {
  const auto is_restrict = [](std::uint32_t decoration) {
    return decoration == static_cast<std::uint32_t>(spv::Decoration::Restrict) ||
           decoration == static_cast<std::uint32_t>(spv::Decoration::RestrictPointer);
  };
  std::erase_if(code.annotations, [&](const Instruction& instruction) {
    return (instruction.op == Op::OpDecorate && is_restrict(instruction.operands[1])) ||
           (instruction.op == Op::OpMemberDecorate && is_restrict(instruction.operands[2]));
  });
}

// Before: r = FOrdNotEqual a b.    After: r = a < b or a > b.
// Before: r = FUnordEqual a b.     After: r = not (a < b or a > b).
void LegalizeCompares(SpirvCode& code) {
  FunctionRewriter rewriter(code);
  rewriter.Run([&](const Instruction& instruction) {
    if (instruction.op != Op::OpFOrdNotEqual && instruction.op != Op::OpFUnordEqual) {
      return false;
    }
    const std::uint32_t less = rewriter.Emit(Op::OpFOrdLessThan, instruction.type, instruction.operands);
    const std::uint32_t greater = rewriter.Emit(Op::OpFOrdGreaterThan, instruction.type, instruction.operands);
    if (instruction.op == Op::OpFOrdNotEqual) {
      rewriter.EmitAs(instruction.result, Op::OpLogicalOr, instruction.type, {less, greater});
    } else {
      const std::uint32_t differ = rewriter.Emit(Op::OpLogicalOr, instruction.type, {less, greater});
      rewriter.EmitAs(instruction.result, Op::OpLogicalNot, instruction.type, {differ});
    }
    return true;
  });
}

// Before: AccessChain x %0 %index64.    After: i = UConvert uint %index64; AccessChain x %0 i.
// An index of more than 32 bits would leave any buffer that Vulkan, Metal or Direct3D binds.
void LegalizeIndices(SpirvCode& code) {
  FunctionRewriter rewriter(code);
  rewriter.Run([&](const Instruction& instruction) {
    if (instruction.op != Op::OpAccessChain && instruction.op != Op::OpInBoundsAccessChain) {
      return false;
    }
    Instruction chain = instruction;
    bool changed = false;
    for (std::size_t i = 1; i < chain.operands.size(); ++i) {
      const Instruction* index = rewriter.index().Definition(chain.operands[i]);
      const std::uint32_t bits = index == nullptr ? 32 : rewriter.index().ScalarWidth(index->type);
      if (bits == 32 || bits == 0) {
        continue;
      }
      changed = true;
      const bool is_signed = rewriter.index().Definition(index->type)->operands[1] != 0;
      const std::uint32_t narrow = rewriter.IntType(32, is_signed);
      chain.operands[i] = index->op == Op::OpConstant
                              ? rewriter.code().Global(Op::OpConstant, narrow, {index->operands[0]})
                              : rewriter.Emit(is_signed ? Op::OpSConvert : Op::OpUConvert, narrow, {chain.operands[i]});
    }
    if (changed) {
      rewriter.EmitAs(chain.result, chain.op, chain.type, chain.operands);
    }
    return changed;
  });
}

void LegalizeMinMax(SpirvCode& code) {
  const SpirvIndex index(code);
  for (Instruction& instruction : code.functions) {
    // RelaxedPrecision is how the emitter asks for the fast variant.
    if (instruction.op != Op::OpExtInst || index.Decoration(instruction.result, spv::Decoration::RelaxedPrecision)) {
      continue;
    }
    switch (std::uint32_t& function = instruction.operands[1]; function) {
      case GLSLstd450FMin:
        function = GLSLstd450NMin;
        break;
      case GLSLstd450FMax:
        function = GLSLstd450NMax;
        break;
      case GLSLstd450FClamp:
        function = GLSLstd450NClamp;
        break;
      default:
        break;
    }
  }
}

namespace {

// The two parts of an extended operation, low and high.
struct Parts {
  std::uint32_t low = 0, high = 0;
};

std::optional<Parts> Expand(FunctionRewriter& rewriter, const Instruction& instruction) {
  if (instruction.op < Op::OpIAddCarry || instruction.op > Op::OpSMulExtended) {  // the four are neighbours
    return std::nullopt;
  }
  const std::uint32_t type = rewriter.index().TypeOf(instruction.operands[0]);
  const std::uint32_t a = instruction.operands[0];
  const std::uint32_t b = instruction.operands[1];
  switch (instruction.op) {
    case Op::OpIAddCarry:
    case Op::OpISubBorrow: {
      const bool add = instruction.op == Op::OpIAddCarry;
      const std::uint32_t low = rewriter.Emit(add ? Op::OpIAdd : Op::OpISub, type, {a, b});
      const std::uint32_t wrapped =
          rewriter.Emit(Op::OpULessThan, rewriter.BoolLike(type), {add ? low : a, add ? a : b});
      const std::uint32_t high =
          rewriter.Emit(Op::OpSelect, type, {wrapped, rewriter.IntConstant(type, 1), rewriter.IntConstant(type, 0)});
      return Parts{low, high};
    }
    case Op::OpUMulExtended:
    case Op::OpSMulExtended: {
      const bool is_signed = instruction.op == Op::OpSMulExtended;
      const std::uint32_t components = rewriter.index().Components(type);
      const std::uint32_t wide = rewriter.VectorOf(rewriter.IntType(64, is_signed), components);
      const Op convert = is_signed ? Op::OpSConvert : Op::OpUConvert;
      const std::uint32_t product =
          rewriter.Emit(Op::OpIMul, wide, {rewriter.Emit(convert, wide, {a}), rewriter.Emit(convert, wide, {b})});
      const std::uint32_t bits = rewriter.code().Global(Op::OpConstant, rewriter.IntType(64, is_signed), {32, 0});
      const std::uint32_t shift =
          components == 1
              ? bits
              : rewriter.code().Global(Op::OpConstantComposite, wide, std::vector<std::uint32_t>(components, bits));
      const std::uint32_t upper = rewriter.Emit(Op::OpShiftRightLogical, wide, {product, shift});
      return Parts{rewriter.Emit(Op::OpIMul, type, {a, b}), rewriter.Emit(Op::OpUConvert, type, {upper})};
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

// Before: r = IAddCarry a b; lo = Extract r 0; hi = Extract r 1.    After: lo = a + b; hi = lo < a ? 1 : 0.
Status LegalizeExtendedArithmetic(SpirvCode& code, TargetLanguage language) {
  FunctionRewriter rewriter(code);
  const auto is_glsl = [&](const Instruction& instruction) {
    return language == TargetLanguage::kGlsl && instruction.op != Op::OpSMulExtended;
  };
  std::unordered_map<std::uint32_t, Parts> parts;
  Status status;
  rewriter.Run([&](const Instruction& instruction) {
    if (instruction.op == Op::OpCompositeExtract && parts.contains(instruction.operands[0])) {
      const Parts& found = parts[instruction.operands[0]];
      rewriter.Substitute(instruction.result, instruction.operands[1] == 0 ? found.low : found.high);
      return true;
    }
    for (std::size_t i = 0; i < instruction.id_operands.size(); ++i) {
      if (instruction.id_operands[i] != 0 && parts.contains(instruction.operands[i])) {
        status =
            Fail(ErrorCode::kUnsupported, "an extended addition or multiplication whose result is used as a struct");
      }
    }
    if (is_glsl(instruction)) {
      return false;
    }
    const bool multiplies = instruction.op == Op::OpUMulExtended || instruction.op == Op::OpSMulExtended;
    if (multiplies && rewriter.index().ScalarWidth(rewriter.index().TypeOf(instruction.operands[0])) != 32) {
      status = Fail(ErrorCode::kUnsupported, "an extended multiplication of other than 32-bit integers");
      return false;
    }
    const std::optional<Parts> expanded = Expand(rewriter, instruction);
    if (expanded) {
      parts[instruction.result] = *expanded;
    }
    return expanded.has_value();
  });
  return status;
}

}  // namespace kiln::translator::targets

#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

struct Shape {
  std::uint32_t bits = 0, components = 0;
  bool operator==(const Shape&) const = default;
};

// Unsigned pairs that GLSL has functions for: pack32, unpack8, packUint2x32, ...
bool HasGlslFunction(Shape from, Shape to) {
  const auto pair = [&](Shape a, Shape b) { return (from == a && to == b) || (from == b && to == a); };
  return pair({8, 2}, {16, 1}) || pair({8, 4}, {32, 1}) || pair({16, 2}, {32, 1}) || pair({16, 4}, {64, 1}) ||
         pair({32, 2}, {64, 1});
}

class BitcastRewriter {
 public:
  BitcastRewriter(FunctionRewriter& rewriter, TargetLanguage language) : rewriter_(rewriter), language_(language) {}

  bool Rewrite(const Instruction& cast) {
    const SpirvIndex& index = rewriter_.index();
    const std::uint32_t from_type = index.TypeOf(cast.operands[0]);
    const Shape from = {index.ScalarWidth(from_type), index.Components(from_type)};
    const Shape to = {index.ScalarWidth(cast.type), index.Components(cast.type)};
    if (from.components == to.components || from.bits == 0 || to.bits == 0) {
      return false;
    }
    const std::uint32_t from_uint = Unsigned(from);
    const std::uint32_t to_uint = Unsigned(to);
    std::uint32_t value = cast.operands[0];
    if (from_type != from_uint) {
      value = rewriter_.Emit(Op::OpBitcast, from_uint, {value});
    }
    if (language_ == TargetLanguage::kGlsl && HasGlslFunction(from, to)) {
      value = rewriter_.Emit(Op::OpBitcast, to_uint, {value});
    } else {
      std::vector<std::uint32_t> parts;
      for (std::uint32_t k = 0; k < to.components; ++k) {
        parts.push_back(from.bits < to.bits ? Pack(value, from, to, k) : Unpack(value, from, to, k));
      }
      value = parts.size() == 1 ? parts[0] : rewriter_.Emit(Op::OpCompositeConstruct, to_uint, parts);
    }
    rewriter_.EmitAs(cast.result, cast.type == to_uint ? Op::OpCopyObject : Op::OpBitcast, cast.type, {value});
    return true;
  }

 private:
  std::uint32_t Unsigned(Shape shape) { return rewriter_.VectorOf(rewriter_.IntType(shape.bits), shape.components); }

  std::uint32_t Component(std::uint32_t value, Shape shape, std::uint32_t k) {
    return shape.components == 1 ? value
                                 : rewriter_.Emit(Op::OpCompositeExtract, rewriter_.IntType(shape.bits), {value, k});
  }

  std::uint32_t Amount(std::uint32_t bits, std::uint32_t value) {
    std::vector<std::uint32_t> words = {value};
    words.resize(bits == 64 ? 2 : 1);
    return rewriter_.code().Global(Op::OpConstant, rewriter_.IntType(bits), std::move(words));
  }

  // Component k of the result out of several of the source: little end first.
  std::uint32_t Pack(std::uint32_t value, Shape from, Shape to, std::uint32_t k) {
    const std::uint32_t wide = rewriter_.IntType(to.bits);
    const std::uint32_t count = to.bits / from.bits;
    std::uint32_t packed = 0;
    for (std::uint32_t j = 0; j < count; ++j) {
      std::uint32_t part = rewriter_.Emit(Op::OpUConvert, wide, {Component(value, from, k * count + j)});
      if (j != 0) {
        part = rewriter_.Emit(Op::OpShiftLeftLogical, wide, {part, Amount(to.bits, j * from.bits)});
        part = rewriter_.Emit(Op::OpBitwiseOr, wide, {packed, part});
      }
      packed = part;
    }
    return packed;
  }

  // Component k of the result out of a part of one of the source.
  std::uint32_t Unpack(std::uint32_t value, Shape from, Shape to, std::uint32_t k) {
    const std::uint32_t count = from.bits / to.bits;
    std::uint32_t part = Component(value, from, k / count);
    if (const std::uint32_t shift = k % count * to.bits; shift != 0) {
      part = rewriter_.Emit(Op::OpShiftRightLogical, rewriter_.IntType(from.bits), {part, Amount(from.bits, shift)});
    }
    return rewriter_.Emit(Op::OpUConvert, rewriter_.IntType(to.bits), {part});
  }

  FunctionRewriter& rewriter_;
  TargetLanguage language_;
};

}  // namespace

// Before: r = Bitcast half4 %double.
// After:  u = Bitcast ulong %double; r = Bitcast half4 (ushort4(u, u >> 16, u >> 32, u >> 48)).
void LegalizeBitcasts(SpirvCode& code, TargetLanguage language) {
  if (language == TargetLanguage::kMsl) {
    return;  // as_type takes any two types of one size
  }
  FunctionRewriter rewriter(code);
  BitcastRewriter casts(rewriter, language);
  rewriter.Run(
      [&](const Instruction& instruction) { return instruction.op == Op::OpBitcast && casts.Rewrite(instruction); });
}

}  // namespace kiln::translator::targets

#include "translator/passes/types/split_longs.h"

#include <numeric>

#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "translator/builtins/ops.h"
#include "translator/ir/native_types.h"
#include "translator/ir/pure_call.h"
#include "translator/passes/types/value_replacer.h"

namespace kiln::translator {

namespace {

using llvm::Instruction;
using llvm::Value;
using Predicate = llvm::CmpInst::Predicate;

class LongSplitter final : public ValueReplacer {
 public:
  // Integers of 2 * `half_bits`.
  LongSplitter(PassContext& context, KernelIr& kernel, unsigned half_bits)
      : ValueReplacer(context, kernel, llvm::Type::getIntNTy(kernel.function->getContext(), half_bits), 2),
        half_bits_(half_bits),
        half_(llvm::Type::getIntNTy(kernel.function->getContext(), half_bits)) {}

 protected:
  bool IsReplaced(const llvm::Type* type) const override { return type->getScalarType()->isIntegerTy(2 * half_bits_); }
  const char* What() const override { return half_bits_ == 32 ? "64-bit integers" : "128-bit integers"; }

  llvm::SmallVector<llvm::Constant*, 2> PartsOf(llvm::Constant& lane) override {
    const llvm::APInt& value = llvm::cast<llvm::ConstantInt>(lane).getValue();
    return {Number(half_, value.extractBitsAsZExtValue(half_bits_, 0)), Number(half_, value.extractBitsAsZExtValue(half_bits_, half_bits_))};
  }

  bool Rewrite(Instruction& instruction) override {
    if (auto op = AsMemoryOp(instruction)) return RewriteMemory(instruction, *op);
    if (auto* compare = llvm::dyn_cast<llvm::ICmpInst>(&instruction)) {
      Replace(instruction, {Compare(compare->getPredicate(), Get(compare->getOperand(0)), Get(compare->getOperand(1)))});
      return true;
    }
    if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction)) return RewriteIntrinsic(*intrinsic);
    if (auto* cast = llvm::dyn_cast<llvm::CastInst>(&instruction)) return RewriteCast(*cast);
    return llvm::isa<llvm::BinaryOperator>(instruction) && RewriteBinary(instruction);
  }

 private:
  llvm::Constant* Halves(const Parts& like, std::uint64_t value) { return Number(like[0]->getType(), value); }

  // ---- Arithmetic.
  Parts Add(const Parts& a, const Parts& b) {
    Value* low = b_.CreateAdd(a[0], b[0]);
    Value* carry = b_.CreateZExt(b_.CreateICmpULT(low, a[0]), low->getType());
    return {low, b_.CreateAdd(b_.CreateAdd(a[1], b[1]), carry)};
  }
  Parts Subtract(const Parts& a, const Parts& b) {
    Value* borrow = b_.CreateZExt(b_.CreateICmpULT(a[0], b[0]), a[0]->getType());
    return {b_.CreateSub(a[0], b[0]), b_.CreateSub(b_.CreateSub(a[1], b[1]), borrow)};
  }
  Parts Multiply(const Parts& a, const Parts& b) {
    Value* crossed = b_.CreateAdd(b_.CreateMul(a[0], b[1]), b_.CreateMul(a[1], b[0]));
    return {b_.CreateMul(a[0], b[0]), b_.CreateAdd(MultiplyHigh(a[0], b[0]), crossed)};
  }
  // The upper half of a product of halves.
  Value* MultiplyHigh(Value* a, Value* b) {
    if (auto* constant = llvm::dyn_cast<llvm::Constant>(b); constant && constant->isNullValue()) return b;
    if (half_bits_ == 64) return MultiplyHighByWords(a, b);
    const std::string name = std::string(builtins::kMulHiUnsignedPrefix) + TypeSuffix(a->getType());
    return CallPure(b_, name, a->getType(), {a, b});
  }

  // As on paper, with digits of 32 bits; no sum here exceeds 64 bits.
  Value* MultiplyHighByWords(Value* a, Value* b) {
    llvm::Constant* mask = Number(a->getType(), 0xFFFFFFFF);
    const auto low = [&](Value* x) { return b_.CreateAnd(x, mask); };
    const auto high = [&](Value* x) { return b_.CreateLShr(x, 32); };
    Value* first = b_.CreateMul(low(a), low(b));
    Value* second = b_.CreateAdd(b_.CreateMul(high(a), low(b)), high(first));
    Value* third = b_.CreateAdd(b_.CreateMul(low(a), high(b)), low(second));
    return b_.CreateAdd(b_.CreateMul(high(a), high(b)), b_.CreateAdd(high(second), high(third)));
  }

  // Shifts by n modulo the width, 2 w; bits of a half move by n modulo w, and halves change place where n has the bit w.
  Parts Shift(unsigned opcode, const Parts& x, Value* count) {
    llvm::Constant* places = Halves(x, half_bits_ - 1);
    Value* by = b_.CreateAnd(count, places);
    Value* rest = b_.CreateSub(places, by);  // what is left of a word, after one place
    Value* is_far = b_.CreateICmpNE(b_.CreateAnd(count, Halves(x, half_bits_)), Halves(x, 0));
    if (opcode == Instruction::Shl) {
      Value* crossing = b_.CreateLShr(b_.CreateLShr(x[0], Halves(x, 1)), rest);
      Value* low = b_.CreateShl(x[0], by);
      Value* high = b_.CreateOr(b_.CreateShl(x[1], by), crossing);
      return {b_.CreateSelect(is_far, Halves(x, 0), low), b_.CreateSelect(is_far, low, high)};
    }
    const bool is_signed = opcode == Instruction::AShr;
    Value* crossing = b_.CreateShl(b_.CreateShl(x[1], Halves(x, 1)), rest);
    Value* low = b_.CreateOr(b_.CreateLShr(x[0], by), crossing);
    Value* high = is_signed ? b_.CreateAShr(x[1], by) : b_.CreateLShr(x[1], by);
    Value* fill = is_signed ? b_.CreateAShr(x[1], places) : Halves(x, 0);
    return {b_.CreateSelect(is_far, high, low), b_.CreateSelect(is_far, fill, high)};
  }

  bool RewriteBinary(Instruction& instruction) {
    const Parts a = Get(instruction.getOperand(0)), b = Get(instruction.getOperand(1));
    const auto opcode = static_cast<llvm::Instruction::BinaryOps>(instruction.getOpcode());
    switch (opcode) {
      case Instruction::Add: Replace(instruction, Add(a, b)); return true;
      case Instruction::Sub: Replace(instruction, Subtract(a, b)); return true;
      case Instruction::Mul: Replace(instruction, Multiply(a, b)); return true;
      case Instruction::And:
      case Instruction::Or:
      case Instruction::Xor:
        Replace(instruction, {b_.CreateBinOp(opcode, a[0], b[0]), b_.CreateBinOp(opcode, a[1], b[1])});
        return true;
      case Instruction::Shl:
      case Instruction::LShr:
      case Instruction::AShr: Replace(instruction, Shift(opcode, a, b[0])); return true;
      default: return false;
    }
  }

  // The upper halves decide; where they are equal, the lower ones do, as unsigned numbers.
  Value* Compare(Predicate predicate, const Parts& a, const Parts& b) {
    if (predicate == Predicate::ICMP_EQ || predicate == Predicate::ICMP_NE) {
      Value* difference = b_.CreateOr(b_.CreateXor(a[0], b[0]), b_.CreateXor(a[1], b[1]));
      return b_.CreateICmp(predicate, difference, Halves(a, 0));
    }
    const Predicate strict = llvm::CmpInst::getStrictPredicate(predicate);
    Value* by_high = b_.CreateICmp(strict, a[1], b[1]);
    Value* by_low = b_.CreateICmp(llvm::ICmpInst::getUnsignedPredicate(predicate), a[0], b[0]);
    return b_.CreateSelect(b_.CreateICmpEQ(a[1], b[1]), by_low, by_high);
  }

  Parts Select(Value* condition, const Parts& a, const Parts& b) {
    return {b_.CreateSelect(condition, a[0], b[0]), b_.CreateSelect(condition, a[1], b[1])};
  }

  bool RewriteIntrinsic(llvm::IntrinsicInst& intrinsic) {
    const Parts a = Get(intrinsic.getArgOperand(0));
    if (intrinsic.getIntrinsicID() == llvm::Intrinsic::abs) {
      const Parts zero = {Halves(a, 0), Halves(a, 0)};
      Replace(intrinsic, Select(b_.CreateICmpSLT(a[1], zero[1]), Subtract(zero, a), a));
      return true;
    }
    if (auto* choice = llvm::dyn_cast<llvm::MinMaxIntrinsic>(&intrinsic)) {
      const Parts b = Get(intrinsic.getArgOperand(1));
      Replace(intrinsic, Select(Compare(choice->getPredicate(), a, b), a, b));
      return true;
    }
    return false;
  }

  // ---- Conversions.
  bool RewriteCast(llvm::CastInst& cast) {
    Value* x = cast.getOperand(0);
    switch (cast.getOpcode()) {
      case Instruction::Trunc: Replace(cast, {b_.CreateTrunc(First(x), cast.getType())}); return true;
      case Instruction::ZExt: {
        Value* low = b_.CreateZExt(x, Like(cast.getType(), half_));
        Replace(cast, {low, Number(low->getType(), 0)});
        return true;
      }
      case Instruction::SExt: {
        Value* low = b_.CreateSExt(x, Like(cast.getType(), half_));
        Replace(cast, {low, b_.CreateAShr(low, Number(low->getType(), half_bits_ - 1))});
        return true;
      }
      case Instruction::BitCast: Replace(cast, RewriteBitcast(x, cast.getType())); return true;
      default: return false;
    }
  }

  // By way of a vector of halves; a vector of two doubles is taken lane by lane.
  Parts RewriteBitcast(Value* x, llvm::Type* to) {
    const unsigned width = 2 * half_bits_;
    llvm::SmallVector<Value*, 8> words;
    if (IsReplaced(x->getType())) {
      const Parts parts = Get(x);
      for (unsigned i = 0; i < Lanes(x->getType()); ++i) words.append({Lane(parts[0], i), Lane(parts[1], i)});
    } else {
      const auto bits = static_cast<unsigned>(x->getType()->getPrimitiveSizeInBits().getFixedValue());
      const unsigned step = x->getType()->getScalarSizeInBits() == width ? width : bits;
      for (unsigned at = 0; at < bits; at += step) {
        Value* whole = step == bits ? x : Lane(x, at / step);
        Value* vector = b_.CreateBitCast(whole, llvm::FixedVectorType::get(half_, step / half_bits_));
        for (unsigned i = 0; i < step / half_bits_; ++i) words.push_back(Lane(vector, i));
      }
    }
    if (IsReplaced(to)) {
      llvm::SmallVector<Value*, 4> low, high;
      for (unsigned i = 0; i < words.size(); i += 2) low.push_back(words[i]), high.push_back(words[i + 1]);
      return {Gather(low), Gather(high)};
    }
    if (to->getScalarSizeInBits() != width) return {b_.CreateBitCast(Gather(words), to)};
    llvm::SmallVector<Value*, 4> lanes;
    for (unsigned i = 0; i < words.size(); i += 2) {
      lanes.push_back(b_.CreateBitCast(Gather({words[i], words[i + 1]}), to->getScalarType()));
    }
    return {Gather(lanes)};
  }

  // ---- Memory: the halves of one or two integers at a time.
  bool RewriteMemory(Instruction& instruction, const MemoryOp& op) {
    if (op.kind != MemoryOpKind::kLoad && op.kind != MemoryOpKind::kStore) return false;
    const unsigned lanes = Lanes(op.type);
    const Parts stored = op.values.empty() ? Parts() : Get(op.values[0]);
    llvm::SmallVector<Value*, 4> low, high;
    for (unsigned at = 0; at < lanes; at += 2) {
      const unsigned words = std::min(2u, lanes - at) * 2;
      MemoryOp piece = op;
      piece.type = llvm::FixedVectorType::get(half_, words);
      piece.offset.constant += at * half_bits_ / 4;
      if (at != 0) piece.alignment = std::gcd(op.alignment, at * half_bits_ / 4);
      if (!stored.empty()) {
        llvm::SmallVector<Value*, 4> values;
        for (unsigned i = 0; i < words; ++i) values.push_back(Lane(stored[i % 2], at + i / 2));
        piece.values = {Gather(values)};
      }
      llvm::CallInst* call = Create(b_, piece);
      for (unsigned i = 0; i < words && stored.empty(); ++i) (i % 2 == 0 ? low : high).push_back(Lane(call, i));
    }
    Replace(instruction, stored.empty() ? Parts{Gather(low), Gather(high)} : Parts());
    return true;
  }

  unsigned half_bits_;
  llvm::Type* half_;
};

}  // namespace

void SplitLongs(PassContext& context, KernelIr& kernel) {
  const bool has_wide = llvm::any_of(llvm::instructions(*kernel.function), [](const Instruction& instruction) {
    return instruction.getType()->isIntOrIntVectorTy(128) ||
           llvm::any_of(instruction.operand_values(), [](const Value* value) { return value->getType()->isIntOrIntVectorTy(128); });
  });
  if (has_wide) LongSplitter(context, kernel, 64).Run();
  if (IsNative(context.profile, llvm::Type::getInt64Ty(kernel.function->getContext()))) return;
  LongSplitter(context, kernel, 32).Run();
}

}  // namespace kiln::translator

#include "translator/passes/types/split_longs.h"

#include <numeric>

#include "llvm/IR/Constants.h"
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
  LongSplitter(PassContext& context, KernelIr& kernel)
      : ValueReplacer(context, kernel, llvm::Type::getInt32Ty(kernel.function->getContext()), 2) {}

 protected:
  bool IsReplaced(const llvm::Type* type) const override { return type->getScalarType()->isIntegerTy(64); }
  const char* What() const override { return "64-bit integers"; }

  llvm::SmallVector<llvm::Constant*, 2> PartsOf(llvm::Constant& lane) override {
    const llvm::APInt& value = llvm::cast<llvm::ConstantInt>(lane).getValue();
    return {Number(word_, value.extractBitsAsZExtValue(32, 0)), Number(word_, value.extractBitsAsZExtValue(32, 32))};
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
  llvm::Constant* Words(const Parts& like, std::uint64_t value) { return Number(like[0]->getType(), value); }

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
  // The upper word of a product of words.
  Value* MultiplyHigh(Value* a, Value* b) {
    if (auto* constant = llvm::dyn_cast<llvm::Constant>(b); constant && constant->isNullValue()) return b;
    const std::string name = std::string(builtins::kMulHiUnsignedPrefix) + TypeSuffix(a->getType());
    return CallPure(b_, name, a->getType(), {a, b});
  }

  // Shifts by n modulo 64; bits of a word move by n modulo 32, and words change place where n has the bit 32.
  Parts Shift(unsigned opcode, const Parts& x, Value* count) {
    llvm::Constant* places = Words(x, 31);
    Value* by = b_.CreateAnd(count, places);
    Value* rest = b_.CreateSub(places, by);  // what is left of a word, after one place
    Value* is_far = b_.CreateICmpNE(b_.CreateAnd(count, Words(x, 32)), Words(x, 0));
    if (opcode == Instruction::Shl) {
      Value* crossing = b_.CreateLShr(b_.CreateLShr(x[0], Words(x, 1)), rest);
      Value* low = b_.CreateShl(x[0], by);
      Value* high = b_.CreateOr(b_.CreateShl(x[1], by), crossing);
      return {b_.CreateSelect(is_far, Words(x, 0), low), b_.CreateSelect(is_far, low, high)};
    }
    const bool is_signed = opcode == Instruction::AShr;
    Value* crossing = b_.CreateShl(b_.CreateShl(x[1], Words(x, 1)), rest);
    Value* low = b_.CreateOr(b_.CreateLShr(x[0], by), crossing);
    Value* high = is_signed ? b_.CreateAShr(x[1], by) : b_.CreateLShr(x[1], by);
    Value* fill = is_signed ? b_.CreateAShr(x[1], places) : Words(x, 0);
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

  // The upper words decide; where they are equal, the lower ones do, as unsigned numbers.
  Value* Compare(Predicate predicate, const Parts& a, const Parts& b) {
    if (predicate == Predicate::ICMP_EQ || predicate == Predicate::ICMP_NE) {
      Value* difference = b_.CreateOr(b_.CreateXor(a[0], b[0]), b_.CreateXor(a[1], b[1]));
      return b_.CreateICmp(predicate, difference, Words(a, 0));
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
      const Parts zero = {Words(a, 0), Words(a, 0)};
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
        Value* low = b_.CreateZExt(x, Like(cast.getType(), word_));
        Replace(cast, {low, Number(low->getType(), 0)});
        return true;
      }
      case Instruction::SExt: {
        Value* low = b_.CreateSExt(x, Like(cast.getType(), word_));
        Replace(cast, {low, b_.CreateAShr(low, Number(low->getType(), 31))});
        return true;
      }
      case Instruction::BitCast: Replace(cast, RewriteBitcast(x, cast.getType())); return true;
      default: return false;
    }
  }

  // By way of a vector of words; a vector of two doubles is taken lane by lane.
  Parts RewriteBitcast(Value* x, llvm::Type* to) {
    llvm::SmallVector<Value*, 8> words;
    if (IsReplaced(x->getType())) {
      const Parts parts = Get(x);
      for (unsigned i = 0; i < Lanes(x->getType()); ++i) words.append({Lane(parts[0], i), Lane(parts[1], i)});
    } else {
      const auto bits = static_cast<unsigned>(x->getType()->getPrimitiveSizeInBits().getFixedValue());
      const unsigned step = x->getType()->getScalarSizeInBits() == 64 ? 64 : bits;
      for (unsigned at = 0; at < bits; at += step) {
        Value* whole = step == bits ? x : Lane(x, at / step);
        Value* vector = b_.CreateBitCast(whole, llvm::FixedVectorType::get(word_, step / 32));
        for (unsigned i = 0; i < step / 32; ++i) words.push_back(Lane(vector, i));
      }
    }
    if (IsReplaced(to)) {
      llvm::SmallVector<Value*, 4> low, high;
      for (unsigned i = 0; i < words.size(); i += 2) low.push_back(words[i]), high.push_back(words[i + 1]);
      return {Gather(low), Gather(high)};
    }
    if (to->getScalarSizeInBits() != 64) return {b_.CreateBitCast(Gather(words), to)};
    llvm::SmallVector<Value*, 4> lanes;
    for (unsigned i = 0; i < words.size(); i += 2) {
      lanes.push_back(b_.CreateBitCast(Gather({words[i], words[i + 1]}), to->getScalarType()));
    }
    return {Gather(lanes)};
  }

  // ---- Memory: the words of one or two longs at a time.
  bool RewriteMemory(Instruction& instruction, const MemoryOp& op) {
    if (op.kind != MemoryOpKind::kLoad && op.kind != MemoryOpKind::kStore) return false;
    const unsigned lanes = Lanes(op.type);
    const Parts stored = op.values.empty() ? Parts() : Get(op.values[0]);
    llvm::SmallVector<Value*, 4> low, high;
    for (unsigned at = 0; at < lanes; at += 2) {
      const unsigned words = std::min(2u, lanes - at) * 2;
      MemoryOp piece = op;
      piece.type = llvm::FixedVectorType::get(word_, words);
      piece.offset.constant += at * 8;
      if (at != 0) piece.alignment = std::gcd(op.alignment, at * 8);
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
};

}  // namespace

void SplitLongs(PassContext& context, KernelIr& kernel) {
  if (IsNative(context.profile, llvm::Type::getInt64Ty(kernel.function->getContext()))) return;
  LongSplitter(context, kernel).Run();
}

}  // namespace kiln::translator

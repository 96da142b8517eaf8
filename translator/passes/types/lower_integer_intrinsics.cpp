#include "translator/passes/types/lower_integer_intrinsics.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

namespace kiln::translator {

namespace {

using llvm::Value;
namespace Intrinsic = llvm::Intrinsic;

class Lowering {
 public:
  explicit Lowering(llvm::IntrinsicInst& intrinsic)
      : intrinsic_(intrinsic), b_(&intrinsic), type_(intrinsic.getType()), bits_(type_->getScalarSizeInBits()) {}

  // Null where the intrinsic can stay.
  Value* Lower() {
    switch (intrinsic_.getIntrinsicID()) {
      case Intrinsic::ctpop: return bits_ == 32 ? nullptr : CountOnes();
      case Intrinsic::ctlz: return bits_ == 32 ? nullptr : CountLeading();
      case Intrinsic::cttz: return bits_ == 32 ? nullptr : CountTrailing();
      case Intrinsic::bitreverse: return bits_ == 32 ? nullptr : Reverse();
      case Intrinsic::bswap: return SwapBytes();
      case Intrinsic::fshl: return FunnelShift(true);
      case Intrinsic::fshr: return FunnelShift(false);
      case Intrinsic::uadd_sat: return UnsignedAdd();
      case Intrinsic::usub_sat: return b_.CreateSelect(b_.CreateICmpUGT(A(), B()), b_.CreateSub(A(), B()), Number(0));
      case Intrinsic::sadd_sat: return SignedSaturate(b_.CreateAdd(A(), B()), true);
      case Intrinsic::ssub_sat: return SignedSaturate(b_.CreateSub(A(), B()), false);
      case Intrinsic::copysign: return CopySign();
      default: return nullptr;
    }
  }

 private:
  Value* A() { return intrinsic_.getArgOperand(0); }
  Value* B() { return intrinsic_.getArgOperand(1); }
  llvm::Type* WithBits(unsigned bits) { return type_->getWithNewBitWidth(bits); }
  llvm::Constant* Number(std::uint64_t value) { return llvm::ConstantInt::get(type_, value); }
  Value* Word(Value* value) { return b_.CreateZExtOrTrunc(value, WithBits(32)); }
  Value* Low(Value* value) { return b_.CreateTrunc(value, WithBits(32)); }
  Value* High(Value* value) { return b_.CreateTrunc(b_.CreateLShr(value, Number(32)), WithBits(32)); }
  Value* Unary(llvm::Intrinsic::ID id, Value* value) { return b_.CreateUnaryIntrinsic(id, value); }
  Value* Zeros(llvm::Intrinsic::ID id, Value* value) { return b_.CreateIntrinsic(id, {value->getType()}, {value, b_.getFalse()}); }
  Value* ResizeFrom32(Value* value) { return b_.CreateZExtOrTrunc(value, type_); }

  Value* CountOnes() {
    if (bits_ < 32) return ResizeFrom32(Unary(Intrinsic::ctpop, Word(A())));
    return ResizeFrom32(b_.CreateAdd(Unary(Intrinsic::ctpop, Low(A())), Unary(Intrinsic::ctpop, High(A()))));
  }
  Value* CountLeading() {
    llvm::Type* word = WithBits(32);
    if (bits_ < 32) {
      return ResizeFrom32(b_.CreateSub(Zeros(Intrinsic::ctlz, Word(A())), llvm::ConstantInt::get(word, 32 - bits_)));
    }
    Value* in_low = b_.CreateAdd(Zeros(Intrinsic::ctlz, Low(A())), llvm::ConstantInt::get(word, 32));
    Value* no_high = b_.CreateICmpEQ(High(A()), llvm::ConstantInt::get(word, 0));
    return ResizeFrom32(b_.CreateSelect(no_high, in_low, Zeros(Intrinsic::ctlz, High(A()))));
  }
  Value* CountTrailing() {
    llvm::Type* word = WithBits(32);
    if (bits_ < 32) {
      // A one just above the value stops the count at its width.
      Value* guarded = b_.CreateOr(Word(A()), llvm::ConstantInt::get(word, std::uint64_t{1} << bits_));
      return ResizeFrom32(Zeros(Intrinsic::cttz, guarded));
    }
    Value* in_high = b_.CreateAdd(Zeros(Intrinsic::cttz, High(A())), llvm::ConstantInt::get(word, 32));
    Value* no_low = b_.CreateICmpEQ(Low(A()), llvm::ConstantInt::get(word, 0));
    return ResizeFrom32(b_.CreateSelect(no_low, in_high, Zeros(Intrinsic::cttz, Low(A()))));
  }
  Value* Reverse() {
    if (bits_ < 32) {
      Value* reversed = Unary(Intrinsic::bitreverse, Word(A()));
      return ResizeFrom32(b_.CreateLShr(reversed, llvm::ConstantInt::get(reversed->getType(), 32 - bits_)));
    }
    Value* high = b_.CreateZExt(Unary(Intrinsic::bitreverse, Low(A())), type_);
    Value* low = b_.CreateZExt(Unary(Intrinsic::bitreverse, High(A())), type_);
    return b_.CreateOr(b_.CreateShl(high, Number(32)), low);
  }
  Value* SwapBytes() {
    Value* result = nullptr;
    for (unsigned at = 0; at < bits_; at += 8) {
      const unsigned to = bits_ - 8 - at;
      Value* byte = b_.CreateAnd(b_.CreateLShr(A(), Number(at)), Number(0xff));
      byte = to == 0 ? byte : b_.CreateShl(byte, Number(to));
      result = result ? b_.CreateOr(result, byte) : byte;
    }
    return result;
  }
  // The upper (left) or lower (right) half of (a : b) shifted by c modulo the width.
  Value* FunnelShift(bool is_left) {
    Value* amount = b_.CreateAnd(intrinsic_.getArgOperand(2), Number(bits_ - 1));
    Value* rest = b_.CreateAnd(b_.CreateSub(Number(bits_), amount), Number(bits_ - 1));
    // For a shift by zero the other half must contribute nothing; for rotations it is the same value and harmless.
    const bool is_rotation = A() == B();
    Value* upper = b_.CreateShl(A(), is_left ? amount : rest);
    Value* lower = b_.CreateLShr(B(), is_left ? rest : amount);
    if (is_rotation) return b_.CreateOr(upper, lower);
    Value* is_zero = b_.CreateICmpEQ(amount, Number(0));
    return b_.CreateSelect(is_zero, is_left ? A() : B(), b_.CreateOr(upper, lower));
  }
  Value* UnsignedAdd() {
    Value* sum = b_.CreateAdd(A(), B());
    return b_.CreateSelect(b_.CreateICmpULT(sum, A()), llvm::Constant::getAllOnesValue(type_), sum);
  }
  // Overflow shows in the sign: for sums both operands differ from the result's, for differences the first does and the
  // operands' signs differ.
  Value* SignedSaturate(Value* result, bool is_sum) {
    Value* differs = b_.CreateAnd(b_.CreateXor(A(), result), is_sum ? b_.CreateXor(B(), result) : b_.CreateXor(A(), B()));
    llvm::Constant* smallest = llvm::ConstantInt::get(type_, llvm::APInt::getSignedMinValue(bits_));
    Value* limit = b_.CreateXor(b_.CreateAShr(A(), Number(bits_ - 1)), b_.CreateNot(smallest));
    return b_.CreateSelect(b_.CreateICmpSLT(differs, Number(0)), limit, result);
  }
  Value* CopySign() {
    auto* integers = type_->getWithNewType(b_.getIntNTy(bits_));
    llvm::Constant* sign = llvm::ConstantInt::get(integers, llvm::APInt::getSignMask(bits_));
    Value* magnitude = b_.CreateAnd(b_.CreateBitCast(A(), integers), llvm::ConstantExpr::getNot(sign));
    return b_.CreateBitCast(b_.CreateOr(magnitude, b_.CreateAnd(b_.CreateBitCast(B(), integers), sign)), type_);
  }

  llvm::IntrinsicInst& intrinsic_;
  llvm::IRBuilder<> b_;
  llvm::Type* type_;
  unsigned bits_;
};

}  // namespace

void LowerIntegerIntrinsics(KernelIr& kernel) {
  for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(*kernel.function))) {
    auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
    if (!intrinsic || intrinsic->getType()->isVoidTy()) continue;
    if (Value* lowered = Lowering(*intrinsic).Lower()) {
      if (llvm::isa<llvm::Instruction>(lowered)) lowered->takeName(intrinsic);
      intrinsic->replaceAllUsesWith(lowered);
      intrinsic->eraseFromParent();
    }
  }
}

}  // namespace kiln::translator

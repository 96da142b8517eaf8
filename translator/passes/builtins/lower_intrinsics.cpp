// Intrinsics that no emitter knows, in terms of those that all know.
#include <llvm/ADT/APFloat.h>
#include <llvm/ADT/FloatingPointMode.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>

#include "translator/passes/builtins/resolve_builtins.h"

namespace kiln::translator::builtins {
namespace {

namespace Id = llvm::Intrinsic;

class IntrinsicLowering {
 public:
  explicit IntrinsicLowering(llvm::IntrinsicInst& call) : call_(call), b_(&call), type_(call.getType()) {}

  // Null when the intrinsic needs no lowering here.
  llvm::Value* Lower() {
    switch (call_.getIntrinsicID()) {
      case Id::is_fpclass:
        return IsClass();
      case Id::scmp:
      case Id::ucmp:
        return ThreeWay(call_.getIntrinsicID() == Id::scmp);
      case Id::round:
        return Round();
      case Id::roundeven:
      case Id::nearbyint:
        return b_.CreateUnaryIntrinsic(Id::rint, call_.getArgOperand(0), &call_);
      case Id::uadd_with_overflow:
      case Id::usub_with_overflow:
      case Id::sadd_with_overflow:
      case Id::ssub_with_overflow:
      case Id::umul_with_overflow:
      case Id::smul_with_overflow:
        return WithOverflow();
      case Id::fptosi_sat:
      case Id::fptoui_sat:
        return SaturatingConversion(call_.getIntrinsicID() == Id::fptosi_sat);
      case Id::vector_reduce_add:
      case Id::vector_reduce_mul:
      case Id::vector_reduce_and:
      case Id::vector_reduce_or:
      case Id::vector_reduce_xor:
      case Id::vector_reduce_smin:
      case Id::vector_reduce_smax:
      case Id::vector_reduce_umin:
      case Id::vector_reduce_umax:
        return Reduce();
      default:
        return nullptr;
    }
  }

 private:
  llvm::Type* Like(llvm::Type* shape, llvm::Type* element) {
    auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(shape);
    return vector == nullptr ? element : llvm::FixedVectorType::get(element, vector->getNumElements());
  }

  // The classes of IEEE numbers are ranges of their bits: one unsigned comparison each.
  llvm::Value* IsClass() {
    llvm::Value* x = call_.getArgOperand(0);
    const auto mask =
        static_cast<llvm::FPClassTest>(llvm::cast<llvm::ConstantInt>(call_.getArgOperand(1))->getZExtValue());
    const llvm::fltSemantics& semantics = x->getType()->getScalarType()->getFltSemantics();
    const unsigned width = x->getType()->getScalarSizeInBits();
    llvm::Type* integer = Like(x->getType(), b_.getIntNTy(width));
    llvm::Value* bits = b_.CreateBitCast(x, integer);

    const llvm::APInt sign = llvm::APInt::getSignMask(width);
    const llvm::APInt infinity = llvm::APFloat::getInf(semantics).bitcastToAPInt();
    const llvm::APInt normal = llvm::APFloat::getSmallestNormalized(semantics).bitcastToAPInt();
    const llvm::APInt quiet = llvm::APFloat::getQNaN(semantics).bitcastToAPInt();
    const llvm::APInt end = llvm::APInt::getSignedMaxValue(width);  // last positive pattern
    struct Range {
      llvm::FPClassTest positive, negative;
      llvm::APInt first, last;
    };
    const Range ranges[] = {{llvm::fcPosZero, llvm::fcNegZero, llvm::APInt(width, 0), llvm::APInt(width, 0)},
                            {llvm::fcPosSubnormal, llvm::fcNegSubnormal, llvm::APInt(width, 1), normal - 1},
                            {llvm::fcPosNormal, llvm::fcNegNormal, normal, infinity - 1},
                            {llvm::fcPosInf, llvm::fcNegInf, infinity, infinity},
                            {llvm::fcSNan, llvm::fcSNan, infinity + 1, quiet - 1},
                            {llvm::fcQNan, llvm::fcQNan, quiet, end}};
    llvm::Value* result = llvm::Constant::getNullValue(type_);
    auto within = [&](llvm::Value* value, const llvm::APInt& first, const llvm::APInt& last) {
      llvm::Value* distance = b_.CreateSub(value, llvm::ConstantInt::get(integer, first));
      llvm::Value* is_within = b_.CreateICmpULE(distance, llvm::ConstantInt::get(integer, last - first));
      result = b_.CreateOr(result, is_within);
    };
    llvm::Value* magnitude = b_.CreateAnd(bits, llvm::ConstantInt::get(integer, end));
    for (const Range& range : ranges) {
      const bool positive = (mask & range.positive) != 0;
      const bool negative = (mask & range.negative) != 0;
      if (positive && negative) {
        within(magnitude, range.first, range.last);
      } else if (positive) {
        within(bits, range.first, range.last);
      } else if (negative) {
        within(bits, range.first | sign, range.last | sign);
      }
    }
    return result;
  }

  llvm::Value* ThreeWay(bool is_signed) {
    llvm::Value* x = call_.getArgOperand(0);
    llvm::Value* y = call_.getArgOperand(1);
    llvm::Value* greater = is_signed ? b_.CreateICmpSGT(x, y) : b_.CreateICmpUGT(x, y);
    llvm::Value* less = is_signed ? b_.CreateICmpSLT(x, y) : b_.CreateICmpULT(x, y);
    return b_.CreateSub(b_.CreateZExt(greater, type_), b_.CreateZExt(less, type_));
  }

  llvm::Value* Round() {
    llvm::Value* x = call_.getArgOperand(0);
    llvm::Value* whole = b_.CreateUnaryIntrinsic(Id::trunc, x);
    llvm::Value* fraction = b_.CreateUnaryIntrinsic(Id::fabs, b_.CreateFSub(x, whole));
    llvm::Value* is_half = b_.CreateFCmpOGE(fraction, llvm::ConstantFP::get(type_, 0.5));
    llvm::Value* step = b_.CreateSelect(is_half, llvm::ConstantFP::get(type_, 1), llvm::ConstantFP::get(type_, 0));
    return b_.CreateBinaryIntrinsic(Id::copysign, b_.CreateFAdd(b_.CreateUnaryIntrinsic(Id::fabs, whole), step), x);
  }

  llvm::Value* WithOverflow() {
    auto& overflow = llvm::cast<llvm::WithOverflowInst>(call_);
    llvm::Value* x = overflow.getLHS();
    llvm::Value* y = overflow.getRHS();
    const bool is_signed = overflow.isSigned();
    llvm::Value* result = b_.CreateBinOp(overflow.getBinaryOp(), x, y);
    llvm::Constant* zero = llvm::Constant::getNullValue(x->getType());
    llvm::Value* overflows = nullptr;
    switch (overflow.getBinaryOp()) {
      case llvm::Instruction::Add:
        overflows = is_signed ? b_.CreateICmpSLT(b_.CreateAnd(b_.CreateXor(result, x), b_.CreateXor(result, y)), zero)
                              : b_.CreateICmpULT(result, x);
        break;
      case llvm::Instruction::Sub:
        overflows = is_signed ? b_.CreateICmpSLT(b_.CreateAnd(b_.CreateXor(x, y), b_.CreateXor(result, x)), zero)
                              : b_.CreateICmpULT(x, y);
        break;
      default:
        overflows = MultiplicationOverflows(x, y, result, is_signed);
        break;
    }
    llvm::Value* pair = b_.CreateInsertValue(llvm::PoisonValue::get(type_), result, 0);
    return b_.CreateInsertValue(pair, overflows, 1);
  }

  // Dividing the product by a factor gives the other one, or it overflowed.
  llvm::Value* MultiplicationOverflows(llvm::Value* x, llvm::Value* y, llvm::Value* product, bool is_signed) {
    llvm::Type* type = x->getType();
    llvm::Constant* zero = llvm::Constant::getNullValue(type);
    llvm::Constant* one = llvm::ConstantInt::get(type, 1);
    llvm::Value* is_zero = b_.CreateICmpEQ(x, zero);
    if (!is_signed) {
      llvm::Value* divisor = b_.CreateSelect(is_zero, one, x);
      return b_.CreateAnd(b_.CreateNot(is_zero), b_.CreateICmpNE(b_.CreateUDiv(product, divisor), y));
    }
    // A factor of -1 overflows with the lowest number alone, and must not meet it in a division.
    llvm::Constant* lowest = llvm::ConstantInt::get(type, llvm::APInt::getSignedMinValue(type->getScalarSizeInBits()));
    llvm::Value* is_minus_one = b_.CreateICmpEQ(x, llvm::Constant::getAllOnesValue(type));
    llvm::Value* divisor = b_.CreateSelect(b_.CreateOr(is_zero, is_minus_one), one, x);
    llvm::Value* differs = b_.CreateAnd(b_.CreateNot(is_zero), b_.CreateICmpNE(b_.CreateSDiv(product, divisor), y));
    return b_.CreateSelect(is_minus_one, b_.CreateICmpEQ(y, lowest), differs);
  }

  llvm::Value* SaturatingConversion(bool is_signed) {
    llvm::Value* x = call_.getArgOperand(0);
    const unsigned width = type_->getScalarSizeInBits();
    const llvm::fltSemantics& semantics = x->getType()->getScalarType()->getFltSemantics();
    const llvm::APInt low = is_signed ? llvm::APInt::getSignedMinValue(width) : llvm::APInt::getMinValue(width);
    const llvm::APInt high = is_signed ? llvm::APInt::getSignedMaxValue(width) : llvm::APInt::getMaxValue(width);
    auto bound = [&](const llvm::APInt& value) {
      llvm::APFloat number(semantics);
      number.convertFromAPInt(value, is_signed, llvm::APFloat::rmTowardZero);
      return llvm::ConstantFP::get(x->getType(), number);
    };
    llvm::Value* is_low = b_.CreateFCmpOLT(x, bound(low));
    llvm::Value* is_high = b_.CreateFCmpOGT(x, bound(high));
    llvm::Value* is_ordered = b_.CreateFCmpORD(x, x);
    llvm::Value* inside = b_.CreateAnd(is_ordered, b_.CreateNot(b_.CreateOr(is_low, is_high)));
    llvm::Value* safe = b_.CreateSelect(inside, x, llvm::Constant::getNullValue(x->getType()));
    llvm::Value* result = is_signed ? b_.CreateFPToSI(safe, type_) : b_.CreateFPToUI(safe, type_);
    result = b_.CreateSelect(is_low, llvm::ConstantInt::get(type_, low), result);
    return b_.CreateSelect(is_high, llvm::ConstantInt::get(type_, high), result);
  }

  llvm::Value* Combine(llvm::Value* x, llvm::Value* y) {
    switch (call_.getIntrinsicID()) {
      case Id::vector_reduce_add:
        return b_.CreateAdd(x, y);
      case Id::vector_reduce_mul:
        return b_.CreateMul(x, y);
      case Id::vector_reduce_and:
        return b_.CreateAnd(x, y);
      case Id::vector_reduce_or:
        return b_.CreateOr(x, y);
      case Id::vector_reduce_xor:
        return b_.CreateXor(x, y);
      case Id::vector_reduce_smin:
        return b_.CreateBinaryIntrinsic(Id::smin, x, y);
      case Id::vector_reduce_smax:
        return b_.CreateBinaryIntrinsic(Id::smax, x, y);
      case Id::vector_reduce_umin:
        return b_.CreateBinaryIntrinsic(Id::umin, x, y);
      default:
        return b_.CreateBinaryIntrinsic(Id::umax, x, y);
    }
  }

  llvm::Value* Reduce() {
    llvm::Value* vector = call_.getArgOperand(0);
    llvm::Value* result = b_.CreateExtractElement(vector, std::uint64_t{0});
    for (unsigned i = 1; i < llvm::cast<llvm::FixedVectorType>(vector->getType())->getNumElements(); ++i) {
      result = Combine(result, b_.CreateExtractElement(vector, i));
    }
    return result;
  }

  llvm::IntrinsicInst& call_;
  llvm::IRBuilder<> b_;
  llvm::Type* type_;
};

}  // namespace

bool LowerIntrinsics(llvm::Module& module) {
  std::vector<llvm::IntrinsicInst*> calls;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      if (auto* call = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction)) {
        calls.push_back(call);
      }
    }
  }
  bool changed = false;
  for (llvm::IntrinsicInst* call : calls) {
    if (llvm::Value* replacement = IntrinsicLowering(*call).Lower()) {
      llvm::Function* callee = call->getCalledFunction();
      call->replaceAllUsesWith(replacement);
      call->eraseFromParent();
      if (callee->use_empty()) {
        callee->eraseFromParent();
      }
      changed = true;
    }
  }
  return changed;
}

}  // namespace kiln::translator::builtins

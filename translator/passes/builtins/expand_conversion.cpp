// convert_<type><n>[_sat][_rounding].
#include <llvm/ADT/StringSwitch.h>

#include <cmath>
#include <optional>

#include "translator/passes/builtins/expander.h"
#include "translator/passes/builtins/rounding.h"

namespace kiln::translator::builtins {

bool ParseRounding(llvm::StringRef text, Rounding& rounding) {
  const int value =
      llvm::StringSwitch<int>(text).Case("rte", 0).Case("rtz", 1).Case("rtp", 2).Case("rtn", 3).Default(-1);
  if (value < 0) {
    return false;
  }
  rounding = static_cast<Rounding>(value);
  return true;
}

llvm::Value* NarrowToHalfBits(Expander& e, llvm::Value* value, Rounding rounding) {
  llvm::Type* bits = Expander::Like(value->getType(), e.builder().getInt16Ty());
  return e.Library("__kiln_narrow_" + Expander::Suffix(value->getType()) + "_f16", bits,
                   {value, e.Int(static_cast<std::uint64_t>(rounding))});
}

namespace {

namespace Id = llvm::Intrinsic;

// The destination that the name spells; the source is the overload's parameter.
struct Destination {
  bool is_float = false;
  bool is_signed = false;
  bool saturates = false;
  std::optional<Rounding> rounding;
};

bool ParseDestination(llvm::StringRef name, Destination& destination) {
  if (!name.consume_front("convert_")) {
    return false;
  }
  const llvm::StringRef type = name.take_while([](char c) { return c >= 'a' && c <= 'z'; });
  destination.is_float = type == "half" || type == "float" || type == "double";
  destination.is_signed = !type.starts_with("u");
  name = name.drop_front(type.size()).ltrim("0123456789");
  destination.saturates = name.consume_front("_sat");
  if (name.consume_front("_")) {
    Rounding rounding{};
    if (!ParseRounding(name, rounding)) {
      return false;
    }
    destination.rounding = rounding;
    return true;
  }
  return name.empty();
}

class ConversionExpansion {
 public:
  ConversionExpansion(Expander& expander, Call& call, const Destination& destination)
      : e_(expander),
        b_(expander.builder()),
        destination_(destination),
        source_(call.Type(0)),
        result_(call.Result()),
        to_bits_(call.Result()->getScalarSizeInBits()),
        from_bits_(call.Argument(0)->getType()->getScalarSizeInBits()) {
    // A conversion saturates or rounds precisely at the values that fast-math flags would deny.
    b_.setFastMathFlags(llvm::FastMathFlags());
  }

  llvm::Value* Expand(llvm::Value* x) {
    if (source_.IsFloat()) {
      return destination_.is_float ? FloatToFloat(x) : FloatToInteger(x);
    }
    if (!source_.IsInteger()) {
      return nullptr;
    }
    return destination_.is_float ? IntegerToFloat(x) : IntegerToInteger(x);
  }

 private:
  llvm::APInt Lowest() const {
    return destination_.is_signed ? llvm::APInt::getSignedMinValue(to_bits_) : llvm::APInt::getMinValue(to_bits_);
  }
  llvm::APInt Highest() const {
    return destination_.is_signed ? llvm::APInt::getSignedMaxValue(to_bits_) : llvm::APInt::getMaxValue(to_bits_);
  }

  llvm::Value* IntegerToInteger(llvm::Value* x) {
    if (destination_.saturates) {
      x = ClampToDestination(x);
    }
    return source_.IsSigned() ? b_.CreateSExtOrTrunc(x, result_) : b_.CreateZExtOrTrunc(x, result_);
  }

  // Bounds that the source cannot exceed need no comparison.
  llvm::Value* ClampToDestination(llvm::Value* x) {
    llvm::Type* type = x->getType();
    if (source_.IsSigned()) {
      if (!destination_.is_signed) {
        x = b_.CreateBinaryIntrinsic(Id::smax, x, llvm::Constant::getNullValue(type));
      } else if (to_bits_ < from_bits_) {
        x = b_.CreateBinaryIntrinsic(Id::smax, x, llvm::ConstantInt::get(type, Lowest().sext(from_bits_)));
      }
      if (to_bits_ < from_bits_) {
        const llvm::APInt high = destination_.is_signed ? Highest().sext(from_bits_) : Highest().zext(from_bits_);
        x = b_.CreateBinaryIntrinsic(Id::smin, x, llvm::ConstantInt::get(type, high));
      }
      return x;
    }
    const bool can_exceed = to_bits_ < from_bits_ || (to_bits_ == from_bits_ && destination_.is_signed);
    return can_exceed ? b_.CreateBinaryIntrinsic(Id::umin, x, llvm::ConstantInt::get(type, Highest().zext(from_bits_)))
                      : x;
  }

  llvm::Value* Round(llvm::Value* x) {
    switch (destination_.rounding.value_or(Rounding::kToZero)) {
      case Rounding::kToNearestEven:
        return b_.CreateUnaryIntrinsic(Id::rint, x);
      case Rounding::kToPositive:
        return b_.CreateUnaryIntrinsic(Id::ceil, x);
      case Rounding::kToNegative:
        return b_.CreateUnaryIntrinsic(Id::floor, x);
      case Rounding::kToZero:
        break;
    }
    return destination_.saturates ? b_.CreateUnaryIntrinsic(Id::trunc, x) : x;
  }

  llvm::Value* FloatToInteger(llvm::Value* x) {
    if (from_bits_ == 16) {  // exact, and every bound below is a float
      x = b_.CreateFPExt(x, Expander::Like(result_, b_.getFloatTy()));
    }
    x = Round(x);
    llvm::Type* type = x->getType();
    if (!destination_.saturates) {
      return destination_.is_signed ? b_.CreateFPToSI(x, result_) : b_.CreateFPToUI(x, result_);
    }
    // The bounds are powers of two, hence exact: low <= x < high + 1.
    const double low = destination_.is_signed ? -std::ldexp(1.0, static_cast<int>(to_bits_) - 1) : 0;
    const double beyond = std::ldexp(1.0, static_cast<int>(to_bits_) - (destination_.is_signed ? 1 : 0));
    llvm::Value* is_low = b_.CreateFCmpOLE(x, Expander::Number(type, low));
    llvm::Value* is_high = b_.CreateFCmpOGE(x, Expander::Number(type, beyond));
    llvm::Value* is_inside = b_.CreateFCmpOGT(x, Expander::Number(type, low));
    // Converting only what is inside keeps the other lanes free of undefined results; NaN becomes 0 here.
    llvm::Value* inside = b_.CreateSelect(b_.CreateAnd(is_inside, b_.CreateNot(is_high)), x, Expander::Number(type, 0));
    llvm::Value* integer = destination_.is_signed ? b_.CreateFPToSI(inside, result_) : b_.CreateFPToUI(inside, result_);
    integer = b_.CreateSelect(is_low, llvm::ConstantInt::get(result_, Lowest()), integer);
    return b_.CreateSelect(is_high, llvm::ConstantInt::get(result_, Highest()), integer);
  }

  static unsigned MantissaBits(unsigned bits) { return bits == 16 ? 11 : bits == 32 ? 24 : 53; }

  llvm::Value* IntegerToFloat(llvm::Value* x) {
    const Rounding rounding = destination_.rounding.value_or(Rounding::kToNearestEven);
    const unsigned magnitude_bits = from_bits_ - (source_.IsSigned() ? 1 : 0);
    if (rounding == Rounding::kToNearestEven || magnitude_bits <= MantissaBits(to_bits_)) {
      return source_.IsSigned() ? b_.CreateSIToFP(x, result_) : b_.CreateUIToFP(x, result_);
    }
    llvm::Type* integer = x->getType();
    llvm::Type* wide = Expander::Like(integer, b_.getInt64Ty());
    llvm::Type* flag = Expander::Like(integer, b_.getInt32Ty());
    llvm::Value* is_negative = llvm::Constant::getNullValue(flag);
    if (source_.IsSigned()) {
      is_negative = b_.CreateZExt(b_.CreateICmpSLT(x, llvm::Constant::getNullValue(integer)), flag);
      x = b_.CreateBinaryIntrinsic(Id::abs, x, b_.getFalse());
    }
    llvm::Type* made = to_bits_ == 16 ? Expander::Like(integer, b_.getInt16Ty()) : result_;
    llvm::Value* value =
        e_.Library("__kiln_round_u64_" + Expander::Suffix(result_), made,
                   {b_.CreateZExt(x, wide), is_negative, e_.Int(static_cast<std::uint64_t>(rounding))});
    return b_.CreateBitCast(value, result_);
  }

  llvm::Value* FloatToFloat(llvm::Value* x) {
    if (to_bits_ == from_bits_) {
      return x;
    }
    if (to_bits_ > from_bits_) {
      return b_.CreateFPExt(x, result_);
    }
    if (!destination_.rounding) {
      return b_.CreateFPTrunc(x, result_);
    }
    if (to_bits_ == 16) {
      return b_.CreateBitCast(NarrowToHalfBits(e_, x, *destination_.rounding), result_);
    }
    return e_.Library("__kiln_narrow_f64_f32", result_,
                      {x, e_.Int(static_cast<std::uint64_t>(*destination_.rounding))});
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  const Destination& destination_;
  const Parameter& source_;
  llvm::Type* result_;
  unsigned to_bits_;
  unsigned from_bits_;
};

}  // namespace

llvm::Value* ExpandConversion(Expander& expander, Call& call, std::string&) {
  Destination destination;
  if (call.Count() != 1 || !ParseDestination(call.name, destination)) {
    return nullptr;
  }
  return ConversionExpansion(expander, call, destination).Expand(call.Argument(0));
}

}  // namespace kiln::translator::builtins

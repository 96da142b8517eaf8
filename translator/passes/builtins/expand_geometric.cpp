// dot, cross, length, distance, normalize and their fast_ variants.
#include <cmath>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

namespace Id = llvm::Intrinsic;

class GeometricExpansion {
 public:
  GeometricExpansion(Expander& expander, Call& call)
      : e_(expander), b_(expander.builder()), call_(call), type_(call.Argument(0)->getType()) {}

  llvm::Value* Expand() {
    llvm::Value* x = call_.Argument(0);
    llvm::Value* y = call_.Count() > 1 ? call_.Argument(1) : nullptr;
    const std::string& name = call_.name;
    if (name == "dot") {
      return e_.Dot(x, y);
    }
    if (name == "cross") {
      return Cross(x, y);
    }
    if (name == "length" || name == "fast_length") {
      return Length(x, name == "fast_length");
    }
    if (name == "distance" || name == "fast_distance") {
      if (UseInstruction(name == "fast_distance") && type_->isVectorTy()) {
        return e_.Op("ext.Distance", type_->getScalarType(), {x, y}, {type_->getScalarType(), type_});
      }
      return Length(b_.CreateFSub(x, y), name == "fast_distance");
    }
    return Normalize(x, name == "fast_normalize");
  }

 private:
  // The instructions square their operand without care for overflow: allowed where the options or the name say so.
  bool UseInstruction(bool fast) const {
    return type_->getScalarType()->isFloatTy() && (fast || e_.options().fast_relaxed_math);
  }

  llvm::Value* Cross(llvm::Value* x, llvm::Value* y) {
    auto* vector = llvm::cast<llvm::FixedVectorType>(type_);
    if (e_.profile().preserve_shape && vector->getNumElements() == 3 && !vector->getElementType()->isDoubleTy()) {
      return e_.Ext("Cross", {x, y});
    }
    auto lane = [&](unsigned i, unsigned j) {
      return b_.CreateFSub(b_.CreateFMul(e_.Lane(x, i), e_.Lane(y, j)), b_.CreateFMul(e_.Lane(x, j), e_.Lane(y, i)));
    };
    llvm::SmallVector<llvm::Value*, 4> lanes = {lane(1, 2), lane(2, 0), lane(0, 1)};
    if (vector->getNumElements() == 4) {
      lanes.push_back(Expander::Number(vector->getElementType(), 0));
    }
    return e_.Vector(lanes);
  }

  llvm::Value* Length(llvm::Value* x, bool fast) {
    if (!type_->isVectorTy()) {
      return e_.Fabs(x);
    }
    llvm::Type* element = type_->getScalarType();
    if (UseInstruction(fast)) {
      return e_.Op("ext.Length", element, {x}, {element, type_});
    }
    if (element->isHalfTy()) {  // no square of halves leaves the range of float
      llvm::Value* wide = b_.CreateFPExt(x, Expander::Like(type_, b_.getFloatTy()));
      return b_.CreateFPTrunc(b_.CreateUnaryIntrinsic(Id::sqrt, e_.Dot(wide, wide)), element);
    }
    const Scaled scaled = Scale(x);
    return b_.CreateFMul(b_.CreateUnaryIntrinsic(Id::sqrt, e_.Dot(scaled.vector, scaled.vector)), scaled.inverse);
  }

  struct Scaled {
    llvm::Value* vector;    // times a power of two, so that the sum of squares neither overflows nor vanishes
    llvm::Value* scale;     // that power
    llvm::Value* inverse;   // of it
    llvm::Value* is_small;  // it is above 1
  };
  Scaled Scale(llvm::Value* x) {
    llvm::Type* element = type_->getScalarType();
    llvm::Value* magnitude = e_.Fabs(x);
    llvm::Value* largest = e_.Lane(magnitude, 0);
    for (unsigned i = 1; i < Expander::Lanes(type_); ++i) {
      largest = b_.CreateBinaryIntrinsic(Id::maxnum, largest, e_.Lane(magnitude, i));
    }
    const bool is_double = element->isDoubleTy();
    auto power = [&](double exponent) {
      return Expander::Number(element, std::ldexp(1.0, static_cast<int>(exponent)));
    };
    llvm::Value* is_large = b_.CreateFCmpOGT(largest, power(is_double ? 500 : 60));
    llvm::Value* is_small = b_.CreateFCmpOLT(largest, power(is_double ? -480 : -48));
    const double down = is_double ? 600 : 70;
    const double up = is_double ? 600 : 100;  // so that the square of the smallest number, 2^-149, is a normal one
    auto choose = [&](double if_large, double if_small) {
      return b_.CreateSelect(is_large, power(if_large), b_.CreateSelect(is_small, power(if_small), power(0)));
    };
    llvm::Value* scale = choose(-down, up);
    return {b_.CreateFMul(x, e_.Spread(scale, type_)), scale, choose(down, -up), is_small};
  }

  // The zero vector is its own direction. Infinite components dominate: they count as 1, the finite ones as 0.
  llvm::Value* Normalize(llvm::Value* x, bool fast) {
    llvm::Type* element = type_->getScalarType();
    if (!type_->isVectorTy()) {
      return NormalizeScalar(x);
    }
    if (element->isHalfTy()) {
      llvm::Value* wide = b_.CreateFPExt(x, Expander::Like(type_, b_.getFloatTy()));
      return b_.CreateFPTrunc(Divide(Finite(wide)), type_);
    }
    if (UseInstruction(fast)) {
      return Divide(x);
    }
    llvm::Value* finite = Finite(x);
    return DivideScaled(finite, Scale(finite));
  }

  llvm::Value* NormalizeScalar(llvm::Value* x) {
    llvm::Value* one = b_.CreateBinaryIntrinsic(Id::copysign, Expander::Number(type_, 1), x);
    llvm::Value* keeps = b_.CreateOr(b_.CreateFCmpOEQ(x, Expander::Number(type_, 0)), b_.CreateFCmpUNO(x, x));
    return b_.CreateSelect(keeps, x, one);
  }

  llvm::Value* Finite(llvm::Value* x) {
    llvm::Type* type = x->getType();
    llvm::Value* is_infinite = b_.CreateFCmpOEQ(e_.Fabs(x), llvm::ConstantFP::getInfinity(type));
    llvm::Value* any = e_.Lane(is_infinite, 0);
    for (unsigned i = 1; i < Expander::Lanes(type); ++i) {
      any = b_.CreateOr(any, e_.Lane(is_infinite, i));
    }
    llvm::Value* unit = b_.CreateSelect(is_infinite, Expander::Number(type, 1), Expander::Number(type, 0));
    // A NaN beside an infinity stays a NaN.
    unit = b_.CreateSelect(b_.CreateFCmpUNO(x, x), x, b_.CreateBinaryIntrinsic(Id::copysign, unit, x));
    return b_.CreateSelect(any, unit, x);
  }

  llvm::Value* InverseRoot(llvm::Value* square) {
    llvm::Type* type = square->getType();
    return type->isFloatTy() ? e_.Ext("InverseSqrt", {square})
                             : b_.CreateFDiv(Expander::Number(type, 1), b_.CreateUnaryIntrinsic(Id::sqrt, square));
  }
  llvm::Value* IsZero(llvm::Value* number) {
    return b_.CreateFCmpOEQ(number, Expander::Number(number->getType(), 0));
  }

  llvm::Value* Divide(llvm::Value* x) {
    llvm::Value* square = e_.Dot(x, x);
    llvm::Value* quotient = b_.CreateFMul(x, e_.Spread(InverseRoot(square), x->getType()));
    return b_.CreateSelect(IsZero(square), x, quotient);
  }

  // The larger factor first: components far smaller than the largest must not vanish on the way.
  llvm::Value* DivideScaled(llvm::Value* x, const Scaled& scaled) {
    llvm::Value* square = e_.Dot(scaled.vector, scaled.vector);
    llvm::Value* inverse = InverseRoot(square);
    llvm::Value* first = b_.CreateSelect(scaled.is_small, scaled.scale, inverse);
    llvm::Value* second = b_.CreateSelect(scaled.is_small, inverse, scaled.scale);
    llvm::Value* quotient = b_.CreateFMul(b_.CreateFMul(x, e_.Spread(first, type_)), e_.Spread(second, type_));
    return b_.CreateSelect(IsZero(square), x, quotient);
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::Type* type_;
};

}  // namespace

llvm::Value* ExpandGeometric(Expander& expander, Call& call, std::string&) {
  if (call.Count() == 0 || !call.Type(0).IsFloat()) {
    return call.name == "dot" ? ExpandIntegerDot(expander, call) : nullptr;
  }
  return GeometricExpansion(expander, call).Expand();
}

}  // namespace kiln::translator::builtins

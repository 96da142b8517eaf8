// Math builtins: builtins.def says which instruction, expression or library function meets the OpenCL bound.
#include <llvm/ADT/APFloat.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSwitch.h>

#include "translator/builtins/builtin_table.h"
#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

namespace Id = llvm::Intrinsic;

class MathExpansion {
 public:
  MathExpansion(Expander& expander, Call& call)
      : e_(expander), b_(expander.builder()), call_(call), type_(call.Result()) {
    if (!call.Type(0).IsInteger()) {  // all but nan(uint)
      type_ = call.Argument(0)->getType();
    }
  }

  llvm::Value* Expand() {
    for (unsigned i = 0; i < call_.Count(); ++i) {
      llvm::Value* argument = call_.Argument(i);
      // ldexp(float4, int), fmax(float4, float): the scalar serves every lane.
      arguments_.push_back(call_.Type(i).is_pointer ? argument : e_.Spread(argument, type_));
    }
    const std::string& name = call_.name;
    if (name == "nan") {
      return Nan(arguments_[0]);
    }
    if (name == "nextafter") {
      return NextAfter(arguments_[0], arguments_[1]);
    }
    if (name == "fma" && type_->getScalarType()->isHalfTy()) {
      return HalfFma();
    }
    const bool promotes = type_->getScalarType()->isHalfTy() && !IsExactInHalf(name);
    if (!promotes) {
      return Compute(*FindMathBuiltin(name));
    }
    half_type_ = type_;
    type_ = Expander::Like(type_, b_.getFloatTy());
    for (unsigned i = 0; i < call_.Count(); ++i) {
      if (arguments_[i]->getType() == half_type_) {
        arguments_[i] = b_.CreateFPExt(arguments_[i], type_);
      }
    }
    llvm::Value* result = Compute(*FindMathBuiltin(name));
    return result != nullptr && result->getType() == type_ ? b_.CreateFPTrunc(result, half_type_) : result;
  }

 private:
  static bool IsExactInHalf(llvm::StringRef name) {
    return llvm::StringSwitch<bool>(name)
        .Cases("ceil", "copysign", "fabs", "floor", "fmax", "fmin", "rint", "trunc", "mad", true)
        .Default(false);
  }

  bool UsesInstruction(const MathBuiltin& row) const {
    if (row.operation.empty() || !type_->getScalarType()->isFloatTy()) {
      return false;
    }
    switch (row.use) {
      case OperationUse::kAlways:
        return true;
      case OperationUse::kPrecise:
      case OperationUse::kShorter:
        return e_.profile().precise_native_math;
      case OperationUse::kRelaxed:
        return e_.profile().precise_native_math || e_.options().fast_relaxed_math;
      case OperationUse::kNever:
        return false;
    }
    return false;
  }

  llvm::Value* Compute(const MathBuiltin& row) {
    if (UsesInstruction(row)) {
      return e_.Ext(row.operation, arguments_);
    }
    llvm::StringRef name = row.name;
    if (name == "sqrt" && e_.options().correctly_rounded_divide_sqrt && type_->getScalarType()->isFloatTy()) {
      return e_.RoundedSquareRoot(arguments_[0]);
    }
    name.consume_front("half_");
    if (row.source == Source::kInline) {
      name.consume_front("native_");
      return Inline(name);
    }
    const bool shorter =
        row.use == OperationUse::kShorter && e_.options().fast_relaxed_math && type_->getScalarType()->isFloatTy();
    const std::string function = ("__kiln_" + name + (shorter ? "_relaxed_" : "_")).str() + Expander::Suffix(type_);
    if (arguments_.back()->getType()->isPointerTy()) {
      return WithPointer(function);
    }
    llvm::Type* result = call_.Result()->getScalarType()->isIntegerTy() ? call_.Result() : type_;
    return e_.Library(function, result, arguments_);
  }

  // frexp, lgamma_r, remquo: the library writes an int through a private pointer, lane by lane; the call's own pointer,
  // whatever its address space, receives all lanes at once.
  llvm::Value* WithPointer(const std::string& function) {
    llvm::AllocaInst* slot = e_.Variable(b_.getInt32Ty());
    if (Expander::IsWide(type_)) {
      const llvm::ArrayRef<llvm::Value*> inputs = llvm::ArrayRef<llvm::Value*>(arguments_).drop_back();
      const auto results =
          e_.LoopOverLanes(Expander::Lanes(type_), inputs, {type_->getScalarType(), b_.getInt32Ty()},
                           [&](llvm::ArrayRef<llvm::Value*> lane) {
                             llvm::SmallVector<llvm::Value*, 3> scalars(lane.begin(), lane.end());
                             scalars.push_back(slot);
                             llvm::Value* value = e_.LibraryScalar(function, type_->getScalarType(), scalars);
                             return llvm::SmallVector<llvm::Value*, 2>{value, b_.CreateLoad(b_.getInt32Ty(), slot)};
                           });
      StoreThrough(results[1]);
      return results[0];
    }
    llvm::SmallVector<llvm::Value*, 16> integers;
    llvm::Value* result = e_.PerLane(type_, [&](unsigned lane) {
      llvm::SmallVector<llvm::Value*, 3> scalars;
      for (std::size_t i = 0; i + 1 < arguments_.size(); ++i) {
        scalars.push_back(e_.Lane(arguments_[i], lane));
      }
      scalars.push_back(slot);
      llvm::Value* value = e_.LibraryScalar(function, type_->getScalarType(), scalars);
      integers.push_back(b_.CreateLoad(b_.getInt32Ty(), slot));
      return value;
    });
    StoreThrough(type_->isVectorTy() ? e_.Vector(integers) : integers[0]);
    return result;
  }

  // Through the last argument, as Clang would store a value of that type. Halves that were promoted are narrowed again.
  void StoreThrough(llvm::Value* value) {
    if (half_type_ != nullptr && value->getType() == type_) {
      value = b_.CreateFPTrunc(value, half_type_);
    }
    const llvm::Align alignment = e_.module().getDataLayout().getABITypeAlign(value->getType());
    b_.CreateAlignedStore(value, arguments_.back(), alignment);
  }

  llvm::Value* Inline(llvm::StringRef name) {
    llvm::Value* x = arguments_[0];
    llvm::Value* y = arguments_.size() > 1 ? arguments_[1] : nullptr;
    const Id::ID unary = llvm::StringSwitch<Id::ID>(name)
                             .Case("ceil", Id::ceil)
                             .Case("fabs", Id::fabs)
                             .Case("floor", Id::floor)
                             .Case("rint", Id::rint)
                             .Case("sqrt", Id::sqrt)
                             .Case("trunc", Id::trunc)
                             .Default(Id::not_intrinsic);
    if (unary != Id::not_intrinsic) {
      return b_.CreateUnaryIntrinsic(unary, x);
    }
    const Id::ID binary = llvm::StringSwitch<Id::ID>(name)
                              .Case("copysign", Id::copysign)
                              .Case("fmax", Id::maxnum)
                              .Case("fmin", Id::minnum)
                              .Default(Id::not_intrinsic);
    if (binary != Id::not_intrinsic) {
      return b_.CreateBinaryIntrinsic(binary, x, y);
    }
    using Member = llvm::Value* (MathExpansion::*)();
    const auto member = llvm::StringSwitch<Member>(name)
                            .Case("divide", &MathExpansion::Divide)
                            .Case("exp10", &MathExpansion::Exp10)
                            .Case("fdim", &MathExpansion::Fdim)
                            .Case("fma", &MathExpansion::Fma)
                            .Case("fract", &MathExpansion::Fract)
                            .Case("log10", &MathExpansion::Log10)
                            .Case("mad", &MathExpansion::Mad)
                            .Case("maxmag", &MathExpansion::MaxMag)
                            .Case("minmag", &MathExpansion::MinMag)
                            .Case("modf", &MathExpansion::Modf)
                            .Case("recip", &MathExpansion::Reciprocal)
                            .Case("round", &MathExpansion::Round)
                            .Case("rsqrt", &MathExpansion::ReciprocalSqrt)
                            .Case("sincos", &MathExpansion::SinCos)
                            .Default(nullptr);
    return member == nullptr ? nullptr : (this->*member)();
  }

  llvm::Constant* Number(double value) { return Expander::Number(type_, value); }
  llvm::Value* IsInfinite(llvm::Value* x) { return b_.CreateFCmpOEQ(e_.Fabs(x), llvm::ConstantFP::getInfinity(type_)); }

  llvm::Value* Divide() { return b_.CreateFDiv(arguments_[0], arguments_[1]); }
  llvm::Value* Reciprocal() { return b_.CreateFDiv(Number(1), arguments_[0]); }
  llvm::Value* ReciprocalSqrt() { return b_.CreateFDiv(Number(1), b_.CreateUnaryIntrinsic(Id::sqrt, arguments_[0])); }
  llvm::Value* Mad() { return e_.Intrinsic(Id::fmuladd, arguments_); }
  // native_exp10, half_exp10, native_log10: by base 2, within 8192 ULP of f32's range.
  llvm::Value* Exp10() { return e_.Ext("Exp2", {b_.CreateFMul(arguments_[0], Number(3.3219280948873623479))}); }
  llvm::Value* Log10() { return b_.CreateFMul(e_.Ext("Log2", {arguments_[0]}), Number(0.30102999566398119521)); }

  llvm::Value* Fma() {
    if (e_.profile().exact_fma) {
      return e_.Intrinsic(Id::fma, arguments_);
    }
    if (e_.options().fast_relaxed_math) {  // allows a multiplication and an addition
      return e_.Intrinsic(Id::fmuladd, arguments_);
    }
    const bool through_double = type_->getScalarType()->isFloatTy() && e_.profile().float64;
    return e_.Library(through_double ? "__kiln_fma_f32_by_f64" : "__kiln_fma_" + Expander::Suffix(type_), type_,
                      arguments_);
  }

  // The product of halves is exact in float; the library rounds the sum once.
  llvm::Value* HalfFma() {
    llvm::Type* wide = Expander::Like(type_, b_.getFloatTy());
    for (llvm::Value*& argument : arguments_) {
      argument = b_.CreateFPExt(argument, wide);
    }
    llvm::Value* bits = e_.Library("__kiln_fma_f16", Expander::IntegerLike(type_), arguments_);
    return b_.CreateBitCast(bits, type_);
  }

  llvm::Value* Fdim() {
    llvm::Value* difference = b_.CreateFSub(arguments_[0], arguments_[1]);
    return b_.CreateSelect(b_.CreateFCmpOLE(arguments_[0], arguments_[1]), Number(0), difference);
  }

  llvm::Value* MaxMag() { return ByMagnitude(llvm::CmpInst::FCMP_OGT, Id::maxnum); }
  llvm::Value* MinMag() { return ByMagnitude(llvm::CmpInst::FCMP_OLT, Id::minnum); }
  llvm::Value* ByMagnitude(llvm::CmpInst::Predicate predicate, Id::ID otherwise) {
    llvm::Value* x = arguments_[0];
    llvm::Value* y = arguments_[1];
    llvm::Value* takes_y = b_.CreateFCmp(predicate, e_.Fabs(y), e_.Fabs(x));
    llvm::Value* rest = b_.CreateSelect(takes_y, y, b_.CreateBinaryIntrinsic(otherwise, x, y));
    return b_.CreateSelect(b_.CreateFCmp(predicate, e_.Fabs(x), e_.Fabs(y)), x, rest);
  }

  // Half away from zero: the fraction x - trunc(x) is exact.
  llvm::Value* Round() {
    llvm::Value* x = arguments_[0];
    llvm::Value* whole = b_.CreateUnaryIntrinsic(Id::trunc, x);
    llvm::Value* is_half_or_more = b_.CreateFCmpOGE(e_.Fabs(b_.CreateFSub(x, whole)), Number(0.5));
    llvm::Value* step = b_.CreateSelect(is_half_or_more, Number(1), Number(0));
    return b_.CreateBinaryIntrinsic(Id::copysign, b_.CreateFAdd(e_.Fabs(whole), step), x);
  }

  llvm::Value* Modf() {
    llvm::Value* x = arguments_[0];
    llvm::Value* whole = b_.CreateUnaryIntrinsic(Id::trunc, x);
    StoreThrough(whole);
    llvm::Value* fraction = b_.CreateSelect(IsInfinite(x), Number(0), b_.CreateFSub(x, whole));
    return b_.CreateBinaryIntrinsic(Id::copysign, fraction, x);
  }

  // Stays below 1, also where the subtraction rounds up to it.
  llvm::Value* Fract() {
    llvm::Value* x = arguments_[0];
    llvm::Value* floor = b_.CreateUnaryIntrinsic(Id::floor, x);
    StoreThrough(floor);
    llvm::Type* element = (half_type_ != nullptr ? half_type_ : type_)->getScalarType();
    const double ulp = element->isHalfTy() ? 0x1p-11 : element->isFloatTy() ? 0x1p-24 : 0x1p-53;
    llvm::Value* fraction = b_.CreateBinaryIntrinsic(Id::minnum, b_.CreateFSub(x, floor), Number(1 - ulp));
    // Of -0 and of infinities: a zero with their sign.
    llvm::Value* has_none = b_.CreateOr(IsInfinite(x), b_.CreateFCmpOEQ(x, Number(0)));
    fraction = b_.CreateSelect(has_none, b_.CreateBinaryIntrinsic(Id::copysign, Number(0), x), fraction);
    return b_.CreateSelect(b_.CreateFCmpUNO(x, x), x, fraction);
  }

  llvm::Value* SinCos() {
    llvm::Value* pointer = arguments_.pop_back_val();
    llvm::Value* sine = Compute(*FindMathBuiltin("sin"));
    llvm::Value* cosine = Compute(*FindMathBuiltin("cos"));
    arguments_.push_back(pointer);
    StoreThrough(cosine);
    return sine;
  }

  llvm::Value* Nan(llvm::Value* payload) {
    const llvm::fltSemantics& semantics = type_->getScalarType()->getFltSemantics();
    const llvm::APInt quiet = llvm::APFloat::getQNaN(semantics).bitcastToAPInt();
    return b_.CreateBitCast(b_.CreateOr(payload, llvm::ConstantInt::get(payload->getType(), quiet)), type_);
  }

  // On integers that order as the floats do, so that no device's treatment of subnormals matters.
  llvm::Value* NextAfter(llvm::Value* x, llvm::Value* y) {
    llvm::Value* x_bits = e_.Bits(x);
    llvm::Value* y_bits = e_.Bits(y);
    llvm::Type* integer = x_bits->getType();
    const unsigned width = integer->getScalarSizeInBits();
    llvm::Constant* zero = llvm::Constant::getNullValue(integer);
    llvm::Constant* one = Expander::Integer(integer, 1);
    llvm::Constant* sign = llvm::ConstantInt::get(integer, llvm::APInt::getSignMask(width));
    auto order = [&](llvm::Value* bits) {
      return b_.CreateSelect(b_.CreateICmpSLT(bits, zero), b_.CreateSub(sign, bits), bits);
    };
    llvm::Value* from = order(x_bits);
    llvm::Value* to = order(y_bits);
    llvm::Value* step = b_.CreateSelect(b_.CreateICmpSLT(from, to), one, llvm::Constant::getAllOnesValue(integer));
    llvm::Value* next = b_.CreateAdd(from, step);
    llvm::Value* bits = b_.CreateSelect(b_.CreateICmpSLT(next, zero), b_.CreateSub(sign, next), next);
    // A step to zero keeps the sign that x had.
    bits = b_.CreateSelect(b_.CreateICmpEQ(next, zero), b_.CreateAnd(x_bits, sign), bits);
    bits = b_.CreateSelect(b_.CreateICmpEQ(from, to), y_bits, bits);

    const llvm::fltSemantics& semantics = type_->getScalarType()->getFltSemantics();
    llvm::Constant* infinity = llvm::ConstantInt::get(integer, llvm::APFloat::getInf(semantics).bitcastToAPInt());
    llvm::Constant* magnitude = llvm::ConstantInt::get(integer, llvm::APInt::getSignedMaxValue(width));
    auto is_nan = [&](llvm::Value* value) { return b_.CreateICmpUGT(b_.CreateAnd(value, magnitude), infinity); };
    bits = b_.CreateSelect(is_nan(y_bits), y_bits, bits);
    bits = b_.CreateSelect(is_nan(x_bits), x_bits, bits);
    return b_.CreateBitCast(bits, type_);
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::Type* type_;                 // in which the function is computed
  llvm::Type* half_type_ = nullptr;  // the call's own, when it was promoted to float
  llvm::SmallVector<llvm::Value*, 3> arguments_;
};

}  // namespace

llvm::Value* ExpandMath(Expander& expander, Call& call, std::string&) {
  if (call.Count() == 0 || call.Type(0).is_pointer) {
    return nullptr;
  }
  return MathExpansion(expander, call).Expand();
}

}  // namespace kiln::translator::builtins

// Integer builtins, as the few plain instructions that the optimiser knows.

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

namespace Id = llvm::Intrinsic;

class IntegerExpansion {
 public:
  IntegerExpansion(Expander& expander, Call& call)
      : e_(expander),
        b_(expander.builder()),
        call_(call),
        type_(call.Argument(0)->getType()),
        bits_(type_->getScalarSizeInBits()),
        is_signed_(call.Type(0).IsSigned()) {
    for (unsigned i = 0; i < call.Count(); ++i) {
      argument_.push_back(call.Argument(i));
    }
  }

  llvm::Value* Expand() {
    const std::string& name = call_.name;
    llvm::Value* x = argument_[0];
    llvm::Value* y = argument_.size() > 1 ? argument_[1] : nullptr;
    llvm::Value* z = argument_.size() > 2 ? argument_[2] : nullptr;
    if (name == "abs") {
      return is_signed_ ? b_.CreateBinaryIntrinsic(Id::abs, x, b_.getFalse()) : x;
    }
    if (name == "abs_diff") {
      return b_.CreateSub(Max(x, y), Min(x, y));
    }
    if (name == "add_sat") {
      return b_.CreateBinaryIntrinsic(is_signed_ ? Id::sadd_sat : Id::uadd_sat, x, y);
    }
    if (name == "sub_sat") {
      return b_.CreateBinaryIntrinsic(is_signed_ ? Id::ssub_sat : Id::usub_sat, x, y);
    }
    if (name == "hadd") {  // (x + y) >> 1 without the carry
      return b_.CreateAdd(b_.CreateAnd(x, y), ShiftRight(b_.CreateXor(x, y), 1));
    }
    if (name == "rhadd") {
      return b_.CreateSub(b_.CreateOr(x, y), ShiftRight(b_.CreateXor(x, y), 1));
    }
    if (name == "clz" || name == "ctz") {
      return b_.CreateBinaryIntrinsic(name == "clz" ? Id::ctlz : Id::cttz, x, b_.getFalse());
    }
    if (name == "popcount") {
      return b_.CreateUnaryIntrinsic(Id::ctpop, x);
    }
    if (name == "bit_reverse") {
      return b_.CreateUnaryIntrinsic(Id::bitreverse, x);
    }
    if (name == "rotate") {
      return e_.Intrinsic(Id::fshl, {x, x, y});
    }
    if (name == "mul24") {
      return b_.CreateMul(x, y);
    }
    if (name == "mad24") {
      return b_.CreateAdd(b_.CreateMul(x, y), z);
    }
    if (name == "mul_hi") {
      return MulHi(x, y);
    }
    if (name == "mad_hi") {
      return b_.CreateAdd(MulHi(x, y), z);
    }
    if (name == "mad_sat") {
      return MadSat(x, y, z);
    }
    if (name == "upsample") {
      return Upsample(x, y);
    }
    return BitField(x, y, z);
  }

 private:
  llvm::Value* Min(llvm::Value* x, llvm::Value* y) {
    return b_.CreateBinaryIntrinsic(is_signed_ ? Id::smin : Id::umin, x, y);
  }
  llvm::Value* Max(llvm::Value* x, llvm::Value* y) {
    return b_.CreateBinaryIntrinsic(is_signed_ ? Id::smax : Id::umax, x, y);
  }
  llvm::Value* ShiftRight(llvm::Value* x, unsigned count) {
    return is_signed_ ? b_.CreateAShr(x, count) : b_.CreateLShr(x, count);
  }
  llvm::Value* Extend(llvm::Value* x, llvm::Type* wide) {
    return is_signed_ ? b_.CreateSExt(x, wide) : b_.CreateZExt(x, wide);
  }
  llvm::Type* Wide() { return Expander::Like(type_, b_.getIntNTy(bits_ * 2)); }

  llvm::Value* MulHi(llvm::Value* x, llvm::Value* y) {
    const char* sign = is_signed_ ? "s" : "u";
    if (bits_ == 64) {
      return e_.Library(is_signed_ ? "__kiln_mul_hi_i64" : "__kiln_mul_hi_u64", type_, {x, y});
    }
    if (bits_ == 32 && (e_.profile().preserve_shape || !e_.profile().int64)) {
      return e_.Op(llvm::Twine("mul_hi.") + sign, type_, {x, y}, {type_});
    }
    llvm::Value* product = b_.CreateMul(Extend(x, Wide()), Extend(y, Wide()));
    return b_.CreateTrunc(b_.CreateLShr(product, bits_), type_);
  }

  llvm::Value* MadSat(llvm::Value* x, llvm::Value* y, llvm::Value* z) {
    if (bits_ == 64 || (bits_ == 32 && !e_.profile().int64)) {
      return e_.Library(std::string("__kiln_mad_sat_") + (is_signed_ ? "i" : "u") + std::to_string(bits_), type_,
                        {x, y, z});
    }
    // The exact sum fits twice the width: |x * y + z| < 2^(2n).
    llvm::Type* wide = Wide();
    llvm::Value* sum = b_.CreateAdd(b_.CreateMul(Extend(x, wide), Extend(y, wide)), Extend(z, wide));
    if (is_signed_) {
      const std::uint64_t limit = (std::uint64_t{1} << (bits_ - 1)) - 1;
      sum = Max(Min(sum, Expander::Integer(wide, limit)),
                llvm::ConstantInt::getSigned(wide, -static_cast<std::int64_t>(limit) - 1));
    } else {
      sum = Min(sum, Expander::Integer(wide, (std::uint64_t{1} << bits_) - 1));
    }
    return b_.CreateTrunc(sum, type_);
  }

  llvm::Value* Upsample(llvm::Value* high, llvm::Value* low) {
    llvm::Type* wide = call_.Result();
    return b_.CreateOr(b_.CreateShl(b_.CreateZExt(high, wide), bits_), b_.CreateZExt(low, wide));
  }

  // cl_khr_extended_bit_ops. Offsets and counts are uint whatever the type; a count of 0 yields 0 (extract) or the
  // base.
  llvm::Value* BitField(llvm::Value* x, llvm::Value* y, llvm::Value* z) {
    llvm::Type* element = type_->getScalarType();
    auto scalar = [&](llvm::Value* value) { return e_.Spread(b_.CreateZExtOrTrunc(value, element), type_); };
    llvm::Constant* zero = llvm::Constant::getNullValue(type_);
    llvm::Constant* width = Expander::Integer(type_, bits_);
    if (call_.name == "bitfield_insert" && argument_.size() == 4) {
      llvm::Value* offset = scalar(z);
      llvm::Value* count = scalar(argument_[3]);
      llvm::Value* is_empty = b_.CreateICmpEQ(count, zero);
      llvm::Value* spare = b_.CreateSelect(is_empty, zero, b_.CreateSub(width, count));
      llvm::Value* ones = b_.CreateLShr(llvm::Constant::getAllOnesValue(type_), spare);
      llvm::Value* mask = b_.CreateShl(ones, offset);
      llvm::Value* merged =
          b_.CreateOr(b_.CreateAnd(x, b_.CreateNot(mask)), b_.CreateAnd(b_.CreateShl(y, offset), mask));
      return b_.CreateSelect(is_empty, x, merged);
    }
    if (call_.name.starts_with("bitfield_extract_") && z != nullptr) {
      llvm::Value* offset = scalar(y);
      llvm::Value* count = scalar(z);
      llvm::Value* is_empty = b_.CreateICmpEQ(count, zero);
      llvm::Value* spare = b_.CreateSelect(is_empty, zero, b_.CreateSub(width, count));
      llvm::Value* top = b_.CreateShl(x, b_.CreateSub(spare, b_.CreateSelect(is_empty, zero, offset)));
      llvm::Value* field = call_.name.ends_with("unsigned") ? b_.CreateLShr(top, spare) : b_.CreateAShr(top, spare);
      return b_.CreateSelect(is_empty, zero, field);
    }
    return nullptr;
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::Type* type_;
  unsigned bits_;
  bool is_signed_;
  llvm::SmallVector<llvm::Value*, 4> argument_;
};

}  // namespace

llvm::Value* ExpandInteger(Expander& expander, Call& call, std::string&) {
  if (call.Count() == 0 || !call.Type(0).IsInteger() || call.Type(0).is_pointer) {
    return nullptr;
  }
  if (call.name.starts_with("dot_")) {
    return ExpandIntegerDot(expander, call);
  }
  return IntegerExpansion(expander, call).Expand();
}

}  // namespace kiln::translator::builtins

// Common builtins: clamp, mix, step, ... of floats, and min, max, clamp of integers.
#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

namespace Id = llvm::Intrinsic;

class CommonExpansion {
 public:
  CommonExpansion(Expander& expander, Call& call)
      : e_(expander),
        b_(expander.builder()),
        call_(call),
        type_(call.Result()),
        text_(expander.profile().preserve_shape && type_->getScalarSizeInBits() != 64) {}

  llvm::Value* Expand() {
    const std::string& name = call_.name;
    llvm::Value* x = Operand(0);
    llvm::Value* y = call_.Count() > 1 ? Operand(1) : nullptr;
    llvm::Value* z = call_.Count() > 2 ? Operand(2) : nullptr;
    if (name == "min" || name == "max") {
      return MinMax(name == "max", x, y);
    }
    if (name == "clamp") {
      return Clamp(x, y, z);
    }
    if (!call_.Type(0).IsFloat()) {
      return nullptr;
    }
    if (name == "degrees") {
      return text_ ? e_.Ext("Degrees", {x}) : b_.CreateFMul(x, Expander::Number(type_, 57.295779513082320876798));
    }
    if (name == "radians") {
      return text_ ? e_.Ext("Radians", {x}) : b_.CreateFMul(x, Expander::Number(type_, 0.017453292519943295769));
    }
    if (name == "mix") {
      return text_ ? e_.Ext("FMix", {x, y, z}) : b_.CreateFAdd(x, b_.CreateFMul(b_.CreateFSub(y, x), z));
    }
    if (name == "step") {
      return text_ ? e_.Ext("Step", {x, y}) : Step(x, y);
    }
    if (name == "smoothstep") {
      return text_ ? e_.Ext("SmoothStep", {x, y, z}) : SmoothStep(x, y, z);
    }
    if (name == "sign") {
      return Sign(x);
    }
    return nullptr;
  }

 private:
  // Scalars beside vectors apply to every lane: clamp(float4, float, float).
  llvm::Value* Operand(unsigned index) { return e_.Spread(call_.Argument(index), type_); }

  llvm::Value* MinMax(bool is_max, llvm::Value* x, llvm::Value* y) {
    if (call_.Type(0).IsFloat()) {
      return b_.CreateBinaryIntrinsic(is_max ? Id::maxnum : Id::minnum, x, y);
    }
    const bool is_signed = call_.Type(0).IsSigned();
    return b_.CreateBinaryIntrinsic(is_max ? (is_signed ? Id::smax : Id::umax) : (is_signed ? Id::smin : Id::umin), x,
                                    y);
  }

  llvm::Value* Clamp(llvm::Value* x, llvm::Value* low, llvm::Value* high) {
    // GLSL knows its integer instructions in 32 bits only.
    const bool is_float = call_.Type(0).IsFloat();
    if (text_ && (is_float || type_->getScalarSizeInBits() == 32)) {
      return e_.Ext(is_float ? "NClamp" : call_.Type(0).IsSigned() ? "SClamp" : "UClamp", {x, low, high});
    }
    return MinMax(false, MinMax(true, x, low), high);
  }

  llvm::Value* Step(llvm::Value* edge, llvm::Value* x) {
    return b_.CreateSelect(b_.CreateFCmpOLT(x, edge), Expander::Number(type_, 0), Expander::Number(type_, 1));
  }

  llvm::Value* SmoothStep(llvm::Value* edge0, llvm::Value* edge1, llvm::Value* x) {
    llvm::Value* t = b_.CreateFDiv(b_.CreateFSub(x, edge0), b_.CreateFSub(edge1, edge0));
    t = MinMax(false, MinMax(true, t, Expander::Number(type_, 0)), Expander::Number(type_, 1));
    llvm::Value* slope = b_.CreateFSub(Expander::Number(type_, 3), b_.CreateFMul(Expander::Number(type_, 2), t));
    return b_.CreateFMul(b_.CreateFMul(t, t), slope);
  }

  // sign(NaN) is 0 and sign(-0) is -0, which FSign does not promise.
  llvm::Value* Sign(llvm::Value* x) {
    llvm::Value* one = b_.CreateBinaryIntrinsic(Id::copysign, Expander::Number(type_, 1), x);
    llvm::Value* is_zero = b_.CreateFCmpOEQ(x, Expander::Number(type_, 0));
    llvm::Value* number = b_.CreateSelect(is_zero, x, one);
    return b_.CreateSelect(b_.CreateFCmpUNO(x, x), Expander::Number(type_, 0), number);
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::Type* type_;
  bool text_;
};

}  // namespace

llvm::Value* ExpandCommon(Expander& expander, Call& call, std::string&) {
  return call.Count() == 0 ? nullptr : CommonExpansion(expander, call).Expand();
}

}  // namespace kiln::translator::builtins

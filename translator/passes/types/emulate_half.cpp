#include "translator/passes/types/emulate_half.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "translator/ir/native_types.h"
#include "translator/passes/types/value_replacer.h"

namespace kiln::translator {

namespace {

using llvm::Instruction;
using llvm::Value;

// The IR of one expression over i32 lanes.
class Bits {
 public:
  Bits(llvm::IRBuilderBase& builder, llvm::Type* shape)
      : b_(builder), words_(shape->getWithNewType(builder.getInt32Ty())), floats_(shape->getWithNewType(builder.getFloatTy())) {}

  // The half, as the float that equals it -> its 16 bits in an i32.
  Value* Narrow(Value* value) {
    Value* bits = b_.CreateBitCast(value, words_);
    Value* magnitude = And(bits, 0x7fffffff);
    // Normal: the exponent moves from 127 to 15, and 13 digits, which are zero, go.
    Value* normal = b_.CreateSub(b_.CreateLShr(magnitude, N(13)), N(112u << 10));
    Value* small = UnitsOfTheLeast(magnitude, false);
    Value* special = b_.CreateOr(And(b_.CreateLShr(magnitude, N(13)), 0x3ff), N(0x7c00));
    Value* result = b_.CreateSelect(IsBelow(magnitude, kLeastNormal), small, normal);
    result = b_.CreateSelect(IsBelow(magnitude, kInfinity), result, special);
    return b_.CreateOr(result, b_.CreateLShr(And(bits, 0x80000000), N(16)));
  }

  // 16 bits in an i32 -> the float.
  Value* Widen(Value* half) {
    Value* magnitude = And(half, 0x7fff);
    Value* moved = b_.CreateShl(magnitude, N(13));
    Value* normal = b_.CreateAdd(moved, N(112u << 23));
    Value* special = b_.CreateOr(moved, N(kInfinity));
    // Subnormal: a number of units of 2^-24, exact.
    Value* small = b_.CreateBitCast(FromUnits(magnitude), words_);
    Value* result = b_.CreateSelect(IsBelow(magnitude, 0x0400), small, normal);
    result = b_.CreateSelect(IsBelow(magnitude, 0x7c00), result, special);
    return b_.CreateBitCast(b_.CreateOr(result, b_.CreateShl(And(half, 0x8000), N(16))), floats_);
  }

  Value* Round(Value* value) {
    Value* bits = b_.CreateBitCast(value, words_);
    Value* magnitude = And(bits, 0x7fffffff);
    // Half a unit less one, and one more where the last digit that stays is odd.
    Value* odd = And(b_.CreateLShr(magnitude, N(13)), 1);
    Value* normal = And(b_.CreateAdd(b_.CreateAdd(magnitude, N(0xfff)), odd), ~0x1fffu);
    normal = b_.CreateSelect(IsBelow(normal, kTooLarge), normal, N(kInfinity));
    Value* small = b_.CreateBitCast(FromUnits(UnitsOfTheLeast(magnitude, true)), words_);
    // A NaN stays one, quiet, with the top of its payload.
    Value* is_number = b_.CreateICmpULE(magnitude, N(kInfinity));
    Value* nan = b_.CreateOr(And(magnitude, ~0x1fffu), N(0x400000));
    Value* result = b_.CreateSelect(IsBelow(magnitude, kLeastNormal), small, normal);
    result = b_.CreateSelect(is_number, result, nan);
    return b_.CreateBitCast(b_.CreateOr(result, And(bits, 0x80000000)), floats_);
  }

 private:
  static constexpr std::uint32_t kInfinity = 0x7f800000;
  static constexpr std::uint32_t kLeastNormal = 0x38800000;  // 2^-14
  static constexpr std::uint32_t kTooLarge = 0x47800000;     // 2^16

  llvm::Constant* N(std::uint32_t value) { return llvm::ConstantInt::get(words_, value); }
  Value* And(Value* x, std::uint32_t mask) { return b_.CreateAnd(x, N(mask)); }
  Value* IsBelow(Value* x, std::uint32_t limit) { return b_.CreateICmpULT(x, N(limit)); }
  Value* FromUnits(Value* units) { return b_.CreateFMul(b_.CreateUIToFP(units, floats_), llvm::ConstantFP::get(floats_, 0x1p-24)); }

  // A number below 2^-14 in units of 2^-24, the least half: to the nearest, ties to even, or where it is exact.
  Value* UnitsOfTheLeast(Value* magnitude, bool rounds) {
    Value* mantissa = b_.CreateOr(And(magnitude, 0x7fffff), N(0x800000));
    Value* places = b_.CreateSub(N(126), b_.CreateLShr(magnitude, N(23)));
    places = b_.CreateSelect(IsBelow(places, 31), places, N(31));
    Value* kept = b_.CreateLShr(mantissa, places);
    if (!rounds) return kept;
    Value* below_half = b_.CreateSub(b_.CreateLShr(b_.CreateShl(N(1), places), N(1)), N(1));
    return b_.CreateLShr(b_.CreateAdd(b_.CreateAdd(mantissa, below_half), And(kept, 1)), places);
  }

  llvm::IRBuilderBase& b_;
  llvm::Type* words_;
  llvm::Type* floats_;
};

class HalfEmulation final : public ValueReplacer {
 public:
  HalfEmulation(PassContext& context, KernelIr& kernel)
      : ValueReplacer(context, kernel, llvm::Type::getFloatTy(kernel.function->getContext()), 1) {}

 protected:
  bool IsReplaced(const llvm::Type* type) const override { return type->getScalarType()->isHalfTy(); }
  const char* What() const override { return "half-precision arithmetic"; }

  llvm::SmallVector<llvm::Constant*, 2> PartsOf(llvm::Constant& lane) override {
    llvm::APFloat value = llvm::cast<llvm::ConstantFP>(lane).getValueAPF();
    bool is_inexact = false;
    value.convert(llvm::APFloat::IEEEsingle(), llvm::APFloat::rmNearestTiesToEven, &is_inexact);
    return {llvm::ConstantFP::get(lane.getContext(), value)};
  }

  bool Rewrite(Instruction& instruction) override {
    if (auto op = AsMemoryOp(instruction)) return RewriteMemory(instruction, *op);
    if (llvm::isa<llvm::FPMathOperator>(instruction)) b_.setFastMathFlags(instruction.getFastMathFlags());
    const bool is_rewritten = RewriteOperation(instruction);
    b_.clearFastMathFlags();
    return is_rewritten;
  }

 private:
  static constexpr unsigned kHalfBits = 16;

  bool RewriteOperation(Instruction& instruction) {
    if (auto* cast = llvm::dyn_cast<llvm::CastInst>(&instruction)) return RewriteCast(*cast);
    if (auto* compare = llvm::dyn_cast<llvm::FCmpInst>(&instruction)) {
      Replace(instruction, {b_.CreateFCmp(compare->getPredicate(), First(compare->getOperand(0)), First(compare->getOperand(1)))});
      return true;
    }
    if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) return RewriteCall(*call);
    if (instruction.getOpcode() == Instruction::FNeg) {
      Replace(instruction, {b_.CreateFNeg(First(instruction.getOperand(0)))});
      return true;
    }
    auto* binary = llvm::dyn_cast<llvm::BinaryOperator>(&instruction);
    if (!binary) return false;
    Value* result = b_.CreateBinOp(binary->getOpcode(), First(binary->getOperand(0)), First(binary->getOperand(1)));
    Replace(instruction, {Round(result)});
    return true;
  }

  Value* Round(Value* value) { return RoundToHalf(b_, value); }

  // Every operand and the result are floats instead; what may not be a half is rounded to one.
  bool RewriteCall(llvm::CallInst& call) {
    llvm::SmallVector<Value*, 3> arguments;
    for (Value* argument : call.args()) arguments.push_back(IsReplaced(argument->getType()) ? First(argument) : argument);
    if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&call)) {
      const llvm::Intrinsic::ID id = intrinsic->getIntrinsicID();
      if (id == llvm::Intrinsic::fmuladd) {
        Value* product = Round(b_.CreateFMul(arguments[0], arguments[1]));
        Replace(call, {Round(b_.CreateFAdd(product, arguments[2]))});
      } else {
        Value* result = b_.CreateIntrinsic(id, {arguments[0]->getType()}, arguments);
        Replace(call, {id == llvm::Intrinsic::sqrt ? Round(result) : result});
      }
      return true;
    }
    return RewriteOperation(call, arguments);
  }

  // kiln.ext.Name.<T> and kiln.dot.<T>: the same operation of floats.
  bool RewriteOperation(llvm::CallInst& call, llvm::ArrayRef<Value*> arguments) {
    std::string name = call.getCalledFunction() ? call.getCalledFunction()->getName().str() : "";
    if (!llvm::StringRef(name).starts_with("kiln.ext.") && !llvm::StringRef(name).starts_with("kiln.dot.")) return false;
    for (std::size_t at = 0; (at = name.find("f16", at)) != std::string::npos;) name.replace(at, 3, "f32");
    llvm::SmallVector<llvm::Type*, 3> types;
    for (Value* argument : arguments) types.push_back(argument->getType());
    llvm::Type* result = IsReplaced(call.getType()) ? Like(call.getType(), b_.getFloatTy()) : call.getType();
    llvm::FunctionCallee callee = kernel_.function->getParent()->getOrInsertFunction(name, llvm::FunctionType::get(result, types, false));
    llvm::cast<llvm::Function>(callee.getCallee())->setAttributes(call.getCalledFunction()->getAttributes());
    Value* value = b_.CreateCall(callee, arguments);
    Replace(call, {IsReplaced(call.getType()) ? Round(value) : value});
    return true;
  }

  bool RewriteCast(llvm::CastInst& cast) {
    Value* x = cast.getOperand(0);
    const auto opcode = cast.getOpcode();
    llvm::Type* floats = IsReplaced(cast.getType()) ? Like(cast.getType(), b_.getFloatTy()) : cast.getType();
    switch (opcode) {
      case Instruction::FPExt:
        Replace(cast, {cast.getType()->getScalarType()->isFloatTy() ? First(x) : b_.CreateFPExt(First(x), cast.getType())});
        return true;
      case Instruction::FPTrunc: Replace(cast, {Round(x->getType()->getScalarType()->isFloatTy() ? x : TruncateToOdd(x, floats))}); return true;
      // An integer that a float rounds is beyond the halves.
      case Instruction::UIToFP:
      case Instruction::SIToFP: Replace(cast, {Round(b_.CreateCast(opcode, x, floats))}); return true;
      case Instruction::FPToUI:
      case Instruction::FPToSI: Replace(cast, {b_.CreateCast(opcode, First(x), cast.getType())}); return true;
      case Instruction::BitCast: Replace(cast, {RewriteBitcast(x, cast.getType())}); return true;
      default: return false;
    }
  }

  // A double as a float whose last digit says whether others were lost: rounding it again is rounding once.
  Value* TruncateToOdd(Value* value, llvm::Type* floats) {
    llvm::Type* words = floats->getWithNewType(word_);
    Value* nearest = b_.CreateFPTrunc(value, floats);
    Value* back = b_.CreateFPExt(nearest, value->getType());
    Value* bits = b_.CreateBitCast(nearest, words);
    Value* is_larger = b_.CreateFCmpOGT(b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, back), b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, value));
    Value* odd = b_.CreateOr(b_.CreateSub(bits, b_.CreateZExt(is_larger, words)), Number(words, 1));
    return b_.CreateBitCast(b_.CreateSelect(b_.CreateFCmpONE(back, value), odd, bits), floats);
  }

  // Through i16 lanes, which are what memory holds too.
  Value* ToShorts(Value* floats) {
    Value* bits = Bits(b_, floats->getType()).Narrow(floats);
    return b_.CreateTrunc(bits, Like(floats->getType(), b_.getIntNTy(kHalfBits)));
  }
  Value* FromShorts(Value* shorts) {
    return Bits(b_, shorts->getType()).Widen(b_.CreateZExt(shorts, Like(shorts->getType(), word_)));
  }
  Value* RewriteBitcast(Value* x, llvm::Type* to) {
    if (IsReplaced(x->getType()) && IsReplaced(to)) return First(x);
    if (IsReplaced(x->getType())) return b_.CreateBitCast(ToShorts(First(x)), to);
    return FromShorts(b_.CreateBitCast(x, Like(to, b_.getIntNTy(kHalfBits))));
  }

  bool RewriteMemory(Instruction& instruction, MemoryOp op) {
    if (op.kind != MemoryOpKind::kLoad && op.kind != MemoryOpKind::kStore) return false;
    op.type = Like(op.type, b_.getIntNTy(kHalfBits));
    for (Value*& value : op.values) value = ToShorts(First(value));
    llvm::CallInst* call = Create(b_, op);
    Replace(instruction, op.values.empty() ? Parts{FromShorts(call)} : Parts());
    return true;
  }
};

}  // namespace

Value* RoundToHalf(llvm::IRBuilderBase& builder, Value* value) { return Bits(builder, value->getType()).Round(value); }

void EmulateHalf(PassContext& context, KernelIr& kernel) {
  if (IsNative(context.profile, llvm::Type::getHalfTy(kernel.function->getContext()))) return;
  HalfEmulation(context, kernel).Run();
}

}  // namespace kiln::translator

#include "translator/passes/types/expand_long_operations.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "translator/builtins/library.h"
#include "translator/ir/native_types.h"
#include "translator/passes/builtins/rounding.h"

namespace kiln::translator {

namespace {

using llvm::Instruction;
using llvm::Value;

bool IsDivision(const Instruction& instruction, unsigned bits) {
  return instruction.isIntDivRem() && instruction.getType()->getScalarType()->isIntegerTy(bits);
}

bool IsLongOperation(const Instruction& instruction) {
  switch (instruction.getOpcode()) {
    case Instruction::UDiv:
    case Instruction::SDiv:
    case Instruction::URem:
    case Instruction::SRem:
    case Instruction::FPToUI:
    case Instruction::FPToSI: return instruction.getType()->getScalarType()->isIntegerTy(64);
    case Instruction::UIToFP:
    case Instruction::SIToFP: return instruction.getOperand(0)->getType()->getScalarType()->isIntegerTy(64);
    default: return false;
  }
}

class Expansion {
 public:
  explicit Expansion(llvm::Function& function) : module_(*function.getParent()), b_(function.getContext()) {}

  // The library calls that stand for the operation, lane by lane.
  void Expand(Instruction& instruction) {
    b_.SetInsertPoint(&instruction);
    b_.SetCurrentDebugLocation(instruction.getDebugLoc());
    Value* result = nullptr;
    if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(instruction.getType())) {
      result = llvm::PoisonValue::get(vector);
      for (unsigned i = 0; i < vector->getNumElements(); ++i) {
        Value* second = instruction.getNumOperands() > 1 ? b_.CreateExtractElement(instruction.getOperand(1), i) : nullptr;
        Value* lane = Scalar(instruction, b_.CreateExtractElement(instruction.getOperand(0), i), second);
        result = b_.CreateInsertElement(result, lane, i);
      }
    } else {
      result = Scalar(instruction, instruction.getOperand(0), instruction.getNumOperands() > 1 ? instruction.getOperand(1) : nullptr);
    }
    if (llvm::isa<Instruction>(result)) result->takeName(&instruction);
    instruction.replaceAllUsesWith(result);
    instruction.eraseFromParent();
  }

  const std::vector<llvm::CallInst*>& calls() const { return calls_; }

 private:
  Value* Scalar(const Instruction& instruction, Value* x, Value* y) {
    llvm::Type* type = instruction.getType()->getScalarType();
    if (type->isIntegerTy(128)) return Pairwise(instruction, x, y);
    switch (instruction.getOpcode()) {
      case Instruction::UDiv: return Library("__kiln_divide_u64", b_.getInt64Ty(), {x, y});
      case Instruction::URem: return Library("__kiln_remainder_u64", b_.getInt64Ty(), {x, y});
      case Instruction::SDiv: return Signed("__kiln_divide_u64", x, y, b_.CreateXor(x, y));
      case Instruction::SRem: return Signed("__kiln_remainder_u64", x, y, x);
      case Instruction::UIToFP: return FromMagnitude(x, b_.getInt32(0), type);
      case Instruction::SIToFP: return FromMagnitude(Magnitude(x), b_.CreateZExt(IsNegative(x), b_.getInt32Ty()), type);
      case Instruction::FPToUI: return ToMagnitude(x);
      default: return WithSign(ToMagnitude(x), b_.CreateFCmpOLT(x, llvm::ConstantFP::getZero(x->getType())));
    }
  }

  Value* Pairwise(const Instruction& instruction, Value* x, Value* y) {
    const bool is_signed = instruction.getOpcode() == Instruction::SDiv || instruction.getOpcode() == Instruction::SRem;
    const bool is_division = instruction.getOpcode() == Instruction::SDiv || instruction.getOpcode() == Instruction::UDiv;
    llvm::Type* pair = llvm::FixedVectorType::get(b_.getInt64Ty(), 2);
    const auto split = [&](Value* number) {
      if (is_signed) number = Magnitude(number);
      Value* low = b_.CreateInsertElement(llvm::PoisonValue::get(pair), b_.CreateTrunc(number, b_.getInt64Ty()), std::uint64_t{0});
      return b_.CreateInsertElement(low, b_.CreateTrunc(b_.CreateLShr(number, 64), b_.getInt64Ty()), 1);
    };
    Value* result = Library(is_division ? "__kiln_divide_u128" : "__kiln_remainder_u128", pair, {split(x), split(y)});
    Value* low = b_.CreateZExt(b_.CreateExtractElement(result, std::uint64_t{0}), x->getType());
    Value* high = b_.CreateZExt(b_.CreateExtractElement(result, 1), x->getType());
    Value* number = b_.CreateOr(low, b_.CreateShl(high, 64));
    if (!is_signed) return number;
    return WithSign(number, IsNegative(is_division ? b_.CreateXor(x, y) : x));
  }

  Value* Signed(const char* function, Value* x, Value* y, Value* sign) {
    return WithSign(Library(function, b_.getInt64Ty(), {Magnitude(x), Magnitude(y)}), IsNegative(sign));
  }
  Value* IsNegative(Value* x) { return b_.CreateICmpSLT(x, llvm::Constant::getNullValue(x->getType())); }
  Value* WithSign(Value* magnitude, Value* is_negative) { return b_.CreateSelect(is_negative, b_.CreateNeg(magnitude), magnitude); }
  Value* Magnitude(Value* x) { return WithSign(x, IsNegative(x)); }

  Value* FromMagnitude(Value* magnitude, Value* is_negative, llvm::Type* type) {
    // What a float rounds is out of a half's range, so that the second rounding is of exact numbers.
    llvm::Type* wide = type->isHalfTy() ? b_.getFloatTy() : type;
    const char* function = wide->isDoubleTy() ? "__kiln_round_u64_f64" : "__kiln_round_u64_f32";
    Value* number = Library(function, wide, {magnitude, is_negative, b_.getInt32(static_cast<std::uint32_t>(builtins::Rounding::kToNearestEven))});
    return type->isHalfTy() ? b_.CreateFPTrunc(number, type) : number;
  }
  Value* ToMagnitude(Value* x) {
    if (x->getType()->isHalfTy()) x = b_.CreateFPExt(x, b_.getFloatTy());
    return Library(x->getType()->isDoubleTy() ? "__kiln_magnitude_f64_u64" : "__kiln_magnitude_f32_u64", b_.getInt64Ty(), {x});
  }

  Value* Library(const char* name, llvm::Type* result, llvm::ArrayRef<Value*> arguments) {
    llvm::SmallVector<llvm::Type*, 3> types;
    for (Value* argument : arguments) types.push_back(argument->getType());
    llvm::FunctionCallee callee = module_.getOrInsertFunction(name, llvm::FunctionType::get(result, types, false));
    llvm::cast<llvm::Function>(callee.getCallee())->setCallingConv(llvm::CallingConv::SPIR_FUNC);
    llvm::CallInst* call = b_.CreateCall(callee, arguments);
    call->setCallingConv(llvm::CallingConv::SPIR_FUNC);
    calls_.push_back(call);
    return call;
  }

  llvm::Module& module_;
  llvm::IRBuilder<> b_;
  std::vector<llvm::CallInst*> calls_;
};

// Division by 2^k, towards zero: a negative number first gets what the shift would take too much.
bool ExpandPowerOfTwo(Instruction& instruction) {
  const bool is_division = instruction.getOpcode() == Instruction::SDiv;
  if (!is_division && instruction.getOpcode() != Instruction::SRem) return false;
  auto* divisor = llvm::dyn_cast<llvm::ConstantInt>(instruction.getOperand(1));
  if (!divisor || !divisor->getValue().isPowerOf2() || divisor->getValue().isSignMask()) return false;
  llvm::IRBuilder<> b(&instruction);
  const unsigned bits = instruction.getType()->getIntegerBitWidth();
  const unsigned power = divisor->getValue().logBase2();
  Value* x = instruction.getOperand(0);
  Value* result = x;
  if (power != 0) {
    Value* correction = b.CreateLShr(b.CreateAShr(x, bits - 1), bits - power);
    result = b.CreateAShr(b.CreateAdd(x, correction), power);
  }
  if (!is_division) result = b.CreateSub(x, b.CreateShl(result, power));
  instruction.replaceAllUsesWith(result);
  instruction.eraseFromParent();
  return true;
}

void Expand(PassContext& context, KernelIr& kernel, llvm::function_ref<bool(const Instruction&)> is_long) {
  Expansion expansion(*kernel.function);
  for (Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(*kernel.function))) {
    if (is_long(instruction) && !ExpandPowerOfTwo(instruction)) expansion.Expand(instruction);
  }
  if (expansion.calls().empty()) return;
  if (const Status linked = builtins::LinkLibrary(*kernel.function->getParent()); !linked) {
    context.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, kernel.signature->position, linked.error().ToString());
    return;
  }
  for (llvm::CallInst* call : expansion.calls()) {
    llvm::InlineFunctionInfo info;
    llvm::InlineFunction(*call, info);
  }
}

}  // namespace

void ExpandLongOperations(PassContext& context, KernelIr& kernel) {
  // The library divides pairs of longs with divisions of longs.
  Expand(context, kernel, [](const Instruction& instruction) { return IsDivision(instruction, 128); });
  if (!IsNative(context.profile, llvm::Type::getInt64Ty(kernel.function->getContext()))) {
    Expand(context, kernel, IsLongOperation);
  }
}

}  // namespace kiln::translator

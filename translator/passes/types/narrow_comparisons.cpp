#include "translator/passes/types/narrow_comparisons.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

namespace {

using llvm::APInt;
using llvm::Constant;
using llvm::ICmpInst;
using llvm::Value;

constexpr unsigned kNarrow = 32, kWide = 64;

llvm::Type* WithWidth(llvm::Type* type, unsigned bits) {
  return type->getWithNewBitWidth(bits);
}

// What becomes of the lanes of one comparison.
struct Lanes {
  llvm::SmallVector<Constant*, 4> narrow;  // what the narrow number is compared with
  llvm::SmallVector<Constant*, 4> fits;    // i1: the comparison decides
  llvm::SmallVector<Constant*, 4> truth;   // i1: the answer where it does not
  bool all_fit = true;
};

// The constant is no number that `is_signed` extension gives: all of these lie on one side of it, except that extended
// negative numbers lie above the unsigned ones.
bool AddLane(const APInt& constant, ICmpInst::Predicate predicate, bool is_signed, llvm::LLVMContext& context,
             Lanes& lanes) {
  const APInt narrow = constant.trunc(kNarrow);
  const bool fits = (is_signed ? narrow.sext(kWide) : narrow.zext(kWide)) == constant;
  if (!fits && is_signed && ICmpInst::isUnsigned(predicate)) return false;
  const bool truth = !fits && ICmpInst::compare(APInt(kWide, 0), constant, predicate);
  lanes.narrow.push_back(llvm::ConstantInt::get(context, fits ? narrow : APInt(kNarrow, 0)));
  lanes.fits.push_back(llvm::ConstantInt::getBool(context, fits));
  lanes.truth.push_back(llvm::ConstantInt::getBool(context, truth));
  lanes.all_fit &= fits;
  return true;
}

bool Narrow(ICmpInst& comparison) {
  if (llvm::isa<Constant>(comparison.getOperand(0))) comparison.swapOperands();
  auto* cast = llvm::dyn_cast<llvm::CastInst>(comparison.getOperand(0));
  auto* constant = llvm::dyn_cast<Constant>(comparison.getOperand(1));
  if (!cast || !constant || !llvm::isa<llvm::SExtInst, llvm::ZExtInst>(cast)) return false;
  llvm::Type* type = cast->getType();
  if (!type->isIntOrIntVectorTy(kWide) || cast->getSrcTy()->getScalarSizeInBits() > kNarrow) return false;
  const bool is_signed = llvm::isa<llvm::SExtInst>(cast);
  const auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  Lanes lanes;
  for (unsigned i = 0; i < (vector ? vector->getNumElements() : 1); ++i) {
    const auto* element =
        llvm::dyn_cast_or_null<llvm::ConstantInt>(vector ? constant->getAggregateElement(i) : constant);
    if (!element) return false;
    if (!AddLane(element->getValue(), comparison.getPredicate(), is_signed, type->getContext(), lanes)) return false;
  }
  const auto make = [&](llvm::ArrayRef<Constant*> elements) {
    return vector ? llvm::ConstantVector::get(elements) : elements[0];
  };
  llvm::IRBuilder<> b(&comparison);
  Value* number = b.CreateIntCast(cast->getOperand(0), WithWidth(type, kNarrow), is_signed);
  // What zext gives is not negative: as 32-bit numbers such are unsigned.
  const ICmpInst::Predicate predicate = is_signed ? comparison.getPredicate() : comparison.getUnsignedPredicate();
  Value* result = b.CreateICmp(predicate, number, make(lanes.narrow));
  if (!lanes.all_fit) result = b.CreateOr(b.CreateAnd(result, make(lanes.fits)), make(lanes.truth));
  result->takeName(&comparison);
  comparison.replaceAllUsesWith(result);
  comparison.eraseFromParent();
  return true;
}

}  // namespace

bool NarrowComparisons(llvm::Function& function) {
  bool changed = false;
  for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    if (auto* comparison = llvm::dyn_cast<ICmpInst>(&instruction)) changed |= Narrow(*comparison);
  }
  return changed;
}

}  // namespace kiln::translator

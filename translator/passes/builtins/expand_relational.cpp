// Relational builtins: comparisons and classifications (int 0 / 1 for scalars, 0 / -1 lanes for vectors), any, all,
// select.
#include <llvm/ADT/APFloat.h>
#include <llvm/ADT/StringSwitch.h>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

class RelationalExpansion {
 public:
  RelationalExpansion(Expander& expander, Call& call)
      : e_(expander), b_(expander.builder()), call_(call), type_(call.Argument(0)->getType()) {
    // NaN and infinity are what these ask about: flags that deny them must not reach the comparisons.
    b_.setFastMathFlags(llvm::FastMathFlags());
  }

  llvm::Value* Expand() {
    llvm::Value* x = call_.Argument(0);
    if (call_.name == "any" || call_.name == "all") {
      return AnyAll(x, call_.name == "all");
    }
    if (call_.name == "select") {
      return Select(x, call_.Argument(1), call_.Argument(2));
    }
    if (call_.name == "bitselect") {
      return BitSelect(x, call_.Argument(1), call_.Argument(2));
    }
    llvm::Value* truth = call_.Count() == 1 ? Classify(x) : Compare(x, call_.Argument(1));
    if (truth == nullptr) {
      return nullptr;
    }
    return call_.Result()->isVectorTy() ? b_.CreateSExt(truth, call_.Result()) : b_.CreateZExt(truth, call_.Result());
  }

 private:
  llvm::Value* Compare(llvm::Value* x, llvm::Value* y) {
    using llvm::CmpInst;
    const auto predicate = llvm::StringSwitch<CmpInst::Predicate>(call_.name)
                               .Case("isequal", CmpInst::FCMP_OEQ)
                               .Case("isnotequal", CmpInst::FCMP_UNE)
                               .Case("isgreater", CmpInst::FCMP_OGT)
                               .Case("isgreaterequal", CmpInst::FCMP_OGE)
                               .Case("isless", CmpInst::FCMP_OLT)
                               .Case("islessequal", CmpInst::FCMP_OLE)
                               .Case("islessgreater", CmpInst::FCMP_ONE)
                               .Case("isordered", CmpInst::FCMP_ORD)
                               .Case("isunordered", CmpInst::FCMP_UNO)
                               .Default(CmpInst::BAD_FCMP_PREDICATE);
    return predicate == CmpInst::BAD_FCMP_PREDICATE ? nullptr : b_.CreateFCmp(predicate, x, y);
  }

  // On the bits, so that neither flushed subnormals nor a device that ignores NaN can change the answer.
  llvm::Value* Classify(llvm::Value* x) {
    const llvm::fltSemantics& semantics = type_->getScalarType()->getFltSemantics();
    llvm::Value* bits = e_.Bits(x);
    llvm::Type* integer = bits->getType();
    if (call_.name == "signbit") {
      return b_.CreateICmpSLT(bits, llvm::Constant::getNullValue(integer));
    }
    llvm::Constant* infinity = llvm::ConstantInt::get(integer, llvm::APFloat::getInf(semantics).bitcastToAPInt());
    llvm::Value* magnitude = b_.CreateAnd(
        bits, llvm::ConstantInt::get(integer, llvm::APInt::getSignedMaxValue(integer->getScalarSizeInBits())));
    if (call_.name == "isnan") {
      return b_.CreateICmpUGT(magnitude, infinity);
    }
    if (call_.name == "isinf") {
      return b_.CreateICmpEQ(magnitude, infinity);
    }
    if (call_.name == "isfinite") {
      return b_.CreateICmpULT(magnitude, infinity);
    }
    if (call_.name == "isnormal") {
      const llvm::APInt smallest = llvm::APFloat::getSmallestNormalized(semantics).bitcastToAPInt();
      llvm::Constant* low = llvm::ConstantInt::get(integer, smallest);
      return b_.CreateICmpULT(b_.CreateSub(magnitude, low), llvm::ConstantExpr::getSub(infinity, low));
    }
    return nullptr;
  }

  // True lanes have the most significant bit set; so has a true scalar.
  llvm::Value* AnyAll(llvm::Value* x, bool all) {
    llvm::Value* set = b_.CreateICmpSLT(x, llvm::Constant::getNullValue(type_));
    const unsigned lanes = Expander::Lanes(type_);
    llvm::Value* result = nullptr;
    if (lanes > 1 && lanes <= 4 && e_.profile().preserve_shape) {
      result = e_.Op(all ? "all" : "any", b_.getInt1Ty(), {set}, {set->getType()});
    } else {
      result = e_.Lane(set, 0);
      for (unsigned i = 1; i < lanes; ++i) {
        result = all ? b_.CreateAnd(result, e_.Lane(set, i)) : b_.CreateOr(result, e_.Lane(set, i));
      }
    }
    return b_.CreateZExt(result, call_.Result());
  }

  llvm::Value* Select(llvm::Value* if_false, llvm::Value* if_true, llvm::Value* condition) {
    llvm::Constant* zero = llvm::Constant::getNullValue(condition->getType());
    llvm::Value* chosen = type_->isVectorTy() ? b_.CreateICmpSLT(condition, zero) : b_.CreateICmpNE(condition, zero);
    return b_.CreateSelect(chosen, if_true, if_false);
  }

  llvm::Value* BitSelect(llvm::Value* a, llvm::Value* b, llvm::Value* mask) {
    a = e_.Bits(a);
    b = e_.Bits(b);
    mask = e_.Bits(mask);
    return b_.CreateBitCast(b_.CreateOr(b_.CreateAnd(a, b_.CreateNot(mask)), b_.CreateAnd(b, mask)), type_);
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  llvm::Type* type_;
};

}  // namespace

llvm::Value* ExpandRelational(Expander& expander, Call& call, std::string&) {
  return RelationalExpansion(expander, call).Expand();
}

}  // namespace kiln::translator::builtins

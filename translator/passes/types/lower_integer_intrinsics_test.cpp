#include "translator/passes/types/lower_integer_intrinsics.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "translator/testing/evaluate.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using llvm::APInt;
using Reference = std::function<APInt(const APInt&, const APInt&, const APInt&)>;

struct Case {
  const char* name;  // of the intrinsic, without its type
  unsigned operands;
  bool has_flag;     // ctlz and cttz: whether zero gives poison
  Reference reference;
};

// What the LLVM language reference says of each.
const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
      {"ctpop", 1, false, [](const APInt& a, const APInt&, const APInt&) { return APInt(a.getBitWidth(), a.popcount()); }},
      {"ctlz", 1, true, [](const APInt& a, const APInt&, const APInt&) { return APInt(a.getBitWidth(), a.countl_zero()); }},
      {"cttz", 1, true, [](const APInt& a, const APInt&, const APInt&) { return APInt(a.getBitWidth(), a.countr_zero()); }},
      {"bitreverse", 1, false, [](const APInt& a, const APInt&, const APInt&) { return a.reverseBits(); }},
      {"bswap", 1, false, [](const APInt& a, const APInt&, const APInt&) { return a.byteSwap(); }},
      {"fshl", 3, false,
       [](const APInt& a, const APInt& b, const APInt& c) {
         const unsigned width = a.getBitWidth();
         return a.concat(b).shl(static_cast<unsigned>(c.urem(width))).extractBits(width, width);
       }},
      {"fshr", 3, false,
       [](const APInt& a, const APInt& b, const APInt& c) {
         const unsigned width = a.getBitWidth();
         return a.concat(b).lshr(static_cast<unsigned>(c.urem(width))).extractBits(width, 0);
       }},
      {"uadd.sat", 2, false, [](const APInt& a, const APInt& b, const APInt&) { return a.uadd_sat(b); }},
      {"usub.sat", 2, false, [](const APInt& a, const APInt& b, const APInt&) { return a.usub_sat(b); }},
      {"sadd.sat", 2, false, [](const APInt& a, const APInt& b, const APInt&) { return a.sadd_sat(b); }},
      {"ssub.sat", 2, false, [](const APInt& a, const APInt& b, const APInt&) { return a.ssub_sat(b); }},
  };
  return cases;
}

// "i8" or "<3 x i8>".
std::string TypeName(unsigned bits, unsigned count) {
  const std::string element = "i" + std::to_string(bits);
  return count == 1 ? element : "<" + std::to_string(count) + " x " + element + ">";
}

std::string Overload(unsigned bits, unsigned count) {
  return (count == 1 ? "" : "v" + std::to_string(count)) + "i" + std::to_string(bits);
}

// What the header promises to leave.
bool MayStay(const llvm::IntrinsicInst& intrinsic) {
  namespace Intrinsic = llvm::Intrinsic;
  switch (intrinsic.getIntrinsicID()) {
    case Intrinsic::abs:
    case Intrinsic::smin:
    case Intrinsic::smax:
    case Intrinsic::umin:
    case Intrinsic::umax: return true;
    case Intrinsic::ctpop:
    case Intrinsic::ctlz:
    case Intrinsic::cttz:
    case Intrinsic::bitreverse: return intrinsic.getType()->getScalarSizeInBits() == 32;
    default: return false;
  }
}

class LowerIntegerIntrinsicsOn : public ::testing::TestWithParam<std::tuple<unsigned, unsigned>> {
 protected:
  // T @k(T, ...) that returns the intrinsic of its parameters, lowered.
  llvm::Function* Lowered(const Case& one, bool same_operands = false) {
    const auto [bits, count] = GetParam();
    const std::string type = TypeName(bits, count);
    std::string parameters, arguments;
    for (unsigned i = 0; i < one.operands; ++i) {
      parameters += (i ? ", " : "") + type + " %a" + std::to_string(i);
      const unsigned source = same_operands && i == 1 ? 0 : i;
      arguments += (i ? ", " : "") + type + " %a" + std::to_string(source);
    }
    if (one.has_flag) arguments += ", i1 false";
    module_ = testing::ParseIr(context_, "define " + type + " @k(" + parameters + ") {\n  %r = call " + type + " @llvm." + one.name +
                                             "." + Overload(bits, count) + "(" + arguments + ")\n  ret " + type + " %r\n}\n");
    if (!module_) return nullptr;
    KernelIr kernel;
    kernel.function = module_->getFunction("k");
    LowerIntegerIntrinsics(kernel);
    return kernel.function;
  }

  APInt Random(unsigned bits) {
    // Small, large and edge values find more than uniform ones.
    switch (engine_() % 6) {
      case 0: return APInt(bits, engine_() % 3);
      case 1: return APInt::getAllOnes(bits) - APInt(bits, engine_() % 3);
      case 2: return APInt::getSignedMinValue(bits) + APInt(bits, engine_() % 3) - 1;
      case 3: return APInt::getOneBitSet(bits, static_cast<unsigned>(engine_() % bits));
      default: return APInt(64, engine_()).trunc(bits);
    }
  }

  // The value returned for the operands, element by element.
  std::vector<APInt> Evaluate(llvm::Function& function, const std::vector<std::vector<APInt>>& operands) {
    llvm::Type* type = function.getReturnType();
    KernelIr kernel;
    kernel.function = &function;
    testing::Evaluator evaluator(kernel);
    for (unsigned i = 0; i < operands.size(); ++i) {
      llvm::SmallVector<llvm::Constant*, 4> elements;
      for (const APInt& value : operands[i]) elements.push_back(llvm::ConstantInt::get(type->getScalarType(), value));
      evaluator.arguments[i] = type->isVectorTy() ? llvm::ConstantVector::get(elements) : elements[0];
    }
    std::vector<APInt> results;
    EXPECT_TRUE(evaluator.Run()) << evaluator.problem();
    llvm::Constant* result = evaluator.returned();
    if (!result) return results;
    for (unsigned i = 0; i < operands[0].size(); ++i) {
      llvm::Constant* element = type->isVectorTy() ? result->getAggregateElement(i) : result;
      auto* number = llvm::dyn_cast_or_null<llvm::ConstantInt>(element);
      EXPECT_NE(number, nullptr);
      results.push_back(number ? number->getValue() : APInt());
    }
    return results;
  }

  void Check(const Case& one, bool same_operands) {
    SCOPED_TRACE(one.name);
    llvm::Function* function = Lowered(one, same_operands);
    ASSERT_NE(function, nullptr);
    for (llvm::Instruction& instruction : llvm::instructions(*function)) {
      auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
      ASSERT_TRUE(!intrinsic || MayStay(*intrinsic)) << intrinsic->getCalledFunction()->getName().str();
    }
    const auto [bits, count] = GetParam();
    for (int round = 0; round < 60; ++round) {
      std::vector<std::vector<APInt>> operands(one.operands);
      for (auto& operand : operands) {
        for (unsigned i = 0; i < count; ++i) operand.push_back(Random(bits));
      }
      const std::vector<APInt> results = Evaluate(*function, operands);
      ASSERT_EQ(results.size(), count);
      for (unsigned i = 0; i < count; ++i) {
        const APInt& a = operands[0][i];
        const APInt& b = one.operands > 1 && !same_operands ? operands[1][i] : a;
        const APInt& c = one.operands > 2 ? operands[2][i] : a;
        const APInt expected = one.reference(a, b, c);
        ASSERT_TRUE(results[i] == expected) << llvm::toString(a, 16, false) << ", " << llvm::toString(b, 16, false) << ", "
                                        << llvm::toString(c, 16, false) << " gives " << llvm::toString(results[i], 16, false)
                                        << ", not " << llvm::toString(expected, 16, false);
      }
    }
  }

  llvm::LLVMContext context_;
  std::unique_ptr<llvm::Module> module_;
  std::mt19937_64 engine_{7};
};

TEST_P(LowerIntegerIntrinsicsOn, EqualsExactArithmetic) {
  for (const Case& one : Cases()) {
    if (std::string(one.name) == "bswap" && std::get<0>(GetParam()) == 8) continue;  // no such intrinsic
    Check(one, false);
  }
}

TEST_P(LowerIntegerIntrinsicsOn, RotationsEqualExactArithmetic) {
  for (const Case& one : Cases()) {
    if (one.operands == 3) Check(one, true);
  }
}

INSTANTIATE_TEST_SUITE_P(Types, LowerIntegerIntrinsicsOn,
                         ::testing::Combine(::testing::Values(8u, 16u, 32u, 64u), ::testing::Values(1u, 3u)));

TEST(LowerIntegerIntrinsics, KeepsWhatSpirvHas) {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(context, R"(
define i32 @k(i32 %a, i32 %b) {
  %m = call i32 @llvm.smax.i32(i32 %a, i32 %b)
  %c = call i32 @llvm.ctpop.i32(i32 %m)
  %r = call i32 @llvm.bitreverse.i32(i32 %c)
  ret i32 %r
}
)");
  ASSERT_TRUE(module);
  KernelIr kernel;
  kernel.function = module->getFunction("k");
  LowerIntegerIntrinsics(kernel);
  EXPECT_EQ(kernel.function->getEntryBlock().size(), 4u);
}

TEST(LowerIntegerIntrinsics, CopysignTakesTheSignBitAlone) {
  for (const char* type : {"half", "float", "double"}) {
    llvm::LLVMContext context;
    const std::string t = type;
    const std::string suffix = t == "half" ? "f16" : t == "float" ? "f32" : "f64";
    auto module = testing::ParseIr(context, "define " + t + " @k(" + t + " %a, " + t + " %b) {\n  %r = call " + t + " @llvm.copysign." +
                                                suffix + "(" + t + " %a, " + t + " %b)\n  ret " + t + " %r\n}\n");
    ASSERT_TRUE(module);
    KernelIr kernel;
    kernel.function = module->getFunction("k");
    LowerIntegerIntrinsics(kernel);
    for (llvm::Instruction& instruction : llvm::instructions(*kernel.function)) EXPECT_FALSE(llvm::isa<llvm::IntrinsicInst>(instruction));
    llvm::Type* ir = kernel.function->getReturnType();
    for (const char* magnitude : {"1.5", "-0.0", "inf", "-2.0"}) {
      for (const char* sign : {"3.0", "-0.0", "-inf", "0.0"}) {
        llvm::APFloat expected(ir->getFltSemantics(), magnitude);
        const llvm::APFloat from(ir->getFltSemantics(), sign);
        testing::Evaluator evaluator(kernel);
        evaluator.arguments = {{0, llvm::ConstantFP::get(ir, expected)}, {1, llvm::ConstantFP::get(ir, from)}};
        ASSERT_TRUE(evaluator.Run()) << evaluator.problem();
        expected.copySign(from);
        auto* result = llvm::dyn_cast_or_null<llvm::ConstantFP>(evaluator.returned());
        ASSERT_NE(result, nullptr);
        EXPECT_TRUE(result->getValueAPF().bitwiseIsEqual(expected)) << magnitude << " with the sign of " << sign;
      }
    }
  }
}

}  // namespace
}  // namespace kiln::translator

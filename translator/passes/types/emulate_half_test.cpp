#include "translator/passes/types/emulate_half.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <random>

#include "llvm/ADT/APFloat.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/InstIterator.h"
#include "translator/testing/evaluate.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::Stage;
using testing::TestKernel;

Bytes Halves(const std::vector<std::uint16_t>& values) {
  Bytes bytes(values.size() * 2);
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

// Zeros, subnormals, the limits of normal numbers, 1 and its neighbours, 2048 and 2049 (no half), infinities.
const std::vector<std::uint16_t>& Numbers() {
  static const std::vector<std::uint16_t> numbers = {0x0000, 0x8000, 0x0001, 0x8001, 0x03ff, 0x0400, 0x0401, 0x3bff, 0x3c00, 0x3c01,
                                                     0xbc00, 0x3555, 0x6800, 0x6801, 0x7bff, 0xfbff, 0x7c00, 0xfc00, 0x4248, 0x1234,
                                                     0x9abc, 0x5678, 0x0fff, 0x2e66};
  return numbers;
}

class EmulateHalfOf : public ::testing::TestWithParam<const char*> {};
TEST_P(EmulateHalfOf, EveryPairGivesTheSameBits) {
  const std::string source = std::string("#pragma OPENCL EXTENSION cl_khr_fp16 : enable\n") +
                             "kernel void k(global half *a, global half *b, global half *out, int n) {\n" +
                             "  for (int j = 0; j < 24; ++j) { const half x = a[n], y = b[j]; out[j] = " + GetParam() + "; }\n}";
  for (std::uint64_t i = 0; i < Numbers().size(); ++i) {
    TestKernel test(source, "", "vulkan1.1");
    ASSERT_TRUE(test.Ok());
    test.Advance(Stage::kSimplified);
    ExpectSameMeaning(test, {{{"a", Halves(Numbers())}, {"b", Halves(Numbers())}, {"out", Bytes(48)}}, {{3, i}}}, Stage::kViews);
    for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
      EXPECT_FALSE(instruction.getType()->getScalarType()->isHalfTy());
    }
    if (HasFailure()) return;
  }
}
// A NaN's bits are nobody's promise, so no pair may give one.
INSTANTIATE_TEST_SUITE_P(Expressions, EmulateHalfOf,
                         ::testing::Values("isinf(x) ? x : isinf(y) ? y : x + y", "isinf(x) || isinf(y) ? y : x - y",
                                           "isinf(x) || isinf(y) ? x : x * y", "y == 0 || isinf(y) || isinf(x) ? x : x / y",
                                           "-x", "fabs(x)", "x < y ? x : y", "x != y ? (half)1 : (half)0", "(half)((float)x * 1.37f)",
                                           "isinf(x) ? x : (half)(int)x", "as_half((short)(as_short(x) ^ 1))", "isinf(x) ? x : floor(x)",
                                           "fmin(x, y)", "copysign(x, y)"));

// The rounding alone, over floats of every exponent and ties, against APFloat.
TEST(EmulateHalf, RoundsAsTheFormatDoes) {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(context, "define float @k(float %x) {\n  ret float %x\n}\n");
  ASSERT_NE(module, nullptr);
  llvm::Function& function = *module->getFunction("k");
  llvm::Instruction* exit = function.getEntryBlock().getTerminator();
  llvm::IRBuilder<> builder(exit);
  exit->setOperand(0, RoundToHalf(builder, function.getArg(0)));
  KernelIr kernel;
  kernel.function = &function;
  std::mt19937 engine(1);
  std::vector<std::uint32_t> inputs = {0, 0x80000000, 1, 0x7f800000, 0xff800000, 0x7f7fffff, 0x477fefff, 0x477ff000, 0x477fe000, 0x33000000, 0x33000001, 0x32ffffff, 0x387fffff, 0x38800000};
  for (std::uint32_t exponent = 90; exponent < 150; ++exponent) {
    for (int i = 0; i < 60; ++i) {
      const std::uint32_t fraction = engine() & 0x7fffff;
      const std::uint32_t tie = i % 3 == 0 ? (fraction & 0x7fe000) | 0x1000 : i % 3 == 1 ? fraction & 0x7ff000 : fraction;
      inputs.push_back((engine() & 0x80000000) | exponent << 23 | tie);
    }
  }
  for (const std::uint32_t bits : inputs) {
    llvm::APFloat value(std::bit_cast<float>(bits));
    bool inexact = false;
    llvm::APFloat expected = value;
    expected.convert(llvm::APFloat::IEEEhalf(), llvm::APFloat::rmNearestTiesToEven, &inexact);
    expected.convert(llvm::APFloat::IEEEsingle(), llvm::APFloat::rmNearestTiesToEven, &inexact);
    testing::Evaluator evaluator(kernel);
    evaluator.arguments[0] = llvm::ConstantFP::get(context, value);
    ASSERT_TRUE(evaluator.Run()) << evaluator.problem();
    const auto* result = llvm::cast<llvm::ConstantFP>(evaluator.returned());
    ASSERT_TRUE(result->getValueAPF().bitwiseIsEqual(expected)) << std::hex << bits;
  }
}

}  // namespace
}  // namespace kiln::translator

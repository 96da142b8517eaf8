#include "harness/validate/generate_inputs.h"

#include <gtest/gtest.h>

#include <cstring>

namespace kiln::harness {
namespace {

using Kind = KernelParameter::Kind;
constexpr NumberField kFloat = {0, NumberField::Kind::kFloat, 32, 1};
constexpr NumberField kInt = {0, NumberField::Kind::kSigned, 32, 1};

// kernel void k(global float* y, global const int* i, uint n, local float* s)
KernelShape Shape() {
  KernelShape shape;
  shape.name = "k";
  shape.parameters = {{Kind::kBuffer, "y", "float*", 4, {kFloat}, false},
                      {Kind::kBuffer, "i", "int*", 4, {kInt}, true},
                      {Kind::kValue, "n", "uint", 4, {{0, NumberField::Kind::kUnsigned, 32, 1}}, false},
                      {Kind::kLocal, "s", "float*", 4, {kFloat}, false}};
  return shape;
}

template <typename T>
T Load(const std::vector<std::byte>& bytes, std::size_t index) {
  T value;
  std::memcpy(&value, &bytes[index * sizeof(T)], sizeof(T));
  return value;
}

TEST(GenerateTest, FillsEachArgumentByItsType) {
  const auto made = GenerateTest(Shape(), {}, 0);
  ASSERT_TRUE(made) << made.error().ToString();
  const TestCase& test = made->test;
  ASSERT_EQ(test.arguments_in.size(), 4u);
  EXPECT_EQ(test.global_size[0], 256u);
  EXPECT_EQ((*test.local_size)[0], 32u);
  for (std::size_t i = 0; i < 1024; ++i) EXPECT_LE(std::abs(Load<float>(test.arguments_in[0].bytes, i)), 1.0f);
  EXPECT_EQ(Load<std::uint32_t>(test.arguments_in[2].bytes, 0), 256u);
  EXPECT_TRUE(test.arguments_in[3].is_null);
  ASSERT_EQ(test.arguments_out.size(), 1u);  // the int buffer is const
  EXPECT_EQ(test.arguments_out[0].index, 0u);
}

TEST(GenerateTest, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto one = GenerateTest(Shape(), {}, 0), again = GenerateTest(Shape(), {}, 0);
  InputRules rules;
  rules.seed = 2;
  const auto other = GenerateTest(Shape(), rules, 0);
  EXPECT_EQ(one->test.arguments_in[1].bytes, again->test.arguments_in[1].bytes);
  EXPECT_NE(one->test.arguments_in[1].bytes, other->test.arguments_in[1].bytes);
}

TEST(GenerateTest, LaterAttemptsHaveSmallerNumbersAndLargerBuffers) {
  std::size_t size = 0;
  for (std::uint32_t attempt = 1; attempt < kInputAttempts; ++attempt) {
    const auto made = GenerateTest(Shape(), {}, attempt);
    const TestArgument& indices = made->test.arguments_in[1];
    EXPECT_GE(indices.bytes.size(), size);
    size = indices.bytes.size();
    for (std::size_t i = 0; i < size / 4; ++i) EXPECT_LT(Load<std::uint32_t>(indices.bytes, i), 64u);
  }
}

TEST(GenerateTest, ObeysTheRules) {
  InputRules rules;
  rules.global = {6, 4};
  rules.local = {3, 2};
  rules.elements = 10;
  rules.range = {-5, -2};
  rules.arguments = {{2, "7"}};
  const auto made = GenerateTest(Shape(), rules, 0);
  ASSERT_TRUE(made) << made.error().ToString();
  EXPECT_EQ(made->test.dimensions, 2u);
  EXPECT_EQ(made->test.arguments_in[0].bytes.size(), 40u);
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_GE(Load<float>(made->test.arguments_in[0].bytes, i), -5.0f);
    EXPECT_LE(Load<float>(made->test.arguments_in[0].bytes, i), -2.0f);
    EXPECT_GE(Load<std::int32_t>(made->test.arguments_in[1].bytes, i), -5);
    EXPECT_LE(Load<std::int32_t>(made->test.arguments_in[1].bytes, i), -2);
  }
  EXPECT_EQ(Load<std::uint32_t>(made->test.arguments_in[2].bytes, 0), 7u);
  EXPECT_NE(made->command_line.find("--global=6,4 --local=3,2"), std::string::npos) << made->command_line;
}

TEST(GenerateTest, RefusesWhatDoesNotFitTheKernel) {
  InputRules rules;
  rules.arguments = {{4, "7"}};
  EXPECT_EQ(GenerateTest(Shape(), rules, 0).error().code(), ErrorCode::kInvalidArgument);
  rules.arguments = {{0, "7"}};
  EXPECT_EQ(GenerateTest(Shape(), rules, 0).error().code(), ErrorCode::kInvalidArgument);
  rules.arguments = {};
  rules.global = {8};
  rules.local = {2, 2};
  EXPECT_EQ(GenerateTest(Shape(), rules, 0).error().code(), ErrorCode::kInvalidArgument);
  KernelShape image = Shape();
  image.parameters[0].kind = Kind::kOther;
  EXPECT_EQ(GenerateTest(image, {}, 0).error().code(), ErrorCode::kUnsupported);
}

TEST(SetExpected, ScalesTheToleranceWithTheLargestValue) {
  KernelShape shape = Shape();
  shape.ulp = 4;
  auto made = GenerateTest(shape, {}, 0);
  std::vector<std::byte> contents(made->test.arguments_out[0].bytes.size());
  const float large = -1000;
  std::memcpy(&contents[8], &large, 4);
  SetExpected(*made, {contents});
  const Tolerance& tolerance = made->test.arguments_out[0].fields[0].tolerance;
  EXPECT_DOUBLE_EQ(tolerance.relative, 16 * 0x1p-23);
  EXPECT_DOUBLE_EQ(tolerance.absolute, 16000 * 0x1p-23);
}

}  // namespace
}  // namespace kiln::harness

#include "harness/values/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <string>

namespace kiln::harness {
namespace {

template <typename T>
T Parse(std::string_view token, Scalar scalar, const NumberRules& rules = {}) {
  T value{};
  EXPECT_EQ(SizeOf(scalar), sizeof(T));
  const Status status = StoreNumber(token, scalar, reinterpret_cast<std::byte*>(&value), rules);
  EXPECT_TRUE(status) << token << ": " << (status ? "" : status.error().message());
  return value;
}

std::string ErrorOf(std::string_view token, Scalar scalar, const NumberRules& rules = {}) {
  std::byte bytes[8] = {};
  const Status status = StoreNumber(token, scalar, bytes, rules);
  return status ? "" : status.error().message();
}

TEST(StoreNumber, Integers) {
  EXPECT_EQ(Parse<std::int8_t>("-128", Scalar::kChar), -128);
  EXPECT_EQ(Parse<std::uint8_t>("255", Scalar::kUchar), 255);
  EXPECT_EQ(Parse<std::int16_t>("+7", Scalar::kShort), 7);
  EXPECT_EQ(Parse<std::int32_t>("0x7fffffff", Scalar::kInt), 0x7FFFFFFF);
  EXPECT_EQ(Parse<std::int32_t>("0xFFFFFFFF", Scalar::kInt), -1);  // a bit pattern of the type
  EXPECT_EQ(Parse<std::int64_t>("-9223372036854775808", Scalar::kLong), INT64_MIN);
  EXPECT_EQ(Parse<std::uint64_t>("18446744073709551615", Scalar::kUlong), UINT64_MAX);
  EXPECT_EQ(Parse<std::int32_t>("-0x10", Scalar::kInt), -16);
}

TEST(StoreNumber, IntegersThatDoNotFit) {
  EXPECT_EQ(ErrorOf("256", Scalar::kUchar), "'256' does not fit uchar");
  EXPECT_EQ(ErrorOf("-129", Scalar::kChar), "'-129' does not fit char");
  EXPECT_EQ(ErrorOf("256", Scalar::kChar), "'256' does not fit char");
  EXPECT_EQ(ErrorOf("-1", Scalar::kUint), "'-1' is negative, but the type is uint");
  EXPECT_EQ(ErrorOf("18446744073709551616", Scalar::kUlong), "'18446744073709551616' does not fit 64 bits");
  EXPECT_EQ(ErrorOf("-9223372036854775809", Scalar::kLong), "'-9223372036854775809' does not fit long");
}

TEST(StoreNumber, WrappingFollowsCConversion) {
  constexpr NumberRules kWrap = {.wrap = true};
  EXPECT_EQ(Parse<std::int8_t>("0xdead", Scalar::kChar, kWrap), static_cast<std::int8_t>(0xAD));
  EXPECT_EQ(Parse<std::uint16_t>("65537", Scalar::kUshort, kWrap), 1);
  EXPECT_EQ(Parse<std::int8_t>("-200", Scalar::kChar, kWrap), 56);
  EXPECT_NE(ErrorOf("-1", Scalar::kUint, kWrap), "");
  EXPECT_NE(ErrorOf("-9223372036854775809", Scalar::kInt, kWrap), "");
}

TEST(StoreNumber, OctalAndSuffixesOnlyWhenAsked) {
  EXPECT_EQ(Parse<std::int32_t>("010", Scalar::kInt), 10);
  EXPECT_EQ(Parse<std::int32_t>("010", Scalar::kInt, {.leading_zero_is_octal = true}), 8);
  EXPECT_EQ(Parse<std::int32_t>("0", Scalar::kInt, {.leading_zero_is_octal = true}), 0);
  EXPECT_NE(ErrorOf("09", Scalar::kInt, {.leading_zero_is_octal = true}), "");
  EXPECT_EQ(Parse<std::uint32_t>("7u", Scalar::kUint, {.c_suffixes = true}), 7U);
  EXPECT_EQ(Parse<std::uint64_t>("0x10UL", Scalar::kUlong, {.c_suffixes = true}), 16U);
  EXPECT_EQ(Parse<float>("2.5f", Scalar::kFloat, {.c_suffixes = true}), 2.5F);
  EXPECT_EQ(Parse<float>("0x1f", Scalar::kFloat, {.c_suffixes = true}), 31.0F);  // a digit, not a suffix
  EXPECT_NE(ErrorOf("7u", Scalar::kUint), "");
}

TEST(StoreNumber, BadIntegers) {
  for (const char* token : {"", "-", "+", "0x", "1.5", "12a", "abc", "--1", "1 ", " 1", "nan"}) {
    EXPECT_EQ(ErrorOf(token, Scalar::kInt), "'" + std::string(token) + "' is not an integer");
  }
}

TEST(StoreNumber, FloatingValues) {
  EXPECT_EQ(Parse<float>("0.1", Scalar::kFloat), 0.1F);
  EXPECT_EQ(Parse<double>("-0x1.8p+1", Scalar::kDouble), -3.0);
  EXPECT_EQ(Parse<double>("0x0.0000000000001p-1022", Scalar::kDouble), 4.9406564584124654e-324);
  EXPECT_EQ(Parse<float>("3", Scalar::kFloat), 3.0F);
  EXPECT_EQ(Parse<float>("1e39", Scalar::kFloat), HUGE_VALF);
  EXPECT_EQ(Parse<double>("1e999", Scalar::kDouble), HUGE_VAL);
  EXPECT_EQ(Parse<std::uint16_t>("1.5", Scalar::kHalf), 0x3E00);
  EXPECT_EQ(Parse<float>("-inf", Scalar::kFloat), -HUGE_VALF);
  EXPECT_EQ(Parse<float>("Infinity", Scalar::kFloat), HUGE_VALF);
  EXPECT_TRUE(std::isnan(Parse<float>("NaN", Scalar::kFloat)));
  EXPECT_TRUE(std::signbit(Parse<double>("-nan", Scalar::kDouble)));
  EXPECT_TRUE(std::signbit(Parse<float>("-0.0", Scalar::kFloat)));
}

TEST(StoreNumber, BadFloatingValues) {
  for (const char* token : {"", "-", "1.2.3", "1e", "x", "nan(1)", " 1", "1,5", "infin", "0x"}) {
    EXPECT_EQ(ErrorOf(token, Scalar::kFloat), "'" + std::string(token) + "' is not a number") << token;
  }
}

TEST(FormatNumber, ReadsBackAsTheSameBits) {
  for (const float value : {0.1F, 1.0F / 3, 3.4e38F, 1e-45F, -0.0F, 16777216.0F}) {
    const std::string text = FormatNumber(Scalar::kFloat, reinterpret_cast<const std::byte*>(&value));
    const float back = Parse<float>(text, Scalar::kFloat);
    EXPECT_EQ(std::memcmp(&back, &value, sizeof(value)), 0) << text;
  }
  const std::int64_t smallest = INT64_MIN;
  EXPECT_EQ(FormatNumber(Scalar::kLong, reinterpret_cast<const std::byte*>(&smallest)), "-9223372036854775808");
}

TEST(ParseCount, RejectsNegativeNumbers) {
  EXPECT_EQ(*ParseCount("0x10"), 16U);
  EXPECT_FALSE(ParseCount("-1"));
  EXPECT_FALSE(ParseCount("1.0"));
}

}  // namespace
}  // namespace kiln::harness

#include "harness/description/argument.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

namespace kiln::harness {
namespace {

TestArgument In(std::string_view text) {
  auto argument = ParseTestArgument(text, true);
  EXPECT_TRUE(argument) << text << ": " << (argument ? "" : argument.error().message());
  return argument ? *argument : TestArgument{};
}
TestArgument Out(std::string_view text) {
  auto argument = ParseTestArgument(text, false);
  EXPECT_TRUE(argument) << text << ": " << (argument ? "" : argument.error().message());
  return argument ? *argument : TestArgument{};
}
std::string InError(std::string_view text) {
  const auto argument = ParseTestArgument(text, true);
  return argument ? "" : argument.error().message();
}
std::string OutError(std::string_view text) {
  const auto argument = ParseTestArgument(text, false);
  return argument ? "" : argument.error().message();
}
template <typename T>
std::vector<T> Values(const TestArgument& argument) {
  std::vector<T> values(argument.bytes.size() / sizeof(T));
  std::memcpy(values.data(), argument.bytes.data(), argument.bytes.size());
  return values;
}

TEST(Argument, ScalarAndVectorValues) {
  const TestArgument scalar = In("3 int -5");
  EXPECT_EQ(scalar.kind, TestArgument::Kind::kValue);
  EXPECT_EQ(scalar.index, 3U);
  EXPECT_EQ(Values<int>(scalar), (std::vector<int>{-5}));
  EXPECT_EQ(Values<float>(In("0 float2 1.5 -2")), (std::vector<float>{1.5F, -2}));
  EXPECT_EQ(Values<short>(In("0  short3\t1 2 3")), (std::vector<short>{1, 2, 3, 0})) << "padded to four";
}

TEST(Argument, StructsAsTheirElements) {
  const TestArgument value = In("1 int[4] repeat 3 -5");
  EXPECT_EQ(value.kind, TestArgument::Kind::kValue);
  EXPECT_EQ(Values<int>(value), (std::vector<int>{3, -5, 3, -5}));
  EXPECT_EQ(Values<float>(In("1 float2[2] 1 2 3 4")), (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(InError("1 int[0] repeat 3"), "argument 1: a value of no elements");
  EXPECT_EQ(InError("1 int[2 3"), "argument 1: 'int[2' is not TYPE[COUNT]");
}

TEST(Argument, NumbersOfEveryType) {
  EXPECT_EQ(Values<std::int8_t>(In("0 char2 -128 0xff")), (std::vector<std::int8_t>{-128, -1}));
  EXPECT_EQ(Values<std::uint8_t>(In("0 uchar2 255 256")), (std::vector<std::uint8_t>{255, 0})) << "wraps as C does";
  EXPECT_EQ(Values<std::int32_t>(In("0 int2 4294967295 010")), (std::vector<std::int32_t>{-1, 8}));
  EXPECT_EQ(Values<std::uint64_t>(In("0 ulong 0xffffffffffffffff")), (std::vector<std::uint64_t>{UINT64_MAX}));
  EXPECT_EQ(Values<std::int64_t>(In("0 long -9223372036854775808")), (std::vector<std::int64_t>{INT64_MIN}));
  EXPECT_EQ(Values<std::uint16_t>(In("0 half2 1 -inf")), (std::vector<std::uint16_t>{0x3C00, 0xFC00}));
  EXPECT_EQ(Values<double>(In("0 double2 0x1.8p+1 6.02e23")), (std::vector<double>{3.0, 6.02e23}));
  EXPECT_TRUE(std::isnan(Values<float>(In("0 float nan"))[0]));
}

TEST(Argument, Buffers) {
  const TestArgument buffer = In("1 buffer float4[2] 1 2 3 4 5 6 7 8");
  EXPECT_EQ(buffer.kind, TestArgument::Kind::kBuffer);
  EXPECT_EQ(buffer.count, 2U);
  EXPECT_EQ(buffer.size(), 32U);
  EXPECT_EQ(Values<float>(buffer), (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(Argument, RepeatRunsOverElementsAndPadding) {
  EXPECT_EQ(Values<int>(In("0 buffer int[5] repeat 1 2")), (std::vector<int>{1, 2, 1, 2, 1}));
  EXPECT_EQ(Values<int>(In("0 buffer int3[2] REPEAT 1 2")), (std::vector<int>{1, 2, 1, 0, 2, 1, 2, 0}));
}

TEST(Argument, NullAndRandom) {
  const TestArgument null = In("1 buffer uint[16] NULL");
  EXPECT_TRUE(null.is_null);
  EXPECT_EQ(null.size(), 64U);
  EXPECT_TRUE(null.bytes.empty());
  EXPECT_TRUE(In("1 int NULL").is_null);
  const TestArgument random = In("1 buffer float[100] random");
  EXPECT_EQ(random.bytes, In("1 buffer float[100] RANDOM").bytes) << "the same every time";
  EXPECT_NE(random.bytes, In("2 buffer float[100] random").bytes);
}

TEST(Argument, Tolerances) {
  EXPECT_EQ(Out("0 buffer float[1] 1 tolerance 4 ulp").tolerance.spacing, 4U);
  EXPECT_EQ(Out("0 buffer float[1] 1 tolerance 0.25").tolerance.absolute, 0.25);
  EXPECT_EQ(Out("0 buffer int[1] repeat 1 tolerance 2").tolerance.integer, 2U);
  EXPECT_EQ(InError("0 buffer float[1] 1 tolerance 4 ulp"), "argument 0: only arg_out can have a tolerance");
  EXPECT_EQ(OutError("0 buffer int[1] 1 tolerance 4 ulp"),
            "argument 0: a tolerance in ulp needs a floating-point type");
  EXPECT_EQ(OutError("0 buffer float[1] 1 tolerance"), "argument 0: tolerance needs a value");
  EXPECT_EQ(OutError("0 buffer float[1] 1 tolerance x"), "argument 0: the tolerance 'x' is not a number");
  EXPECT_EQ(OutError("0 buffer float[1] 1 tolerance -1"), "argument 0: the tolerance is negative");
  EXPECT_EQ(OutError("0 buffer float[1] 1 tolerance 1 ulps"), "argument 0: unexpected 'ulps' after the tolerance");
}

TEST(Argument, Images) {
  const TestArgument image =
      In("1 image float4 0 0 0 0 1 1 1 1 image_type 2d image_width 2 image_height 1 image_channel_order RGBA "
         "image_channel_data_type FLOAT");
  EXPECT_EQ(image.kind, TestArgument::Kind::kImage);
  EXPECT_EQ(image.count, 2U);
  EXPECT_EQ(image.image.channel_order, "rgba");
  EXPECT_EQ(image.image.channel_data_type, "float");
  EXPECT_EQ(InError("1 image float4 0 image_type 2d image_width 2 image_height 1 image_channel_order RGBAA "
                    "image_channel_data_type FLOAT"),
            "argument 1: 'RGBAA' is not a value of image_channel_order; did you mean 'rgba'?");
  const TestArgument deep =
      In("1 image ushort repeat 7 image_type 3d image_width 2 image_height 3 image_depth 4 image_channel_order R "
         "image_channel_data_type UNSIGNED_INT16");
  EXPECT_EQ(deep.count, 24U);
  EXPECT_EQ(deep.image.type, "3d");
  EXPECT_EQ(deep.image.depth, 4U);
  const TestArgument layered =
      In("1 image ushort repeat 7 image_type 1d_array image_width 2 image_array_size 5 image_channel_order R "
         "image_channel_data_type UNSIGNED_INT16");
  EXPECT_EQ(layered.count, 10U);
  EXPECT_EQ(layered.image.layers, 5U);
  const TestArgument file =
      In("1 image uchar4 file a.png image_type 2d image_width 2 image_height 1 image_channel_order RGBA "
         "image_channel_data_type UNORM_INT8");
  EXPECT_EQ(file.image.file, "a.png");
  EXPECT_TRUE(file.bytes.empty());
  EXPECT_EQ(InError("1 image float4 0 image_type 2d image_height 1"), "argument 1: 'image_width VALUE' is missing");
}

TEST(Argument, Samplers) {
  const TestArgument sampler = In("2 sampler normalized_coords 1 addressing_mode CLAMP_TO_EDGE filter_mode linear");
  EXPECT_EQ(sampler.kind, TestArgument::Kind::kSampler);
  EXPECT_TRUE(sampler.sampler.normalized_coords);
  EXPECT_EQ(sampler.sampler.addressing_mode, "clamp_to_edge");
  EXPECT_EQ(sampler.sampler.filter_mode, "linear");
  EXPECT_EQ(OutError("2 sampler normalized_coords 1 addressing_mode none filter_mode linear"),
            "argument 2: a sampler can only be arg_in");
}

TEST(Argument, WrongCounts) {
  EXPECT_EQ(InError("0 float2 1"), "argument 0: 1 value is given, 2 are needed for float2");
  EXPECT_EQ(InError("0 buffer float2[2] 1 2 3"), "argument 0: 3 values are given, 4 are needed for float2[2]");
  EXPECT_EQ(InError("0 buffer int[1] 1 2"), "argument 0: 2 values are given, 1 is needed for int[1]");
  EXPECT_EQ(InError("0 buffer int[1]"), "argument 0: the contents are missing");
  EXPECT_EQ(InError("0 buffer int[1] repeat"), "argument 0: repeat needs values");
}

TEST(Argument, BadNumbersAndTypes) {
  EXPECT_EQ(InError("0 int 1.5"), "argument 0: '1.5' is not an integer");
  EXPECT_EQ(InError("0 uint -1"), "argument 0: '-1' is negative, but the type is uint");
  EXPECT_EQ(InError("0 buffer float[1] 1.0.0"), "argument 0: '1.0.0' is not a number");
  EXPECT_EQ(InError("0 ulong 18446744073709551616"), "argument 0: '18446744073709551616' does not fit 64 bits");
  EXPECT_EQ(InError("0 flaot 1"), "argument 0: 'flaot' is not a type; did you mean 'float'?");
  EXPECT_EQ(InError("0 bufer int[1] 1"), "argument 0: 'bufer' is not a type; did you mean 'buffer'?");
  EXPECT_EQ(InError("0 float5 1"), "argument 0: 'float5' is not a type; did you mean 'float'?");
  EXPECT_EQ(InError("0 size_t 1"), "argument 0: 'size_t' is not a type");
  EXPECT_EQ(InError("0 buffer int 1"), "argument 0: 'int' is not TYPE[COUNT]");
  EXPECT_EQ(InError("0 buffer int[x] 1"), "argument 0: the element count 'x' is not an integer");
  EXPECT_EQ(InError("x int 1"), "the argument index 'x' is not a small number");
  EXPECT_EQ(InError("-1 int 1"), "the argument index '-1' is not a small number");
  EXPECT_EQ(InError("0"), "an argument needs an index, a type and a value");
}

TEST(Argument, WhatOutputsCannotBe) {
  EXPECT_EQ(OutError("0 int 1"), "argument 0: a value can only be arg_in; arg_out needs a buffer");
  EXPECT_EQ(OutError("0 buffer int[1] NULL"), "argument 0: arg_out cannot be NULL");
  EXPECT_EQ(OutError("0 buffer int[1] random"), "argument 0: arg_out cannot be random");
}

TEST(Argument, AbsurdSizesAllocateNothing) {
  EXPECT_EQ(InError("0 buffer float16[99999999999999] repeat 1"),
            "argument 0: a buffer of 99999999999999 elements is too large");
  EXPECT_NE(InError("0 buffer float[18446744073709551615] random"), "");
  EXPECT_EQ(InError("0 image int 1 image_type 2d image_width 4294967296 image_height 4294967296 "
                    "image_channel_order r image_channel_data_type float"),
            "argument 0: the image is too large");
}

}  // namespace
}  // namespace kiln::harness

#include "harness/run/argument_spec.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "kiln/harness/run.h"

namespace kiln::harness {
namespace {

ArgumentSpec Parse(std::string_view text) {
  auto spec = ParseArgumentSpec(text);
  EXPECT_TRUE(spec) << (spec ? "" : spec.error().message());
  return spec ? *spec : ArgumentSpec{};
}
std::string ErrorOf(std::string_view text) {
  const auto spec = ParseArgumentSpec(text);
  return spec ? "" : spec.error().message();
}
template <typename T>
std::vector<T> Buffer(std::string_view text) {
  const auto array = MakeBuffer(Parse(text));
  EXPECT_TRUE(array) << (array ? "" : array.error().message());
  std::vector<T> values(array ? array->data.size() / sizeof(T) : 0);
  if (array) std::memcpy(values.data(), array->data.data(), array->data.size());
  return values;
}
artifact::Argument Parameter(const std::string& type, std::uint32_t size) {
  artifact::Argument parameter;
  parameter.name = "p";
  parameter.type_name = type;
  parameter.kind = artifact::ArgumentKind::kValue;
  parameter.size = size;
  return parameter;
}
template <typename T>
std::vector<T> Value(std::string_view text, const std::string& type, std::uint32_t size) {
  const auto bytes = MakeValue(Parse(text), Parameter(type, size));
  EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().message());
  std::vector<T> values(bytes ? bytes->size() / sizeof(T) : 0);
  if (bytes) std::memcpy(values.data(), bytes->data(), bytes->size());
  return values;
}
std::string ValueError(std::string_view text, const std::string& type, std::uint32_t size) {
  const auto bytes = MakeValue(Parse(text), Parameter(type, size));
  return bytes ? "" : bytes.error().message();
}

TEST(ArgumentSpec, Shapes) {
  const ArgumentSpec spec = Parse("64x32xf16=zeros");
  EXPECT_EQ(spec.kind, ArgumentSpec::Kind::kBuffer);
  EXPECT_EQ(spec.shape, (std::vector<std::size_t>{64, 32}));
  EXPECT_EQ(spec.element, (Element{Scalar::kHalf, 1}));
  EXPECT_EQ(Parse("8xfloat4").element, (Element{Scalar::kFloat, 4}));
  EXPECT_EQ(Parse("1xu8").shape, (std::vector<std::size_t>{1}));
}

TEST(ArgumentSpec, GeneratedContents) {
  EXPECT_EQ(Buffer<float>("3xf32"), (std::vector<float>{0, 0, 0}));
  EXPECT_EQ(Buffer<double>("2xf64=ones"), (std::vector<double>{1, 1}));
  EXPECT_EQ(Buffer<int>("2x2xi32=iota"), (std::vector<int>{0, 1, 2, 3}));
  EXPECT_EQ(Buffer<std::uint16_t>("3xf16=iota"), (std::vector<std::uint16_t>{0x0000, 0x3C00, 0x4000}));
  EXPECT_EQ(Buffer<float>("3xf32=1,-2,0x1p-1"), (std::vector<float>{1, -2, 0.5F}));
  EXPECT_EQ(Buffer<short>("4xi16=-7"), (std::vector<short>{-7, -7, -7, -7}));
  EXPECT_EQ(Buffer<float>("1xfloat3=ones").size(), 4U);
  EXPECT_EQ(Buffer<float>("8xf32=random:7"), Buffer<float>("8xf32=random:7"));
  EXPECT_NE(Buffer<float>("8xf32=random:7"), Buffer<float>("8xf32=random:8"));
  EXPECT_EQ(Buffer<float>("8xf32=random"), Buffer<float>("8xf32=random:0"));
}

TEST(ArgumentSpec, Files) {
  const std::string path = (std::filesystem::path(testing::TempDir()) / "kiln_argument_spec.npy").string();
  Array array;
  array.scalar = Scalar::kFloat;
  array.shape = {2, 2};
  array.data.resize(16);
  ASSERT_TRUE(WriteNpy(path, array));
  const auto same = MakeBuffer(Parse("@" + path));
  ASSERT_TRUE(same);
  EXPECT_EQ(same->shape, array.shape);
  EXPECT_TRUE(MakeBuffer(Parse("4xf32=@" + path)));
  const auto other = MakeBuffer(Parse("4xi32=@" + path));
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message().find("the file holds 4 values of f32, not 4 of i32"), std::string::npos);
  EXPECT_FALSE(MakeBuffer(Parse("5xf32=@" + path)));
  std::filesystem::remove(path);
  EXPECT_FALSE(MakeBuffer(Parse("@" + path)));
}

TEST(ArgumentSpec, LocalAndNull) {
  EXPECT_EQ(Parse("local:256").kind, ArgumentSpec::Kind::kLocal);
  EXPECT_EQ(Parse("local:256").local_bytes, 256U);
  EXPECT_EQ(Parse("null").kind, ArgumentSpec::Kind::kNull);
  EXPECT_EQ(ErrorOf("local:"), "argument 'local:': the number of bytes '' is not an integer");
}

TEST(ArgumentSpec, Images) {
  const artifact::Argument flat{
      .name = "i", .type_name = "image2d_t", .kind = artifact::ArgumentKind::kImage, .address_space = ""};
  const auto plain = MakeImage(Parse("image:3x2"), flat);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->description.width, 3U);
  EXPECT_EQ(plain->description.height, 2U);
  EXPECT_EQ(plain->description.format, (runtime::ImageFormat{}));
  EXPECT_EQ(plain->texels.size(), 24U);
  artifact::Argument whole = flat;
  whole.image.element = artifact::ImageElement::kUnsigned;
  EXPECT_EQ(MakeImage(Parse("image:3x2"), whole)->description.format.type, runtime::ChannelType::kUnsignedInt8);
  const auto floats = MakeImage(Parse("image:3x2:R:FLOAT"), flat);
  ASSERT_TRUE(floats);
  EXPECT_EQ(floats->texels.size(), 24U);
  EXPECT_EQ(floats->description.format.order, runtime::ChannelOrder::kR);
  artifact::Argument layered = flat;
  layered.type_name = "image1d_array_t";
  layered.image.dimension = artifact::ImageDimension::k1dArray;
  EXPECT_EQ(MakeImage(Parse("image:3x2"), layered)->description.layers, 2U);
  const auto mismatch = MakeImage(Parse("image:3x2x2"), flat);
  ASSERT_FALSE(mismatch);
  EXPECT_EQ(mismatch.error().message(), "argument 'image:3x2x2': it has 3 sizes, image2d_t has 2");
  EXPECT_EQ(Parse("image:a:b.png:RGBA:FLOAT").file, "a:b.png");
  EXPECT_EQ(ErrorOf("image:photo.jpg"),
            "argument 'image:photo.jpg': expected FILE.png, FILE.npy or a size as in image:640x480");
  EXPECT_EQ(ErrorOf("image:3x2:RGBY:FLOAT"),
            "argument 'image:3x2:RGBY:FLOAT': 'RGBY' is not a channel order, as RGBA or R");
}

TEST(ArgumentSpec, ImagesOfTexels) {
  const artifact::Argument flat{
      .name = "i", .type_name = "image2d_t", .kind = artifact::ArgumentKind::kImage, .address_space = ""};
  const std::string path = testing::TempDir() + "kiln_texels.npy";
  Array array{.scalar = Scalar::kFloat, .shape = {2, 3, 4}, .data = std::vector<std::byte>(96, std::byte{1})};
  ASSERT_TRUE(WriteNpy(path, array));
  const auto floats = MakeImage(Parse("image:" + path), flat);
  ASSERT_TRUE(floats);
  EXPECT_EQ(floats->description.width, 3U);
  EXPECT_EQ(floats->description.height, 2U);
  EXPECT_EQ(floats->description.format.type, runtime::ChannelType::kFloat);
  EXPECT_EQ(floats->texels, array.data);
  const auto other = MakeImage(Parse("image:" + path + ":RGBA:UNORM_INT8"), flat);
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message().find("its 4 channels of float are not texels of this format"), std::string::npos)
      << other.error().message();
  array.shape = {4, 6};
  ASSERT_TRUE(WriteNpy(path, array));
  const auto grey = MakeImage(Parse("image:" + path), flat);
  ASSERT_TRUE(grey);
  EXPECT_EQ(grey->description.format.order, runtime::ChannelOrder::kR);
  EXPECT_EQ(grey->description.width, 6U);
  array.shape = {24};
  ASSERT_TRUE(WriteNpy(path, array));
  EXPECT_FALSE(MakeImage(Parse("image:" + path), flat));
  std::filesystem::remove(path);
}

TEST(ArgumentSpec, Samplers) {
  EXPECT_EQ(Parse("sampler:linear,normalized,repeat").sampler.bits(), 0x27U);
  EXPECT_EQ(Parse("sampler:nearest").sampler.bits(), 0x12U);
  EXPECT_NE(ErrorOf("sampler:bicubic").find("'bicubic' is none of nearest, linear"), std::string::npos);
}

TEST(ArgumentSpec, ValuesTakeTheTypeOfTheParameter) {
  EXPECT_EQ(Value<float>("2.5", "float", 4), (std::vector<float>{2.5F}));
  EXPECT_EQ(Value<float>("7", "float", 4), (std::vector<float>{7}));
  EXPECT_EQ(Value<unsigned>("7u", "uint", 4), (std::vector<unsigned>{7}));
  EXPECT_EQ(Value<int>("0x10", "int", 4), (std::vector<int>{16})) << "not a buffer of shape 0";
  EXPECT_EQ(Value<int>("0xf32", "int", 4), (std::vector<int>{0xF32}));
  EXPECT_EQ(Value<float>("1,2,3,4", "float4", 16), (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(Value<float>("1,2,3", "float3", 16), (std::vector<float>{1, 2, 3, 0}));
  EXPECT_EQ(Value<std::uint16_t>("1.5", "half", 2), (std::vector<std::uint16_t>{0x3E00}));
  EXPECT_EQ(Value<std::uint64_t>("8589934592", "size_t", 8), (std::vector<std::uint64_t>{8589934592U}));
  EXPECT_EQ(Value<unsigned>("5", "unsigned int", 4), (std::vector<unsigned>{5}));
  EXPECT_EQ(Value<std::uint8_t>("0x01ff0203", "struct s", 4), (std::vector<std::uint8_t>{1, 255, 2, 3}));
}

TEST(ArgumentSpec, ValuesThatDoNotFitTheParameter) {
  EXPECT_EQ(ValueError("2.5", "int", 4), "argument '2.5': '2.5' is not an integer, and 'p' is int");
  EXPECT_EQ(ValueError("300", "uchar", 1), "argument '300': '300' does not fit uchar, and 'p' is uchar");
  EXPECT_EQ(ValueError("-1", "uint", 4), "argument '-1': '-1' is negative, but the type is uint, and 'p' is uint");
  EXPECT_EQ(ValueError("1,2", "float4", 16), "argument '1,2': 2 values are given, 'p' is float4");
  EXPECT_EQ(ValueError("1", "struct s", 4),
            "argument '1': 'p' is struct s: give its 4 bytes in memory order, as 0x and 8 digits");
  EXPECT_NE(ValueError("0x01ff02zz", "struct s", 4), "");
}

TEST(ArgumentSpec, BadText) {
  EXPECT_EQ(ErrorOf(""), "argument '': it is empty");
  EXPECT_EQ(ErrorOf("4xf33=zeros"),
            "argument '4xf33': 'f33' is not a type (f16 f32 f64 i8..i64 u8..u64 or an OpenCL name)");
  EXPECT_EQ(ErrorOf("4xf32="), "argument '4xf32=': the contents after = are missing");
  EXPECT_EQ(ErrorOf("4xf32=@"), "argument '4xf32=@': the file name after @ is missing");
  EXPECT_EQ(ErrorOf("4xf32=random:x"), "argument '4xf32=random:x': the seed 'x' is not an integer");
  EXPECT_EQ(ErrorOf("4xf32=zero"),
            "argument '4xf32=zero': 'zero' is not a number (expected @FILE, random:SEED, zeros, ones, iota or values)");
  EXPECT_EQ(ErrorOf("f32=zeros"), "argument 'f32=zeros': 'f32' is not SHAPExTYPE, as in 1024xf32");
  EXPECT_EQ(ErrorOf("99999999999x99999999999xf32"), "argument '99999999999x99999999999xf32': the buffer is too large");
  EXPECT_NE(ErrorOf("99999999999999999999999xf32"), "");
  const auto array = MakeBuffer(Parse("4xf32=1,2"));
  ASSERT_FALSE(array);
  EXPECT_EQ(array.error().message(), "argument '4xf32=1,2': 2 values are given, 1 or 4 are needed");
}

TEST(Run, IndexedFilesAndExtents) {
  EXPECT_EQ(ParseIndexedFile("2:a:b.npy")->index, 2U);
  EXPECT_EQ(ParseIndexedFile("2:a:b.npy")->file, "a:b.npy");
  for (const char* bad : {"", "2", "2:", "x:y.npy", "-1:y.npy", ":y.npy"}) EXPECT_FALSE(ParseIndexedFile(bad)) << bad;
  EXPECT_EQ(*ParseExtents("64"), (std::vector<std::uint64_t>{64}));
  EXPECT_EQ(*ParseExtents("64,32,1"), (std::vector<std::uint64_t>{64, 32, 1}));
  EXPECT_EQ(*ParseExtents("64x32"), (std::vector<std::uint64_t>{64, 32}));
  for (const char* bad : {"", "1,", "1,2,3,4", "a", "-1", "1 2"}) EXPECT_FALSE(ParseExtents(bad)) << bad;
}

}  // namespace
}  // namespace kiln::harness

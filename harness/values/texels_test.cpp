#include "harness/values/texels.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

using runtime::ChannelOrder;
using runtime::ChannelType;

const Picture kPicture = {2, 1, {255, 0, 51, 128, 1, 2, 3, 255}};

template <typename T>
std::vector<T> As(const std::vector<std::byte>& bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

template <typename T>
std::vector<T> Texels(ChannelOrder order, ChannelType type) {
  const auto texels = FromPicture(kPicture, {order, type});
  EXPECT_TRUE(texels);
  return texels ? As<T>(*texels) : std::vector<T>();
}

TEST(Texels, TakeTheOrderAndTypeOfTheFormat) {
  using Bytes = std::vector<std::uint8_t>;
  EXPECT_EQ(Texels<std::uint8_t>(ChannelOrder::kRgba, ChannelType::kUnormInt8), kPicture.rgba);
  EXPECT_EQ(Texels<std::uint8_t>(ChannelOrder::kBgra, ChannelType::kUnormInt8), (Bytes{51, 0, 255, 128, 3, 2, 1, 255}));
  EXPECT_EQ(Texels<std::uint8_t>(ChannelOrder::kArgb, ChannelType::kUnsignedInt8),
            (Bytes{128, 255, 0, 51, 255, 1, 2, 3}));
  EXPECT_EQ(Texels<std::uint8_t>(ChannelOrder::kRg, ChannelType::kUnormInt8), (Bytes{255, 0, 1, 2}));
  EXPECT_EQ(Texels<float>(ChannelOrder::kR, ChannelType::kFloat), (std::vector<float>{1, 1.0f / 255}));
  EXPECT_EQ(Texels<std::uint16_t>(ChannelOrder::kA, ChannelType::kHalfFloat),
            (std::vector<std::uint16_t>{0x3804, 0x3C00}));
}

TEST(Texels, AreNoPictureInOtherFormats) {
  const auto texels = FromPicture(kPicture, {ChannelOrder::kRgba, ChannelType::kSignedInt16});
  ASSERT_FALSE(texels);
  EXPECT_EQ(
      texels.error().message(),
      "an image of the format RGBA SIGNED_INT16 is no picture; UNORM_INT8, UNSIGNED_INT8, HALF_FLOAT and FLOAT are");
}

TEST(Texels, BecomePicturesAgain) {
  for (const ChannelType type : {ChannelType::kUnormInt8, ChannelType::kHalfFloat, ChannelType::kFloat}) {
    const runtime::ImageFormat format = {ChannelOrder::kRgba, type};
    const auto picture = ToPicture(*FromPicture(kPicture, format), 2, 1, format);
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->rgba, kPicture.rgba);
  }
  const std::vector<float> values = {-1, 2, 0.5f, std::numeric_limits<float>::quiet_NaN()};
  const auto clamped = ToPicture(std::as_bytes(std::span(values)), 4, 1, {ChannelOrder::kR, ChannelType::kFloat});
  ASSERT_TRUE(clamped);
  EXPECT_EQ(clamped->rgba,
            (std::vector<std::uint8_t>{0, 0, 0, 255, 255, 255, 255, 255, 128, 128, 128, 255, 0, 0, 0, 255}));
}

TEST(Texels, HaveElements) {
  EXPECT_EQ(TexelElement({ChannelOrder::kRgba, ChannelType::kUnormInt8}), (Element{Scalar::kUchar, 4}));
  EXPECT_EQ(TexelElement({ChannelOrder::kRg, ChannelType::kSignedInt16}), (Element{Scalar::kShort, 2}));
  EXPECT_EQ(TexelElement({ChannelOrder::kRgb, ChannelType::kUnormShort565}), (Element{Scalar::kUshort, 1}));
  EXPECT_EQ(TexelElement({ChannelOrder::kDepth, ChannelType::kFloat}), (Element{Scalar::kFloat, 1}));
}

TEST(Png, IsReadAsItWasWritten) {
  const std::string path = (std::filesystem::path(testing::TempDir()) / "kiln_texels.png").string();
  ASSERT_TRUE(WritePng(path, kPicture));
  const auto read = ReadPng(path);
  ASSERT_TRUE(read) << read.error().ToString();
  EXPECT_EQ(read->width, 2U);
  EXPECT_EQ(read->height, 1U);
  EXPECT_EQ(read->rgba, kPicture.rgba);
  ASSERT_TRUE(WriteFileAtomically(path, "no picture"));
  const auto damaged = ReadPng(path);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code(), ErrorCode::kInvalidArtifact);
  std::filesystem::remove(path);
  EXPECT_EQ(ReadPng(path).error().code(), ErrorCode::kNotFound);
}

}  // namespace
}  // namespace kiln::harness

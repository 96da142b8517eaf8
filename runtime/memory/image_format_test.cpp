#include "runtime/memory/image_format.h"

#include <gtest/gtest.h>

#include <spirv/unified1/spirv.hpp11>

namespace kiln::runtime {
namespace {

using Order = ChannelOrder;
using Type = ChannelType;

TEST(ImageFormatTest, NamesAreThoseOfOpenCl) {
  EXPECT_EQ(ParseChannelOrder("RGBA"), Order::kRgba);
  EXPECT_EQ(ParseChannelOrder("rgbx"), Order::kRgbx);
  EXPECT_EQ(ParseChannelOrder("RGBAX"), std::nullopt);
  EXPECT_EQ(ParseChannelType("unorm_int_101010"), Type::kUnormInt101010);
  EXPECT_EQ(ParseChannelType("int"), std::nullopt);
  EXPECT_STREQ(ChannelOrderName(Order::kDepth), "DEPTH");
  EXPECT_STREQ(ChannelTypeName(Type::kFloat), "FLOAT");
  EXPECT_EQ(static_cast<std::uint32_t>(Order::kDepth), 0x10BDu);
  EXPECT_EQ(static_cast<std::uint32_t>(Type::kFloat), 0x10DEu);
}

TEST(ImageFormatTest, TexelsHaveTheSizeOfTheirChannels) {
  EXPECT_EQ((ImageFormat{Order::kR, Type::kUnormInt8}.texel_bytes()), 1u);
  EXPECT_EQ((ImageFormat{Order::kRg, Type::kHalfFloat}.texel_bytes()), 4u);
  EXPECT_EQ((ImageFormat{Order::kRgba, Type::kFloat}.texel_bytes()), 16u);
  EXPECT_EQ((ImageFormat{Order::kRgb, Type::kUnormShort565}.texel_bytes()), 2u);
  EXPECT_EQ((ImageFormat{Order::kRgbx, Type::kUnormInt101010}.texel_bytes()), 4u);
}

TEST(ImageFormatTest, WhatOpenClDoesNotCombineIsNone) {
  EXPECT_FALSE(ToVulkan({Order::kRgb, Type::kUnormInt8}));
  EXPECT_FALSE(ToVulkan({Order::kRgba, Type::kUnormShort565}));
  EXPECT_FALSE(ToVulkan({Order::kBgra, Type::kFloat}));
  EXPECT_FALSE(ToVulkan({Order::kLuminance, Type::kSignedInt8}));
  EXPECT_FALSE(ToVulkan({Order::kDepth, Type::kHalfFloat}));
  EXPECT_EQ((ImageFormat{Order::kRgb, Type::kFloat}.texel_bytes()), 0u);
}

TEST(ImageFormatTest, OrdersThatVulkanLacksAreSwizzles) {
  EXPECT_EQ(ToVulkan({Order::kRgba, Type::kSignedInt16})->format, VK_FORMAT_R16G16B16A16_SINT);
  EXPECT_TRUE(ToVulkan({Order::kRgba, Type::kSignedInt16})->is_identity());
  EXPECT_EQ(ToVulkan({Order::kBgra, Type::kUnormInt8})->format, VK_FORMAT_B8G8R8A8_UNORM);
  EXPECT_TRUE(ToVulkan({Order::kBgra, Type::kUnormInt8})->is_identity());
  const VulkanFormat alpha = *ToVulkan({Order::kA, Type::kUnormInt8});
  EXPECT_EQ(alpha.format, VK_FORMAT_R8_UNORM);
  EXPECT_EQ(alpha.swizzle.a, VK_COMPONENT_SWIZZLE_R);
  EXPECT_EQ(alpha.swizzle.r, VK_COMPONENT_SWIZZLE_ZERO);
  EXPECT_FALSE(alpha.is_identity());
}

TEST(ImageFormatTest, SpirvHasNamesForPlainFormats) {
  EXPECT_EQ(ToSpirv({Order::kRgba, Type::kUnormInt8}), static_cast<std::uint32_t>(spv::ImageFormat::Rgba8));
  EXPECT_EQ(ToSpirv({Order::kR, Type::kFloat}), static_cast<std::uint32_t>(spv::ImageFormat::R32f));
  EXPECT_EQ(ToSpirv({Order::kBgra, Type::kUnormInt8}), 0u);
  EXPECT_EQ(ToSpirv({Order::kRgb, Type::kUnormShort565}), 0u);
}

TEST(ImageFormatTest, ElementsAreThoseOfTheReadFunctions) {
  EXPECT_EQ((ImageFormat{Order::kR, Type::kSnormInt8}.element()), artifact::ImageElement::kFloat);
  EXPECT_EQ((ImageFormat{Order::kR, Type::kSignedInt32}.element()), artifact::ImageElement::kSigned);
  EXPECT_EQ((ImageFormat{Order::kR, Type::kUnsignedInt8}.element()), artifact::ImageElement::kUnsigned);
}

TEST(SamplerTest, BitsAreThoseOfALiteral) {
  EXPECT_EQ((Sampler{true, Sampler::Addressing::kRepeat, Sampler::Filter::kLinear}.bits()), 0x27u);
  EXPECT_EQ((Sampler{false, Sampler::Addressing::kNone, Sampler::Filter::kNearest}.bits()), 0x10u);
}

}  // namespace
}  // namespace kiln::runtime

// Images on a device.
#include "runtime/tests/runtime_fixture.h"

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

TEST_F(RuntimeTest, ImagesKeepTheirTexels) {
  using Dimension = artifact::ImageDimension;
  const ImageFormat format = {ChannelOrder::kRg, ChannelType::kUnsignedInt16};
  const ImageDescription descriptions[] = {
      {Dimension::k1d, format, 5, 1, 1, 1},
      {Dimension::k1dArray, format, 5, 1, 1, 3},
      {Dimension::k1dBuffer, format, 5, 1, 1, 1},
      {Dimension::k2d, format, 5, 3, 1, 1},
      {Dimension::k2dArray, format, 5, 3, 1, 2},
      {Dimension::k3d, format, 5, 3, 2, 1},
      {Dimension::k2d, {ChannelOrder::kRgba, ChannelType::kFloat}, 2000, 700, 1, 1}};  // more than a staging buffer
  for (const ImageDescription& description : descriptions) {
    const auto texels = Sequence<std::uint8_t>(description.bytes());
    const auto image = device_.UploadImage(description, texels);
    ASSERT_OK(image);
    std::vector<std::uint8_t> read(texels.size());
    ASSERT_OK(image->Read(read));
    EXPECT_EQ(read, texels);
    read.pop_back();
    EXPECT_EQ(image->Read(read).error().code(), ErrorCode::kInvalidArgument);
  }
}

TEST_F(RuntimeTest, ImagesThatCannotBeAreRefused) {
  const auto message = [&](const ImageDescription& description) {
    const auto image = device_.CreateImage(description);
    return image ? "" : image.error().message();
  };
  EXPECT_EQ(message({.format = {ChannelOrder::kRgb, ChannelType::kFloat}}), "OpenCL has no image format RGB FLOAT");
  EXPECT_EQ(message({.width = 0}), "an image of 0 x 1 x 1 texels and 1 layers is none of its kind");
  EXPECT_EQ(message({.width = 1, .height = 1, .depth = 2}),
            "an image of 1 x 1 x 2 texels and 1 layers is none of its kind");
  EXPECT_NE(message({.width = 1u << 20}).find("the device '"), std::string::npos);
  ScopedVkFault fault("vkCreateImage", VK_ERROR_OUT_OF_DEVICE_MEMORY);
  EXPECT_EQ(device_.CreateImage({}).error().code(), ErrorCode::kOutOfDeviceMemory);
}

TEST_F(RuntimeTest, BuffersCanBeSeenAsImages) {
  Buffer buffer = Upload(Sequence<std::uint32_t>(8));
  const ImageFormat format = {ChannelOrder::kR, ChannelType::kUnsignedInt32};
  const auto image = device_.ViewAsImage(buffer, format, 6);
  ASSERT_OK(image);
  std::vector<std::uint32_t> read(6);
  ASSERT_OK(image->Read(read));
  EXPECT_EQ(read, Sequence<std::uint32_t>(6));
  EXPECT_EQ(device_.ViewAsImage(buffer, format, 9).error().code(), ErrorCode::kInvalidArgument);
}

TEST_F(RuntimeTest, KernelsTakeNoImagesWhereTheyWantBuffers) {
  const auto image = device_.CreateImage({});
  ASSERT_OK(image);
  const Kernel kernel = LoadSaxpy();
  const auto event = stream_.Launch(kernel, 4, *image, *image, 1.0f);
  ASSERT_FALSE(event);
  EXPECT_NE(event.error().message().find("got an image"), std::string::npos);
}

}  // namespace
}  // namespace kiln::runtime

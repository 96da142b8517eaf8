// Damaged artifacts, lost devices, memory that runs out, waits that take too long.
#include <algorithm>
#include <cstdio>

#include "kiln/base/file.h"
#include "runtime/tests/runtime_fixture.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

TEST_F(RuntimeTest, DamagedArtifactsAreErrors) {
  const auto words = SaxpyWords();
  const auto cut = device_.Load(std::span(words).first(words.size() - 3), SaxpyKernel());
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code(), ErrorCode::kInvalidArtifact);
  EXPECT_NE(cut.error().ToString().find("while loading the kernel 'saxpy'"), std::string::npos);
  artifact::Kernel kernel = SaxpyKernel();
  kernel.entry_point = "none";
  EXPECT_EQ(device_.Load(words, kernel).error().code(), ErrorCode::kNotFound);
  kernel = SaxpyKernel();
  kernel.arguments[0].binding = 1;
  EXPECT_EQ(device_.Load(words, kernel).error().code(), ErrorCode::kInvalidArtifact);
  kernel = SaxpyKernel();
  kernel.features = {"time_travel"};
  EXPECT_EQ(device_.Load(words, kernel).error().code(), ErrorCode::kUnsupported);
  const artifact::Reflection reflection{"vulkan1.2", {SaxpyKernel(), KernelBuilder("probe").Build()}};
  EXPECT_TRUE(device_.Load(words, reflection, "saxpy"));
  EXPECT_EQ(device_.Load(words, reflection, "axpy").error().message(),
            "there is no kernel 'axpy'; there is 'saxpy', 'probe'");
  EXPECT_EQ(device_.Load(words, reflection).error().message(), "name one of the kernels: 'saxpy', 'probe'");
}

TEST_F(RuntimeTest, FilesAreValidated) {
  const std::string spirv = testing::TempDir() + "kiln_validated.spv", json = testing::TempDir() + "kiln_validated.json";
  const auto write = [&](const std::vector<std::uint32_t>& words, const artifact::Kernel& kernel) {
    ASSERT_OK(WriteFileAtomically(spirv, words));
    ASSERT_OK(WriteFileAtomically(json, artifact::ToJson({"vulkan1.2", {kernel}})));
  };
  std::vector<std::uint32_t> words = SaxpyWords();
  write(words, SaxpyKernel());
  ASSERT_OK(device_.LoadFile(spirv, json));
  artifact::Kernel kernel = SaxpyKernel();
  kernel.arguments[0].binding = 7;
  write(words, kernel);
  EXPECT_NE(device_.LoadFile(spirv, json).error().message().find("does not fit the module"), std::string::npos);
  constexpr std::uint32_t kLoad = 4 << 16 | 61;  // OpLoad, whose type becomes that of nothing
  *(std::find(words.begin() + 5, words.end(), kLoad) + 1) = 1;
  write(words, SaxpyKernel());
  const auto loaded = device_.LoadFile(spirv, json);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code(), ErrorCode::kInvalidArtifact);
  EXPECT_TRUE(loaded.error().message().starts_with("not a valid SPIR-V module: ")) << loaded.error().ToString();
  std::remove(spirv.c_str());
  std::remove(json.c_str());
}

TEST_F(RuntimeTest, ValidationMessagesAreKept) {
  artifact::Kernel kernel = SaxpyKernel();  // the module's push constants are larger than this says
  kernel.implicit.clear();
  kernel.values.size = 4;
  const auto loaded = device_.Load(SaxpyWords(), kernel);
  ASSERT_OK(loaded);
  Buffer x = Upload(std::vector<float>(4, 1));
  static_cast<void>(stream_.Launch(*loaded, NdRange(0), x, x, 1.0f));
  EXPECT_TRUE(device_.TakeValidationMessages().empty()) << "no pipeline yet";
  static_cast<void>(stream_.Launch(*loaded, NdRange(4), x, x, 1.0f));
  EXPECT_FALSE(device_.TakeValidationMessages().empty());
  EXPECT_TRUE(device_.TakeValidationMessages().empty()) << "they were taken";
}

TEST_F(RuntimeTest, OutOfDeviceMemory) {
  const ScopedVkFault fault("vkAllocateMemory", VK_ERROR_OUT_OF_DEVICE_MEMORY);
  const auto buffer = device_.Allocate(100 << 20);
  ASSERT_FALSE(buffer);
  EXPECT_EQ(buffer.error().code(), ErrorCode::kOutOfDeviceMemory);
  EXPECT_NE(buffer.error().ToString().find("while allocating 104857600 bytes"), std::string::npos)
      << buffer.error().ToString();
}

TEST_F(StagedTest, ALostDeviceIsAnErrorEverywhere) {
  const Kernel saxpy = LoadSaxpy();
  Buffer x = Upload(std::vector<float>(10, 1));
  ASSERT_OK(stream_.Launch(saxpy, NdRange(10), x, x, 1.0f));  // some drivers compile now
  ASSERT_OK(stream_.Synchronize());
  {
    const ScopedVkFault fault("vkQueueSubmit", VK_ERROR_DEVICE_LOST);
    const auto event = stream_.Launch(saxpy, NdRange(10), x, x, 1.0f);
    ASSERT_OK(event);
    ASSERT_FALSE(event->Wait());
    EXPECT_EQ(event->Wait().error().code(), ErrorCode::kDeviceLost);
    EXPECT_EQ(x.Write(std::vector<float>(10, 1)).error().code(), ErrorCode::kDeviceLost);
  }
  EXPECT_EQ(stream_.Synchronize().error().code(), ErrorCode::kDeviceLost) << "the stream stays lost";
  EXPECT_FALSE(stream_.Launch(saxpy, NdRange(10), x, x, 1.0f));
}

TEST_F(RuntimeTest, ADeviceThatNeverFinishesIsAbandoned) {
  auto device = Device::Open({.validation = false});
  ASSERT_OK(device);
  auto kernel = device->Load(SaxpyWords(), SaxpyKernel());
  ASSERT_OK(kernel);
  auto x = device->Upload(std::vector<float>(10, 1));
  ASSERT_OK(x);
  const ScopedVkFault fault("vkWaitSemaphores", VK_TIMEOUT);
  ASSERT_FALSE(device->Run(*kernel, NdRange(10), *x, *x, 1.0f));
  // Destroying what the device uses would be undefined; nothing is destroyed, and nothing waits for ever.
  *x = Buffer();
  *kernel = Kernel();
  *device = Device();
}

TEST_F(RuntimeTest, AnErrorOfTheDeviceNamesTheLastCommands) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Upload(std::vector<float>(100, 1));
  ASSERT_OK(stream_.Launch(saxpy, NdRange(100).Local(20), x, y, 1.0f));
  ASSERT_OK(stream_.Fill(x, 0));
  EXPECT_EQ(stream_.History(), (std::vector<std::string>{"#1 launch of 'saxpy', 100 x 1 x 1 in groups of 20 x 1 x 1",
                                                         "#2 fill of 400 bytes"}));
  const ScopedVkFault fault("vkQueueSubmit", VK_ERROR_DEVICE_LOST);
  const Status status = stream_.Synchronize();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kDeviceLost);
  ASSERT_FALSE(status.error().context().empty());
  EXPECT_EQ(status.error().context().front(),
            "the last commands of the stream were: #1 launch of 'saxpy', 100 x 1 x 1 in groups of 20 x 1 x 1; "
            "#2 fill of 400 bytes");
}

}  // namespace
}  // namespace kiln::runtime

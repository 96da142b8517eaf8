// Who keeps what alive, from how many threads.
#include "runtime/tests/runtime_fixture.h"

#include <thread>

namespace kiln::runtime {
namespace {

TEST_F(RuntimeTest, HandlesKeepTheDeviceAndPendingCommandsKeepTheirBuffers) {
  auto device = Device::Open({.validation = true});
  ASSERT_OK(device);
  auto stream = device->CreateStream();
  ASSERT_OK(stream);
  auto kernel = device->Load(SaxpyWords(), SaxpyKernel());
  ASSERT_OK(kernel);
  auto y = device->Upload(std::vector<float>(1000, 1));
  ASSERT_OK(y);
  {
    auto x = device->Upload(std::vector<float>(1000, 2));
    ASSERT_OK(x);
    ASSERT_OK(stream->Launch(*kernel, NdRange(1000), *x, *y, 2.0f));
  }
  *kernel = Kernel();
  *stream = Stream();
  *device = Device();
  EXPECT_EQ(Read<float>(*y), std::vector<float>(1000, 5));
}

TEST_F(RuntimeTest, ThreadsShareADevice) {
  const Kernel saxpy = LoadSaxpy();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      auto stream = device_.CreateStream();
      ASSERT_TRUE(stream);
      for (int i = 0; i < 10; ++i) {
        auto x = device_.Upload(std::vector<float>(300, static_cast<float>(t)));
        auto y = device_.Upload(std::vector<float>(300, static_cast<float>(i)));
        ASSERT_TRUE(x && y);
        ASSERT_TRUE(stream->Launch(saxpy, NdRange(300).Local(static_cast<std::uint64_t>(16 + t)), *x, *y, 2.0f));
        std::vector<float> result(300);
        ASSERT_TRUE(y->Read(result));
        ASSERT_EQ(result, std::vector<float>(300, static_cast<float>(i + 2 * t)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace kiln::runtime

// How long waits may take.
#include "runtime/tests/runtime_fixture.h"

#include <chrono>
#include <cstdlib>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

using namespace std::chrono_literals;

class TimeoutTest : public RuntimeTest {
 protected:
  DeviceOptions Options() const override { return {.validation = true, .timeout = 1500ms, .compile_timeout = 20s}; }
  void SetUp() override {
    RuntimeTest::SetUp();
    saxpy_ = LoadSaxpy();
    x_ = Upload(std::vector<float>(10, 1));
  }
  Result<Event> Launch() { return stream_.Launch(saxpy_, NdRange(10), x_, x_, 1.0f); }

  Kernel saxpy_;
  Buffer x_;
};

TEST_F(TimeoutTest, AWaitThatTakesTooLongIsATimeout) {
  ASSERT_OK(Launch());
  ASSERT_OK(stream_.Synchronize());
  const auto event = Launch();
  ASSERT_OK(event);
  {
    const ScopedVkFault fault("vkWaitSemaphores", VK_TIMEOUT);
    const Status waited = event->Wait();
    ASSERT_FALSE(waited);
    EXPECT_EQ(waited.error().code(), ErrorCode::kTimeout);
    EXPECT_NE(waited.error().ToString().find("did not finish within 1.5 s"), std::string::npos);
    EXPECT_NE(event->Wait(250ms).error().ToString().find("did not finish within 0.25 s"), std::string::npos);
    EXPECT_NE(stream_.Synchronize(2s).error().ToString().find("did not finish within 2 s"), std::string::npos);
  }
  ASSERT_OK(event->Wait(kNoTimeout));
  EXPECT_EQ(Read<float>(x_), std::vector<float>(10, 4)) << "it finished after all";
}

// Many work-items that make many iterations each: longer than it takes to ask, well below a minute.
constexpr char kSlow[] = R"(
  layout(set = 0, binding = 0) buffer Out { uint values[]; };
  layout(push_constant) uniform Values { layout(offset = 0) uvec3 region_offset; };
  void main() {
    uint i = gl_GlobalInvocationID.x + region_offset.x;
    uint state = i;
    for (uint step = 0; step < 20000; ++step) state = state * 1664525 + 1013904223;
    values[i % 64] = state | 1;
  })";

TEST_F(TimeoutTest, ACommandThatIsNotWaitedForLongEnoughGoesOn) {
  const auto slow = device_.Load(CompileGlsl(kSlow), KernelBuilder("slow")
                                                         .Buffer("values", "uint*", true, true)
                                                         .Implicit(artifact::ImplicitKind::kRegionOffset)
                                                         .Build());
  ASSERT_OK(slow);
  Buffer values = Upload(std::vector<std::uint32_t>(64));
  const auto event = stream_.Launch(*slow, NdRange(20'000), values);
  ASSERT_OK(event);
  const Status waited = event->Wait(0s);
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.error().code(), ErrorCode::kTimeout);
  ASSERT_OK(event->Wait(60s));
  for (const std::uint32_t value : Read<std::uint32_t>(values)) EXPECT_NE(value, 0u);
}

TEST_F(TimeoutTest, WhatTheDriverCompilesIsCountedApart) {
  const auto event = Launch();
  ASSERT_OK(event);
  {
    const ScopedVkFault fault("vkWaitSemaphores", VK_TIMEOUT);
    const Status waited = event->Wait(1s);
    ASSERT_FALSE(waited);
    const bool compiles_late =
        waited.error().ToString().find("within 20 s, while its driver compiled") != std::string::npos;
    const bool compiles_before = waited.error().message().ends_with("did not finish within 1 s");
    EXPECT_NE(compiles_late, compiles_before) << waited.error().ToString();
    // llvmpipe compiles with the first dispatch; it may have finished by now.
    EXPECT_TRUE(!compiles_late || device_.info().driver_name == "llvmpipe") << device_.info().driver_name;
  }
  ASSERT_OK(event->Wait(60s));
  const ScopedVkFault fault("vkWaitSemaphores", VK_TIMEOUT);
  const auto second = Launch();
  ASSERT_OK(second);
  EXPECT_TRUE(second->Wait(1s).error().message().ends_with("did not finish within 1 s")) << "compiled once";
}

TEST(TimeoutOptionTest, IsANumberOfSecondsOrNone) {
  EXPECT_EQ(ParseTimeout("1.5").value(), 1500ms);
  EXPECT_EQ(ParseTimeout("3600").value(), 1h);
  EXPECT_EQ(ParseTimeout("none").value(), kNoTimeout);
  for (const char* text : {"", "0", "-1", "1s", "1e300", "nan", "inf", " 1"}) {
    EXPECT_EQ(ParseTimeout(text).error().code(), ErrorCode::kInvalidArgument) << text;
  }
}

TEST(TimeoutOptionTest, TheEnvironmentSetsItUnlessTheCallDoes) {
  ::setenv("KILN_TIMEOUT", "soon", 1);
  const auto refused = Device::Open();
  const auto own = Device::Open({.timeout = 1s});
  ::setenv("KILN_TIMEOUT", "0.5", 1);
  auto half = Device::Open();
  ::unsetenv("KILN_TIMEOUT");
  ASSERT_FALSE(refused);
  EXPECT_EQ(
      refused.error().ToString(),
      "'soon' is no timeout; expected a positive number of seconds, or none, in the environment variable KILN_TIMEOUT");
  EXPECT_TRUE(own);
  ASSERT_OK(half);
  auto stream = half->CreateStream();
  ASSERT_OK(stream);
  auto buffer = half->Allocate(4);
  ASSERT_OK(buffer);
  ASSERT_OK(stream->Fill(*buffer, 0));
  {
    const ScopedVkFault fault("vkWaitSemaphores", VK_TIMEOUT);
    EXPECT_NE(stream->Synchronize().error().message().find("0.5 s"), std::string::npos);
  }
  ASSERT_OK(stream->Synchronize());
}

}  // namespace
}  // namespace kiln::runtime

// Whatever call fails: an error or the right result, nothing destroyed that is in use, nothing left behind.
#include "runtime/tests/runtime_fixture.h"

#include <cstdlib>
#include <future>
#include <random>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr std::size_t kCount = 300;

bool IsLongRun() {
  const char* variable = std::getenv("KILN_LONG_TESTS");
  return variable != nullptr && std::string_view(variable) == "1";
}

// A program that uses what the runtime has: staged copies, two streams, a graph, a callback, a profile.
class Scenario {
 public:
  explicit Scenario(bool validation) : options_{.validation = validation, .force_staging = true} {}

  Result<std::vector<float>> Run() {
    KILN_ASSIGN_OR_RETURN(Device device, Device::Open(options_));
    KILN_ASSIGN_OR_RETURN(const Kernel saxpy, device.Load(words_, kernel_));
    KILN_ASSIGN_OR_RETURN(Stream stream, device.CreateStream());
    KILN_ASSIGN_OR_RETURN(Stream other, device.CreateStream({.priority = StreamPriority::kHigh, .timing = false}));
    KILN_ASSIGN_OR_RETURN(const Buffer x, device.Upload(std::vector<float>(kCount, 1)));
    KILN_ASSIGN_OR_RETURN(const Buffer y, device.Upload(std::vector<float>(kCount, 1)));
    KILN_ASSIGN_OR_RETURN(const Buffer z, device.Allocate(y.size()));
    KILN_RETURN_IF_ERROR(stream.Launch(saxpy, NdRange(kCount), x, y, 2.0f));      // y = 3
    KILN_ASSIGN_OR_RETURN(const Event copied, other.Copy(y, 0, z, 0, y.size()));  // z = 3
    KILN_RETURN_IF_ERROR(stream.RunAfter(copied));
    KILN_ASSIGN_OR_RETURN(Graph graph, device.CreateGraph());
    KILN_RETURN_IF_ERROR(graph.AddLaunch(saxpy, NdRange(kCount).Local(7), x, z, 1.0f));  // z += 1
    KILN_RETURN_IF_ERROR(graph.AddLaunch(saxpy, NdRange(kCount), z, y, 1.0f));           // y += z
    for (int i = 0; i < 2; ++i) KILN_RETURN_IF_ERROR(stream.Replay(graph));              // y = 3 + 4 + 5
    KILN_ASSIGN_OR_RETURN(const Event last, other.Fill(x, 0));
    std::promise<Status> told;
    KILN_RETURN_IF_ERROR(last.OnFinished([&](const Status& status) { told.set_value(status); }));
    KILN_RETURN_IF_ERROR(told.get_future().get());
    KILN_RETURN_IF_ERROR(stream.Profile(saxpy, NdRange(1), 2, x, y, 1.0f));  // x = 0: changes nothing
    std::vector<float> result(kCount);
    KILN_RETURN_IF_ERROR(y.Read(result));
    return result;
  }

  // Runs it with the faults; whether one made it fail.
  bool Survives(FaultPlan plan, const std::string& what) {
    bool has_failed = false;
    testing::internal::CaptureStderr();
    {
      const ScopedVkFault fault(std::move(plan));
      const auto result = Run();
      has_failed = !result;
      EXPECT_EQ(result.value_or(std::vector<float>(kCount, 12)), std::vector<float>(kCount, 12)) << what;
      EXPECT_TRUE(result || !result.error().message().empty()) << what;
      calls_ = fault.calls();
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << what;
    return has_failed;
  }

  std::uint64_t calls() const { return calls_; }

 private:
  const DeviceOptions options_;
  const std::vector<std::uint32_t> words_ = SaxpyWords();
  const artifact::Kernel kernel_ = SaxpyKernel();
  std::uint64_t calls_ = 0;
};

// Every `step`-th call.
void FailEachCallOnce(bool validation, std::uint64_t step) {
  Scenario program(validation);
  EXPECT_FALSE(program.Survives({}, "no fault"));
  const std::uint64_t calls = program.calls();
  EXPECT_GT(calls, 60u);
  std::uint64_t failures = 0;
  for (std::uint64_t call = 1; call <= calls; call += step) {
    for (const VkResult result : {VK_ERROR_OUT_OF_HOST_MEMORY, VK_ERROR_DEVICE_LOST}) {
      FaultPlan plan;
      plan.Add({"", result, call, 0});
      failures += program.Survives(std::move(plan), VkResultName(result) + " at call " + std::to_string(call)) ? 1 : 0;
    }
  }
  EXPECT_GT(failures, calls / step) << "some are overcome, not most";
  EXPECT_FALSE(program.Survives({}, "no fault any more"));
}

TEST(FaultTest, EveryCallMayFailOnce) {
  FailEachCallOnce(false, 1);
}

TEST(FaultTest, NothingIsLeftBehind) {
  FailEachCallOnce(true, IsLongRun() ? 1 : 11);
}

TEST(FaultTest, RandomFaults) {
  Scenario program(false);
  std::mt19937 random(11);
  const VkResult results[] = {VK_ERROR_OUT_OF_HOST_MEMORY, VK_ERROR_OUT_OF_DEVICE_MEMORY, VK_ERROR_DEVICE_LOST,
                              VK_ERROR_UNKNOWN};
  const int rounds = IsLongRun() ? 5000 : 50;
  for (int round = 0; round < rounds; ++round) {
    FaultPlan plan;
    for (int i = 0; i < 2; ++i) plan.Add({"", results[random() % std::size(results)], 1 + random() % 150, 0});
    program.Survives(std::move(plan), "round " + std::to_string(round));
  }
}

TEST(FaultTest, TheEnvironmentNamesFaults) {
  ::setenv("KILN_FAULT", "submit:lost@2", 1);
  const auto run = [] { return Scenario(false).Run(); };
  const auto lost = run();
  const auto after = run();
  ::setenv("KILN_FAULT", "submit:never", 1);
  const auto wrong = run();
  ::unsetenv("KILN_FAULT");
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code(), ErrorCode::kDeviceLost);
  EXPECT_TRUE(after) << "only the second submission of the process fails";
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_TRUE(wrong.error().ToString().ends_with("in the environment variable KILN_FAULT"));
  EXPECT_TRUE(run());
}

}  // namespace
}  // namespace kiln::runtime

// What a device tells the telemetry is what it did.
#include "kiln/telemetry/telemetry.h"

#include <thread>

#include "runtime/tests/runtime_fixture.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

using telemetry::Event;
using telemetry::EventKind;
using telemetry::Labels;
using telemetry::MetricSample;

class KeepingSink : public telemetry::Sink {
 public:
  void Write(std::span<const Event> events) override { events_.insert(events_.end(), events.begin(), events.end()); }
  std::vector<Event> Of(EventKind kind) const {
    std::vector<Event> found;
    for (const Event& event : events_) {
      if (event.kind == kind) found.push_back(event);
    }
    return found;
  }

 private:
  std::vector<Event> events_;
};

class TelemetryOnDeviceTest : public RuntimeTest {
 protected:
  DeviceOptions Options() const override { return {.validation = true, .telemetry = telemetry_}; }

  // The sum of the samples that have these labels.
  MetricSample Sum(const std::string& metric, const Labels& labels = {}) const {
    MetricSample sum;
    for (const auto& family : telemetry_->Collect()) {
      if (family.description.name != metric) continue;
      for (const MetricSample& sample : family.samples) {
        const bool has_all = std::all_of(labels.begin(), labels.end(), [&](const auto& label) {
          return std::find(sample.labels.begin(), sample.labels.end(), label) != sample.labels.end();
        });
        if (!has_all) continue;
        sum.value += sample.value;
        sum.histogram.Add(sample.histogram);
      }
    }
    return sum;
  }

  const std::shared_ptr<KeepingSink> sink_ = std::make_shared<KeepingSink>();
  const std::shared_ptr<telemetry::Telemetry> telemetry_ = *telemetry::Telemetry::Create({.sinks = {sink_}});
};

TEST_F(TelemetryOnDeviceTest, CountsWhatRan) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Upload(std::vector<float>(100, 0));
  for (int i = 0; i < 150; ++i) ASSERT_OK(stream_.Launch(saxpy, NdRange(100), x, y, 1.0f));
  auto untimed = device_.CreateStream({.timing = false});
  ASSERT_OK(untimed);
  ASSERT_OK(untimed->Launch(saxpy, NdRange(100), x, y, 1.0f));
  ASSERT_OK(untimed->Copy(y, 0, x, 0, 40));
  ASSERT_OK(untimed->Fill(x, 0, 40, 8));
  ASSERT_OK(untimed->Synchronize());
  EXPECT_EQ(Read<float>(y).front(), 151);

  EXPECT_EQ(Sum("kiln_launches_total", {{"kernel", "saxpy"}}).value, 151);
  EXPECT_EQ(Sum("kiln_commands_total", {{"kind", "launch"}}).value, 151);
  EXPECT_EQ(Sum("kiln_commands_total", {{"kind", "copy"}}).value, 1);
  EXPECT_EQ(Sum("kiln_commands_total", {{"kind", "fill"}}).value, 1);
  EXPECT_EQ(Sum("kiln_launch_latency_seconds").histogram.count(), 151u);
  EXPECT_EQ(Sum("kiln_kernel_seconds", {{"kernel", "saxpy"}}).histogram.count(), 150u) << "one stream has no timing";
  EXPECT_EQ(Sum("kiln_bytes_total", {{"direction", "write"}}).value, 800);
  EXPECT_EQ(Sum("kiln_bytes_total", {{"direction", "read"}}).value, 400);
  EXPECT_EQ(Sum("kiln_bytes_total", {{"direction", "copy"}}).value, 40);
  EXPECT_EQ(Sum("kiln_bytes_total", {{"direction", "fill"}}).value, 8);
  EXPECT_EQ(Sum("kiln_transfer_seconds").histogram.count(), 3u);
  EXPECT_GE(Sum("kiln_compile_seconds").histogram.count(), 1u);
  EXPECT_EQ(Sum("kiln_errors_total").value, 0);
  EXPECT_EQ(Sum("kiln_open_devices").value, 1);
  const MemoryStatistics memory = device_.Memory();
  EXPECT_EQ(Sum("kiln_memory_bytes", {{"state", "live"}}).value, static_cast<double>(memory.live_bytes));
  EXPECT_EQ(Sum("kiln_memory_bytes", {{"state", "reserved"}}).value, static_cast<double>(memory.reserved_bytes));
  EXPECT_EQ(Sum("kiln_pool_requests_total", {{"pool", "pipelines"}, {"result", "hit"}}).value,
            static_cast<double>(device_.Pools().pipelines.hits));
}

TEST_F(TelemetryOnDeviceTest, EventsSayWhatAndWhen) {
  const std::uint64_t begin = telemetry::Now();
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Upload(std::vector<float>(100, 0));
  for (int i = 0; i < 3; ++i) ASSERT_OK(stream_.Launch(saxpy, NdRange(100), x, y, 1.0f));
  ASSERT_OK(stream_.Synchronize());
  auto graph = device_.CreateGraph();
  ASSERT_OK(graph);
  ASSERT_OK(graph->AddLaunch(saxpy, NdRange(100), x, y, 1.0f));
  ASSERT_OK(stream_.Replay(*graph));
  ASSERT_OK(stream_.Synchronize());
  const std::uint64_t end = telemetry::Now();
  telemetry_->Flush();

  const std::vector<Event> launches = sink_->Of(EventKind::kLaunch);
  ASSERT_EQ(launches.size(), 3u);
  const std::vector<Event> submissions = sink_->Of(EventKind::kSubmission);
  ASSERT_EQ(submissions.size(), 2u);
  EXPECT_EQ(submissions[0].items, 3u);
  const std::uint64_t seen = submissions[0].begin + submissions[0].duration;
  std::uint64_t last = 0;
  for (const Event& launch : launches) {
    EXPECT_EQ(launch.name, "saxpy");
    EXPECT_EQ(launch.device, device_.info().name);
    EXPECT_EQ(launch.stream, 1u);
    EXPECT_EQ(launch.items, 100u);
    EXPECT_TRUE(launch.is_timed);
    EXPECT_GE(launch.begin, last) << "one after the other";
    EXPECT_GE(launch.begin, begin);
    EXPECT_LE(launch.begin + launch.duration, seen) << "before the host saw it";
    last = launch.begin + launch.duration;
  }
  EXPECT_EQ(sink_->Of(EventKind::kReplay).size(), 1u);
  EXPECT_EQ(sink_->Of(EventKind::kWrite).size(), 2u);
  ASSERT_GE(sink_->Of(EventKind::kCompile).size(), 1u);
  EXPECT_EQ(sink_->Of(EventKind::kCompile)[0].name, "saxpy");
  EXPECT_LE(seen, end);
}

TEST_F(TelemetryOnDeviceTest, FailuresAreCountedByTheirCode) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(100, 1));
  ASSERT_OK(stream_.Launch(saxpy, NdRange(100), x, x, 1.0f));  // what the driver compiles is submitted here
  EXPECT_FALSE(stream_.Launch(saxpy, NdRange(100), x, x));     // an argument is missing
  EXPECT_EQ(Sum("kiln_errors_total", {{"code", "invalid-argument"}}).value, 1);
  {
    const ScopedVkFault fault("vkAllocateMemory", VK_ERROR_OUT_OF_DEVICE_MEMORY);
    EXPECT_FALSE(device_.Allocate(300 << 20));
  }
  EXPECT_EQ(Sum("kiln_errors_total", {{"code", "out-of-device-memory"}}).value, 1);
  {
    const ScopedVkFault fault("vkQueueSubmit", VK_ERROR_DEVICE_LOST);
    ASSERT_OK(stream_.Launch(saxpy, NdRange(100), x, x, 1.0f));
    EXPECT_FALSE(stream_.Synchronize());
  }
  EXPECT_GE(Sum("kiln_errors_total", {{"code", "device-lost"}}).value, 1);
  telemetry_->Flush();
  const std::vector<Event> errors = sink_->Of(EventKind::kError);
  ASSERT_GE(errors.size(), 3u);
  EXPECT_EQ(errors[0].name, "invalid-argument");
  EXPECT_NE(errors[0].detail.find("saxpy"), std::string::npos) << errors[0].detail;
}

TEST_F(TelemetryOnDeviceTest, GivingUpIdleMemoryIsARecovery) {
  {
    const Buffer large = Upload(std::vector<float>(10 << 20));
  }  // idle from here on
  {
    FaultPlan once;
    once.Add({"vkAllocateMemory", VK_ERROR_OUT_OF_DEVICE_MEMORY, 1, 0});
    const ScopedVkFault fault(std::move(once));
    ASSERT_OK(device_.Allocate(300 << 20));
  }
  EXPECT_EQ(Sum("kiln_recoveries_total", {{"action", "trim"}}).value, 1);
  EXPECT_EQ(Sum("kiln_errors_total").value, 0);
}

TEST_F(TelemetryOnDeviceTest, ReadingsFromOtherThreadsWhileItWorks) {
  const Kernel saxpy = LoadSaxpy();
  std::atomic<bool> is_over = false;
  std::thread reader([&] {
    while (!is_over) static_cast<void>(telemetry_->Collect());
  });
  for (int i = 0; i < 50; ++i) {
    const Buffer x = Upload(std::vector<float>(1000, 1)), y = Upload(std::vector<float>(1000, 1));
    ASSERT_OK(stream_.Launch(saxpy, NdRange(1000), x, y, 1.0f));
    EXPECT_EQ(Read<float>(y).back(), 2);
    auto other = Device::Open(Options());
    if (i % 10 == 0) ASSERT_OK(other);
  }
  is_over = true;
  reader.join();
  EXPECT_EQ(Sum("kiln_launches_total").value, 50);
}

}  // namespace
}  // namespace kiln::runtime

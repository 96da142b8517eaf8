#include "kiln/telemetry/recorder.h"

#include <gtest/gtest.h>

#include <thread>

#include "kiln/telemetry/telemetry.h"

namespace kiln::telemetry {
namespace {

double Value(const Snapshot& snapshot, const std::string& metric, const Labels& labels) {
  for (const MetricFamily& family : snapshot) {
    if (family.description.name != metric) continue;
    for (const MetricSample& sample : family.samples) {
      if (sample.labels == labels) return sample.value;
    }
  }
  return -1;
}

class RecorderTest : public testing::Test {
 protected:
  const std::shared_ptr<Telemetry> telemetry_ = *Telemetry::Create();
  Recorder& recorder_ = telemetry_->recorder();
};

TEST_F(RecorderTest, EveryMetricThatIsCollectedIsDescribed) {
  DeviceMetrics& device = recorder_.OpenDevice("d");
  device.Kernel("k").launches.Add();
  recorder_.SetReadings(device, [] { return DeviceReadings{.pools = {{"p", 1, 1}}, .heaps = {{}}}; });
  const Snapshot snapshot = telemetry_->Collect();
  EXPECT_EQ(snapshot.size(), DescribeMetrics().size());
  for (const MetricFamily& family : snapshot) EXPECT_FALSE(family.samples.empty()) << family.description.name;
  recorder_.CloseDevice(device);
}

TEST_F(RecorderTest, ADeviceThatIsOpenedAgainGoesOnCounting) {
  for (int i = 0; i < 3; ++i) {
    DeviceMetrics& device = recorder_.OpenDevice("d");
    device.Kernel("k").launches.AddExclusively(2);
    recorder_.SetReadings(device, [] { return DeviceReadings{.pools = {{"buffers", 3, 1}}, .live_bytes = 7}; });
    const Snapshot snapshot = telemetry_->Collect();
    EXPECT_EQ(Value(snapshot, "kiln_launches_total", {{"device", "d"}, {"kernel", "k"}}), 2 * (i + 1));
    EXPECT_EQ(Value(snapshot, "kiln_pool_requests_total", {{"device", "d"}, {"pool", "buffers"}, {"result", "hit"}}),
              3 * (i + 1));
    EXPECT_EQ(Value(snapshot, "kiln_memory_bytes", {{"device", "d"}, {"state", "live"}}), 7);
    EXPECT_EQ(Value(snapshot, "kiln_open_devices", {}), 1);
    recorder_.CloseDevice(device);
  }
  const Snapshot after = telemetry_->Collect();
  EXPECT_EQ(Value(after, "kiln_launches_total", {{"device", "d"}, {"kernel", "k"}}), 6);
  EXPECT_EQ(Value(after, "kiln_pool_hit_ratio", {{"device", "d"}, {"pool", "buffers"}}), 0.75);
  EXPECT_EQ(Value(after, "kiln_memory_bytes", {{"device", "d"}, {"state", "live"}}), -1) << "there is none";
  EXPECT_EQ(Value(after, "kiln_open_devices", {}), 0);
}

TEST_F(RecorderTest, TwoOpenDevicesOfOneNameAreAdded) {
  DeviceMetrics& first = recorder_.OpenDevice("d");
  DeviceMetrics& second = recorder_.OpenDevice("d");
  EXPECT_NE(&first, &second);
  first.Kernel("k").launches.Add(1);
  second.Kernel("k").launches.Add(10);
  EXPECT_EQ(Value(telemetry_->Collect(), "kiln_launches_total", {{"device", "d"}, {"kernel", "k"}}), 11);
  recorder_.CloseDevice(first);
  EXPECT_EQ(&recorder_.OpenDevice("d"), &first);
  recorder_.CloseDevice(first);
  recorder_.CloseDevice(second);
}

TEST_F(RecorderTest, KernelsWithoutEndAreCountedTogether) {
  DeviceMetrics& device = recorder_.OpenDevice("d");
  for (std::size_t i = 0; i < DeviceMetrics::kMostKernels + 100; ++i) {
    device.Kernel("k" + std::to_string(i)).launches.Add();
  }
  EXPECT_EQ(device.Kernels().size(), DeviceMetrics::kMostKernels + 1);
  EXPECT_EQ(device.Kernel("(others)").launches.value(), 100u);
  EXPECT_EQ(device.Kernel("k7").launches.value(), 1u);
  recorder_.CloseDevice(device);
}

TEST_F(RecorderTest, ErrorsAndRecoveriesAreCounted) {
  recorder_.NoteError(ErrorCode::kDeviceLost, "d", "gone");
  recorder_.NoteError(ErrorCode::kDeviceLost, "d", "gone");
  recorder_.NoteRecovery(RecoveryAction::kFallback, {}, "no device");
  recorder_.CountTranslationCache(true);
  recorder_.NoteTranslation("k.cl", 0, 5);
  const Snapshot snapshot = telemetry_->Collect();
  EXPECT_EQ(Value(snapshot, "kiln_errors_total", {{"code", "device-lost"}}), 2);
  EXPECT_EQ(Value(snapshot, "kiln_errors_total", {{"code", "timeout"}}), 0) << "zeros are there, for rates";
  EXPECT_EQ(Value(snapshot, "kiln_recoveries_total", {{"action", "fallback"}}), 1);
  EXPECT_EQ(Value(snapshot, "kiln_cache_requests_total", {{"cache", "translations"}, {"result", "hit"}}), 1);
}

TEST_F(RecorderTest, FromManyThreads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int j = 0; j < 200; ++j) {
        DeviceMetrics& device = recorder_.OpenDevice("d" + std::to_string(i % 3));
        recorder_.SetReadings(device, [] { return DeviceReadings{}; });
        device.Kernel("k").launches.Add();
        recorder_.NoteError(ErrorCode::kTimeout, device.name, "late");
        if (j % 50 == 0) static_cast<void>(telemetry_->Collect());
        recorder_.CloseDevice(device);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const Snapshot snapshot = telemetry_->Collect();
  double launches = 0;
  for (int i = 0; i < 3; ++i) {
    launches += Value(snapshot, "kiln_launches_total", {{"device", "d" + std::to_string(i)}, {"kernel", "k"}});
  }
  EXPECT_EQ(launches, 1600);
  EXPECT_EQ(Value(snapshot, "kiln_errors_total", {{"code", "timeout"}}), 1600);
}

}  // namespace
}  // namespace kiln::telemetry

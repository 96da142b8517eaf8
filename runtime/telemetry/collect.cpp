// Every metric, and where its samples come from.
#include <algorithm>
#include <map>

#include "kiln/telemetry/recorder.h"

namespace kiln::telemetry {
namespace {

constexpr MetricDescription kMetrics[] = {
    {"kiln_commands_total", MetricType::kCounter, "Commands that finished, by kind."},
    {"kiln_launches_total", MetricType::kCounter, "Launches that finished, by kernel."},
    {"kiln_launch_latency_seconds", MetricType::kHistogram,
     "From the submission of a launch until the host saw that it had finished."},
    {"kiln_kernel_seconds", MetricType::kHistogram,
     "Time of a launch on the device, by its clock, in streams with timing."},
    {"kiln_bytes_total", MetricType::kCounter, "Bytes written and read by the host, copied and filled by the device."},
    {"kiln_transfer_seconds", MetricType::kHistogram,
     "Time of a write or read by the host, with the wait for the commands before."},
    {"kiln_compile_seconds", MetricType::kHistogram, "Time of the driver for a variant of a kernel."},
    {"kiln_translation_seconds", MetricType::kHistogram, "Time from a source to a module."},
    {"kiln_pool_requests_total", MetricType::kCounter, "Requests to a pool, by whether it served from what it had."},
    {"kiln_pool_hit_ratio", MetricType::kGauge, "Share of the requests that a pool served from what it had."},
    {"kiln_memory_bytes", MetricType::kGauge,
     "Device memory: live in the program's hands, idle in the pool, reserved from the driver, peak of live."},
    {"kiln_heap_bytes", MetricType::kGauge, "A heap's size, budget of this process, and usage."},
    {"kiln_memory_used_ratio", MetricType::kGauge, "How full the fullest heap is, or the quota if that is fuller."},
    {"kiln_memory_pressure", MetricType::kGauge, "0 none, 1 moderate, 2 high, 3 critical."},
    {"kiln_open_devices", MetricType::kGauge, "Devices that are open now."},
    {"kiln_errors_total", MetricType::kCounter, "Operations that failed, by the error's code."},
    {"kiln_recoveries_total", MetricType::kCounter,
     "What was done about failures: retry, trim, reduce, rebuild, fallback, give-up."},
    {"kiln_cache_requests_total", MetricType::kCounter, "Requests to the caches on disk, by result."},
    {"kiln_slow_operations_total", MetricType::kCounter, "Operations that took longer than the threshold."},
    {"kiln_alerts_total", MetricType::kCounter, "Alerts that began."},
    {"kiln_dropped_events_total", MetricType::kCounter, "Events that came faster than the sinks wrote them."},
};

class Builder {
 public:
  Builder() {
    for (const MetricDescription& description : kMetrics) snapshot_.push_back({description, {}});
  }

  // Adds to the sample with these labels, which is made if need be.
  void Add(std::string_view metric, Labels labels, double value) { Find(metric, std::move(labels)).value += value; }
  void Add(std::string_view metric, Labels labels, const HistogramReading& reading) {
    Find(metric, std::move(labels)).histogram.Add(reading);
  }
  void Max(std::string_view metric, Labels labels, double value) {
    double& sample = Find(metric, std::move(labels)).value;
    sample = std::max(sample, value);
  }
  Snapshot Take() { return std::move(snapshot_); }

 private:
  MetricSample& Find(std::string_view metric, Labels labels) {
    auto key = std::pair(metric, std::move(labels));
    MetricFamily& family = *std::find_if(snapshot_.begin(), snapshot_.end(),
                                         [&](const MetricFamily& known) { return known.description.name == metric; });
    const auto [place, is_new] = places_.try_emplace(key, family.samples.size());
    if (is_new) family.samples.push_back({std::move(key.second), 0, {}});
    return family.samples[place->second];
  }

  Snapshot snapshot_;
  std::map<std::pair<std::string_view, Labels>, std::size_t> places_;
};

double Number(std::uint64_t value) {
  return static_cast<double>(value);
}
double Number(const Counter& counter) {
  return Number(counter.value());
}

void AddCounters(Builder& builder, const DeviceMetrics& device) {
  const std::string name(device.name);
  for (std::size_t kind = 0; kind < DeviceMetrics::kCommandKinds; ++kind) {
    builder.Add("kiln_commands_total", {{"device", name}, {"kind", EventKindName(static_cast<EventKind>(kind))}},
                Number(device.commands[kind]));
  }
  for (const KernelMetrics* kernel : device.Kernels()) {
    const Labels labels = {{"device", name}, {"kernel", kernel->name}};
    builder.Add("kiln_launches_total", labels, Number(kernel->launches));
    builder.Add("kiln_kernel_seconds", labels, kernel->device_time.Read());
  }
  builder.Add("kiln_launch_latency_seconds", {{"device", name}}, device.latency.Read());
  const std::pair<const char*, const Counter*> bytes[] = {{"write", &device.written_bytes},
                                                          {"read", &device.read_bytes},
                                                          {"copy", &device.copied_bytes},
                                                          {"fill", &device.filled_bytes}};
  for (const auto& [direction, counter] : bytes) {
    builder.Add("kiln_bytes_total", {{"device", name}, {"direction", direction}}, Number(*counter));
  }
  builder.Add("kiln_transfer_seconds", {{"device", name}}, device.transfers.Read());
  builder.Add("kiln_compile_seconds", {{"device", name}}, device.compilations.Read());
}

void AddReadings(Builder& builder, const std::string& device, const DeviceReadings& readings) {
  const std::pair<const char*, std::uint64_t> memory[] = {{"live", readings.live_bytes},
                                                          {"idle", readings.idle_bytes},
                                                          {"reserved", readings.reserved_bytes},
                                                          {"peak", readings.peak_bytes}};
  for (const auto& [state, bytes] : memory) {
    builder.Add("kiln_memory_bytes", {{"device", device}, {"state", state}}, Number(bytes));
  }
  for (std::size_t i = 0; i < readings.heaps.size(); ++i) {
    const DeviceReadings::Heap& heap = readings.heaps[i];
    const std::pair<const char*, std::uint64_t> numbers[] = {
        {"size", heap.size}, {"budget", heap.budget}, {"usage", heap.usage}};
    for (const auto& [what, bytes] : numbers) {
      const Labels labels = {{"device", device},
                             {"heap", std::to_string(i)},
                             {"local", heap.is_device_local ? "true" : "false"},
                             {"what", what}};
      builder.Max("kiln_heap_bytes", labels, Number(bytes));  // of the machine, not of the opened device
    }
  }
  builder.Max("kiln_memory_used_ratio", {{"device", device}}, readings.used_share);
  builder.Max("kiln_memory_pressure", {{"device", device}}, readings.pressure);
}

void AddRequests(Builder& builder, const std::string& metric, const Labels& labels, std::uint64_t hits,
                 std::uint64_t misses) {
  Labels hit = labels, miss = labels;
  hit.emplace_back("result", "hit");
  miss.emplace_back("result", "miss");
  builder.Add(metric, std::move(hit), Number(hits));
  builder.Add(metric, std::move(miss), Number(misses));
}

}  // namespace

std::vector<MetricDescription> DescribeMetrics() {
  return {std::begin(kMetrics), std::end(kMetrics)};
}

Snapshot Recorder::Collect() const {
  Builder builder;
  std::uint64_t pipeline_hits = 0, pipeline_misses = 0;
  std::size_t open = 0;
  {
    const std::lock_guard lock(devices_mutex_);
    using Totals = std::map<std::pair<std::string_view, std::string_view>, DeviceReadings::Pool>;
    Totals pools;
    const auto add_pool = [&](std::string_view device, std::string_view name, const DeviceReadings::Pool& pool) {
      DeviceReadings::Pool& total = pools[{device, name}];
      total.hits += pool.hits;
      total.misses += pool.misses;
    };
    for (const DeviceMetrics& device : devices_) {
      AddCounters(builder, device);
      for (const auto& [name, pool] : device.closed_pools_) add_pool(device.name, name, pool);
      if (device.read_) {
        const DeviceReadings readings = device.read_();
        AddReadings(builder, std::string(device.name), readings);
        for (const DeviceReadings::Pool& pool : readings.pools) add_pool(device.name, pool.name, pool);
      }
      open += device.is_open_ ? 1 : 0;
      pipeline_hits += device.stored_pipeline_hits.value();
      pipeline_misses += device.stored_pipeline_misses.value();
    }
    for (const auto& [key, pool] : pools) {
      const Labels labels = {{"device", std::string(key.first)}, {"pool", std::string(key.second)}};
      AddRequests(builder, "kiln_pool_requests_total", labels, pool.hits, pool.misses);
      const std::uint64_t all = pool.hits + pool.misses;
      if (all != 0) builder.Add("kiln_pool_hit_ratio", labels, Number(pool.hits) / Number(all));
    }
  }
  builder.Add("kiln_open_devices", {}, Number(open));
  for (std::size_t code = 0; code < kErrorCodes; ++code) {
    builder.Add("kiln_errors_total", {{"code", ErrorCodeName(static_cast<ErrorCode>(code))}}, Number(errors_[code]));
  }
  for (std::size_t action = 0; action < kRecoveryActions; ++action) {
    builder.Add("kiln_recoveries_total", {{"action", RecoveryActionName(static_cast<RecoveryAction>(action))}},
                Number(recoveries_[action]));
  }
  AddRequests(builder, "kiln_cache_requests_total", {{"cache", "translations"}}, translation_hits_.value(),
              translation_misses_.value());
  AddRequests(builder, "kiln_cache_requests_total", {{"cache", "pipelines"}}, pipeline_hits, pipeline_misses);
  builder.Add("kiln_translation_seconds", {}, translations_.Read());
  builder.Add("kiln_slow_operations_total", {}, Number(slow_operations_));
  builder.Add("kiln_alerts_total", {}, Number(alerts_));
  builder.Add("kiln_dropped_events_total", {}, Number(dropped_events_));
  return builder.Take();
}

}  // namespace kiln::telemetry

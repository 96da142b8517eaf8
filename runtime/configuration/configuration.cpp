// The settings of a configuration, one after the other: docs/configuration.md lists them in the same order.
#include "kiln/runtime/configuration.h"

#include <fmt/format.h>

#include <cstdlib>
#include <limits>
#include <utility>

#include "kiln/base/file.h"
#include "runtime/configuration/setting_reader.h"

namespace kiln::runtime {
namespace {

// Stores what has been read, if it has.
template <typename T, typename V>
void Set(T& target, const std::optional<V>& value) {
  if (value) target = static_cast<T>(*value);
}
template <typename T>
void Set(std::optional<T>& target, const std::optional<T>& value) {
  if (value) target = value;
}

constexpr std::uint64_t kMost32 = std::numeric_limits<std::uint32_t>::max();

void ReadShares(SettingReader& reader, const JsonNode& node, std::array<double, 3>& shares) {
  const auto& elements = reader.Elements(node);
  std::array<double, 3> read = {};
  bool is_good = elements.size() == read.size();
  for (std::size_t i = 0; is_good && i < read.size(); ++i) {
    read[i] = elements[i].number;
    is_good = elements[i].kind == JsonNode::Kind::kNumber && read[i] > 0 && read[i] <= 1 &&
              (i == 0 || read[i] >= read[i - 1]);
  }
  if (is_good) {
    shares = read;
  } else if (node.kind == JsonNode::Kind::kArray) {
    reader.Complain(node.line,
                    fmt::format("'{}' are three ascending numbers up to 1: moderate, high, critical", node.key));
  }
}

void ReadBuckets(SettingReader& reader, const JsonNode& node, std::optional<std::vector<std::uint64_t>>& buckets) {
  std::vector<std::uint64_t> sizes;
  for (const JsonNode& element : reader.Elements(node)) {
    const auto size = reader.Bytes(element, 1);
    if (size && !sizes.empty() && *size <= sizes.back()) {
      reader.Complain(element.line, fmt::format("the sizes of '{}' must ascend", node.key));
    }
    if (size) sizes.push_back(*size);
  }
  if (node.kind == JsonNode::Kind::kArray) buckets = std::move(sizes);
}

void ReadMemory(SettingReader& reader, const JsonNode& node, MemoryOptions& memory) {
  reader.Read(
      node,
      {
          {"block_bytes", [&](const JsonNode& value) { Set(memory.block_bytes, reader.Bytes(value, 1 << 16)); }},
          {"buckets", [&](const JsonNode& value) { ReadBuckets(reader, value, memory.buckets); }},
          {"idle_buffers_per_bucket",
           [&](const JsonNode& value) { Set(memory.idle_buffers_per_bucket, reader.Integer(value, 0, kMost32)); }},
          {"idle_bytes", [&](const JsonNode& value) { Set(memory.idle_bytes, reader.Bytes(value)); }},
          {"quota", [&](const JsonNode& value) { Set(memory.quota, reader.Bytes(value)); }},
          {"label_quotas",
           [&](const JsonNode& value) {
             for (const JsonNode& label : reader.Members(value)) {
               if (const auto bytes = reader.Bytes(label)) memory.label_quotas[label.key] = *bytes;
             }
           }},
          {"staging_bytes", [&](const JsonNode& value) { Set(memory.staging_bytes, reader.Bytes(value, 1)); }},
          {"pressure_shares", [&](const JsonNode& value) { ReadShares(reader, value, memory.pressure_shares); }},
          {"report_leaks", [&](const JsonNode& value) { Set(memory.report_leaks, reader.Bool(value)); }},
      });
}

void ReadCache(SettingReader& reader, const JsonNode& node, cache::DiskCacheOptions& cache) {
  reader.Read(node, {
                        {"folder", [&](const JsonNode& value) { Set(cache.folder, reader.Text(value)); }},
                        {"size", [&](const JsonNode& value) { Set(cache.limit, reader.Bytes(value)); }},
                    });
}

void ReadAlert(SettingReader& reader, const JsonNode& node, std::vector<telemetry::AlertRule>& alerts) {
  telemetry::AlertRule rule;
  rule.measure = telemetry::Measure::kValue;
  int thresholds = 0;
  const auto read_threshold = [&](const JsonNode& value, bool is_below) {
    Set(rule.threshold, reader.Number(value));
    rule.is_below = is_below;
    ++thresholds;
  };
  const std::size_t earlier = reader.complaints();
  reader.Read(node, {
                        {"name", [&](const JsonNode& value) { Set(rule.name, reader.Text(value)); }},
                        {"metric", [&](const JsonNode& value) { Set(rule.metric, reader.Text(value)); }},
                        {"measure",
                         [&](const JsonNode& value) {
                           const auto text = reader.Text(value);
                           if (!text) return;
                           const auto measure = telemetry::ParseMeasure(*text);
                           if (!measure) return reader.Complain(value.line, measure.error().message());
                           rule.measure = *measure;
                         }},
                        {"above", [&](const JsonNode& value) { read_threshold(value, false); }},
                        {"below", [&](const JsonNode& value) { read_threshold(value, true); }},
                        {"hold", [&](const JsonNode& value) { Set(rule.hold, reader.Seconds(value)); }},
                        {"labels",
                         [&](const JsonNode& value) {
                           for (const JsonNode& label : reader.Members(value)) {
                             if (const auto text = reader.Text(label)) rule.labels.emplace_back(label.key, *text);
                           }
                         }},
                    });
  if (reader.complaints() != earlier) return;
  if (thresholds != 1) return reader.Complain(node.line, "an alert has one of 'above' and 'below'");
  if (const Status status = telemetry::CheckRule(rule); !status) {
    return reader.Complain(node.line, status.error().message());
  }
  alerts.push_back(std::move(rule));
}

void ReadTelemetry(SettingReader& reader, const JsonNode& node, telemetry::TelemetrySettings& telemetry) {
  reader.Read(node, {
                        {"events", [&](const JsonNode& value) { Set(telemetry.events, reader.Text(value)); }},
                        {"trace", [&](const JsonNode& value) { Set(telemetry.trace, reader.Text(value)); }},
                        {"metrics_port",
                         [&](const JsonNode& value) {
                           if (value.kind == JsonNode::Kind::kString) {
                             telemetry.endpoint = value.text;  // an address, which the endpoint knows
                           } else if (const auto port = reader.Integer(value, 0, 65535)) {
                             telemetry.endpoint = std::to_string(*port);
                           }
                         }},
                        {"slow", [&](const JsonNode& value) { Set(telemetry.slow, reader.Seconds(value)); }},
                        {"alerts",
                         [&](const JsonNode& value) {
                           for (const JsonNode& alert : reader.Elements(value))
                             ReadAlert(reader, alert, telemetry.alerts);
                         }},
                        {"alert_interval",
                         [&](const JsonNode& value) { Set(telemetry.alert_interval, reader.Seconds(value)); }},
                    });
}

void ReadDevice(SettingReader& reader, const JsonNode& node, std::string& device) {
  if (node.is_integer) {
    device = std::to_string(node.integer);
  } else {
    Set(device, reader.Text(node));
  }
}

bool IsSet(const char* variable) {
  const char* text = std::getenv(variable);
  return text != nullptr && *text != '\0';
}

}  // namespace

Result<Configuration> ParseConfiguration(std::string_view json, const std::string& file_name) {
  auto root = ParseJson(json);
  if (!root) return Fail(ErrorCode::kInvalidArgument, file_name + ":" + root.error().message());
  Configuration configuration;
  DeviceOptions& device = configuration.device;
  SettingReader reader(file_name);
  reader.Read(
      *root,
      {
          {"device", [&](const JsonNode& value) { ReadDevice(reader, value, device.device); }},
          {"validation", [&](const JsonNode& value) { Set(device.validation, reader.Bool(value)); }},
          {"timeout", [&](const JsonNode& value) { Set(device.timeout, reader.Seconds(value, true)); }},
          {"compile_timeout", [&](const JsonNode& value) { Set(device.compile_timeout, reader.Seconds(value, true)); }},
          {"robust_buffer_access",
           [&](const JsonNode& value) { Set(device.robust_buffer_access, reader.Bool(value)); }},
          {"force_staging", [&](const JsonNode& value) { Set(device.force_staging, reader.Bool(value)); }},
          {"printf_bytes", [&](const JsonNode& value) { Set(device.printf_bytes, reader.Bytes(value, 64)); }},
          {"memory", [&](const JsonNode& value) { ReadMemory(reader, value, device.memory); }},
          {"cache", [&](const JsonNode& value) { ReadCache(reader, value, configuration.cache); }},
          {"telemetry", [&](const JsonNode& value) { ReadTelemetry(reader, value, configuration.telemetry); }},
      });
  KILN_RETURN_IF_ERROR(reader.Finish());
  return configuration;
}

Result<Configuration> LoadConfiguration(const std::string& path) {
  const char* variable = std::getenv("KILN_CONFIG");
  const std::string file = !path.empty() ? path : variable != nullptr ? variable : "";
  Configuration configuration;
  if (!file.empty()) {
    auto text = ReadFile(file);
    if (!text) {
      return Fail(std::move(text.error())
                      .With(path.empty() ? "which the environment variable KILN_CONFIG names"
                                         : "while reading the configuration"));
    }
    KILN_ASSIGN_OR_RETURN(configuration, ParseConfiguration(*text, file));
  }
  DeviceOptions& device = configuration.device;
  // What looks at the environment where the options say nothing.
  if (IsSet("KILN_DEVICE")) device.device.clear();
  if (IsSet("KILN_VALIDATION")) device.validation.reset();
  if (IsSet("KILN_TIMEOUT")) device.timeout.reset();
  if (IsSet("KILN_LEAKS")) device.memory.report_leaks.reset();
  KILN_RETURN_IF_ERROR(cache::ReadEnvironment(configuration.cache));
  KILN_RETURN_IF_ERROR(telemetry::ReadEnvironment(configuration.telemetry));
  if (!configuration.cache.folder.empty()) {
    device.cache_folder = configuration.cache.folder;
    device.cache_bytes = configuration.cache.limit;
  }
  return configuration;
}

namespace {

template <typename T>
void FillIn(T& option, const T& configured, const T& untouched) {
  if (option == untouched) option = configured;
}

}  // namespace

void FillIn(DeviceOptions& options, const DeviceOptions& configured) {
  const DeviceOptions untouched;
  FillIn(options.device, configured.device, untouched.device);
  FillIn(options.validation, configured.validation, untouched.validation);
  FillIn(options.timeout, configured.timeout, untouched.timeout);
  FillIn(options.compile_timeout, configured.compile_timeout, untouched.compile_timeout);
  FillIn(options.robust_buffer_access, configured.robust_buffer_access, untouched.robust_buffer_access);
  FillIn(options.force_staging, configured.force_staging, untouched.force_staging);
  FillIn(options.cache_folder, configured.cache_folder, untouched.cache_folder);
  FillIn(options.cache_bytes, configured.cache_bytes, untouched.cache_bytes);
  FillIn(options.printf_bytes, configured.printf_bytes, untouched.printf_bytes);
  MemoryOptions& memory = options.memory;
  const MemoryOptions& from = configured.memory;
  FillIn(memory.block_bytes, from.block_bytes, untouched.memory.block_bytes);
  FillIn(memory.buckets, from.buckets, untouched.memory.buckets);
  FillIn(memory.idle_buffers_per_bucket, from.idle_buffers_per_bucket, untouched.memory.idle_buffers_per_bucket);
  FillIn(memory.idle_bytes, from.idle_bytes, untouched.memory.idle_bytes);
  FillIn(memory.quota, from.quota, untouched.memory.quota);
  FillIn(memory.label_quotas, from.label_quotas, untouched.memory.label_quotas);
  FillIn(memory.staging_bytes, from.staging_bytes, untouched.memory.staging_bytes);
  FillIn(memory.pressure_shares, from.pressure_shares, untouched.memory.pressure_shares);
  FillIn(memory.report_leaks, from.report_leaks, untouched.memory.report_leaks);
}

}  // namespace kiln::runtime

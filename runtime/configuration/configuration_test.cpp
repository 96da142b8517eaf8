#include "kiln/runtime/configuration.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "kiln/base/file.h"

namespace kiln::runtime {
namespace {

using namespace std::chrono_literals;

std::string Complaint(std::string_view json) {
  const auto configuration = ParseConfiguration(json, "k.json");
  return configuration ? "none" : configuration.error().message();
}

TEST(ConfigurationTest, EverySettingArrives) {
  const auto configuration = ParseConfiguration(R"({
    "device": "NVIDIA", "validation": true, "timeout": 1.5, "compile_timeout": "none",
    "robust_buffer_access": true, "force_staging": true, "printf_bytes": "2M",
    "memory": {"block_bytes": "32M", "buckets": [256, "1K"], "idle_buffers_per_bucket": 5, "idle_bytes": 0,
               "quota": "2G", "label_quotas": {"weights": 7, "x": "1K"}, "staging_bytes": "4M",
               "pressure_shares": [0.1, 0.2, 1], "report_leaks": false},
    "cache": {"folder": "/c", "size": "3K"},
    "telemetry": {"events": "e", "trace": "t", "metrics_port": 9464, "slow": 0.25, "alert_interval": 2,
                  "alerts": [{"name": "n", "metric": "kiln_errors_total", "measure": "rate", "below": 2.5, "hold": 3,
                              "labels": {"code": "timeout"}}]}
  })",
                                                "k.json");
  ASSERT_TRUE(configuration) << configuration.error().ToString();
  const DeviceOptions& device = configuration->device;
  EXPECT_EQ(device.device, "NVIDIA");
  EXPECT_EQ(device.validation, true);
  EXPECT_EQ(device.timeout, 1500ms);
  EXPECT_EQ(device.compile_timeout, kNoTimeout);
  EXPECT_TRUE(device.robust_buffer_access);
  EXPECT_TRUE(device.force_staging);
  EXPECT_EQ(device.printf_bytes, 2u << 20);
  EXPECT_EQ(device.memory.block_bytes, 32u << 20);
  EXPECT_EQ(device.memory.buckets, (std::vector<std::uint64_t>{256, 1024}));
  EXPECT_EQ(device.memory.idle_buffers_per_bucket, 5u);
  EXPECT_EQ(device.memory.idle_bytes, 0u);
  EXPECT_EQ(device.memory.quota, 2ull << 30);
  EXPECT_EQ(device.memory.label_quotas.at("weights"), 7u);
  EXPECT_EQ(device.memory.label_quotas.at("x"), 1024u);
  EXPECT_EQ(device.memory.staging_bytes, 4u << 20);
  EXPECT_EQ(device.memory.pressure_shares, (std::array<double, 3>{0.1, 0.2, 1}));
  EXPECT_EQ(device.memory.report_leaks, false);
  EXPECT_EQ(configuration->cache.folder, "/c");
  EXPECT_EQ(configuration->cache.limit, 3072u);
  const telemetry::TelemetrySettings& telemetry = configuration->telemetry;
  EXPECT_EQ(telemetry.events, "e");
  EXPECT_EQ(telemetry.trace, "t");
  EXPECT_EQ(telemetry.endpoint, "9464");
  EXPECT_EQ(telemetry.slow, 250ms);
  EXPECT_EQ(telemetry.alert_interval, 2s);
  ASSERT_EQ(telemetry.alerts.size(), 1u);
  EXPECT_EQ(telemetry.alerts[0].name, "n");
  EXPECT_EQ(telemetry.alerts[0].measure, telemetry::Measure::kRate);
  EXPECT_TRUE(telemetry.alerts[0].is_below);
  EXPECT_EQ(telemetry.alerts[0].threshold, 2.5);
  EXPECT_EQ(telemetry.alerts[0].hold, 3s);
  EXPECT_EQ(telemetry.alerts[0].labels, (telemetry::Labels{{"code", "timeout"}}));
}

TEST(ConfigurationTest, NothingIsEnough) {
  const auto configuration = ParseConfiguration("{}", "k.json");
  ASSERT_TRUE(configuration);
  EXPECT_TRUE(configuration->telemetry.IsEmpty());
  EXPECT_EQ(configuration->device.printf_bytes, DeviceOptions().printf_bytes);
  EXPECT_EQ(ParseConfiguration(R"({"device": 1})", "k.json")->device.device, "1");
}

TEST(ConfigurationTest, AllThatIsWrongIsToldWithItsLine) {
  EXPECT_EQ(
      Complaint("{\n\"timeuot\": 3,\n\"memory\": {\n  \"quota\": \"many\",\n  \"blocks\": 1},\n\"validation\": 1\n}"),
      "k.json:2: 'timeuot' is no setting; did you mean 'timeout'?\n"
      "k.json:4: 'quota' is a number of bytes, as in 100000, \"512M\" or \"2G\"\n"
      "k.json:5: 'blocks' is no setting of 'memory'; there is block_bytes, buckets, idle_buffers_per_bucket, "
      "idle_bytes, quota, label_quotas, staging_bytes, pressure_shares, report_leaks\n"
      "k.json:6: 'validation' is true or false, not a number");
  EXPECT_TRUE(Complaint("{\n\"a\"").starts_with("k.json:2: syntax error"));
  EXPECT_EQ(Complaint("[]"), "k.json:1: expected an object, not an array");
  EXPECT_EQ(Complaint("{\"cache\":\n 3}"), "k.json:2: 'cache' is an object, not a number");
}

TEST(ConfigurationTest, WrongValues) {
  const std::pair<const char*, const char*> cases[] = {
      {R"("timeout": 0)", "'timeout' is a positive number of seconds, or \"none\""},
      {R"("timeout": "soon")", "'timeout' is a positive number of seconds, or \"none\""},
      {R"("timeout": 1e10)", "'timeout' is a positive number of seconds, or \"none\""},
      {R"("device": null)", "'device' is a text, not null"},
      {R"("device": -1)", "'device' is a text, not a number"},
      {R"("printf_bytes": 3)", "'printf_bytes' is at least 64"},
      {R"("printf_bytes": 64.5)", "'printf_bytes' is a number of bytes, as in 100000, \"512M\" or \"2G\""},
      {R"("memory": {"buckets": [256, 256]})", "the sizes of 'buckets' must ascend"},
      {R"("memory": {"buckets": [0]})", "this is at least 1"},
      {R"("memory": {"buckets": 5})", "'buckets' is an array, not a number"},
      {R"("memory": {"idle_buffers_per_bucket": 4294967296})",
       "'idle_buffers_per_bucket' is a whole number from 0 to 4294967295"},
      {R"("memory": {"pressure_shares": [0.9, 0.8, 1]})",
       "'pressure_shares' are three ascending numbers up to 1: moderate, high, critical"},
      {R"("memory": {"pressure_shares": [0.5, 0.8]})",
       "'pressure_shares' are three ascending numbers up to 1: moderate, high, critical"},
      {R"("memory": {"label_quotas": {"a": -1}})", "'a' is a number of bytes, as in 100000, \"512M\" or \"2G\""},
      {R"("telemetry": {"metrics_port": 65536})", "'metrics_port' is a whole number from 0 to 65535"},
      {R"("telemetry": {"slow": -1})", "'slow' is a positive number of seconds"},
      {R"("telemetry": {"alerts": [{"name": "a", "metric": "kiln_errors_total"}]})",
       "an alert has one of 'above' and 'below'"},
      {R"("telemetry": {"alerts": [{"name": "a", "metric": "kiln_error_total", "above": 1}]})",
       "the alert 'a': there is no metric 'kiln_error_total'; did you mean 'kiln_errors_total'?"},
      {R"("telemetry": {"alerts": [{"name": "a", "metric": "kiln_errors_total", "measure": "p50", "above": 1}]})",
       "the alert 'a' is about the p50 of kiln_errors_total: that is a counter, which has value and rate"},
      {R"("telemetry": {"alerts": [{"measure": "p51"}]})",
       "'p51' is no measure; there is value, rate, mean, p50, p95, p99"},
  };
  for (const auto& [json, expected] : cases) {
    EXPECT_EQ(Complaint(std::string("{\n\n") + json + "}"), std::string("k.json:3: ") + expected) << json;
  }
}

TEST(ConfigurationTest, WhatAProgramLeavesAsItIsIsFilledIn) {
  DeviceOptions options;
  options.device = "mine";
  options.memory.quota = 5;
  DeviceOptions configured;
  configured.device = "theirs";
  configured.timeout = 3s;
  configured.memory.quota = 7;
  configured.memory.idle_bytes = 9;
  FillIn(options, configured);
  EXPECT_EQ(options.device, "mine");
  EXPECT_EQ(options.timeout, 3s);
  EXPECT_EQ(options.memory.quota, 5u);
  EXPECT_EQ(options.memory.idle_bytes, 9u);
}

class LoadConfigurationTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/kiln_configuration_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    for (const char* variable : kVariables) ::unsetenv(variable);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    for (const char* variable : kVariables) ::unsetenv(variable);
  }
  std::string Write(const std::string& json) {
    const std::string path = folder_ + "/k.json";
    std::ofstream(path) << json;
    return path;
  }

  static constexpr const char* kVariables[] = {"KILN_CONFIG",    "KILN_DEVICE", "KILN_TIMEOUT",
                                               "KILN_CACHE_DIR", "KILN_TRACE",  "KILN_CACHE_SIZE"};
  std::string folder_;
};

TEST_F(LoadConfigurationTest, TheEnvironmentComesBeforeTheFile) {
  const std::string path = Write(R"({"device": "a", "timeout": 5, "cache": {"folder": "/c", "size": 7},
                                     "telemetry": {"trace": "t", "slow": 2}})");
  auto plain = LoadConfiguration(path);
  ASSERT_TRUE(plain) << plain.error().ToString();
  EXPECT_EQ(plain->device.device, "a");
  EXPECT_EQ(plain->device.timeout, 5s);
  EXPECT_EQ(plain->device.cache_folder, "/c");
  EXPECT_EQ(plain->device.cache_bytes, 7u);
  ::setenv("KILN_DEVICE", "b", 1);
  ::setenv("KILN_TIMEOUT", "9", 1);
  ::setenv("KILN_CACHE_DIR", "/d", 1);
  ::setenv("KILN_TRACE", "u", 1);
  const auto covered = LoadConfiguration(path);
  ASSERT_TRUE(covered);
  EXPECT_EQ(covered->device.device, "") << "Device::Open asks the environment";
  EXPECT_EQ(covered->device.timeout, std::nullopt);
  EXPECT_EQ(covered->cache.folder, "/d");
  EXPECT_EQ(covered->cache.limit, 7u);
  EXPECT_EQ(covered->telemetry.trace, "u");
  EXPECT_EQ(covered->telemetry.slow, 2s);
}

TEST_F(LoadConfigurationTest, TheEnvironmentNamesAFile) {
  EXPECT_TRUE(LoadConfiguration());
  ::setenv("KILN_CONFIG", Write(R"({"device": "a"})").c_str(), 1);
  EXPECT_EQ(LoadConfiguration()->device.device, "a");
  ::setenv("KILN_CONFIG", (folder_ + "/none.json").c_str(), 1);
  const auto missing = LoadConfiguration();
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), ErrorCode::kNotFound);
  EXPECT_TRUE(missing.error().ToString().ends_with(", which the environment variable KILN_CONFIG names"));
  ::setenv("KILN_CONFIG", Write("{\"devcie\": 1}").c_str(), 1);
  const auto opened = Device::Open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().message(), folder_ + "/k.json:1: 'devcie' is no setting; did you mean 'device'?");
  ::setenv("KILN_CONFIG", Write("{\"device\": \"no such device\"}").c_str(), 1);
  const auto absent = Device::Open();
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code(), ErrorCode::kNotFound);
}

// docs/configuration.md: its example is one, and its table names every setting.
TEST(ConfigurationManualTest, IsRight) {
  const std::string manual = *ReadFile(std::string(KILN_SOURCE_DIR) + "/docs/configuration.md");
  const std::size_t begin = manual.find("```json\n") + 8;
  const auto example = ParseConfiguration(manual.substr(begin, manual.find("```", begin) - begin), "example");
  ASSERT_TRUE(example) << example.error().ToString();
  EXPECT_EQ(example->telemetry.alerts.size(), 1u);
  const std::string names =
      Complaint("{\"?\": 0, \"memory\": {\"?\": 0}, \"cache\": {\"?\": 0}, \"telemetry\": {\"?\": 0}}");
  std::size_t count = 0;
  std::istringstream lines(names);
  for (std::string line; std::getline(lines, line);) {
    std::string group;
    if (const std::size_t of = line.find(" of '"); of != std::string::npos) {
      group = line.substr(of + 5, line.find('\'', of + 5) - of - 5) + ".";
    }
    std::istringstream list(line.substr(line.find("there is ") + 9));
    for (std::string name; std::getline(list >> std::ws, name, ',');) {
      if (group.empty() && (name == "memory" || name == "cache" || name == "telemetry")) continue;
      EXPECT_NE(manual.find("| `" + group + name + "` |"), std::string::npos) << group + name;
      ++count;
    }
  }
  EXPECT_EQ(count, 24u);
}

}  // namespace
}  // namespace kiln::runtime

// JSON lines and traces, read again by another's parser.
#include "kiln/telemetry/sink.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiln/base/file.h"

namespace kiln::telemetry {
namespace {

using Json = nlohmann::json;

class SinkTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/kiln_sinks_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::vector<Event> Events() {
    std::vector<Event> events(5);
    events[0] = {.kind = EventKind::kSubmission,
                 .is_timed = true,
                 .stream = 2,
                 .begin = 1000,
                 .duration = 900'000,
                 .items = 1,
                 .device = "gpu \"0\""};
    events[1] = {.kind = EventKind::kLaunch,
                 .is_timed = true,
                 .stream = 2,
                 .begin = 2500,
                 .duration = 700'001,
                 .items = 64,
                 .device = "gpu \"0\"",
                 .name = "saxpy"};
    events[2] = {
        .kind = EventKind::kWrite, .thread = 3, .begin = 5000, .duration = 100, .bytes = 4096, .device = "gpu \"0\""};
    events[3] = {.kind = EventKind::kError,
                 .thread = 1,
                 .begin = 6000,
                 .device = "gpu \"0\"",
                 .name = "timeout",
                 .detail = "it did\nnot \xff finish"};
    events[4] = {.kind = EventKind::kCopy, .stream = 2, .begin = 7000, .bytes = 16, .device = "gpu \"0\""};
    return events;
  }

  std::string folder_;
};

TEST_F(SinkTest, JsonLinesHoldWhatHappened) {
  const std::string path = folder_ + "/e.jsonl";
  auto sink = OpenJsonLines(path);
  ASSERT_TRUE(sink) << sink.error().ToString();
  (*sink)->Write(Events());
  ASSERT_TRUE((*sink)->Close());
  std::istringstream lines(*ReadFile(path));
  std::vector<Json> objects;
  for (std::string line; std::getline(lines, line);) objects.push_back(Json::parse(line));
  ASSERT_EQ(objects.size(), 6u);
  EXPECT_EQ(objects[0]["schema"], "kiln-events/1");
  EXPECT_GT(objects[0]["unix_ns"].get<std::uint64_t>(), 1'700'000'000'000'000'000u);
  EXPECT_EQ(objects[1], Json::parse(R"({"kind": "submission", "begin_ns": 1000, "duration_ns": 900000,
      "device": "gpu \"0\"", "stream": 2, "items": 1})"));
  EXPECT_EQ(objects[2], Json::parse(R"({"kind": "launch", "begin_ns": 2500, "duration_ns": 700001, "clock": "device",
      "device": "gpu \"0\"", "stream": 2, "name": "saxpy", "items": 64})"));
  EXPECT_EQ(objects[3], Json::parse(R"({"kind": "write", "begin_ns": 5000, "duration_ns": 100, "thread": 3,
      "device": "gpu \"0\"", "bytes": 4096})"));
  EXPECT_EQ(objects[4]["name"], "timeout");
  EXPECT_EQ(objects[4]["detail"], "it did\nnot \xef\xbf\xbd finish");
}

TEST_F(SinkTest, TracesAreJsonWithOrWithoutTheirEnd) {
  const std::string path = folder_ + "/%p.json";
  const std::string file = folder_ + "/" + std::to_string(::getpid()) + ".json";
  auto sink = OpenTrace(path);
  ASSERT_TRUE(sink) << sink.error().ToString();
  (*sink)->Write(Events());
  const Json unfinished = Json::parse(*ReadFile(file) + "]");
  ASSERT_TRUE((*sink)->Close());
  const Json trace = Json::parse(*ReadFile(file));
  EXPECT_EQ(trace, unfinished);

  std::map<std::string, int> phases;
  for (const Json& object : trace) ++phases[object["ph"].get<std::string>()];
  EXPECT_EQ(phases["X"], 3);
  EXPECT_EQ(phases["i"], 2);
  EXPECT_EQ(phases["M"], 4) << "the host, the device, the stream's two rows";
  const auto launch = std::find_if(trace.begin(), trace.end(), [](const Json& o) { return o["name"] == "saxpy"; });
  ASSERT_NE(launch, trace.end());
  EXPECT_EQ((*launch)["ts"], 2.5);
  EXPECT_EQ((*launch)["dur"], 700.001);
  EXPECT_EQ((*launch)["args"]["items"], 64);
}

TEST_F(SinkTest, WhatCannotBeWrittenIsAnError) {
  for (const auto open : {OpenJsonLines, OpenTrace}) {
    const auto missing = open(folder_ + "/no/such/folder");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code(), ErrorCode::kIo);
    EXPECT_EQ(missing.error().message(), "cannot write '" + folder_ + "/no/such/folder': No such file or directory");
    EXPECT_FALSE(open(folder_)) << "a folder";
    auto full = open("/dev/full");
    ASSERT_TRUE(full);
    (*full)->Write(Events());
    const Status status = (*full)->Close();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().message(), "'/dev/full' is not whole: No space left on device");
  }
}

TEST(EventTest, NamesAreDistinct) {
  std::set<std::string> names;
  for (std::size_t kind = 0; kind < kEventKinds; ++kind) names.insert(EventKindName(static_cast<EventKind>(kind)));
  EXPECT_EQ(names.size(), kEventKinds);
}

TEST(EventTest, Sentences) {
  Event event = {.kind = EventKind::kLaunch, .duration = 12'500'000, .device = "gpu", .name = "saxpy"};
  EXPECT_EQ(Describe(event), "launch of 'saxpy' on 'gpu' took 12.5 ms");
  event = {.kind = EventKind::kSubmission, .duration = 1000, .items = 1};
  EXPECT_EQ(Describe(event), "submission of 1 command took 0.001 ms");
  event = {.kind = EventKind::kRead, .duration = 2'000'000, .bytes = 64, .device = "gpu"};
  EXPECT_EQ(Describe(event), "read of 64 bytes on 'gpu' took 2 ms");
  event = {.kind = EventKind::kError, .name = "timeout", .detail = "late"};
  EXPECT_EQ(Describe(event), "error 'timeout': late");
}

}  // namespace
}  // namespace kiln::telemetry

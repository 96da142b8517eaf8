#include "kiln/telemetry/telemetry.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <thread>

namespace kiln::telemetry {
namespace {

using namespace std::chrono_literals;

class KeepingSink : public Sink {
 public:
  void Write(std::span<const Event> events) override {
    for (const Event& event : events) seen_.push_back(event);
  }
  Status Close() override {
    is_closed_ = true;
    return Fail(ErrorCode::kIo, "the disk is full");
  }
  std::vector<Event> seen_;
  bool is_closed_ = false;
};

TEST(TelemetryTest, SinksGetEventsInOrder) {
  const auto sink = std::make_shared<KeepingSink>();
  auto telemetry = Telemetry::Create({.sinks = {sink}});
  ASSERT_TRUE(telemetry);
  Recorder& recorder = (*telemetry)->recorder();
  EXPECT_TRUE(recorder.wants_events());
  for (std::uint64_t i = 0; i < 1000; ++i) recorder.Note(Event{.kind = EventKind::kCopy, .begin = i});
  (*telemetry)->Flush();
  ASSERT_EQ(sink->seen_.size(), 1000u);
  for (std::uint64_t i = 0; i < 1000; ++i) EXPECT_EQ(sink->seen_[i].begin, i);
  recorder.NoteError(ErrorCode::kTimeout, {}, "late");
  recorder.NoteRecovery(RecoveryAction::kTrim, {}, "full");
  recorder.NotePressure("d", "high");
  const Status closed = (*telemetry)->Close();
  EXPECT_TRUE(sink->is_closed_);
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().message(), "the disk is full");
  ASSERT_EQ(sink->seen_.size(), 1003u);
  EXPECT_EQ(sink->seen_[1000].name, "timeout");
  EXPECT_EQ(sink->seen_[1001].name, "trim");
  EXPECT_EQ(sink->seen_[1002].name, "high");
  recorder.NoteError(ErrorCode::kTimeout, {}, "after the end");
  (*telemetry)->Flush();
  EXPECT_EQ(sink->seen_.size(), 1003u);
}

TEST(TelemetryTest, WithoutSinksNothingIsKept) {
  auto telemetry = Telemetry::Create();
  ASSERT_TRUE(telemetry);
  EXPECT_FALSE((*telemetry)->recorder().wants_events());
  EXPECT_FALSE((*telemetry)->recorder().Wants(~std::uint64_t{0} - 1));
  (*telemetry)->Flush();
  EXPECT_TRUE((*telemetry)->Close());
}

// What blocks the thread that writes must not block, nor fill the memory of, those who note.
TEST(TelemetryTest, EventsThatComeTooFastAreCountedAndDropped) {
  class BlockingSink : public Sink {
   public:
    void Write(std::span<const Event> events) override {
      count_ += events.size();
      go_.get_future().wait();
      go_ = {};
      go_.set_value();
    }
    std::promise<void> go_;
    std::atomic<std::size_t> count_{0};
  };
  const auto sink = std::make_shared<BlockingSink>();
  auto telemetry = Telemetry::Create({.sinks = {sink}});
  ASSERT_TRUE(telemetry);
  Recorder& recorder = (*telemetry)->recorder();
  constexpr std::size_t kCount = 200'000;
  for (std::size_t i = 0; i < kCount; ++i) recorder.Note(Event{});
  sink->go_.set_value();
  (*telemetry)->Flush();
  std::size_t dropped = 0;
  for (const MetricFamily& family : (*telemetry)->Collect()) {
    if (family.description.name == std::string("kiln_dropped_events_total")) {
      dropped = static_cast<std::size_t>(family.samples.at(0).value);
    }
  }
  EXPECT_GT(dropped, 0u);
  EXPECT_EQ(sink->count_ + dropped, kCount);
}

TEST(TelemetryTest, SlowOperationsAreTold) {
  std::vector<std::string> told;
  auto telemetry =
      Telemetry::Create({.slow = 1ms, .on_slow = [&](const Event& event) { told.push_back(Describe(event)); }});
  ASSERT_TRUE(telemetry);
  Recorder& recorder = (*telemetry)->recorder();
  EXPECT_FALSE(recorder.Wants(999'999));
  EXPECT_TRUE(recorder.Wants(1'000'000));
  recorder.Note(Event{.kind = EventKind::kLaunch, .duration = 999'999, .name = "quick"});
  recorder.Note(Event{.kind = EventKind::kLaunch, .duration = 1'000'000, .name = "slow"});
  recorder.Note(Event{.kind = EventKind::kSubmission, .is_timed = true, .duration = 9'000'000, .items = 3});
  recorder.Note(Event{.kind = EventKind::kSubmission, .duration = 8'000'000, .items = 3});
  recorder.NoteTranslation("k.cl", 0, 5'000'000);
  ASSERT_TRUE((*telemetry)->Close());
  EXPECT_EQ(told, (std::vector<std::string>{"launch of 'slow' took 1 ms", "submission of 3 commands took 8 ms",
                                            "translate 'k.cl' took 5 ms"}));
}

TEST(TelemetryTest, AlertsBeginAndEnd) {
  std::promise<void> begun, ended;
  TelemetryOptions options;
  options.alerts = {{"errors", "kiln_errors_total", Measure::kRate, {{"code", "timeout"}}, 0.5}};
  options.alert_interval = 5ms;
  options.on_alert = [&](const Alert& alert) { (alert.is_firing ? begun : ended).set_value(); };
  auto telemetry = Telemetry::Create(std::move(options));
  ASSERT_TRUE(telemetry) << telemetry.error().ToString();
  std::this_thread::sleep_for(20ms);  // the first look
  (*telemetry)->recorder().NoteError(ErrorCode::kTimeout, {}, "late");
  EXPECT_EQ(begun.get_future().wait_for(20s), std::future_status::ready);
  EXPECT_EQ(ended.get_future().wait_for(20s), std::future_status::ready);
  ASSERT_TRUE((*telemetry)->Close());
}

TEST(TelemetryTest, FunctionsMayUseTheTelemetry) {
  std::shared_ptr<Telemetry> telemetry;
  std::atomic<int> calls{0};
  TelemetryOptions options;
  options.slow = 1ns;
  options.on_slow = [&](const Event&) {
    ++calls;
    telemetry->Flush();
    static_cast<void>(telemetry->Collect());
    if (calls == 1) telemetry->recorder().Note(Event{.duration = 5});
  };
  telemetry = *Telemetry::Create(std::move(options));
  telemetry->recorder().Note(Event{.duration = 5});
  telemetry->Flush();
  telemetry->Flush();
  EXPECT_EQ(calls, 2);
  ASSERT_TRUE(telemetry->Close());
}

TEST(TelemetryTest, WrongOptionsAreRefused) {
  TelemetryOptions options;
  options.alerts = {{"x", "kiln_nothing", Measure::kValue}};
  EXPECT_FALSE(Telemetry::Create(options));
  options.alerts.clear();
  options.alert_interval = 0s;
  EXPECT_FALSE(Telemetry::Create(options));
  EXPECT_EQ(*ParseSeconds("0.25"), 250ms);
  for (const char* wrong : {"", "0", "-1", "1s", "nan", "1e300", "inf"}) EXPECT_FALSE(ParseSeconds(wrong)) << wrong;
}

TEST(TelemetryTest, TheEnvironmentAsksForIt) {
  EXPECT_EQ(*Telemetry::OfEnvironment(), nullptr);
  ::setenv("KILN_SLOW", "soon", 1);
  auto wrong = Telemetry::OfEnvironment();
  ::unsetenv("KILN_SLOW");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().ToString(), "'soon' is no positive number of seconds, in the environment variable KILN_SLOW");
  ::setenv("KILN_TRACE", "/no/such/folder/t.json", 1);
  wrong = Telemetry::OfEnvironment();
  ::unsetenv("KILN_TRACE");
  ASSERT_FALSE(wrong);
  EXPECT_TRUE(wrong.error().ToString().ends_with("while opening the trace's file"));
}

}  // namespace
}  // namespace kiln::telemetry

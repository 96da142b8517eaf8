#include "kiln/telemetry/telemetry.h"

#include <fmt/format.h>

#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>
#include <utility>

#include "runtime/telemetry/alert_watch.h"

namespace kiln::telemetry {

Result<std::chrono::nanoseconds> ParseSeconds(std::string_view text) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr double kMost = 1e9;
  if (error == std::errc() && end == text.data() + text.size() && seconds > 0 && seconds <= kMost) {
    return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
  }
  return Fail(ErrorCode::kInvalidArgument, fmt::format("'{}' is no positive number of seconds", text));
}

// The thread that writes events and looks at the alerts. Those who note events only append to a list: it is the thread
// that looks ten times a second whether there is something.
class Telemetry::Worker {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr auto kPeriod = std::chrono::milliseconds(100);
  static constexpr std::size_t kMostPending = 1 << 16;

  Worker(TelemetryOptions options, Recorder& recorder)
      : options_(std::move(options)), recorder_(recorder), watch_(options_.alerts) {
    thread_ = std::thread([this] { Run(); });
  }
  ~Worker() { static_cast<void>(Close()); }

  bool Take(std::vector<Event>&& events) {
    const std::lock_guard lock(mutex_);
    if (is_closing_) return true;
    if (pending_.size() + events.size() > kMostPending) return false;
    pending_.insert(pending_.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    if (pending_.size() > kMostPending / 2) wake_.notify_one();
    return true;
  }

  void Flush() {
    std::unique_lock lock(mutex_);
    if (std::this_thread::get_id() == thread_.get_id()) return;  // from a function that it calls
    const std::uint64_t wanted = ++flushes_wanted_;
    wake_.notify_one();
    flushed_.wait(lock, [&] { return flushes_done_ >= wanted || is_over_; });
  }

  Status Close() {
    {
      const std::lock_guard lock(mutex_);
      is_closing_ = true;
      wake_.notify_one();
    }
    if (std::this_thread::get_id() != thread_.get_id() && thread_.joinable()) thread_.join();
    return outcome_;
  }

 private:
  void Run() {
    Clock::time_point next_look = Clock::now();
    std::unique_lock lock(mutex_);
    while (true) {
      if (!watch_.is_empty() && Clock::now() >= next_look) {
        next_look = Clock::now() + options_.alert_interval;
        lock.unlock();
        Look();
        lock.lock();
      }
      const std::uint64_t flushes = flushes_wanted_;
      const bool is_last = is_closing_;
      std::vector<Event> events = std::exchange(pending_, {});
      if (!events.empty()) {
        lock.unlock();
        Write(std::move(events));
        lock.lock();
      }
      flushes_done_ = flushes;
      flushed_.notify_all();
      if (is_last) break;
      wake_.wait_for(lock, std::min<Clock::duration>(kPeriod, options_.alert_interval), [&] {
        return is_closing_ || flushes_wanted_ != flushes_done_ || pending_.size() > kMostPending / 2;
      });
    }
    is_over_ = true;
    flushed_.notify_all();
    lock.unlock();
    for (const auto& sink : options_.sinks) {
      Status status = sink->Close();
      if (!status && outcome_) outcome_ = std::move(status);
    }
  }

  void Write(std::vector<Event> events) {
    for (const auto& sink : options_.sinks) sink->Write(events);
    if (options_.slow.count() == 0) return;
    for (const Event& event : events) {
      if (!IsSlow(event, static_cast<std::uint64_t>(options_.slow.count()))) continue;
      if (options_.on_slow) {
        options_.on_slow(event);
      } else {
        std::fprintf(stderr, "kiln: slow: %s\n", telemetry::Describe(event).c_str());
      }
    }
  }

  void Look() {
    for (const Alert& alert : watch_.Look(recorder_.Collect(), Now())) {
      recorder_.NoteAlert(alert.rule.name, telemetry::Describe(alert), alert.is_firing);
      if (options_.on_alert) {
        options_.on_alert(alert);
      } else {
        std::fprintf(stderr, "kiln: alert: %s\n", telemetry::Describe(alert).c_str());
      }
    }
  }

  const TelemetryOptions options_;
  Recorder& recorder_;
  AlertWatch watch_;
  Status outcome_;
  std::mutex mutex_;
  std::condition_variable wake_, flushed_;
  std::vector<Event> pending_;
  std::uint64_t flushes_wanted_ = 0, flushes_done_ = 0;
  bool is_closing_ = false, is_over_ = false;
  std::thread thread_;
};

Telemetry::Telemetry() : recorder_(std::make_unique<Recorder>()) {}

Telemetry::~Telemetry() = default;

Result<std::shared_ptr<Telemetry>> Telemetry::Create(TelemetryOptions options) {
  for (const AlertRule& rule : options.alerts) KILN_RETURN_IF_ERROR(CheckRule(rule));
  if (options.alert_interval <= std::chrono::nanoseconds(0)) {
    return Fail(ErrorCode::kInvalidArgument, "alerts are looked at after no time");
  }
  std::shared_ptr<Telemetry> telemetry(new Telemetry());
  Recorder& recorder = *telemetry->recorder_;
  const bool wants_slow = options.slow > std::chrono::nanoseconds(0);
  recorder.wants_events_ = !options.sinks.empty();
  if (wants_slow) recorder.slow_ = static_cast<std::uint64_t>(options.slow.count());
  if (!options.sinks.empty() || wants_slow || !options.alerts.empty()) {
    telemetry->worker_ = std::make_unique<Worker>(std::move(options), recorder);
    recorder.hand_on_ = [worker = telemetry->worker_.get()](std::vector<Event>&& events) {
      return worker->Take(std::move(events));
    };
  }
  return telemetry;
}

Snapshot Telemetry::Collect() const {
  return recorder_->Collect();
}

void Telemetry::Flush() {
  if (worker_ != nullptr) worker_->Flush();
}

Status Telemetry::Close() {
  return worker_ != nullptr ? worker_->Close() : Status();
}

}  // namespace kiln::telemetry

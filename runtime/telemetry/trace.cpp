// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU: the JSON array format, whose closing
// bracket may be missing.
#include <fmt/format.h>

#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "kiln/telemetry/sink.h"
#include "runtime/telemetry/text_file.h"

namespace kiln::telemetry {
namespace {

// The host is a process of the trace, with its threads; each device is one, whose threads are its streams.
class Trace : public Sink {
 public:
  explicit Trace(TextFile file) : file_(std::move(file)) {
    file_.Append(fmt::format("[\n{}", Named("process_name", kHost, 0, "host")));
  }

  void Write(std::span<const Event> events) override {
    text_.clear();
    for (const Event& event : events) Append(event);
    file_.Append({text_.data(), text_.size()});
  }
  Status Close() override {
    file_.Append("\n]\n");
    return file_.Close();
  }

 private:
  static constexpr std::uint32_t kHost = 1;

  static std::string Named(const char* what, std::uint32_t process, std::uint32_t thread, std::string_view name) {
    return fmt::format(R"({{"ph": "M", "name": "{}", "pid": {}, "tid": {}, "args": {{"name": {}}}}})", what, process,
                       thread, QuoteJson(name));
  }
  void Add(std::string_view object) { fmt::format_to(std::back_inserter(text_), ",\n{}", object); }

  std::uint32_t ProcessOf(const Event& event) {
    if (event.stream == 0) return kHost;
    const auto next = static_cast<std::uint32_t>(kHost + 1 + processes_.size());
    const auto [known, is_new] = processes_.emplace(event.device, next);
    if (is_new) Add(Named("process_name", next, 0, event.device));
    return known->second;
  }

  void Append(const Event& event) {
    const std::uint32_t process = ProcessOf(event);
    const bool is_submission = event.kind == EventKind::kSubmission;
    // Submissions overlap each other, and the commands in them: each stream has a second row for them.
    const std::uint32_t row = process == kHost ? event.thread : 2 * event.stream + (is_submission ? 1 : 0);
    if (process != kHost && rows_.emplace(process, row).second) {
      Add(Named("thread_name", process, row,
                fmt::format("stream {}{}", event.stream, is_submission ? ", as the host saw it" : "")));
    }
    const auto out = std::back_inserter(text_);
    const bool has_name = event.kind == EventKind::kLaunch;
    fmt::format_to(out, R"(,{}{{"name": {}, "cat": "{}", "ph": "{}", "ts": {:.3f}, "pid": {}, "tid": {})", "\n",
                   QuoteJson(has_name ? event.name : EventKindName(event.kind)), EventKindName(event.kind),
                   event.duration != 0 ? "X" : "i", static_cast<double>(event.begin) / 1e3, process, row);
    if (event.duration != 0) {
      fmt::format_to(out, R"(, "dur": {:.3f})", static_cast<double>(event.duration) / 1e3);
    } else {
      fmt::format_to(out, R"(, "s": "t")");
    }
    fmt::format_to(out, R"(, "args": {{"kind": "{}")", EventKindName(event.kind));
    if (!has_name && !event.name.empty()) fmt::format_to(out, R"(, "name": {})", QuoteJson(event.name));
    if (event.items != 0) fmt::format_to(out, R"(, "items": {})", event.items);
    if (event.bytes != 0) fmt::format_to(out, R"(, "bytes": {})", event.bytes);
    if (!event.detail.empty()) fmt::format_to(out, R"(, "detail": {})", QuoteJson(event.detail));
    fmt::format_to(out, "}}}}");
  }

  TextFile file_;
  fmt::memory_buffer text_;
  std::map<std::string, std::uint32_t, std::less<>> processes_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> rows_;
};

}  // namespace

Result<std::shared_ptr<Sink>> OpenTrace(const std::string& path) {
  KILN_ASSIGN_OR_RETURN(TextFile file, TextFile::Open(path));
  return std::shared_ptr<Sink>(std::make_shared<Trace>(std::move(file)));
}

}  // namespace kiln::telemetry

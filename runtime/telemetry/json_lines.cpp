#include <fmt/format.h>

#include <chrono>
#include <iterator>

#include "kiln/telemetry/sink.h"
#include "runtime/telemetry/text_file.h"

namespace kiln::telemetry {
namespace {

class JsonLines : public Sink {
 public:
  explicit JsonLines(TextFile file) : file_(std::move(file)) {
    using std::chrono::system_clock;
    const auto unix_time = std::chrono::duration_cast<std::chrono::nanoseconds>(system_clock::now().time_since_epoch());
    file_.Append(fmt::format("{{\"schema\": \"kiln-events/1\", \"unix_ns\": {}, \"steady_ns\": {}}}\n",
                             unix_time.count(), Now()));
  }

  void Write(std::span<const Event> events) override {
    text_.clear();
    for (const Event& event : events) Append(event);
    file_.Append({text_.data(), text_.size()});
  }
  Status Close() override { return file_.Close(); }

 private:
  void Append(const Event& event) {
    const auto out = std::back_inserter(text_);
    fmt::format_to(out, "{{\"kind\": \"{}\", \"begin_ns\": {}", EventKindName(event.kind), event.begin);
    const auto add_number = [&](const char* name, std::uint64_t value) {
      if (value != 0) fmt::format_to(out, ", \"{}\": {}", name, value);
    };
    const auto add_text = [&](const char* name, std::string_view value) {
      if (!value.empty()) fmt::format_to(out, ", \"{}\": {}", name, QuoteJson(value));
    };
    add_number("duration_ns", event.duration);
    if (event.is_timed && event.kind != EventKind::kSubmission) fmt::format_to(out, ", \"clock\": \"device\"");
    add_text("device", event.device);
    add_number("stream", event.stream);
    add_number("thread", event.thread);
    add_text("name", event.name);
    add_number("items", event.items);
    add_number("bytes", event.bytes);
    add_text("detail", event.detail);
    fmt::format_to(out, "}}\n");
  }

  TextFile file_;
  fmt::memory_buffer text_;
};

}  // namespace

Result<std::shared_ptr<Sink>> OpenJsonLines(const std::string& path) {
  KILN_ASSIGN_OR_RETURN(TextFile file, TextFile::Open(path));
  return std::shared_ptr<Sink>(std::make_shared<JsonLines>(std::move(file)));
}

}  // namespace kiln::telemetry

#include "harness/testing/expectations.h"

#include <algorithm>

#include "harness/description/lines.h"
#include "harness/testing/pattern.h"

namespace kiln::harness {

Result<Expectations> Expectations::Parse(std::string_view text, const std::string& file) {
  Expectations expectations;
  expectations.file_ = file;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = Trim(text.substr(at, end - at));
    at = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto bad = [&](const char* what) {
      return Fail(ErrorCode::kInvalidArtifact, file + ":" + std::to_string(number) + ": " + what);
    };
    // A blank on both sides of the mark: "test #2" is a name.
    const std::size_t mark = line.find(" # ");
    if (mark == std::string_view::npos) return bad("a reason is missing: path::subtest  # reason");
    Line entry;
    entry.pattern = Trim(line.substr(0, mark));
    entry.reason = Trim(line.substr(mark + 3));
    entry.number = number;
    entry.is_glob = entry.pattern.find_first_of("*?[") != std::string::npos;
    if (entry.pattern.find("::") == std::string::npos) return bad("expected path::subtest  # reason");
    expectations.lines_.push_back(std::move(entry));
  }
  return expectations;
}

const std::string* Expectations::Reason(const std::string& id) {
  const std::string* reason = nullptr;
  for (Line& line : lines_) {
    // Most lines are plain names; comparing the ends is much cheaper than matching, and right for names with brackets.
    const bool is_name = id.ends_with(line.pattern) &&
                         (id.size() == line.pattern.size() || id[id.size() - line.pattern.size() - 1] == '/');
    if (!is_name && !(line.is_glob && GlobMatches(line.pattern, id))) continue;
    line.used = true;
    if (reason == nullptr) reason = &line.reason;
  }
  return reason;
}

std::vector<std::string> Expectations::Unused() const {
  std::vector<std::string> unused;
  for (const Line& line : lines_) {
    if (!line.used) unused.push_back(file_ + ":" + std::to_string(line.number) + ": " + line.pattern);
  }
  return unused;
}

}  // namespace kiln::harness

#include "harness/testing/pattern.h"

#include <fnmatch.h>

namespace kiln::harness {

std::string SubtestId(std::string_view path, std::string_view subtest) {
  std::string id(path);
  return id.append("::").append(subtest);
}

bool GlobMatches(const std::string& glob, const std::string& id) {
  const std::size_t path_end = id.find("::");
  for (std::size_t at = 0;;) {
    if (fnmatch(glob.c_str(), id.c_str() + at, 0) == 0) return true;
    const std::size_t slash = id.find('/', at);
    if (slash == std::string::npos || slash > path_end) return false;
    at = slash + 1;
  }
}

Result<Filter> Filter::Parse(const std::string& text) {
  Filter filter;
  filter.text_ = text;
  if (text.size() >= 2 && text.front() == '/' && text.back() == '/') {
    // std::regex reports a bad expression by an exception only.
    try {
      filter.regex_ = std::make_shared<const std::regex>(text.substr(1, text.size() - 2));
    } catch (const std::regex_error& error) {
      return Fail(ErrorCode::kInvalidArgument, "bad filter '" + text + "': " + error.what());
    }
  }
  filter.is_glob_ = text.find_first_of("*?[") != std::string::npos;
  return filter;
}

bool Filter::Matches(const std::string& id) const {
  if (text_.empty()) return true;
  if (regex_) return std::regex_search(id, *regex_);
  return is_glob_ ? GlobMatches(text_, id) : id.find(text_) != std::string::npos;
}

}  // namespace kiln::harness

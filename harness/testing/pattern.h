// Names of subtests, "path::subtest", and patterns for them.
#ifndef KILN_HARNESS_TESTING_PATTERN_H_
#define KILN_HARNESS_TESTING_PATTERN_H_

#include <memory>
#include <regex>
#include <string>
#include <string_view>

#include "kiln/base/result.h"

namespace kiln::harness {

std::string SubtestId(std::string_view path, std::string_view subtest);

// Whether `glob` (* ? [...], where * crosses slashes) matches `id` as a whole, or what follows a slash of its path: so
// a list holds wherever the tests lie.
bool GlobMatches(const std::string& glob, const std::string& id);

// TestRequest::filter.
class Filter {
 public:
  // kInvalidArgument for a bad regular expression.
  static Result<Filter> Parse(const std::string& text);
  bool Matches(const std::string& id) const;

 private:
  std::string text_;
  bool is_glob_ = false;
  std::shared_ptr<const std::regex> regex_;
};

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_PATTERN_H_

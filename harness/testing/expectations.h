// The list of tests that are known not to pass.
#ifndef KILN_HARNESS_TESTING_EXPECTATIONS_H_
#define KILN_HARNESS_TESTING_EXPECTATIONS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::harness {

// One line each: `path::subtest  # reason`. The part before the # is a pattern in the sense of GlobMatches; empty lines
// and lines that begin with # are comments. Each line must have a "::" and a reason.
class Expectations {
 public:
  // kInvalidArtifact with "file:line: what is wrong".
  static Result<Expectations> Parse(std::string_view text, const std::string& file);

  // The reason of the first line that matches; null when none does. Remembers that the line was used.
  const std::string* Reason(const std::string& id);
  // "file:line: pattern" of the lines that have matched nothing so far.
  std::vector<std::string> Unused() const;

 private:
  struct Line {
    std::string pattern;
    std::string reason;
    std::uint32_t number = 0;
    bool is_glob = false;
    bool used = false;
  };
  std::string file_;
  std::vector<Line> lines_;
};

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_EXPECTATIONS_H_

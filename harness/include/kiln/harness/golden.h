// `kiln golden`: kernels with the text that they are to become beside them.
#ifndef KILN_HARNESS_GOLDEN_H_
#define KILN_HARNESS_GOLDEN_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::harness {

// A source's first line may say what it is to become, and the options to build it with:
//   // RUN: targets=spvasm,comp,metal -cl-std=CL2.0 -DN=4
struct GoldenDirectives {
  std::vector<std::string> targets;
  std::vector<std::string> options;
};
// Empty when the first line is no such comment. kInvalidArgument for a target that is none of `suffixes`.
Result<GoldenDirectives> ParseGoldenDirectives(std::string_view source, const std::vector<std::string>& suffixes);

struct GoldenRequest {
  std::string directory;  // searched, with its folders, for x.cl; its golden files are x.cl.expected.SUFFIX
  std::vector<std::string> suffixes = {"spvasm", "comp", "metal", "hlsl", "json"};
  // Rewrites the golden files that exist and those that directives name, instead of comparing. Refused while the
  // environment has a CI variable: a golden file changes only where someone reads the change.
  bool update = false;
  std::string filter;         // only sources whose path holds it; empty: all
  std::string rerun_command;  // named by failures, e.g. "kiln golden tests/golden --update"; empty: not named
  // The text for one suffix. The options are those of the directives.
  std::function<Result<std::string>(const std::string& path, const std::string& source,
                                    const std::vector<std::string>& options, const std::string& suffix)>
      make;
};

struct GoldenFailure {
  std::string path;     // of the golden file
  std::string message;  // a unified diff of the first difference, or why there is no text
};

struct GoldenReport {
  std::size_t sources = 0;
  std::size_t checked = 0;  // golden files compared
  std::size_t updated = 0;  // golden files whose contents changed
  std::vector<GoldenFailure> failures;
  std::vector<std::string> without;  // sources that have no golden file and name none

  bool ok() const { return failures.empty(); }
  std::string Summary() const;  // "12 golden files match", "3 differ", "2 updated", ...
};

// Errors are about the request; differences are in the report. In update mode a text that cannot be made leaves its old
// file.
Result<GoldenReport> RunGolden(const GoldenRequest& request);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_GOLDEN_H_

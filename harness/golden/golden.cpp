#include "kiln/harness/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "harness/description/description.h"
#include "harness/description/lines.h"
#include "harness/golden/diff.h"
#include "harness/testing/test_file.h"
#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

bool InCi() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && *ci != '\0';
}

bool Exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

class Checker {
 public:
  explicit Checker(const GoldenRequest& request) : request_(request) {}

  Result<GoldenReport> Run() {
    KILN_ASSIGN_OR_RETURN(const std::vector<std::string> sources, FindTestFiles({request_.directory}, {".cl"}));
    for (const std::string& path : sources) {
      if (path.find(request_.filter) == std::string::npos) continue;
      ++report_.sources;
      KILN_RETURN_IF_ERROR(CheckSource(path));
    }
    return std::move(report_);
  }

 private:
  Status CheckSource(const std::string& path) {
    KILN_ASSIGN_OR_RETURN(const std::string source, ReadFile(path));
    auto directives = ParseGoldenDirectives(source, request_.suffixes);
    if (!directives) return Fail(std::move(directives.error()).With("in '" + path + "'"));
    bool any = false;
    for (const std::string& suffix : request_.suffixes) {
      const auto& named = directives->targets;
      const std::string golden = path + ".expected." + suffix;
      const bool exists = Exists(golden);
      if (!exists && std::find(named.begin(), named.end(), suffix) == named.end()) continue;
      any = true;
      auto text = request_.make(path, source, directives->options, suffix);
      if (!text) {
        report_.failures.push_back({golden, text.error().ToString()});
      } else if (request_.update) {
        KILN_RETURN_IF_ERROR(Update(golden, exists, *text));
      } else {
        KILN_RETURN_IF_ERROR(Check(golden, exists, *text));
      }
    }
    if (!any) report_.without.push_back(path);
    return {};
  }

  Status Update(const std::string& golden, bool exists, const std::string& text) {
    if (exists) {
      KILN_ASSIGN_OR_RETURN(const std::string old, ReadFile(golden));
      if (old == text) return {};
    }
    KILN_RETURN_IF_ERROR(WriteFileAtomically(golden, text));
    ++report_.updated;
    return {};
  }

  Status Check(const std::string& golden, bool exists, const std::string& text) {
    ++report_.checked;
    if (!exists) {
      report_.failures.push_back({golden, "the golden file is missing\n" + Rerun()});
      return {};
    }
    KILN_ASSIGN_OR_RETURN(const std::string expected, ReadFile(golden));
    if (const std::string difference = FirstDifference(expected, text); !difference.empty()) {
      report_.failures.push_back({golden, "--- " + golden + "\n+++ what is made now\n" + difference + Rerun()});
    }
    return {};
  }

  std::string Rerun() const {
    return request_.rerun_command.empty() ? "" : "to accept: " + request_.rerun_command + "\n";
  }

  const GoldenRequest& request_;
  GoldenReport report_;
};

}  // namespace

Result<GoldenDirectives> ParseGoldenDirectives(std::string_view source, const std::vector<std::string>& suffixes) {
  GoldenDirectives directives;
  std::string_view line = Trim(source.substr(0, source.find('\n')));
  if (!line.starts_with("//")) return directives;
  line = Trim(line.substr(2));
  if (!line.starts_with("RUN:")) return directives;
  constexpr std::string_view kTargets = "targets=";
  for (std::string& word : SplitOptions(line.substr(4))) {
    if (!word.starts_with(kTargets)) {
      directives.options.push_back(std::move(word));
      continue;
    }
    for (std::size_t at = kTargets.size(); at <= word.size();) {
      const std::size_t end = std::min(word.find(',', at), word.size());
      const std::string target = word.substr(at, end - at);
      at = end + 1;
      if (std::find(suffixes.begin(), suffixes.end(), target) == suffixes.end()) {
        const std::string_view nearest = Nearest(target, {suffixes.begin(), suffixes.end()});
        return Fail(ErrorCode::kInvalidArgument,
                    "RUN: names the unknown target '" + target + "'" +
                        (nearest.empty() ? "" : "; did you mean '" + std::string(nearest) + "'?"));
      }
      directives.targets.push_back(target);
    }
  }
  return directives;
}

std::string GoldenReport::Summary() const {
  const std::size_t differ = failures.size();
  std::string text;
  const auto add = [&](std::size_t count, const char* what) {
    if (count != 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + what;
  };
  add(checked > differ ? checked - differ : 0, " match");
  add(updated, " updated");
  add(differ, " failed");
  add(without.size(), " without golden files");
  return text.empty() ? "nothing to do" : text;
}

Result<GoldenReport> RunGolden(const GoldenRequest& request) {
  if (request.update && InCi()) {
    return Fail(ErrorCode::kInvalidArgument, "golden files are not updated while the environment has CI set");
  }
  return Checker(request).Run();
}

}  // namespace kiln::harness

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <ostream>
#include <thread>
#include <utility>

#include "harness/testing/expectations.h"
#include "harness/testing/junit.h"
#include "harness/testing/pattern.h"
#include "harness/testing/schedule.h"
#include "harness/testing/test_file.h"
#include "kiln/base/file.h"
#include "kiln/harness/test.h"

namespace kiln::harness {
namespace {

using Clock = std::chrono::steady_clock;

// Collects results, counts them, and shows them as they come.
class Recorder {
 public:
  Recorder(const TestRequest& request, Expectations& expectations, std::size_t total)
      : request_(request), expectations_(expectations), total_(total) {}

  void Record(const TestFile& file, std::size_t subtest, SubtestResult result) {
    const std::string id = SubtestId(file.path, result.name);
    if (const std::string* reason = expectations_.Reason(id)) result.known_reason = *reason;
    Count(result);
    ++done_;
    Show(id, result);
    results_[&file][subtest] = std::move(result);
  }

  TestReport Finish(const std::vector<TestFile>& files) {
    ClearLine();
    for (const TestFile& file : files) {
      const auto found = results_.find(&file);
      if (found == results_.end()) continue;
      FileResult result{file.path, {}};
      bool any_pass = false;
      bool any_failure = false;
      for (auto& [position, subtest] : found->second) {
        any_pass |= subtest.outcome == Outcome::kPass;
        any_failure |= subtest.outcome == Outcome::kFail;
        result.subtests.push_back(std::move(subtest));
      }
      if (any_pass && !any_failure) ++report_.files_passed;
      report_.files.push_back(std::move(result));
    }
    return std::move(report_);
  }

 private:
  void Count(const SubtestResult& result) {
    switch (result.outcome) {
      case Outcome::kPass:
        ++(result.known_reason.empty() ? report_.passed : report_.unexpected_passes);
        break;
      case Outcome::kFail:
        ++(result.known_reason.empty() ? report_.failed : report_.known_failures);
        break;
      case Outcome::kSkip:
        ++report_.skipped;
        break;
      case Outcome::kUnsupported:
        ++report_.unsupported;
        break;
    }
  }

  void Show(const std::string& id, const SubtestResult& result) {
    if (request_.output == nullptr) return;
    std::ostream& out = *request_.output;
    if (result.unexpected() || request_.verbose) {
      ClearLine();
      out << Word(result) << ' ' << id;
      const std::string& why = result.known_reason.empty() ? result.message : result.known_reason;
      if (!why.empty()) out << ": " << why;
      out << '\n' << std::flush;
    }
    if (request_.terminal) {
      ClearLine();
      out << '[' << done_ << '/' << total_ << "] " << report_.failed + report_.unexpected_passes << " failed  "
          << id.substr(0, std::min<std::size_t>(id.find("::"), 60)) << std::flush;
      line_shown_ = true;
    }
  }

  static const char* Word(const SubtestResult& result) {
    switch (result.outcome) {
      case Outcome::kPass:
        return result.known_reason.empty() ? "PASS" : "UNEXPECTED PASS";
      case Outcome::kFail:
        return result.known_reason.empty() ? "FAIL" : "KNOWN FAIL";
      case Outcome::kSkip:
        return "SKIP";
      case Outcome::kUnsupported:
        return "UNSUPPORTED";
    }
    return "";
  }

  void ClearLine() {
    if (line_shown_) *request_.output << "\r\x1b[K";
    line_shown_ = false;
  }

  const TestRequest& request_;
  Expectations& expectations_;
  std::size_t total_ = 0;
  std::size_t done_ = 0;
  bool line_shown_ = false;
  TestReport report_;
  std::map<const TestFile*, std::map<std::size_t, SubtestResult>> results_;
};

bool IsFolder(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

std::vector<FileJob> SelectJobs(const std::vector<TestFile>& files, const Filter& filter) {
  std::vector<FileJob> jobs;
  for (const TestFile& file : files) {
    FileJob job;
    job.file = &file;
    const std::vector<std::string> names = file.SubtestNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (filter.Matches(SubtestId(file.path, names[i]))) job.subtests.push_back(i);
    }
    if (!job.subtests.empty()) jobs.push_back(std::move(job));
  }
  return jobs;
}

void AcceptAnyForNonfinite(TestFile& file) {
  for (TestCase& test : file.description.tests) {
    for (TestArgument& argument : test.arguments_out) argument.tolerance.any_for_nonfinite = true;
  }
}

Result<Expectations> LoadExpectations(const std::string& path) {
  if (path.empty()) return Expectations();
  KILN_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  return Expectations::Parse(text, path);
}

std::string Counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string TestReport::Summary() const {
  std::string text = std::to_string(passed) + " passed, " + std::to_string(failed) + " failed, " +
                     std::to_string(skipped) + " skipped";
  if (unsupported != 0) text += ", " + std::to_string(unsupported) + " unsupported";
  if (known_failures != 0) text += ", " + Counted(known_failures, "known failure", "known failures");
  if (unexpected_passes != 0) text += ", " + Counted(unexpected_passes, "unexpected pass", "unexpected passes");
  return text;
}

Result<TestReport> RunTests(const TestRequest& request) {
  const auto begin = Clock::now();
  KILN_ASSIGN_OR_RETURN(const Filter filter, Filter::Parse(request.filter));
  KILN_ASSIGN_OR_RETURN(Expectations expectations, LoadExpectations(request.expectations));
  KILN_ASSIGN_OR_RETURN(const std::vector<std::string> paths, FindTestFiles(request.paths, request.suffixes));
  std::vector<TestFile> files;
  files.reserve(paths.size());
  for (const std::string& path : paths) {
    files.push_back(LoadTestFile(path));
    if (request.complete) request.complete(files.back());
    if (request.any_for_nonfinite) AcceptAnyForNonfinite(files.back());
  }

  const std::vector<FileJob> jobs = SelectJobs(files, filter);
  std::size_t total = 0;
  for (const FileJob& job : jobs) total += job.subtests.size();
  Recorder recorder(request, expectations, total);
  const ResultSink sink = [&](const TestFile& file, std::size_t subtest, SubtestResult result) {
    recorder.Record(file, subtest, std::move(result));
  };

  TestContext context(request.translator, request.build_options, request.device, request.route);
  const std::uint32_t workers = request.jobs != 0 ? request.jobs : std::max(1U, std::thread::hardware_concurrency());
  const bool isolate = request.isolate.value_or(std::any_of(request.paths.begin(), request.paths.end(), IsFolder));
  if (isolate) {
    KILN_RETURN_IF_ERROR(RunInChildren(context, jobs, workers, request.timeout, sink));
  } else {
    RunOnThreads(context, jobs, workers, sink);
  }

  TestReport report = recorder.Finish(files);
  if (request.filter.empty()) report.unused_expectations = expectations.Unused();
  report.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  if (!request.junit.empty()) KILN_RETURN_IF_ERROR(WriteFileAtomically(request.junit, ToJunitXml(report)));
  return report;
}

}  // namespace kiln::harness

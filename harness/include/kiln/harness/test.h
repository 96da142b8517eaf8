// `kiln test`: runs the test descriptions inside OpenCL C files (piglit's cl-program-tester format) on a Vulkan device.
#ifndef KILN_HARNESS_TEST_H_
#define KILN_HARNESS_TEST_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/harness/translator.h"
#include "kiln/runtime/device.h"

namespace kiln::harness {

struct TestFile;

// How a translation is run and judged.
struct TestRoute {
  std::string name = "spirv";
  bool on_device = true;          // false: translations are HostPrograms
  bool kernel_by_kernel = false;  // a translation holds one kernel
  // What is not translated is a limit of the target (Outcome::kUnsupported), and not a failure.
  bool has_limits = false;
  std::vector<std::string> missing_extensions;  // of OpenCL, which the target lacks whatever the device has
};

struct TestRequest {
  // Files (.cl, .clcpp, .clc++, .program_test) and folders, searched for files that end in one of `suffixes`. A file
  // without a description is tested to build.
  std::vector<std::string> paths;
  std::vector<std::string> suffixes = {".cl", ".clcpp", ".clc++", ".program_test"};
  // Which subtests to run, by "path::subtest": /regex/ searches, a pattern with * ? [ is a glob for the whole or for
  // what follows a slash, anything else is searched as it stands. Empty: all.
  std::string filter;
  std::uint32_t jobs = 0;  // files at once; 0: hardware threads
  // Runs files in child processes, so that a crash or hang is a failure of one subtest. Absent: when a path is a
  // folder.
  std::optional<bool> isolate;
  std::chrono::milliseconds timeout = std::chrono::minutes(2);  // of one file; only with isolation
  std::string expectations;                // file of known failures, lines `path::subtest  # reason`; empty: none
  std::string junit;                       // file to write; empty: none
  std::vector<std::string> build_options;  // before those of the description
  // Where a NaN or an infinity is expected, any value passes, as in piglit's cl-program-tester.
  bool any_for_nonfinite = false;
  runtime::DeviceOptions device;
  Translator translator;
  TestRoute route;
  // Called with each file once it is read, e.g. to give tests to one that describes none; may be empty.
  std::function<void(TestFile&)> complete;
  std::ostream* output = nullptr;  // failures as they happen, and progress; null: nothing
  bool terminal = false;           // `output` is one: show a progress line
  bool verbose = false;            // name every subtest
};

enum class Outcome : std::uint8_t {
  kPass,
  kFail,
  kSkip,
  kUnsupported,  // the target cannot say it, and the translator told so
};

struct SubtestResult {
  std::string name;  // "build" when the file is only built, "description" when that is damaged
  Outcome outcome = Outcome::kPass;
  std::string message;  // why it failed, was skipped, or is unsupported
  double seconds = 0;
  // From the expectation file: the reason why it is known not to pass. Empty: it is to pass.
  std::string known_reason;

  // A failure that no expectation lists, or a pass that one says cannot be.
  bool unexpected() const { return known_reason.empty() ? outcome == Outcome::kFail : outcome == Outcome::kPass; }
};

struct FileResult {
  std::string path;
  std::vector<SubtestResult> subtests;  // in the order of the description, those that the filter chose
};

struct TestReport {
  std::vector<FileResult> files;  // sorted by path
  std::size_t passed = 0;         // subtests
  std::size_t failed = 0;         // not listed in the expectations
  std::size_t skipped = 0;
  std::size_t unsupported = 0;
  std::size_t known_failures = 0;                // failed as listed
  std::size_t unexpected_passes = 0;             // listed, but passed; not counted in `passed`
  std::size_t files_passed = 0;                  // files with at least one pass and no failure
  std::vector<std::string> unused_expectations;  // lines that matched no subtest (only looked for without a filter)
  double seconds = 0;

  bool ok() const { return failed == 0 && unexpected_passes == 0; }
  // "12 passed, 0 failed, 1 skipped", and ", 2 unsupported", ", 3 known failures", ", 1 unexpected pass" when there are
  // any.
  std::string Summary() const;
};

// Errors are about the request: a path that does not exist, a damaged expectation file or filter, an unwritable JUnit
// file.
Result<TestReport> RunTests(const TestRequest& request);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TEST_H_

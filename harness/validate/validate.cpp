#include "kiln/harness/validate.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "harness/testing/junit.h"
#include "harness/testing/test_file.h"
#include "harness/validate/generate_inputs.h"
#include "harness/validate/run_apart.h"
#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

using Clock = std::chrono::steady_clock;

// How a test came by its inputs.
struct Origin {
  std::string inputs = "description", reference;
};

// A file whose tests were generated, so that they are so once for all routes.
struct Generated {
  std::vector<TestCase> tests;
  std::string error;
  std::map<std::string, Origin> origins;  // by the test's name
};

// Whether other inputs may do better.
bool DependsOnInputs(ErrorCode code) {
  return code == ErrorCode::kMismatch || code == ErrorCode::kTimeout;
}

class TestMaker {
 public:
  explicit TestMaker(const ValidateRequest& request) : request_(request) {}

  // Gives tests to a file that describes none.
  void Complete(TestFile& file) {
    if (!file.error.empty() || !file.unsupported.empty() || !file.description.tests.empty() ||
        file.description.expect_build_fail) {
      return;
    }
    auto found = files_.find(file.path);
    if (found == files_.end()) found = files_.emplace(file.path, Make(file)).first;
    file.error = found->second.error;
    file.description.tests = found->second.tests;
  }

  Origin OriginOf(const std::string& path, const std::string& test) const {
    const auto file = files_.find(path);
    if (file == files_.end()) return {};
    const auto origin = file->second.origins.find(test);
    return origin == file->second.origins.end() ? Origin{"none", ""} : origin->second;
  }

 private:
  Generated Make(const TestFile& file) {
    Generated generated;
    TranslateRequest program;
    program.file_name = file.source_name;
    program.source = file.source;
    program.build_options = file.BuildOptions(request_.tests.build_options);
    const auto kernels = request_.shapes(program);
    // It does not compile: then it is only built, by every route.
    if (!kernels) return generated;
    for (const KernelShape& kernel : *kernels) {
      if (!request_.kernel.empty() && kernel.name != request_.kernel) continue;
      generated.tests.push_back(MakeTest(program, kernel, generated.origins[kernel.name]));
    }
    if (generated.tests.empty() && !request_.kernel.empty()) {
      generated.error = "'" + file.source_name + "' has no kernel '" + request_.kernel + "'";
    }
    return generated;
  }

  TestCase MakeTest(const TranslateRequest& program, const KernelShape& kernel, Origin& origin) const {
    TestCase refused;
    refused.name = kernel.name;
    refused.kernel_name = kernel.name;
    origin.inputs = "none";
    for (std::uint32_t attempt = 0; attempt < kInputAttempts; ++attempt) {
      auto generated = GenerateTest(kernel, request_.inputs, attempt);
      if (!generated) {
        refused.refusal = generated.error().ToString();
        return refused;
      }
      std::string why;
      auto expected = Expected(program, generated->test, origin.reference, why);
      if (expected) {
        SetExpected(*generated, std::move(*expected));
        origin.inputs = std::move(generated->command_line);
        return std::move(generated->test);
      }
      refused.refusal = "no inputs are found that it can be run with: " + why +
                        "; give them with --input and --global, or a test description in the file";
      if (!DependsOnInputs(expected.error().code())) {
        refused.refusal = "no route says what to expect: " + why;
        return refused;
      }
    }
    return refused;
  }

  // By the first reference that can.
  Result<std::vector<std::vector<std::byte>>> Expected(const TranslateRequest& program, const TestCase& test,
                                                       std::string& reference, std::string& why) const {
    Error last(ErrorCode::kUnsupported, "there is no reference");
    for (const Route& route : request_.references) {
      auto expected = RunApart(route, program, test, request_.tests.device, kAttemptTime);
      if (expected) {
        reference = route.traits.name;
        return expected;
      }
      last = std::move(expected.error());
      why += (why.empty() ? "" : "; ") + route.traits.name + ": " + last.ToString();
      if (DependsOnInputs(last.code())) break;
    }
    return Fail(std::move(last));
  }

  static constexpr std::chrono::seconds kAttemptTime{10};

  const ValidateRequest& request_;
  std::map<std::string, Generated> files_;
};

ValidateReport Assemble(const RoutesReport& tested, const TestMaker& maker) {
  ValidateReport report;
  report.routes = tested.names;
  std::map<std::string, std::map<std::string, std::size_t>> places;  // of tests, by path and name
  std::map<std::string, std::size_t> files;
  for (std::size_t route = 0; route < tested.names.size(); ++route) {
    for (const FileResult& file : tested.reports[route].files) {
      const auto [place, is_new] = files.emplace(file.path, report.files.size());
      if (is_new) report.files.push_back({file.path, {}});
      ValidatedFile& validated = report.files[place->second];
      for (const SubtestResult& subtest : file.subtests) {
        const auto [at, is_new_test] = places[file.path].emplace(subtest.name, validated.tests.size());
        if (is_new_test) {
          Origin origin = maker.OriginOf(file.path, subtest.name);
          validated.tests.push_back({subtest.name, std::move(origin.inputs), std::move(origin.reference), {}});
          validated.tests.back().results.resize(tested.names.size());
        }
        validated.tests[at->second].results[route] = subtest;
      }
    }
  }
  return report;
}

// One suite for each file, a case for each test on each route.
TestReport AsTests(const ValidateReport& report) {
  TestReport tests;
  for (const ValidatedFile& file : report.files) {
    FileResult result{file.path, {}};
    for (const ValidatedTest& test : file.tests) {
      for (std::size_t i = 0; i < report.routes.size(); ++i) {
        SubtestResult one = test.results[i];
        one.name = test.name + " (" + report.routes[i] + ")";
        result.subtests.push_back(std::move(one));
      }
    }
    tests.files.push_back(std::move(result));
  }
  return tests;
}

}  // namespace

Result<ValidateReport> Validate(const ValidateRequest& request) {
  const auto begin = Clock::now();
  TestMaker maker(request);
  TestRequest tests = request.tests;
  tests.isolate = true;
  tests.complete = [&](TestFile& file) { maker.Complete(file); };
  KILN_ASSIGN_OR_RETURN(const RoutesReport tested, RunRoutes(tests, request.routes));
  ValidateReport report = Assemble(tested, maker);
  report.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  if (!request.json.empty()) KILN_RETURN_IF_ERROR(WriteFileAtomically(request.json, report.ToJson()));
  if (!request.junit.empty()) KILN_RETURN_IF_ERROR(WriteFileAtomically(request.junit, ToJunitXml(AsTests(report))));
  return report;
}

}  // namespace kiln::harness

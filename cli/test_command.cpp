// kiln test
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

#include <iostream>

#include "cli/commands.h"
#include "cli/harness_translator.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/routes.h"
#include "kiln/harness/test.h"

namespace kiln::cli {
namespace {

struct Tests {
  harness::TestRequest request;
  std::vector<harness::Route> routes;  // empty: the request's own
};

Result<Tests> ReadTests(const Invocation& invocation) {
  const llvm::opt::InputArgList& arguments = invocation.arguments;
  Tests tests;
  harness::TestRequest& request = tests.request;
  request.paths = invocation.Inputs();
  if (request.paths.empty()) {
    return Fail(ErrorCode::kInvalidArgument, "no file or folder to test; try 'kiln test --help'");
  }
  request.filter = arguments.getLastArgValue(OPT_filter_EQ).str();
  request.junit = arguments.getLastArgValue(OPT_junit_EQ).str();
  request.expectations = arguments.getLastArgValue(OPT_expectations_EQ).str();
  const llvm::StringRef nonfinite = arguments.getLastArgValue(OPT_nonfinite_EQ, "exact");
  if (nonfinite != "exact" && nonfinite != "any") {
    return Fail(ErrorCode::kInvalidArgument, "'" + nonfinite.str() + "' is no value of --nonfinite; expected exact or any");
  }
  request.any_for_nonfinite = nonfinite == "any";
  request.verbose = arguments.hasArg(OPT_v);
  if (const llvm::StringRef jobs = arguments.getLastArgValue(OPT_jobs);
      !jobs.empty() && (jobs.getAsInteger(10, request.jobs) || request.jobs == 0)) {
    return Fail(ErrorCode::kInvalidArgument, "'" + jobs.str() + "' is no value of -j; expected a positive number");
  }
  request.device.device = arguments.getLastArgValue(OPT_device_EQ).str();
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(arguments));
  request.translator = MakeHarnessTranslator(options, DiagnosticSink::kResult);
  request.output = &std::cout;
  request.terminal = llvm::sys::Process::StandardOutIsDisplayed();
  RouteOptions route_options;
  if (const llvm::StringRef seconds = arguments.getLastArgValue(OPT_timeout_EQ); !seconds.empty()) {
    std::uint32_t count = 0;
    if (seconds.getAsInteger(10, count) || count == 0 || count > 1000000) {
      return Fail(ErrorCode::kInvalidArgument,
                  "'" + seconds.str() + "' is no value of --timeout; expected a positive number of seconds");
    }
    request.timeout = std::chrono::seconds(count);
    request.device.timeout = request.timeout;
    route_options.timeout = request.timeout;
  }
  route_options.save_texts = arguments.hasArg(OPT_save_temps);
  const bool check = arguments.hasArg(OPT_check);
  if (check) route_options.checks = reference::Checks::kAll;
  if (const llvm::StringRef names = arguments.getLastArgValue(OPT_routes_EQ, check ? "cpu" : ""); !names.empty()) {
    KILN_ASSIGN_OR_RETURN(tests.routes, MakeRoutes(names.str(), options, route_options));
  }
  return tests;
}

ExitCode TestOnRoutes(const Tests& tests) {
  const auto report = harness::RunRoutes(tests.request, tests.routes);
  if (!report) return ReportError(report.error());
  std::cout << report->Matrix() << std::flush;
  return report->ok() ? ExitCode::kOk : ExitCode::kMismatch;
}

}  // namespace

ExitCode Test(const Invocation& invocation) {
  const auto tests = ReadTests(invocation);
  if (!tests) return ReportError(tests.error());
  if (!tests->routes.empty()) return TestOnRoutes(*tests);
  const auto report = harness::RunTests(tests->request);
  if (!report) return ReportError(report.error());
  for (const std::string& line : report->unused_expectations) {
    PrintWarning("this expectation matches no test: " + line);
  }
  std::cout << report->Summary() << std::endl;
  return report->ok() ? ExitCode::kOk : ExitCode::kMismatch;
}

}  // namespace kiln::cli

// kiln report FILE -o FILE.html
#include "cli/commands.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/outputs.h"
#include "cli/report/collect.h"
#include "cli/reproducer.h"
#include "cli/validate_request.h"

namespace kiln::cli {
namespace {

using llvm::opt::InputArgList;

Result<std::string> OutputOf(const InputArgList& arguments, const std::string& input) {
  const std::vector<std::string> outputs = arguments.getAllArgValues(OPT_o);
  if (outputs.empty() || outputs.front().empty()) {
    return Fail(ErrorCode::kInvalidArgument, "no output; name the page with -o FILE.html");
  }
  if (outputs.size() > 1) return Fail(ErrorCode::kInvalidArgument, "'kiln report' writes one page; -o is there twice");
  if (outputs.front() == input && input != "-") {
    return Fail(ErrorCode::kInvalidArgument, "the output '" + input + "' is the input");
  }
  return outputs.front();
}

// Runs the file on every route. False: a test fails. That nothing could be run is no error of the page.
Result<bool> AddValidation(const Invocation& invocation, const std::string& input, report::Report& report) {
  const InputArgList& arguments = invocation.arguments;
  if (arguments.hasArg(OPT_no_validate)) {
    report.validation_note = "Nothing was run: --no-validate.";
    return true;
  }
  if (input == "-") {
    report.validation_note = "Nothing was run: what is run is read from a file, and the source was standard input.";
    return true;
  }
  KILN_ASSIGN_OR_RETURN(harness::ValidateRequest request, ReadValidateRequest(invocation));
  // It validates one kernel, or all.
  if (arguments.getAllArgValues(OPT_kernel_EQ).size() > 1) request.kernel.clear();
  const auto validated = harness::Validate(request);
  if (!validated) {
    report.validation_note = "Nothing was run: " + validated.error().ToString() + ".";
    return true;
  }
  report.validation = validated->ToJson();
  return validated->ok();
}

struct Work {
  std::string input, output;
  report::Report report;
};

Result<Work> Prepare(const Invocation& invocation) {
  const std::vector<std::string> inputs = invocation.Inputs();
  if (inputs.size() != 1) {
    return Fail(ErrorCode::kInvalidArgument,
                inputs.empty() ? "no input file; try 'kiln report --help'" : "'kiln report' takes one input");
  }
  Work work;
  work.input = inputs.front();
  KILN_ASSIGN_OR_RETURN(work.output, OutputOf(invocation.arguments, work.input));
  // What is wrong with the options is said before anything is translated.
  if (!invocation.arguments.hasArg(OPT_no_validate)) {
    const auto request = ReadValidateRequest(invocation);
    if (!request) return Fail(request.error());
  }
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(invocation.arguments));
  KILN_ASSIGN_OR_RETURN(const frontend::Input input, OpenInput(work.input, options));
  if (input.text) KeepForReproducer(input.name, *input.text);
  KILN_ASSIGN_OR_RETURN(work.report,
                        report::Collect(input, options, invocation.arguments.getAllArgValues(OPT_kernel_EQ)));
  return work;
}

}  // namespace

ExitCode Report(const Invocation& invocation) {
  Work work;
  const ExitCode prepared = RunGuarded(invocation, [&] {
    auto result = Prepare(invocation);
    if (!result) return ReportError(result.error());
    work = std::move(*result);
    return ExitCode::kOk;
  });
  if (prepared != ExitCode::kOk) return prepared;
  // Not guarded against crashes: whatever runs a kernel does so in a child process, whose crash is a result.
  const auto equal = AddValidation(invocation, work.input, work.report);
  if (!equal) return ReportError(equal.error());
  OutputSet page;
  page.Add(work.output, report::ToPage(work.report));
  if (const Status status = page.Commit(); !status) return ReportError(status.error());
  if (*equal) return ExitCode::kOk;
  PrintWarning("a test fails on a route; the page says which");
  return ExitCode::kMismatch;
}

}  // namespace kiln::cli

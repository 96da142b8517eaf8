// kiln fuzz
#include <llvm/ADT/StringRef.h>

#include <filesystem>
#include <iostream>

#include "cli/commands.h"
#include "cli/cpu_program.h"
#include "cli/harness_translator.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/routes.h"
#include "tests/fuzz/campaign.h"

namespace kiln::cli {
namespace {

template <typename Number>
Status ReadNumber(llvm::StringRef text, const char* option, Number& number) {
  if (text.empty() || !text.getAsInteger(10, number)) return {};
  return Fail(ErrorCode::kInvalidArgument,
              "'" + text.str() + "' is no value of " + option + "; expected a number that is not negative");
}

// The CPU reference's answer.
Result<fuzz::Outputs> RunOnCpu(const fuzz::Program& program, const SourceOptions& options) {
  harness::TranslateRequest request;
  request.file_name = "fuzzed.cl";
  request.source = program.source;
  request.build_options = {"-w", "-cl-std=" + program.version};
  KILN_ASSIGN_OR_RETURN(const harness::Translated translated, ThroughCpu(request, options, DiagnosticSink::kResult));
  harness::HostLaunch launch;
  launch.kernel = "fuzzed";
  launch.global[0] = program.global_size;
  launch.local[0] = program.local_size;
  std::vector<std::vector<std::byte>> contents;
  contents.reserve(program.arguments.size());
  for (const fuzz::Argument& argument : program.arguments) {
    contents.push_back(argument.bytes);
    harness::HostArgument value;
    value.kind = harness::HostArgument::Kind::kBytes;
    value.bytes = contents.back();
    if (argument.kind == fuzz::Argument::Kind::kLocal) {
      value = {harness::HostArgument::Kind::kLocal, {}, std::uint64_t{argument.count} * argument.type.bytes()};
    }
    launch.arguments.push_back(value);
  }
  KILN_RETURN_IF_ERROR(translated.program->Run(launch));
  fuzz::Outputs outputs;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (program.arguments[i].is_output) outputs.push_back(std::move(contents[i]));
  }
  return outputs;
}

Result<fuzz::CampaignRequest> ReadRequest(const Invocation& invocation) {
  const llvm::opt::InputArgList& arguments = invocation.arguments;
  fuzz::CampaignRequest request;
  if (!invocation.Inputs().empty()) {
    return Fail(ErrorCode::kInvalidArgument, "'" + invocation.Inputs().front() + "': kiln fuzz takes no file");
  }
  KILN_RETURN_IF_ERROR(ReadNumber(arguments.getLastArgValue(OPT_seed_EQ), "--seed", request.seed));
  KILN_RETURN_IF_ERROR(ReadNumber(arguments.getLastArgValue(OPT_count_EQ), "--count", request.count));
  request.folder = arguments.getLastArgValue(OPT_keep_EQ, ".").str();
  if (!std::filesystem::is_directory(request.folder)) {
    return Fail(ErrorCode::kNotFound, "there is no folder '" + request.folder + "' to keep failing kernels in");
  }
  request.reduce = !arguments.hasArg(OPT_no_reduce);
  request.test.device.device = arguments.getLastArgValue(OPT_device_EQ).str();
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(arguments));
  request.test.build_options = {"-w"};  // random kernels deserve many warnings
  request.test.translator = MakeHarnessTranslator(options, DiagnosticSink::kResult);
  const llvm::StringRef oracle = arguments.getLastArgValue(OPT_oracle_EQ, "cpu");
  if (oracle == "cpu") {
    request.features = {.generic_pointers = true, .struct_arguments = true};
    request.oracle = [=](const fuzz::Program& program) { return RunOnCpu(program, options); };
  } else if (oracle != "opencl") {
    return Fail(ErrorCode::kInvalidArgument, "'" + oracle.str() + "' is no value of --oracle; expected cpu or opencl");
  }
  if (const llvm::StringRef names = arguments.getLastArgValue(OPT_routes_EQ); !names.empty()) {
    KILN_ASSIGN_OR_RETURN(request.routes, MakeRoutes(names.str(), options, {}));
  }
  request.output = &std::cout;
  return request;
}

}  // namespace

ExitCode Fuzz(const Invocation& invocation) {
  const auto request = ReadRequest(invocation);
  if (!request) return ReportError(request.error());
  const auto report = fuzz::RunCampaign(*request);
  if (!report) return ReportError(report.error());
  std::cout << report->Summary() << std::endl;
  return report->failed == 0 ? ExitCode::kOk : ExitCode::kMismatch;
}

}  // namespace kiln::cli

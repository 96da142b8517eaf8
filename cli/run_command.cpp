// kiln run
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Format.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/cached_translation.h"
#include "cli/commands.h"
#include "cli/cpu_program.h"
#include "cli/harness_translator.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/reproducer.h"
#include "cli/run_telemetry.h"
#include "kiln/artifact/spirv_reflection.h"
#include "kiln/artifact/spirv_validate.h"
#include "kiln/base/file.h"
#include "kiln/harness/run.h"
#include "kiln/runtime/configuration.h"

namespace kiln::cli {
namespace {

using llvm::opt::InputArgList;

template <typename T>
Status ReadNumber(const InputArgList& arguments, OptionId id, T& value) {
  const auto* argument = arguments.getLastArg(id);
  if (argument == nullptr) return {};
  const llvm::StringRef text = argument->getValue();
  bool bad = false;
  if constexpr (std::is_floating_point_v<T>) {
    bad = text.getAsDouble(value) || !(value >= 0);
  } else {
    bad = text.getAsInteger(10, value);
  }
  if (!bad) return {};
  return Fail(ErrorCode::kInvalidArgument, "'" + text.str() + "' is no value of " + argument->getSpelling().str() +
                                               "; expected a number that is not negative");
}

Status ReadExtents(const InputArgList& arguments, OptionId id, std::vector<std::uint64_t>& extents) {
  const auto* argument = arguments.getLastArg(id);
  if (argument == nullptr) return {};
  auto parsed = harness::ParseExtents(argument->getValue());
  if (!parsed) return Fail(std::move(parsed.error()).With("in " + argument->getAsString(arguments)));
  extents = std::move(*parsed);
  return {};
}

Status ReadIndexedFiles(const InputArgList& arguments, OptionId id, std::vector<harness::IndexedFile>& files) {
  for (const auto* argument : arguments.filtered(id)) {
    auto parsed = harness::ParseIndexedFile(argument->getValue());
    if (!parsed) return Fail(std::move(parsed.error()).With("in " + argument->getAsString(arguments)));
    files.push_back(std::move(*parsed));
  }
  return {};
}

// A module that was translated before, with the reflection that it holds or that a file of JSON does.
harness::Translator AsTranslated(const std::string& path, const std::string& json) {
  return [=](const harness::TranslateRequest&) -> Result<harness::Translated> {
    harness::Translated translated;
    KILN_ASSIGN_OR_RETURN(translated.words, ReadWords(path));
    if (Status status = artifact::Validate(translated.words); !status) {
      return Fail(std::move(status.error()).With("while reading '" + path + "'"));
    }
    std::string text;
    if (!json.empty()) {
      KILN_ASSIGN_OR_RETURN(text, ReadFile(json));
    }
    auto reflection = json.empty() ? artifact::ReadReflection(translated.words) : artifact::FromJson(text);
    if (!reflection) {
      return Fail(std::move(reflection.error()).With("while reading '" + (json.empty() ? path : json) + "'"));
    }
    translated.reflection = std::move(*reflection);
    for (const artifact::Kernel& kernel : translated.reflection.kernels) {
      // Its file may describe kernels of other modules, too.
      const Status status = artifact::CheckFits(kernel, translated.words);
      if (!status && status.error().code() != ErrorCode::kNotFound) return Fail(status.error());
    }
    return translated;
  };
}

Result<harness::RunRequest> ReadRequest(const Invocation& invocation,
                                        const std::shared_ptr<telemetry::Telemetry>& telemetry) {
  const InputArgList& arguments = invocation.arguments;
  const std::vector<std::string> inputs = invocation.Inputs();
  if (inputs.size() != 1) {
    return Fail(ErrorCode::kInvalidArgument,
                inputs.empty() ? "no input file; try 'kiln run --help'" : "'kiln run' takes one input");
  }
  if (!arguments.hasArg(OPT_global_EQ)) {
    return Fail(ErrorCode::kInvalidArgument, "how many work-items? give --global=X[,Y[,Z]]");
  }
  harness::RunRequest request;
  KILN_ASSIGN_OR_RETURN(const runtime::Configuration configuration, runtime::LoadConfiguration());
  request.device = configuration.device;
  request.device.telemetry = telemetry;
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(arguments));
  const bool is_module = llvm::StringRef(inputs.front()).ends_with(".spv");
  const std::string json = arguments.getLastArgValue(OPT_reflection_EQ).str();
  if (!json.empty() && !is_module) {
    return Fail(ErrorCode::kInvalidArgument,
                "--reflection belongs to a .spv; a source is reflected as it is translated");
  }
  request.file_name = inputs.front();
  if (!is_module) {
    KILN_ASSIGN_OR_RETURN(frontend::Input input, OpenInput(inputs.front(), options));
    if (!input.text) {
      KILN_ASSIGN_OR_RETURN(input.text, ReadFile(inputs.front()));
    }
    request.file_name = std::move(input.name);
    request.source = std::move(*input.text);
  }
  request.kernel = arguments.getLastArgValue(OPT_kernel_EQ).str();
  KILN_RETURN_IF_ERROR(ReadExtents(arguments, OPT_global_EQ, request.global));
  KILN_RETURN_IF_ERROR(ReadExtents(arguments, OPT_local_EQ, request.local));
  KILN_RETURN_IF_ERROR(ReadExtents(arguments, OPT_offset_EQ, request.offset));
  request.arguments = arguments.getAllArgValues(OPT_arg_EQ);
  KILN_RETURN_IF_ERROR(ReadIndexedFiles(arguments, OPT_out_EQ, request.outputs));
  KILN_RETURN_IF_ERROR(ReadIndexedFiles(arguments, OPT_expect_EQ, request.expectations));
  KILN_RETURN_IF_ERROR(ReadNumber(arguments, OPT_ulp_EQ, request.ulp));
  KILN_RETURN_IF_ERROR(ReadNumber(arguments, OPT_atol_EQ, request.absolute_tolerance));
  KILN_RETURN_IF_ERROR(ReadNumber(arguments, OPT_rtol_EQ, request.relative_tolerance));
  KILN_RETURN_IF_ERROR(ReadNumber(arguments, OPT_repeat_EQ, request.repeat));
  KILN_RETURN_IF_ERROR(ReadNumber(arguments, OPT_printf_buffer_EQ, request.device.printf_bytes));
  if (const auto* timeout = arguments.getLastArg(OPT_timeout_EQ)) {
    auto parsed = runtime::ParseTimeout(timeout->getValue());
    if (!parsed) return Fail(std::move(parsed.error()).With("in " + timeout->getAsString(arguments)));
    request.device.timeout = *parsed;
  }
  request.explain = arguments.hasArg(OPT_explain);
  KILN_RETURN_IF_ERROR(ReadNumber(arguments, OPT_memory_quota_EQ, request.device.memory.quota));
  if (const auto* use = arguments.getLastArg(OPT_memory_EQ)) {
    KILN_ASSIGN_OR_RETURN(request.memory_use, runtime::ParseMemoryUse(use->getValue()));
  }
  if (const auto* device = arguments.getLastArg(OPT_device_EQ)) request.device.device = device->getValue();
  const bool check = arguments.hasArg(OPT_check);
  if (check && !request.device.device.empty() && request.device.device != "cpu") {
    return Fail(ErrorCode::kInvalidArgument, "--check is of the CPU reference: it needs --device=cpu, or none");
  }
  const bool on_cpu = check || request.device.device == "cpu";
  if (on_cpu && is_module) {
    return Fail(ErrorCode::kInvalidArgument, std::string(check ? "--check" : "--device=cpu") +
                                                 " executes a source, and '" + inputs.front() + "' is a module");
  }
  const auto checks = check ? reference::Checks::kAll : reference::Checks::kNone;
  const harness::Translator cpu = [=](const harness::TranslateRequest& translate) {
    return ThroughCpu(translate, options, DiagnosticSink::kStream, checks);
  };
  if (on_cpu) {
    request.translator = cpu;
    return request;
  }
  if (!is_module && request.device.device.empty()) request.fallback = cpu;
  KILN_ASSIGN_OR_RETURN(auto cache, OpenTranslationCache(arguments));
  request.device.cache_folder = cache != nullptr ? cache->disk().folder() : "";
  if (is_module) {
    request.translator = AsTranslated(inputs.front(), json);
  } else if (cache != nullptr) {
    request.translator = MakeCachedTranslator(options, DiagnosticSink::kStream, std::move(cache),
                                              DigestOfCommand(invocation, options, /*command_too=*/false), telemetry);
  } else {
    request.translator = MakeHarnessTranslator(options, DiagnosticSink::kStream);
  }
  return request;
}

void PrintReport(const harness::RunReport& report) {
  llvm::errs() << "kernel       " << report.kernel << "\ndevice       " << report.device << '\n';
  if (!report.host) llvm::errs() << "SPIR-V       " << report.spirv_bytes << " bytes\n";
  llvm::errs() << "translation  " << llvm::format("%.2f ms\n", report.translation_ms);
  if (report.memory) {
    llvm::errs() << "memory       " << report.memory->peak_live_bytes << " bytes in buffers at most, "
                 << report.memory->reserved_bytes << " reserved in " << report.memory->driver_allocations
                 << " allocations, pressure " << runtime::MemoryPressureName(report.memory->pressure)
                 << "\n             " << report.memory_reason << '\n';
  }
  const auto rate = [](const char* name, const runtime::ReuseCount& count) {
    llvm::errs() << name << ' ' << count.hits << " of " << count.hits + count.misses;
  };
  if (!report.host) {
    rate("reused       command buffers", report.pools.command_buffers);
    rate(", descriptor sets", report.pools.descriptor_sets);
    rate(", pipelines", report.pools.pipelines);
    llvm::errs() << '\n';
  }
  if (!report.gpu && !report.host) return;
  const runtime::TimeStatistics& gpu = report.gpu ? *report.gpu : *report.host;
  const auto milliseconds = [](double nanoseconds) { return llvm::format("%.4f ms", nanoseconds / 1e6); };
  llvm::errs() << (report.gpu ? "GPU          " : "CPU          ") << milliseconds(static_cast<double>(gpu.min));
  if (gpu.count > 1) {
    llvm::errs() << " (mean " << milliseconds(gpu.mean) << ", max " << milliseconds(static_cast<double>(gpu.max))
                 << ", p50 " << milliseconds(static_cast<double>(gpu.p50)) << ", p95 "
                 << milliseconds(static_cast<double>(gpu.p95)) << ", p99 " << milliseconds(static_cast<double>(gpu.p99))
                 << ", of " << gpu.count << " launches)";
  }
  llvm::errs() << '\n';
}

void PrintWorkGroup(const runtime::WorkGroupChoice& choice) {
  llvm::errs() << "work-group   " << choice.size[0] << " x " << choice.size[1] << " x " << choice.size[2] << '\n';
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(choice.explanation).split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (const llvm::StringRef line : lines) llvm::errs() << "             " << line << '\n';
}

ExitCode RunWith(const Invocation& invocation, const std::shared_ptr<telemetry::Telemetry>& telemetry) {
  const auto request = ReadRequest(invocation, telemetry);
  if (!request) return ReportError(request.error());
  const auto report = harness::RunKernel(*request);
  if (!report) return ReportError(report.error());
  if (!report->fallback.empty()) {
    PrintWarning("no usable Vulkan device (" + report->fallback + "); this ran on the CPU reference");
  }
  llvm::outs() << report->printed;
  llvm::errs() << report->findings.text;
  if (invocation.arguments.hasArg(OPT_v)) PrintReport(*report);
  if (report->work_group) PrintWorkGroup(*report->work_group);
  for (const harness::ExpectationReport& expectation : report->expectations) {
    if (expectation.differing == 0) continue;
    PrintError("argument " + std::to_string(expectation.index) + " ('" + expectation.name +
               "') is not what was expected\n" + llvm::StringRef(expectation.text).rtrim());
  }
  if (report->findings.errors) return ExitCode::kCompileError;
  return report->ok() ? ExitCode::kOk : ExitCode::kMismatch;
}

}  // namespace

ExitCode Run(const Invocation& invocation) {
  return RunGuarded(invocation, [&] {
    auto told = RunTelemetry::Start(invocation.arguments);
    if (!told) return ReportError(told.error());
    const ExitCode code = RunWith(invocation, told->telemetry);
    const Status status = told->Finish();
    if (status) return code;
    const ExitCode failed = ReportError(status.error());
    return code == ExitCode::kOk ? failed : code;
  });
}

}  // namespace kiln::cli

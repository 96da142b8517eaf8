// kiln golden
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/commands.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/outputs.h"
#include "cli/translation.h"
#include "kiln/harness/golden.h"

namespace kiln::cli {
namespace {

// Not a text that is made of a source, but what is said about it.
constexpr const char* kErrors = "errors";

// The profile that the words name; that of SPIR-V where they name none.
const translator::TargetProfile& ProfileOf(const std::vector<std::string>& words, const SourceOptions& options) {
  constexpr llvm::StringLiteral kTarget = "--target=";
  for (const std::string& word : words) {
    if (!llvm::StringRef(word).starts_with(kTarget)) continue;
    if (const auto* profile = translator::FindProfile(word.substr(kTarget.size()))) return *profile;
  }
  return options.Profile(translator::TargetLanguage::kSpirv);
}

// What is reported about a source that cannot be translated.
Result<std::string> MakeErrors(const SourceOptions& command_line, const std::string& path, const std::string& source,
                               const std::vector<std::string>& words) {
  SourceOptions options = command_line;
  KILN_RETURN_IF_ERROR(AddBuildOptions(words, options));
  std::string diagnostics;
  llvm::raw_string_ostream stream(diagnostics);
  options.compile.diagnostic_stream = &stream;
  options.compile.colour = false;
  const translator::TargetProfile& profile = ProfileOf(words, options);
  const std::string name = llvm::sys::path::filename(path).str();
  const auto outcome = [&]() -> Status {
    KILN_ASSIGN_OR_RETURN(Translation translation,
                          Translation::Start(frontend::Input{name, source}, options, &profile));
    if (profile.language == translator::TargetLanguage::kSpirv) {
      KILN_ASSIGN_OR_RETURN([[maybe_unused]] const auto* module, translation.Lower(profile, {}));
    } else {
      const OutputKind kind = profile.language == translator::TargetLanguage::kGlsl  ? OutputKind::kGlsl
                              : profile.language == translator::TargetLanguage::kMsl ? OutputKind::kMsl
                                                                                     : OutputKind::kHlsl;
      KILN_ASSIGN_OR_RETURN([[maybe_unused]] const std::string text, translation.Encode(kind, &profile, {}, {}));
    }
    return {};
  }();
  if (outcome) return Fail(ErrorCode::kMismatch, "the source is translated, which was not expected");
  if (outcome.error().code() != ErrorCode::kCompile) return Fail(Error(outcome.error()));
  return diagnostics;
}

// The text of one golden file.
Result<std::string> Make(const SourceOptions& command_line, const std::string& path, const std::string& source,
                         const std::vector<std::string>& words, const std::string& suffix) {
  if (suffix == kErrors) return MakeErrors(command_line, path, source, words);
  const auto kind = OutputKindFromSuffix("." + suffix);
  if (!kind) return Fail(ErrorCode::kInvalidArgument, "'" + suffix + "' is no kind of output");
  SourceOptions options = command_line;
  KILN_RETURN_IF_ERROR(AddBuildOptions(words, options));
  std::string diagnostics;
  llvm::raw_string_ostream stream(diagnostics);
  options.compile.diagnostic_stream = &stream;
  options.compile.colour = false;
  const translator::TargetProfile& profile =
      options.Profile(LanguageOf(*kind).value_or(translator::TargetLanguage::kSpirv));
  const auto text = [&]() -> Result<std::string> {
    KILN_ASSIGN_OR_RETURN(Translation translation,
                          Translation::Start(frontend::Input{path, source}, options, &profile));
    std::vector<std::string> kernels;
    if (*kind == OutputKind::kGlsl) kernels = translation.KernelNames();
    if (kernels.size() > 1) {
      return Fail(ErrorCode::kInvalidArgument,
                  "a GLSL text holds one kernel, the source has " + std::to_string(kernels.size()));
    }
    return translation.Encode(*kind, &profile, kernels, {});
  }();
  if (!text && text.error().code() == ErrorCode::kCompile) return Fail(ErrorCode::kCompile, diagnostics);
  return text;
}

}  // namespace

ExitCode Golden(const Invocation& invocation) {
  const llvm::opt::InputArgList& arguments = invocation.arguments;
  const std::vector<std::string> inputs = invocation.Inputs();
  if (inputs.size() != 1) {
    PrintError(inputs.empty() ? "no folder; try 'kiln golden --help'" : "'kiln golden' takes one folder");
    return ExitCode::kUsage;
  }
  const auto options = ReadSourceOptions(arguments);
  if (!options) return ReportError(options.error());
  harness::GoldenRequest request;
  request.suffixes.emplace_back(kErrors);
  request.directory = inputs.front();
  request.update = arguments.hasArg(OPT_update);
  request.filter = arguments.getLastArgValue(OPT_filter_EQ).str();
  request.rerun_command = "kiln golden " + inputs.front() + " --update";
  request.make = [&](const std::string& path, const std::string& source, const std::vector<std::string>& words,
                     const std::string& suffix) { return Make(*options, path, source, words, suffix); };
  const auto report = harness::RunGolden(request);
  if (!report) return ReportError(report.error());
  for (const harness::GoldenFailure& failure : report->failures) {
    llvm::outs() << failure.path << ":\n" << failure.message << '\n';
  }
  for (const std::string& source : report->without) PrintWarning("'" + source + "' has no golden file");
  llvm::outs() << report->Summary() << '\n';
  return report->ok() ? ExitCode::kOk : ExitCode::kMismatch;
}

}  // namespace kiln::cli

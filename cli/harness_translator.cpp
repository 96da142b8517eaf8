#include "cli/harness_translator.h"

#include <llvm/Support/raw_ostream.h>

#include "cli/translation.h"

namespace kiln::cli {
namespace {

Result<harness::Translated> TranslateRequested(const SourceOptions& command_line, DiagnosticSink sink,
                                               const harness::TranslateRequest& request) {
  SourceOptions options = command_line;
  KILN_RETURN_IF_ERROR(AddBuildOptions(request.build_options, options));
  std::string log;
  llvm::raw_string_ostream stream(log);
  if (sink == DiagnosticSink::kResult) {
    options.compile.diagnostic_stream = &stream;
    options.compile.colour = false;
  }
  const translator::TargetProfile& profile = options.Profile(translator::TargetLanguage::kSpirv);
  auto translation = Translation::Start(frontend::Input{request.file_name, request.source}, options, &profile);
  if (!translation) {
    Error error = std::move(translation.error());
    if (error.code() != ErrorCode::kCompile) return Fail(std::move(error));
    return Fail(ErrorCode::kCompile, log);
  }
  auto module = translation->Lower(profile, request.kernels);
  if (!module) {
    Error error = std::move(module.error());
    if (error.code() != ErrorCode::kCompile) return Fail(std::move(error));
    return Fail(ErrorCode::kCompile, log);
  }
  return harness::Translated{(*module)->words, (*module)->reflection, log};
}

}  // namespace

harness::Translator MakeHarnessTranslator(const SourceOptions& options, DiagnosticSink sink) {
  return [=](const harness::TranslateRequest& request) { return TranslateRequested(options, sink, request); };
}

}  // namespace kiln::cli

#include "cli/harness_translator.h"

#include <llvm/Support/raw_ostream.h>

#include <cstring>
#include <optional>

#include "cli/cached_translation.h"
#include "cli/translation.h"
#include "kiln/base/sha256.h"

namespace kiln::cli {
namespace {

Result<harness::Translated> TranslateRequested(const SourceOptions& command_line, DiagnosticSink sink,
                                               const harness::TranslateRequest& request,
                                               frontend::FilesAsked* asked = nullptr) {
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
  if (asked != nullptr) *asked = translation->FilesAsked();
  return harness::Translated{(*module)->words, (*module)->reflection, log};
}

cache::TranslationRecord ToRecord(const harness::Translated& translated, const std::string& said) {
  std::string words(translated.words.size() * sizeof(std::uint32_t), '\0');
  std::memcpy(words.data(), translated.words.data(), words.size());
  return {{"words", std::move(words)},
          {"reflection", artifact::ToJson(translated.reflection)},
          {"log", translated.log},
          {"said", said}};
}

// Empty for a record of another form, which is then translated anew.
std::optional<harness::Translated> FromRecord(const cache::TranslationRecord& record) {
  if (record.size() != 4 || record[0].second.size() % sizeof(std::uint32_t) != 0) return std::nullopt;
  auto reflection = artifact::FromJson(record[1].second);
  if (!reflection) return std::nullopt;
  harness::Translated translated;
  translated.words.resize(record[0].second.size() / sizeof(std::uint32_t));
  std::memcpy(translated.words.data(), record[0].second.data(), record[0].second.size());
  translated.reflection = std::move(*reflection);
  translated.log = record[2].second;
  return translated;
}

std::string DigestOf(const harness::TranslateRequest& request, const std::string& command) {
  Sha256 digest;
  digest.AddPart("module").AddPart(command).AddPart(request.file_name).AddPart(request.source);
  for (const auto* list : {&request.build_options, &request.kernels}) {
    digest.AddPart(std::to_string(list->size()));
    for (const std::string& word : *list) digest.AddPart(word);
  }
  return digest.Hex();
}

}  // namespace

harness::Translator MakeHarnessTranslator(const SourceOptions& options, DiagnosticSink sink) {
  return [=](const harness::TranslateRequest& request) { return TranslateRequested(options, sink, request); };
}

harness::Translator MakeCachedTranslator(const SourceOptions& options, DiagnosticSink sink,
                                         std::shared_ptr<cache::TranslationCache> cache, std::string command,
                                         std::shared_ptr<telemetry::Telemetry> telemetry) {
  return [=](const harness::TranslateRequest& request) -> Result<harness::Translated> {
    const std::string digest = DigestOf(request, command);
    llvm::raw_ostream* const stream = options.compile.diagnostic_stream;
    if (const auto record = cache->Find(digest)) {
      if (auto translated = FromRecord(*record)) {
        if (telemetry != nullptr) telemetry->recorder().CountTranslationCache(true);
        if (stream != nullptr) *stream << (*record)[3].second;
        return std::move(*translated);
      }
    }
    if (telemetry != nullptr) telemetry->recorder().CountTranslationCache(false);
    KeepingStream kept(stream != nullptr ? *stream : llvm::nulls());
    SourceOptions recorded = options;
    recorded.compile.record_files = true;
    recorded.compile.diagnostic_stream = &kept;
    frontend::FilesAsked asked;
    auto translated = TranslateRequested(recorded, sink, request, &asked);
    if (translated) StoreTranslation(*cache, digest, asked, ToRecord(*translated, kept.text()));
    return translated;
  };
}

}  // namespace kiln::cli

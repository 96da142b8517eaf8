// The compiler as the harness wants it: one function from source text to SPIR-V.
#ifndef KILN_CLI_HARNESS_TRANSLATOR_H_
#define KILN_CLI_HARNESS_TRANSLATOR_H_

#include <cstdint>
#include <memory>
#include <string>

#include "cli/source_options.h"
#include "kiln/cache/translation_cache.h"
#include "kiln/harness/translator.h"
#include "kiln/telemetry/telemetry.h"

namespace kiln::cli {

enum class DiagnosticSink : std::uint8_t {
  kResult,  // Translated::log, or the message of a kCompile error
  kStream,  // the stream in SourceOptions
};

// Translates for `options`' SPIR-V profile; the options of a request follow those of the command line. May be called
// from several threads.
harness::Translator MakeHarnessTranslator(const SourceOptions& options, DiagnosticSink sink);

// The same, from the cache where it has the translation. `command` is the digest of the options; `telemetry`, which may
// be null, counts hits.
harness::Translator MakeCachedTranslator(const SourceOptions& options, DiagnosticSink sink,
                                         std::shared_ptr<cache::TranslationCache> cache, std::string command,
                                         std::shared_ptr<telemetry::Telemetry> telemetry);

}  // namespace kiln::cli

#endif  // KILN_CLI_HARNESS_TRANSLATOR_H_

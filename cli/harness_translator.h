// The compiler as the harness wants it: one function from source text to SPIR-V.
#ifndef KILN_CLI_HARNESS_TRANSLATOR_H_
#define KILN_CLI_HARNESS_TRANSLATOR_H_

#include "cli/source_options.h"
#include "kiln/harness/translator.h"

namespace kiln::cli {

// Translates for `options`' SPIR-V profile; the options of a request follow those of the command line. Diagnostics go into
// the result, not to stderr. May be called from several threads.
harness::Translator MakeHarnessTranslator(const SourceOptions& options);

}  // namespace kiln::cli

#endif  // KILN_CLI_HARNESS_TRANSLATOR_H_

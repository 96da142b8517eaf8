// A program on the CPU reference, as the harness runs it.
#ifndef KILN_CLI_CPU_PROGRAM_H_
#define KILN_CLI_CPU_PROGRAM_H_

#include "cli/harness_translator.h"
#include "cli/source_options.h"
#include "kiln/harness/translator.h"
#include "kiln/reference/cpu.h"

namespace kiln::cli {

// The `cpu` route of a request: kernels as written, without the translator.
// Its diagnostics go into the result, or to the stream of `options`.
Result<harness::Translated> ThroughCpu(const harness::TranslateRequest& request, SourceOptions options,
                                       DiagnosticSink sink, reference::Checks checks = reference::Checks::kNone);

}  // namespace kiln::cli

#endif  // KILN_CLI_CPU_PROGRAM_H_

// Translates one file for every language, and keeps what a report shows of it.
#ifndef KILN_CLI_REPORT_COLLECT_H_
#define KILN_CLI_REPORT_COLLECT_H_

#include <string>
#include <vector>

#include "cli/report/report.h"
#include "cli/source_options.h"
#include "kiln/base/result.h"

namespace kiln::cli::report {

// Everything but the validation. No kernel names mean all kernels. A target that cannot express the file, or a kernel
// of it, has the diagnostics in the place of the text; a file that compiles for no target is kCompile, and the
// diagnostics are on the stream of the options.
Result<Report> Collect(const frontend::Input& input, const SourceOptions& options,
                       const std::vector<std::string>& kernels);

}  // namespace kiln::cli::report

#endif  // KILN_CLI_REPORT_COLLECT_H_

// --stop-after=PASS: the IR as it is after one pass.
#ifndef KILN_CLI_STOP_AFTER_H_
#define KILN_CLI_STOP_AFTER_H_

#include <string>

#include "cli/translation.h"

namespace kiln::cli {

// The IR after the last run of `pass` over the chosen kernels, also when a later pass reports an error.
// kInvalidArgument lists the passes when there is none of that name. Passes after it run, but nothing of them is seen.
Result<std::string> IrAfter(const std::string& pass, const frontend::Input& input, SourceOptions options,
                            const translator::TargetProfile& profile, const std::vector<std::string>& kernels);

}  // namespace kiln::cli

#endif  // KILN_CLI_STOP_AFTER_H_

// The exit codes of every subcommand; docs/cli.md promises them.
#ifndef KILN_CLI_EXIT_CODE_H_
#define KILN_CLI_EXIT_CODE_H_

#include "kiln/base/error.h"

namespace kiln::cli {

enum class ExitCode : int {
  kOk = 0,
  kCompileError = 1,  // the kernel: it does not compile, the target cannot express it, or --check finds something
  kUsage = 2,         // the command line
  kMismatch = 3,      // a result, test or golden file differs from what was expected
  kIo = 4,            // a file or a device could not be used
  kInternal = 70,     // Kiln's own fault
};

ExitCode ExitCodeOf(ErrorCode code);

}  // namespace kiln::cli

#endif  // KILN_CLI_EXIT_CODE_H_

// What the command says about itself, on stderr: "kiln: error: ...". Diagnostics about a kernel come from the front
// end.
#ifndef KILN_CLI_MESSAGE_H_
#define KILN_CLI_MESSAGE_H_

#include <llvm/ADT/Twine.h>

#include "cli/exit_code.h"
#include "kiln/base/error.h"

namespace kiln::cli {

void PrintError(const llvm::Twine& message);
void PrintWarning(const llvm::Twine& message);
void PrintNote(const llvm::Twine& message);

// Prints `error` unless its diagnostics have been printed already (kCompile), and gives the exit code for it.
ExitCode ReportError(const Error& error);

}  // namespace kiln::cli

#endif  // KILN_CLI_MESSAGE_H_

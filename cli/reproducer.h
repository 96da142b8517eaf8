// An internal error leaves a folder from which it can be reproduced.
#ifndef KILN_CLI_REPRODUCER_H_
#define KILN_CLI_REPRODUCER_H_

#include <functional>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/invocation.h"

namespace kiln::cli {

// Runs `body`. When it crashes, when LLVM gives up, or when it returns ExitCode::kInternal, prints what went wrong and
// leaves a folder with the inputs, the command line and the message; the result is then ExitCode::kInternal.
ExitCode RunGuarded(const Invocation& invocation, const std::function<ExitCode()>& body);

// Remembers text that exists only in this process (standard input, a message) for the reproducer.
void KeepForReproducer(std::string name, std::string text);
// Remembers files that the command line does not name: headers.
void KeepFilesForReproducer(const std::vector<std::string>& paths);

}  // namespace kiln::cli

#endif  // KILN_CLI_REPRODUCER_H_

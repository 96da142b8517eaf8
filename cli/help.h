// --help, the man page and the shell completion, all from the option table.
#ifndef KILN_CLI_HELP_H_
#define KILN_CLI_HELP_H_

#include <string>

#include "cli/invocation.h"

namespace kiln::cli {

// For translation also the list of subcommands.
std::string RenderHelp(const Command& command);
// kiln(1) in the man macros.
std::string RenderManPage();
// A bash function and its registration with `complete`.
std::string RenderBashCompletion();

}  // namespace kiln::cli

#endif  // KILN_CLI_HELP_H_

// The subcommands, each in <name>_command.cpp.
#ifndef KILN_CLI_COMMANDS_H_
#define KILN_CLI_COMMANDS_H_

#include "cli/exit_code.h"

namespace kiln::cli {

struct Invocation;

ExitCode Translate(const Invocation& invocation);
ExitCode Run(const Invocation& invocation);
ExitCode Test(const Invocation& invocation);
ExitCode Fuzz(const Invocation& invocation);
ExitCode Golden(const Invocation& invocation);
ExitCode Reflect(const Invocation& invocation);
ExitCode Report(const Invocation& invocation);
ExitCode Check(const Invocation& invocation);
ExitCode Validate(const Invocation& invocation);
ExitCode Cache(const Invocation& invocation);
ExitCode Devices(const Invocation& invocation);
ExitCode Doctor(const Invocation& invocation);

}  // namespace kiln::cli

#endif  // KILN_CLI_COMMANDS_H_

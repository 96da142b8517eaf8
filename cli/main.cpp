// The `kiln` command: takes the command line apart and hands it to a subcommand.
#include <llvm/ADT/ArrayRef.h>
#include <llvm/Support/raw_ostream.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/version.h"
#include "kiln/runtime/configuration.h"

namespace kiln::cli {
namespace {

ExitCode Main(llvm::ArrayRef<const char*> argv) {
  auto invocation = ParseCommandLine(argv);
  if (!invocation) return ReportError(invocation.error());
  const llvm::opt::InputArgList& arguments = invocation->arguments;
  if (const auto* file = arguments.getLastArg(OPT_config_EQ)) {
    // For all that reads it below, the processes that a command starts too.
    ::setenv("KILN_CONFIG", file->getValue(), /*replace=*/1);
    if (const auto configuration = runtime::LoadConfiguration(file->getValue()); !configuration) {
      return ReportError(configuration.error());
    }
  }
  if (arguments.hasArg(OPT_help)) {
    llvm::outs() << RenderHelp(*invocation->command);
  } else if (arguments.hasArg(OPT_version)) {
    llvm::outs() << kVersionLine << '\n';
  } else if (arguments.hasArg(OPT_print_man_page)) {
    llvm::outs() << RenderManPage();
  } else if (arguments.hasArg(OPT_print_bash_completion)) {
    llvm::outs() << RenderBashCompletion();
  } else {
    return invocation->command->run(*invocation);
  }
  return ExitCode::kOk;
}

}  // namespace
}  // namespace kiln::cli

int main(int argc, char** argv) {
  const int code = static_cast<int>(kiln::cli::Main(llvm::ArrayRef<const char*>(argv, static_cast<std::size_t>(argc))));
  llvm::outs().flush();
  std::fflush(nullptr);
  std::cout.flush();
  // Nothing is left that must be destroyed; tearing LLVM down would only take time.
  std::_Exit(code);
}

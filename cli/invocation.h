// The command line, taken apart: which subcommand, which options, which inputs.
#ifndef KILN_CLI_INVOCATION_H_
#define KILN_CLI_INVOCATION_H_

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Support/Allocator.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/option_table.h"
#include "kiln/base/result.h"

namespace kiln::cli {

struct Invocation;

// A subcommand. `name` is empty for translation, which has none.
struct Command {
  const char* name;
  unsigned visibility;   // OptionVisibility
  const char* operands;  // "FILE... -o OUTPUT..."
  const char* summary;   // one sentence
  ExitCode (*run)(const Invocation&);
};
llvm::ArrayRef<Command> Commands();

// Arguments refer to strings that live as long as the invocation.
struct Invocation {
  const Command* command = nullptr;
  std::vector<std::string> original;  // argv, for the reproducer
  std::unique_ptr<llvm::BumpPtrAllocator> storage;
  llvm::opt::InputArgList arguments;

  std::vector<std::string> Inputs() const;
};

// Expands response files (@file), splits off the subcommand and parses the rest. kInvalidArgument names what is wrong
// with the first bad argument, and the nearest spelling.
Result<Invocation> ParseCommandLine(llvm::ArrayRef<const char*> argv);

}  // namespace kiln::cli

#endif  // KILN_CLI_INVOCATION_H_

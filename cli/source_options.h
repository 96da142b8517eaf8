// Options about the kernel's source and its target, which every subcommand that compiles understands alike.
#ifndef KILN_CLI_SOURCE_OPTIONS_H_
#define KILN_CLI_SOURCE_OPTIONS_H_

#include <llvm/Option/ArgList.h>

#include <array>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"
#include "kiln/translator/lower.h"
#include "kiln/translator/target_profile.h"

namespace kiln::cli {

struct SourceOptions {
  frontend::CompileOptions compile;
  translator::LowerOptions lower;
  std::string stdin_name = "<stdin>";
  bool line_directives = false;  // -g: #line in the texts

  // The profile that serves a language: --target's, or the default.
  const translator::TargetProfile& Profile(translator::TargetLanguage language) const {
    return *profiles[static_cast<std::size_t>(language)];
  }
  std::array<const translator::TargetProfile*, 4> profiles = {};
};

// kInvalidArgument for a value that an option does not have. Diagnostics are set to go to stderr.
Result<SourceOptions> ReadSourceOptions(const llvm::opt::InputArgList& arguments);

// Adds options about the source in Clang's spelling, e.g. the build options of an OpenCL program: those that the
// command line knows act as they do there, all others go to the front end as they are.
Status AddBuildOptions(const std::vector<std::string>& words, SourceOptions& options);

// The input of that name; "-" is standard input, read here. A file is left for the front end to read.
Result<frontend::Input> OpenInput(const std::string& path, const SourceOptions& options);

// "one of a, b and c", for messages.
std::string ListNames(const std::vector<std::string>& names);

}  // namespace kiln::cli

#endif  // KILN_CLI_SOURCE_OPTIONS_H_

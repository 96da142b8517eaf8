// The user's options in Clang's driver spelling -> cc1 arguments. What a driver would do, for the part of it that
// matters to a compilation in process: nothing is spawned, no tool chain is searched.
#ifndef KILN_FRONTEND_OPTIONS_H_
#define KILN_FRONTEND_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"

namespace kiln::frontend {

struct TranslatedOptions {
  std::vector<std::string> cc1;            // forwarded arguments, in the user's order
  std::string language;                    // argument of the last -x: "cl", "clcpp"; empty when absent
  std::string optimization = "2";          // of -O<level>; "0" keeps the code but not __OPTIMIZE__
  bool full_debug_info = false;            // -g and its relatives; line tables are always there
  bool standard_include = true;            // false after -cl-no-stdinc
  bool defines_opencl_version = false;     // the user sets or unsets __OPENCL_VERSION__
  std::optional<bool> colour;              // -f[no-]color-diagnostics
  std::optional<DiagnosticFormat> format;  // -fdiagnostics-format=
  std::vector<std::string> unused;         // options that Clang knows and that have no effect here, as spelled
};

// kInvalidArgument names the first option that Clang does not have (with its nearest spelling), that lacks its value,
// or that cannot be part of a compilation in process.
Result<TranslatedOptions> TranslateOptions(const std::vector<std::string>& options);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_OPTIONS_H_

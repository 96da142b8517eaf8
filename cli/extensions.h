// The OpenCL extensions that a kernel may use on a target.
#ifndef KILN_CLI_EXTENSIONS_H_
#define KILN_CLI_EXTENSIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "kiln/translator/target_profile.h"

namespace kiln::cli {

// For frontend::CompileOptions::extensions: absent when the target has all that Kiln translates on any. A kernel that
// asks
// `#ifdef cl_khr_fp64` then gets the answer that is true of its target, and without double Clang makes unsuffixed
// constants single precision.
std::optional<std::vector<std::string>> ExtensionsOf(const translator::TargetProfile& profile);

}  // namespace kiln::cli

#endif  // KILN_CLI_EXTENSIONS_H_

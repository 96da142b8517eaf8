// The routes of `kiln test`: SPIR-V as it is, GLSL recompiled, Metal executed on the CPU.
#ifndef KILN_CLI_ROUTES_H_
#define KILN_CLI_ROUTES_H_

#include <chrono>
#include <string>
#include <vector>

#include "cli/source_options.h"
#include "kiln/harness/routes.h"

namespace kiln::cli {

struct RouteOptions {
  std::chrono::milliseconds timeout = std::chrono::seconds(30);  // of a launch on the CPU
  bool save_texts = false;  // as <file>.<kernels>.comp and .metal in the current folder
};

// "spirv,glsl,msl". kInvalidArgument for a name that is no route's.
Result<std::vector<harness::Route>> MakeRoutes(const std::string& names, const SourceOptions& options,
                                               const RouteOptions& route_options);

}  // namespace kiln::cli

#endif  // KILN_CLI_ROUTES_H_

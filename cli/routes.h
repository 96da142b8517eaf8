// The routes of `kiln test`: SPIR-V as it is, GLSL recompiled, Metal executed on the CPU.
#ifndef KILN_CLI_ROUTES_H_
#define KILN_CLI_ROUTES_H_

#include <chrono>
#include <string>
#include <vector>

#include "cli/source_options.h"
#include "kiln/harness/routes.h"
#include "kiln/reference/cpu.h"

namespace kiln::cli {

struct RouteOptions {
  std::chrono::milliseconds timeout = std::chrono::seconds(30);  // of a launch on the CPU
  reference::Checks checks = reference::Checks::kNone;           // of the route cpu
  bool save_texts = false;  // as <file>.<kernels>.comp and .metal in the current folder
};

// "spirv,glsl,msl,cpu". kInvalidArgument for a name that is no route's, and for checks without the route cpu.
Result<std::vector<harness::Route>> MakeRoutes(const std::string& names, const SourceOptions& options,
                                               const RouteOptions& route_options);

}  // namespace kiln::cli

#endif  // KILN_CLI_ROUTES_H_

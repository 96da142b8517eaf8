// Dependency files as make and Ninja read them.
#ifndef KILN_CLI_DEPFILE_H_
#define KILN_CLI_DEPFILE_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiln::cli {

// `name` with the escapes of GNU make for a target or a prerequisite: space, #, $ and backslashes before a space.
std::string QuoteForMake(std::string_view name);

struct DepfileRule {
  std::vector<std::string> targets;        // printed as they are: already quoted
  std::vector<std::string> prerequisites;  // file names; the first is the main input
  bool phony_headers = false;              // an empty rule for each prerequisite but the first
};

// "a.spv: a.cl \\\n  h.h\n" for each rule; one rule for each input.
std::string WriteDepfile(std::span<const DepfileRule> rules);

}  // namespace kiln::cli

#endif  // KILN_CLI_DEPFILE_H_

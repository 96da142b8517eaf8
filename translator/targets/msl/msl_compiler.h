// SPIRV-Cross's MSL printer with Metal's own kernel signature: pointers for buffers, references for values.
#ifndef KILN_TRANSLATOR_TARGETS_MSL_MSL_COMPILER_H_
#define KILN_TRANSLATOR_TARGETS_MSL_MSL_COMPILER_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "translator/targets/msl/msl_parameter.h"
#include "translator/targets/prepare/line_table.h"

namespace kiln::translator::targets {

struct MslOptions {
  std::uint32_t major = 2, minor = 4;
  std::vector<MslParameter> parameters;  // [i] is the resource with binding i; local arguments follow
  std::set<std::uint32_t> fast;          // results whose single-precision function may be the `fast::` one
  std::set<std::uint32_t> named_values;  // results that print as variables of their own
  std::uint32_t most_threads = 0;        // of a threadgroup, by reqd_work_group_size; 0: any
  LineTable lines;                       // of the words
};

// kUnsupported with SPIRV-Cross's message.
Result<std::string> CompileMsl(std::vector<std::uint32_t> words, const MslOptions& options);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_MSL_MSL_COMPILER_H_

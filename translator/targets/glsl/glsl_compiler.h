// SPIRV-Cross's GLSL printer with Kiln's shape of blocks. Its headers stay out of the rest of the room: their `spv`
// namespace is another one than that of the SPIR-V headers.
#ifndef KILN_TRANSLATOR_TARGETS_GLSL_GLSL_COMPILER_H_
#define KILN_TRANSLATOR_TARGETS_GLSL_GLSL_COMPILER_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "translator/targets/prepare/line_table.h"

namespace kiln::translator::targets {

struct GlslOptions {
  std::set<std::uint32_t> plain_blocks;  // ids of block types of one member that print without an instance name
  std::vector<std::string> extensions;   // beyond those that SPIRV-Cross finds out itself
  std::set<std::uint32_t> named_values;  // results that print as variables of their own
  LineTable lines;                       // of the words
};

// kUnsupported with SPIRV-Cross's message.
Result<std::string> CompileGlsl(std::vector<std::uint32_t> words, const GlslOptions& options);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_GLSL_GLSL_COMPILER_H_

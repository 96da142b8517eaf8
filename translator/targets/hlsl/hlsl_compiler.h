// SPIRV-Cross's HLSL printer, alone with its headers.
#ifndef KILN_TRANSLATOR_TARGETS_HLSL_HLSL_COMPILER_H_
#define KILN_TRANSLATOR_TARGETS_HLSL_HLSL_COMPILER_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::translator::targets {

struct HlslOptions {
  std::uint32_t shader_model = 62;
  std::set<std::uint32_t> named_values;  // results that print as variables of their own
};

// kUnsupported with SPIRV-Cross's message. OpLine becomes #line.
Result<std::string> CompileHlsl(std::vector<std::uint32_t> words, const HlslOptions& options);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_HLSL_HLSL_COMPILER_H_

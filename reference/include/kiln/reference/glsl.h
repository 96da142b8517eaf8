// Texts in GLSL 4.60 for Vulkan, compiled by glslang.
#ifndef KILN_REFERENCE_GLSL_H_
#define KILN_REFERENCE_GLSL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::reference {

// The SPIR-V of a compute shader, whose entry point is "main". kMismatch with glslang's messages, and the lines of the
// text that they speak of, when it is not valid GLSL.
Result<std::vector<std::uint32_t>> CompileGlsl(const std::string& text, const std::string& file_name);

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_GLSL_H_

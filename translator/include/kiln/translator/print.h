// SPIR-V module that Lower made for a text profile -> GLSL, MSL or HLSL source text.
#ifndef KILN_TRANSLATOR_PRINT_H_
#define KILN_TRANSLATOR_PRINT_H_

#include <string>

#include "kiln/base/result.h"
#include "kiln/translator/lower.h"

namespace kiln::translator {

// `module` must have been lowered for `profile` (language kGlsl, kMsl or kHlsl). Several kernels: MSL and HLSL hold them in
// one text; GLSL has one entry point `main` per text, so print each kernel by name. kUnsupported names the kernel and the
// construct that the language cannot say.
struct PrintOptions {
  std::string kernel;        // empty: all (MSL, HLSL) or the only one (GLSL)
  bool line_directives = false;
};
Result<std::string> Print(const SpirvModule& module, const TargetProfile& profile, const PrintOptions& options);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PRINT_H_

// SPIR-V module that Lower made for a text profile -> GLSL, MSL or HLSL source text.
#ifndef KILN_TRANSLATOR_PRINT_H_
#define KILN_TRANSLATOR_PRINT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/translator/lower.h"

namespace kiln::translator {

// `module` must have been lowered for `profile` (language kGlsl, kMsl or kHlsl). Several kernels: MSL and HLSL hold them in
// one text; GLSL has one entry point `main` per text, so print each kernel by name. kUnsupported names the kernel and the
// construct that the language cannot say.
struct PrintOptions {
  std::string kernel;        // empty: all (MSL, HLSL) or the only one (GLSL)
  bool line_directives = false;  // #line before a line that comes from another one than the next: needs debug_lines
};
Result<std::string> Print(const SpirvModule& module, const TargetProfile& profile, const PrintOptions& options);

// A line of a text, counted from 1, and the line of the source that it comes from.
struct LineOrigin {
  std::uint32_t text_line = 0;
  std::string file;
  std::uint32_t line = 0;
};

struct PrintedText {
  std::string text;
  std::vector<LineOrigin> lines;  // in the text's order; without those that come from no line, such as declarations
};
// With the lines' origins, where `module` was lowered with debug_lines.
Result<PrintedText> PrintWithLines(const SpirvModule& module, const TargetProfile& profile,
                                   const PrintOptions& options);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PRINT_H_

// Texts in GLSL 4.60 for Vulkan, compiled by glslang.
#ifndef KILN_REFERENCE_GLSL_H_
#define KILN_REFERENCE_GLSL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::reference {

// What is wrong with a text, and where. Lines count from 1, whatever a #line in the text says; 0: the text as a whole.
struct GlslDiagnostic {
  std::uint32_t line = 0;
  std::string message;    // glslang's: "'foo' : no matching overloaded function found"
  std::string text_line;  // the line itself
  bool is_error = true;

  std::string ToString(const std::string& file_name) const;  // "k.comp:3: error: ...", and the line below it
};

struct GlslModule {
  std::vector<std::uint32_t> words;  // a compute shader's, whose entry point is "main"; none when the text is not valid
  std::vector<GlslDiagnostic> diagnostics;

  bool ok() const { return !words.empty(); }
  std::string DiagnosticText(const std::string& file_name) const;
};

// kInternal: glslang does not start.
Result<GlslModule> CompileGlsl(const std::string& text);

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_GLSL_H_

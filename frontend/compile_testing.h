// What the tests of this room share.
#ifndef KILN_FRONTEND_COMPILE_TESTING_H_
#define KILN_FRONTEND_COMPILE_TESTING_H_

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kiln/frontend/compile.h"

namespace kiln::frontend {

inline CompileOptions WithOptions(std::vector<std::string> clang_options) {
  CompileOptions options;
  options.clang_options = std::move(clang_options);
  return options;
}

inline Result<KernelModule> CompileText(std::string text, const CompileOptions& options = {},
                                        std::string name = "test.cl") {
  return Compile({std::move(name), std::move(text)}, options);
}

// For tests that need a module: GoogleTest reports the exception as a failure.
inline KernelModule CompileOrDie(std::string text, const CompileOptions& options = {}, std::string name = "test.cl") {
  Result<KernelModule> module = CompileText(std::move(text), options, std::move(name));
  if (!module) {
    throw std::runtime_error(module.error().ToString());
  }
  return std::move(*module);
}

// The macro's expansion; "absent" when it is not defined.
inline std::string MacroValue(const std::string& macro, CompileOptions options = {}, std::string name = "test.cl") {
  options.action = Action::kPreprocess;
  options.clang_options.push_back("-P");
  const std::string text = "#ifdef " + macro + "\n<" + macro + ">\n#else\n<absent>\n#endif\n";
  Result<KernelModule> module = CompileText(text, options, std::move(name));
  if (!module) {
    return "error: " + module.error().ToString();
  }
  const std::string& output = module->preprocessed();
  const std::size_t begin = output.find('<');
  const std::size_t end = output.find('>');
  return begin == std::string::npos || end == std::string::npos ? output : output.substr(begin + 1, end - begin - 1);
}

inline constexpr char kSaxpy[] = R"(__kernel void saxpy(__global float* y, __global const float* x, float a, uint n) {
  size_t i = get_global_id(0);
  if (i < n) y[i] = a * x[i] + y[i];
}
)";

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_COMPILE_TESTING_H_

// How the harness reaches a compiler: a function that whoever links one plugs in.
#ifndef KILN_HARNESS_TRANSLATOR_H_
#define KILN_HARNESS_TRANSLATOR_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"

namespace kiln::harness {

struct TranslateRequest {
  std::string file_name;                   // for diagnostics and for #include "..." beside it
  std::string source;                      // OpenCL C
  std::vector<std::string> build_options;  // Clang's spelling, one word each
  std::vector<std::string> kernels;        // names to translate; empty: all
};

struct Translated {
  std::vector<std::uint32_t> words;  // SPIR-V for the device the harness runs on
  artifact::Reflection reflection;   // of the kernels in `words`
  std::string log;                   // warnings
};

// Called from several threads at once, and from forked children. kCompile (whose message holds the diagnostics) when
// the program does not build, kInvalidArgument for a bad build option: those two satisfy expect_build_fail.
using Translator = std::function<Result<Translated>(const TranslateRequest&)>;

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TRANSLATOR_H_

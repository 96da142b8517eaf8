// What the targets that compile read from a source text.
#ifndef KILN_TESTS_BAD_INPUT_SOURCE_TEXT_H_
#define KILN_TESTS_BAD_INPUT_SOURCE_TEXT_H_

#include <string>
#include <string_view>

#include "kiln/frontend/compile.h"

namespace kiln::bad_input {

struct SourceText {
  frontend::Input input;
  frontend::CompileOptions options;
};

// A first line "//! WORD..." holds options of the compiler, and the words json, sarif, msvc (how diagnostics are
// written), preprocess and physical; "//!+" says C++ for OpenCL. Options that read, write or load what is on this
// machine are left out.
SourceText ReadSource(std::string_view text);

}  // namespace kiln::bad_input

#endif  // KILN_TESTS_BAD_INPUT_SOURCE_TEXT_H_

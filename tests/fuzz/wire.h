// What `kiln fuzz` and kiln-opencl-oracle say to each other: two programs of one build, so that the format is not
// versioned.
#ifndef KILN_TESTS_FUZZ_WIRE_H_
#define KILN_TESTS_FUZZ_WIRE_H_

#include <optional>
#include <string>
#include <string_view>

#include "kiln/base/error.h"
#include "tests/fuzz/program.h"

namespace kiln::fuzz {

struct Answer {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // empty: it worked
  std::string bytes;    // of the outputs, one after another
};

std::string Encode(const Program& program);
std::string Encode(const Answer& answer);
// Nothing when the text is cut off.
std::optional<Program> DecodeProgram(std::string_view text);
std::optional<Answer> DecodeAnswer(std::string_view text);

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_WIRE_H_

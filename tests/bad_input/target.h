// A target of bad input: what takes bytes that need not make sense. Each <target>.cpp defines the function below, which
// libFuzzer calls, and the program of replay.cpp.
#ifndef KILN_TESTS_BAD_INPUT_TARGET_H_
#define KILN_TESTS_BAD_INPUT_TARGET_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// Returns 0, whatever the bytes are; anything else that happens is a bug.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace kiln::bad_input {

// What holds for every input; a broken promise counts as a crash.
inline void Require(bool is_kept, const char* promise) {
  if (is_kept) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

inline std::string_view Text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace kiln::bad_input

#endif  // KILN_TESTS_BAD_INPUT_TARGET_H_

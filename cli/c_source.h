// SPIR-V words as C and C++ source.
#ifndef KILN_CLI_C_SOURCE_H_
#define KILN_CLI_C_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/artifact/reflection.h"

namespace kiln::cli {

// A C11 source file that defines `const uint32_t <variable>[]` and `const size_t <variable>_size` (bytes).
std::string ToCSource(const std::vector<std::uint32_t>& words, std::string_view variable);

// A self-contained C++17 header: the reflection's constants and, in the same namespace, the array `variable`.
std::string ToCppSource(const std::vector<std::uint32_t>& words, const artifact::Reflection& reflection,
                        std::string_view namespace_name, std::string_view variable);

// Any text as a C identifier: "my-kernel.v2" -> "my_kernel_v2".
std::string ToIdentifier(std::string_view text);

}  // namespace kiln::cli

#endif  // KILN_CLI_C_SOURCE_H_

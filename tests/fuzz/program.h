// A random kernel with its inputs: what every route has to agree on.
#ifndef KILN_TESTS_FUZZ_PROGRAM_H_
#define KILN_TESTS_FUZZ_PROGRAM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/fuzz/choices.h"
#include "tests/fuzz/type.h"

namespace kiln::fuzz {

struct Argument {
  enum class Kind : std::uint8_t { kValue, kBuffer, kLocal };
  Kind kind = Kind::kBuffer;
  Type type;
  std::uint32_t count = 1;       // elements; more than 1 for a value is a struct
  bool is_output = false;        // a buffer that is compared after the launch
  std::vector<std::byte> bytes;  // before the launch; empty for local memory
};

struct Program {
  std::string source;   // OpenCL C, one kernel named "fuzzed"
  std::string version;  // "CL1.2", "CL2.0"
  std::vector<Argument> arguments;
  std::uint32_t global_size = 1;
  std::uint32_t local_size = 1;
};

// The kernel that these decisions make. It has no undefined behaviour, its result does not depend on the order in
// which work-items run, and it ends soon.
struct Features {
  bool generic_pointers = false;  // OpenCL C 2.0: some implementations have them in name only
  bool struct_arguments = false;  // by value
};
Program Generate(Choices& choices, const Features& features);

// The program as an OpenCL C file with a test description; `expected` holds the bytes of each output, in order.
std::string Render(const Program& program, const std::string& name,
                   const std::vector<std::vector<std::byte>>& expected);

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_PROGRAM_H_

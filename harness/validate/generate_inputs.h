// Makes a test of a kernel from its signature.
#ifndef KILN_HARNESS_VALIDATE_GENERATE_INPUTS_H_
#define KILN_HARNESS_VALIDATE_GENERATE_INPUTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "harness/description/description.h"
#include "kiln/base/result.h"
#include "kiln/harness/validate.h"

namespace kiln::harness {

// Nothing in a signature says how long a buffer must be, or what an index may be. So several attempts are made, from
// the widest range of numbers with small buffers to the smallest numbers with large buffers, until the reference finds
// no access outside.
inline constexpr std::uint32_t kInputAttempts = 5;

struct GeneratedTest {
  TestCase test;                 // without arguments_out's contents
  std::string command_line;      // what was chosen, in the words of `kiln run`: "--global=256 --local=32 --arg=..."
  bool scales_tolerance = true;  // with the largest value expected: no tolerance was given
};

// The test is named after the kernel. Buffers that the kernel may write are both arg_in and arg_out; their expected
// contents are what they begin with until SetExpected. kUnsupported for a parameter that cannot be made up;
// kInvalidArgument for rules that do not fit the kernel.
Result<GeneratedTest> GenerateTest(const KernelShape& kernel, const InputRules& rules, std::uint32_t attempt);

// What the outputs are to hold, in the order of arguments_out.
void SetExpected(GeneratedTest& generated, std::vector<std::vector<std::byte>> contents);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALIDATE_GENERATE_INPUTS_H_

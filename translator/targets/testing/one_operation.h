// A module that does the operations of a list, each on its own: r[i * n + k] = operation_k(a[i], b[i], c[i]).
#ifndef KILN_TRANSLATOR_TARGETS_TESTING_ONE_OPERATION_H_
#define KILN_TRANSLATOR_TARGETS_TESTING_ONE_OPERATION_H_

#include <string>
#include <vector>

namespace kiln::translator::targets::testing {

// Types are spelled as in OpenCL: "char", "uint", "half4", "double2", "bool3"; unsigned and signed integers are
// different SPIR-V types. `body` is assembly that defines %r from %a, %b, %c; within it `%T` is the type of the first
// operand, `%R` of the result, types are themselves, %glsl is the extended instruction set, and ids that start with
// `%t` are the body's own. Boolean results are stored as uints of 0 and 1, boolean operands read as "is not zero".
struct OneOperation {
  std::string name;
  std::string result;
  std::vector<std::string> operands;
  std::string body;
  std::string globals = "";  // assembly at module scope; ids start with `%t` too
};

// All of one result type and the same operand types. Entry point "k", local size 1; buffer 0 is r, buffers 1.. are the
// operands; elements lie as arrays of their type do in OpenCL.
std::string ToAssembly(const std::vector<OneOperation>& operations);

// Bytes of one value of a type as the buffers hold it.
unsigned BytesOf(const std::string& type);

}  // namespace kiln::translator::targets::testing

#endif  // KILN_TRANSLATOR_TARGETS_TESTING_ONE_OPERATION_H_

// Modules for the tests of this room, written as SPIR-V assembly in the shape that lowering gives them.
#ifndef KILN_TRANSLATOR_TARGETS_TESTING_ASSEMBLE_H_
#define KILN_TRANSLATOR_TARGETS_TESTING_ASSEMBLE_H_

#include <string>
#include <vector>

#include "kiln/translator/lower.h"

namespace kiln::translator::targets::testing {

// Fails the running test when the text does not assemble or is not valid for Vulkan 1.3.
std::vector<std::uint32_t> Assemble(const std::string& text);

// Compiles GLSL for Vulkan 1.3; fails the test with the compiler's log and the text when it does not compile.
std::vector<std::uint32_t> CompileGlslText(const std::string& text);

artifact::Argument BufferArgument(std::string name, std::uint32_t index);
artifact::Argument ValueArgument(std::string name, std::uint32_t index);
artifact::Argument LocalArgument(std::string name, std::uint32_t threadgroup_index, std::uint32_t spec_id);

// A module of one kernel called `name`.
SpirvModule OneKernel(const std::string& assembly, std::string name, std::vector<artifact::Argument> arguments);

}  // namespace kiln::translator::targets::testing

#endif  // KILN_TRANSLATOR_TARGETS_TESTING_ASSEMBLE_H_

// SPIR-V modules as text, for the tests of this room.
#ifndef KILN_RUNTIME_ARTIFACT_TESTING_SPIRV_TEXT_H_
#define KILN_RUNTIME_ARTIFACT_TESTING_SPIRV_TEXT_H_

#include <gtest/gtest.h>
#include <spirv-tools/libspirv.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kiln::artifact::testing {

// Fails the running test when the text does not assemble. The version is the environment's newest.
std::vector<std::uint32_t> Assemble(const std::string& text, spv_target_env environment = SPV_ENV_VULKAN_1_2);

// With names instead of numbers where the module has them.
std::string Disassemble(const std::vector<std::uint32_t>& words);

// Valid for Vulkan 1.3; says why not, with the module's text.
::testing::AssertionResult IsValid(const std::vector<std::uint32_t>& words);

// How often `part` stands in `text`.
std::size_t Count(const std::string& text, const std::string& part);

}  // namespace kiln::artifact::testing

#endif  // KILN_RUNTIME_ARTIFACT_TESTING_SPIRV_TEXT_H_

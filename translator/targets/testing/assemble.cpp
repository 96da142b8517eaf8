#include "translator/targets/testing/assemble.h"

#include <glslang/Include/ResourceLimits.h>
#include <glslang/Include/glslang_c_interface.h>
#include <glslang/Public/ResourceLimits.h>
#include <glslang/Public/resource_limits_c.h>
#include <gtest/gtest.h>

#include <memory>
#include <spirv-tools/libspirv.hpp>

namespace kiln::translator::targets::testing {

std::vector<std::uint32_t> Assemble(const std::string& text) {
  std::vector<std::uint32_t> words;
  spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_3);
  std::string messages;
  tools.SetMessageConsumer([&](spv_message_level_t, const char*, const spv_position_t& position, const char* message) {
    messages += std::to_string(position.line) + ": " + message + "\n";
  });
  EXPECT_TRUE(tools.Assemble(text, &words)) << messages << text;
  spvtools::ValidatorOptions options;
  options.SetScalarBlockLayout(true);
  EXPECT_TRUE(tools.Validate(words.data(), words.size(), options)) << messages << text;
  return words;
}

std::vector<std::uint32_t> CompileGlslText(const std::string& text) {
  static const bool initialised = glslang_initialize_process() != 0;
  EXPECT_TRUE(initialised);
  glslang_input_t input = {};
  input.language = GLSLANG_SOURCE_GLSL;
  input.stage = GLSLANG_STAGE_COMPUTE;
  input.client = GLSLANG_CLIENT_VULKAN;
  input.client_version = GLSLANG_TARGET_VULKAN_1_3;
  input.target_language = GLSLANG_TARGET_SPV;
  input.target_language_version = GLSLANG_TARGET_SPV_1_6;
  input.code = text.c_str();
  input.default_version = 460;
  input.default_profile = GLSLANG_CORE_PROFILE;
  input.messages = GLSLANG_MSG_DEFAULT_BIT;
  input.resource = glslang_default_resource();
  const std::unique_ptr<glslang_shader_t, decltype(&glslang_shader_delete)> shader(glslang_shader_create(&input),
                                                                                   &glslang_shader_delete);
  const bool parsed =
      glslang_shader_preprocess(shader.get(), &input) != 0 && glslang_shader_parse(shader.get(), &input) != 0;
  EXPECT_TRUE(parsed) << glslang_shader_get_info_log(shader.get()) << text;
  if (!parsed) {
    return {};
  }
  const std::unique_ptr<glslang_program_t, decltype(&glslang_program_delete)> program(glslang_program_create(),
                                                                                      &glslang_program_delete);
  glslang_program_add_shader(program.get(), shader.get());
  const bool linked =
      glslang_program_link(program.get(), GLSLANG_MSG_SPV_RULES_BIT | GLSLANG_MSG_VULKAN_RULES_BIT) != 0;
  EXPECT_TRUE(linked) << glslang_program_get_info_log(program.get()) << text;
  glslang_program_SPIRV_generate(program.get(), GLSLANG_STAGE_COMPUTE);
  std::vector<std::uint32_t> words(glslang_program_SPIRV_get_size(program.get()));
  glslang_program_SPIRV_get(program.get(), words.data());
  EXPECT_FALSE(words.empty()) << text;
  return words;
}

artifact::Argument BufferArgument(std::string name, std::uint32_t index) {
  artifact::Argument argument;
  argument.name = std::move(name);
  argument.kind = artifact::ArgumentKind::kBuffer;
  argument.address_space = "global";
  argument.binding = argument.metal_index = index;
  return argument;
}

artifact::Argument ValueArgument(std::string name, std::uint32_t index) {
  artifact::Argument argument;
  argument.name = std::move(name);
  argument.kind = artifact::ArgumentKind::kValue;
  argument.address_space = "private";
  argument.metal_index = index;
  return argument;
}

artifact::Argument LocalArgument(std::string name, std::uint32_t threadgroup_index, std::uint32_t spec_id) {
  artifact::Argument argument;
  argument.name = std::move(name);
  argument.kind = artifact::ArgumentKind::kLocal;
  argument.address_space = "local";
  argument.metal_index = threadgroup_index;
  argument.spec_id = spec_id;
  argument.element_size = 4;
  return argument;
}

SpirvModule OneKernel(const std::string& assembly, std::string name, std::vector<artifact::Argument> arguments) {
  SpirvModule module;
  module.words = Assemble(assembly);
  artifact::Kernel kernel;
  kernel.name = kernel.entry_point = std::move(name);
  kernel.arguments = std::move(arguments);
  module.reflection.kernels.push_back(std::move(kernel));
  return module;
}

}  // namespace kiln::translator::targets::testing

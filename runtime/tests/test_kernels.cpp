#include "runtime/tests/test_kernels.h"

#include <glslang/Public/ResourceLimits.h>
#include <glslang/Public/ShaderLang.h>
#include <glslang/SPIRV/GlslangToSpv.h>
#include <gtest/gtest.h>

namespace kiln::runtime {

std::vector<std::uint32_t> CompileGlsl(const std::string& body) {
  static const bool is_initialized = glslang::InitializeProcess();
  EXPECT_TRUE(is_initialized);
  const std::string source =
      "#version 460\n"
      "layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;\n" +
      body;
  const char* text = source.c_str();
  glslang::TShader shader(EShLangCompute);
  shader.setStrings(&text, 1);
  shader.setEnvInput(glslang::EShSourceGlsl, EShLangCompute, glslang::EShClientVulkan, 100);
  shader.setEnvClient(glslang::EShClientVulkan, glslang::EShTargetVulkan_1_2);
  shader.setEnvTarget(glslang::EShTargetSpv, glslang::EShTargetSpv_1_5);
  const auto messages = static_cast<EShMessages>(EShMsgSpvRules | EShMsgVulkanRules);
  const bool is_parsed = shader.parse(GetDefaultResources(), 460, false, messages);
  EXPECT_TRUE(is_parsed) << shader.getInfoLog() << source;
  glslang::TProgram program;
  program.addShader(&shader);
  const bool is_linked = is_parsed && program.link(messages);
  EXPECT_TRUE(is_linked) << program.getInfoLog();
  std::vector<std::uint32_t> words;
  if (is_linked) glslang::GlslangToSpv(*program.getIntermediate(EShLangCompute), words);
  return words;
}

KernelBuilder::KernelBuilder(std::string name) {
  kernel_.name = std::move(name);
  kernel_.entry_point = "main";
}

artifact::Argument& KernelBuilder::Add(const std::string& name, const std::string& type_name) {
  artifact::Argument& argument = kernel_.arguments.emplace_back();
  argument.name = name;
  argument.type_name = type_name;
  return argument;
}

KernelBuilder& KernelBuilder::Buffer(const std::string& name, const std::string& type_name, bool is_read,
                                     bool is_written) {
  artifact::Argument& argument = Add(name, type_name);
  argument.binding = static_cast<std::uint32_t>(kernel_.arguments.size() - 1);
  argument.is_read = is_read;
  argument.is_written = is_written;
  return *this;
}

KernelBuilder& KernelBuilder::Address(const std::string& name, const std::string& type_name) {
  artifact::Argument& argument = Add(name, type_name);
  argument.kind = artifact::ArgumentKind::kAddress;
  argument.offset = (kernel_.values.size + 7) / 8 * 8;
  argument.is_read = argument.is_written = true;
  kernel_.values.size = argument.offset + 8;
  return *this;
}

KernelBuilder& KernelBuilder::Value(const std::string& name, const std::string& type_name, std::uint32_t size) {
  artifact::Argument& argument = Add(name, type_name);
  argument.kind = artifact::ArgumentKind::kValue;
  argument.size = argument.alignment = size;
  argument.offset = kernel_.values.size;
  kernel_.values.size += size;
  return *this;
}

KernelBuilder& KernelBuilder::Local(const std::string& name, const std::string& type_name, std::uint32_t element_size) {
  artifact::Argument& argument = Add(name, type_name);
  argument.kind = artifact::ArgumentKind::kLocal;
  argument.size = argument.element_size = element_size;
  argument.spec_id = next_spec_id_++;
  return *this;
}

KernelBuilder& KernelBuilder::Implicit(artifact::ImplicitKind kind) {
  const std::uint32_t offset = (kernel_.values.size + 15) / 16 * 16;
  kernel_.implicit.push_back({kind, offset});
  kernel_.values.size = offset + (kind == artifact::ImplicitKind::kWorkDim ? 4 : 12);
  return *this;
}

KernelBuilder& KernelBuilder::InUniformBuffer() {
  kernel_.values.memory = artifact::ValueMemory::kUniformBuffer;
  kernel_.values.binding = static_cast<std::uint32_t>(kernel_.arguments.size());
  return *this;
}

KernelBuilder& KernelBuilder::Prints(std::vector<artifact::PrintfFormat> formats) {
  artifact::PrintfInfo& info = kernel_.printf.emplace();
  info.binding = info.metal_index = static_cast<std::uint32_t>(kernel_.arguments.size()) + 1;
  info.formats = std::move(formats);
  return *this;
}

std::vector<std::uint32_t> SaxpyWords() {
  return CompileGlsl(R"(
    layout(set = 0, binding = 0) readonly buffer X { float x[]; };
    layout(set = 0, binding = 1) buffer Y { float y[]; };
    layout(push_constant) uniform Values { float a; layout(offset = 16) uvec3 region_offset; };
    void main() {
      uint i = gl_GlobalInvocationID.x + region_offset.x;
      y[i] += a * x[i];
    })");
}

artifact::Kernel SaxpyKernel() {
  return KernelBuilder("saxpy")
      .Buffer("x", "float*", true, false)
      .Buffer("y", "float*", true, true)
      .Value("a", "float", 4)
      .Implicit(artifact::ImplicitKind::kRegionOffset)
      .Build();
}

}  // namespace kiln::runtime

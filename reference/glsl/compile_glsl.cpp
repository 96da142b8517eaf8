#include <glslang/Public/ResourceLimits.h>
#include <glslang/Public/ShaderLang.h>
#include <glslang/SPIRV/GlslangToSpv.h>

#include <cstdlib>
#include <sstream>

#include "kiln/reference/glsl.h"

namespace kiln::reference {
namespace {

// glslang's "ERROR: k.comp:12: ...", each with that line of the text below it.
std::string WithLines(const std::string& log, const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream text_stream(text);
  for (std::string line; std::getline(text_stream, line);) lines.push_back(line);
  std::string result;
  std::istringstream log_stream(log);
  for (std::string message; std::getline(log_stream, message);) {
    if (message.empty()) continue;
    result += (result.empty() ? "" : "\n") + message;
    const std::size_t end = message.find(": '", 0), colon = message.rfind(':', end == 0 ? end : end - 1);
    if (end == std::string::npos || colon == std::string::npos) continue;
    const unsigned long number = std::strtoul(message.c_str() + colon + 1, nullptr, 10);
    if (number >= 1 && number <= lines.size()) result += "\n" + lines[number - 1];
  }
  return result;
}

}  // namespace

Result<std::vector<std::uint32_t>> CompileGlsl(const std::string& text, const std::string& file_name) {
  static const bool is_initialized = glslang::InitializeProcess();
  if (!is_initialized) return Fail(ErrorCode::kInternal, "glslang does not start");
  const char* const source = text.c_str();
  const char* const name = file_name.c_str();
  const int length = static_cast<int>(text.size());
  glslang::TShader shader(EShLangCompute);
  shader.setStringsWithLengthsAndNames(&source, &length, &name, 1);
  shader.setEnvInput(glslang::EShSourceGlsl, EShLangCompute, glslang::EShClientVulkan, 100);
  shader.setEnvClient(glslang::EShClientVulkan, glslang::EShTargetVulkan_1_2);
  shader.setEnvTarget(glslang::EShTargetSpv, glslang::EShTargetSpv_1_5);
  const auto messages = static_cast<EShMessages>(EShMsgSpvRules | EShMsgVulkanRules);
  if (!shader.parse(GetDefaultResources(), 460, false, messages)) {
    return Fail(ErrorCode::kMismatch, "the GLSL text does not compile:\n" + WithLines(shader.getInfoLog(), text));
  }
  glslang::TProgram program;
  program.addShader(&shader);
  if (!program.link(messages)) {
    return Fail(ErrorCode::kMismatch, "the GLSL text does not link:\n" + WithLines(program.getInfoLog(), text));
  }
  std::vector<std::uint32_t> words;
  glslang::GlslangToSpv(*program.getIntermediate(EShLangCompute), words);
  return words;
}

}  // namespace kiln::reference

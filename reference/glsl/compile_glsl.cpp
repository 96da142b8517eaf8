#include <glslang/Public/ResourceLimits.h>
#include <glslang/Public/ShaderLang.h>
#include <glslang/SPIRV/GlslangToSpv.h>

#include <cctype>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "kiln/reference/glsl.h"

namespace kiln::reference {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool IsLineDirective(std::string_view line) {
  const auto skip_blanks = [&] {
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  };
  skip_blanks();
  if (!line.starts_with('#')) return false;
  line.remove_prefix(1);
  skip_blanks();
  return line.starts_with("line") && (line.size() == 4 || line[4] == ' ' || line[4] == '\t');
}

// The text without its #line directives, so that glslang's messages speak of the lines that one sees.
std::string WithoutLineDirectives(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (IsLineDirective(line) ? "" : line) + "\n";
  return text;
}

// "'[' :  array index" without the second blank; "'' : message" without the token that is not there.
std::string Tidy(std::string message) {
  if (const std::size_t blanks = message.find(" :  "); blanks != std::string::npos) message.erase(blanks + 2, 1);
  constexpr std::string_view kNoToken = "'' : ";
  if (message.starts_with(kNoToken)) message.erase(0, kNoToken.size());
  while (!message.empty() && std::isspace(static_cast<unsigned char>(message.back())) != 0) message.pop_back();
  return message;
}

// "ERROR: 0:12: 'foo' : undeclared identifier", or without a line: "ERROR: Linking compute stage: ...". Not what
// glslang says after the last of them.
void AddDiagnostic(std::string_view log_line, const std::vector<std::string>& lines,
                   std::vector<GlslDiagnostic>& diagnostics) {
  constexpr std::string_view kError = "ERROR: ", kWarning = "WARNING: ", kFirstString = "0:";
  GlslDiagnostic diagnostic;
  diagnostic.is_error = log_line.starts_with(kError);
  if (!diagnostic.is_error && !log_line.starts_with(kWarning)) return;
  log_line.remove_prefix((diagnostic.is_error ? kError : kWarning).size());
  if (log_line.starts_with(kFirstString)) {
    const std::string rest(log_line.substr(kFirstString.size()));
    char* end = nullptr;
    const unsigned long line = std::strtoul(rest.c_str(), &end, 10);
    if (end != rest.c_str() && std::string_view(end).starts_with(": ")) {
      diagnostic.line = static_cast<std::uint32_t>(line);
      if (line >= 1 && line <= lines.size()) diagnostic.text_line = lines[line - 1];
      log_line.remove_prefix(kFirstString.size() + static_cast<std::size_t>(end - rest.c_str()) + 2);
    }
  }
  diagnostic.message = Tidy(std::string(log_line));
  const bool is_summary =
      diagnostic.message == "compilation terminated" || diagnostic.message.ends_with("No code generated.");
  if (!is_summary) diagnostics.push_back(std::move(diagnostic));
}

std::vector<GlslDiagnostic> Diagnostics(const char* log, const std::vector<std::string>& lines) {
  std::vector<GlslDiagnostic> diagnostics;
  for (const std::string& line : Lines(log)) AddDiagnostic(line, lines, diagnostics);
  return diagnostics;
}

}  // namespace

std::string GlslDiagnostic::ToString(const std::string& file_name) const {
  std::string result = file_name;
  if (line != 0) result += ":" + std::to_string(line);
  result += std::string(": ") + (is_error ? "error: " : "warning: ") + message;
  if (!text_line.empty()) result += "\n" + text_line;
  return result;
}

std::string GlslModule::DiagnosticText(const std::string& file_name) const {
  std::string text;
  for (const GlslDiagnostic& diagnostic : diagnostics) text += diagnostic.ToString(file_name) + "\n";
  return text;
}

Result<GlslModule> CompileGlsl(const std::string& text) {
  static const bool is_initialized = glslang::InitializeProcess();
  if (!is_initialized) return Fail(ErrorCode::kInternal, "glslang does not start");
  const std::vector<std::string> lines = Lines(text);
  const std::string plain = WithoutLineDirectives(lines);
  const char* const source = plain.c_str();
  const int length = static_cast<int>(plain.size());
  glslang::TShader shader(EShLangCompute);
  shader.setStringsWithLengths(&source, &length, 1);
  shader.setEnvInput(glslang::EShSourceGlsl, EShLangCompute, glslang::EShClientVulkan, 100);
  shader.setEnvClient(glslang::EShClientVulkan, glslang::EShTargetVulkan_1_2);
  shader.setEnvTarget(glslang::EShTargetSpv, glslang::EShTargetSpv_1_5);
  const auto messages = static_cast<EShMessages>(EShMsgSpvRules | EShMsgVulkanRules);
  GlslModule module;
  const bool compiles = shader.parse(GetDefaultResources(), 460, false, messages);
  module.diagnostics = Diagnostics(shader.getInfoLog(), lines);
  if (!compiles) return module;
  glslang::TProgram program;
  program.addShader(&shader);
  const bool links = program.link(messages);
  for (GlslDiagnostic& diagnostic : Diagnostics(program.getInfoLog(), lines)) {
    module.diagnostics.push_back(std::move(diagnostic));
  }
  if (links) glslang::GlslangToSpv(*program.getIntermediate(EShLangCompute), module.words);
  return module;
}

}  // namespace kiln::reference

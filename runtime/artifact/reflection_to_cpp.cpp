#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "kiln/artifact/reflection.h"
#include "runtime/artifact/reflection_names.h"

namespace kiln::artifact {
namespace {

constexpr std::string_view kPreamble = R"(// Generated from kernels by Kiln; do not edit.
#pragma once

#include <cstdint>

)";

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// An OpenCL C identifier is nearly always a C++ one; what is not becomes one.
std::string Identifier(std::string_view name) {
  std::string result;
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) result += '_';
  for (const char c : name) result += IsAlphanumeric(c) ? c : '_';
  return result;
}

// Words of C++ that OpenCL C allows as the name of a kernel. (Names of arguments always get a suffix.)
bool IsCppKeyword(std::string_view name) {
  static constexpr std::array kKeywords = {"alignas",   "alignof",       "and",
                                           "and_eq",    "asm",           "bitand",
                                           "bitor",     "catch",         "class",
                                           "compl",     "concept",       "const_cast",
                                           "consteval", "constexpr",     "constinit",
                                           "co_await",  "co_return",     "co_yield",
                                           "decltype",  "delete",        "dynamic_cast",
                                           "explicit",  "export",        "false",
                                           "friend",    "mutable",       "namespace",
                                           "new",       "noexcept",      "not",
                                           "not_eq",    "nullptr",       "operator",
                                           "or",        "or_eq",         "private",
                                           "protected", "public",        "reinterpret_cast",
                                           "requires",  "static_assert", "static_cast",
                                           "template",  "this",          "thread_local",
                                           "throw",     "true",          "try",
                                           "typeid",    "typename",      "using",
                                           "virtual",   "wchar_t",       "xor",
                                           "xor_eq",    "char8_t",       "char16_t",
                                           "char32_t"};
  return std::find(kKeywords.begin(), kKeywords.end(), name) != kKeywords.end();
}

std::string StringLiteral(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      literal += '\\';
      literal += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      literal += fmt::format("\\{:03o}", byte);
    } else {
      literal += c;
    }
  }
  return literal + '"';
}

// A type may be written over several lines; the comment must not be.
std::string OneLine(std::string text) {
  std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == '\\'; }, ' ');
  return text;
}

void AppendNumber(std::string& out, const std::string& name, std::uint32_t value) {
  out += fmt::format("inline constexpr std::uint32_t {} = {};\n", name, value);
}

void AppendArgument(std::string& out, const std::string& name, std::size_t index, const Argument& argument) {
  out += fmt::format("\n// {} {} ({})\n", OneLine(argument.type_name), OneLine(argument.name),
                     NameOf(kArgumentKindNames, argument.kind));
  AppendNumber(out, name + "_index", static_cast<std::uint32_t>(index));
  switch (argument.kind) {
    case ArgumentKind::kBuffer:
      AppendNumber(out, name + "_binding", argument.binding);
      AppendNumber(out, name + "_element_size", argument.size);
      break;
    case ArgumentKind::kImage:
      AppendNumber(out, name + "_binding", argument.binding);
      if (argument.image.format_offset) AppendNumber(out, name + "_format_offset", *argument.image.format_offset);
      break;
    case ArgumentKind::kSampler:
      AppendNumber(out, name + "_offset", argument.offset);
      break;
    case ArgumentKind::kValue:
      AppendNumber(out, name + "_offset", argument.offset);
      AppendNumber(out, name + "_size", argument.size);
      break;
    case ArgumentKind::kAddress:
      AppendNumber(out, name + "_offset", argument.offset);
      AppendNumber(out, name + "_element_size", argument.size);
      break;
    case ArgumentKind::kLocal:
      AppendNumber(out, name + "_spec_id", argument.spec_id);
      AppendNumber(out, name + "_element_size", argument.element_size);
      break;
  }
  AppendNumber(out, name + "_metal_index", argument.metal_index);
}

void AppendTexts(std::string& out, const char* name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  out += fmt::format("inline constexpr const char* {}[] = {{", name);
  for (std::size_t i = 0; i < texts.size(); ++i) out += (i == 0 ? "" : ", ") + StringLiteral(texts[i]);
  out += "};\n";
}

// The formats, and the types of each one's arguments with blanks between them.
void AppendPrintf(std::string& out, const PrintfInfo& printf) {
  AppendNumber(out, "kPrintfBinding", printf.binding);
  AppendNumber(out, "kPrintfMetalIndex", printf.metal_index);
  std::vector<std::string> texts, types;
  for (const PrintfFormat& format : printf.formats) {
    texts.push_back(format.text);
    std::string& list = types.emplace_back();
    for (const PrintfArgument& argument : format.arguments) list += (list.empty() ? "" : " ") + ToString(argument);
  }
  AppendTexts(out, "kPrintfFormats", texts);
  AppendTexts(out, "kPrintfArguments", types);
  AppendTexts(out, "kPrintfStrings", printf.strings);
}

// A storage buffer, and what it holds before the first launch: from each offset on, the bytes of one string.
void AppendProgramVariables(std::string& out, const ProgramVariables& program) {
  AppendNumber(out, "kProgramVariablesBinding", program.binding);
  AppendNumber(out, "kProgramVariablesMetalIndex", program.metal_index);
  AppendNumber(out, "kProgramVariablesSize", program.size);
  for (const ProgramVariables::Variable& variable : program.variables) {
    out += fmt::format("// offset {}, {} bytes: {}\n", variable.offset, variable.size, OneLine(variable.name));
  }
  if (program.initial.empty()) return;
  out += "struct ProgramVariablesBytes { std::uint32_t offset; std::uint32_t size; const char* bytes; };\n";
  out += "inline constexpr ProgramVariablesBytes kProgramVariablesInitial[] = {\n";
  for (const ProgramVariables::Bytes& part : program.initial) {
    out += fmt::format("    {{{}, {}, {}}},\n", part.offset, part.bytes.size(), StringLiteral(part.bytes));
  }
  out += "};\n";
}

// `name`, with a number behind it if it is taken.
std::string Unique(std::set<std::string>& taken, const std::string& name) {
  std::string candidate = name;
  for (int number = 2; !taken.insert(candidate).second; ++number) candidate = fmt::format("{}_{}", name, number);
  return candidate;
}

void AppendKernel(std::string& out, const std::string& scope, const Kernel& kernel) {
  out += fmt::format("namespace {} {{\n\n", scope);
  out += fmt::format("inline constexpr char kName[] = {};\n", StringLiteral(kernel.name));
  out += fmt::format("inline constexpr char kEntryPoint[] = {};\n", StringLiteral(kernel.entry_point));
  AppendNumber(out, "kArgumentCount", static_cast<std::uint32_t>(kernel.arguments.size()));
  AppendNumber(out, "kValueBlockSize", kernel.values.size);
  if (kernel.values.IsBuffer()) AppendNumber(out, "kValueBlockBinding", kernel.values.binding);
  for (const ImplicitValue& implicit : kernel.implicit) {
    AppendNumber(out, fmt::format("implicit_{}_offset", NameOf(kImplicitKindNames, implicit.kind)), implicit.offset);
  }
  const auto& spec_ids = kernel.work_group_size_spec_ids;
  if (kernel.required_work_group_size) {
    const auto& size = *kernel.required_work_group_size;
    out += fmt::format("inline constexpr std::uint32_t kRequiredWorkGroupSize[3] = {{{}, {}, {}}};\n", size[0], size[1],
                       size[2]);
  } else {
    out += fmt::format("inline constexpr std::uint32_t kWorkGroupSizeSpecIds[3] = {{{}, {}, {}}};\n", spec_ids[0],
                       spec_ids[1], spec_ids[2]);
  }
  AppendNumber(out, "kStaticLocalBytes", kernel.static_local_bytes);
  if (kernel.printf) AppendPrintf(out, *kernel.printf);
  if (kernel.program_variables) AppendProgramVariables(out, *kernel.program_variables);
  std::set<std::string> taken;
  for (std::size_t i = 0; i < kernel.arguments.size(); ++i) {
    AppendArgument(out, Unique(taken, Identifier(kernel.arguments[i].name)), i, kernel.arguments[i]);
  }
  out += fmt::format("\n}}  // namespace {}\n", scope);
}

}  // namespace

std::string ToCppHeader(const Reflection& reflection, std::string_view namespace_name) {
  std::string out(kPreamble);
  if (!namespace_name.empty()) out += fmt::format("namespace {} {{\n\n", namespace_name);
  std::set<std::string> taken;
  for (const Kernel& kernel : reflection.kernels) {
    const std::string identifier = Identifier(kernel.name);
    AppendKernel(out, Unique(taken, IsCppKeyword(identifier) ? identifier + "_" : identifier), kernel);
    out += "\n";
  }
  if (!namespace_name.empty()) out += fmt::format("}}  // namespace {}\n", namespace_name);
  return out;
}

}  // namespace kiln::artifact

#include "translator/targets/hlsl/print_hlsl.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <unordered_map>

#include "translator/targets/hlsl/flatten_values.h"
#include "translator/targets/hlsl/hlsl_compiler.h"
#include "translator/targets/prepare/assign_names.h"
#include "translator/targets/prepare/deep_values.h"
#include "translator/targets/prepare/repeated_loads.h"
#include "translator/targets/text_lines.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;
using spv::StorageClass;

// Identifiers of SPIRV-Cross's text and what stands for them in ours.
using Renames = std::map<std::string, std::string, std::less<>>;

bool IsIdentifier(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Whole identifiers, but no members: what follows a dot is a swizzle or a method.
std::string Rename(std::string_view text, const Renames& renames) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t end = 1;
    while (IsIdentifier(text.front()) && end < text.size() && IsIdentifier(text[end])) {
      ++end;
    }
    const std::string_view token = text.substr(0, end);
    const bool is_member = !out.empty() && out.back() == '.';
    const auto found = is_member ? renames.end() : renames.find(token);
    out += found == renames.end() ? token : std::string_view(found->second);
    text.remove_prefix(end);
  }
  return out;
}

// Byte-address buffers are untyped: the second view of a binding is the first under another name. Returns the names of
// the variables that must go and gives each its stand-in.
Renames MergeViews(const SpirvCode& code) {
  const SpirvIndex index(code);
  std::map<std::uint32_t, std::string> first;
  Renames renames;
  for (const Instruction& variable : code.globals) {
    if (variable.op == Op::OpVariable &&
        variable.operands[0] == static_cast<std::uint32_t>(StorageClass::StorageBuffer)) {
      const std::uint32_t binding = index.Decoration(variable.result, spv::Decoration::Binding).value_or(0);
      const auto [place, is_first] = first.emplace(binding, index.Name(variable.result));
      if (!is_first) {
        renames[index.Name(variable.result)] = place->second;
      }
    }
  }
  return renames;
}

// A read-only view would sit in another register class than a writable one of the same binding.
void AgreeOnAccess(SpirvCode& code) {
  const SpirvIndex index(code);
  std::map<std::uint32_t, std::vector<std::uint32_t>> views;  // binding -> block types
  std::map<std::uint32_t, bool> read_only;
  for (const Instruction& variable : code.globals) {
    if (variable.op == Op::OpVariable &&
        variable.operands[0] == static_cast<std::uint32_t>(StorageClass::StorageBuffer)) {
      const std::uint32_t binding = index.Decoration(variable.result, spv::Decoration::Binding).value_or(0);
      const bool reads = index.Decoration(variable.result, spv::Decoration::NonWritable).has_value();
      views[binding].push_back(variable.result);
      read_only.try_emplace(binding, true).first->second &= reads;
    }
  }
  for (const auto& [binding, variables] : views) {
    for (const std::uint32_t variable : variables) {
      if (!read_only[binding]) {
        code.RemoveDecoration(variable, spv::Decoration::NonWritable);
      }
    }
  }
}

std::string DropDeclarations(std::string text, const Renames& views) {
  for (const auto& [name, stand_in] : views) {
    for (const std::string_view type : {"RWByteAddressBuffer ", "ByteAddressBuffer "}) {
      const std::string start = "\n" + std::string(type) + name + " : ";
      if (const std::size_t at = text.find(start); at != std::string::npos) {
        text.erase(at, text.find('\n', at + 1) - at);
      }
    }
  }
  return text;
}

// cbuffer members print as `args_n`; the argument is called `n`.
void RenameValues(const SpirvCode& code, Renames& renames) {
  const SpirvIndex index(code);
  for (const Instruction& variable : code.globals) {
    const bool is_values = variable.op == Op::OpVariable &&
                           (variable.operands[0] == static_cast<std::uint32_t>(StorageClass::PushConstant) ||
                            variable.operands[0] == static_cast<std::uint32_t>(StorageClass::Uniform));
    if (!is_values) {
      continue;
    }
    const std::uint32_t block = index.Pointee(variable.type);
    for (const Instruction& name : code.debug) {
      if (name.op == Op::OpMemberName && name.operands[0] == block) {
        const std::string member = LiteralString(name.operands, 2);
        renames[index.Name(variable.result) + "_" + member] = member;
      }
    }
  }
}

// Resources, groupshared arrays and their lengths are global in HLSL: in a text of several kernels each gets its
// kernel's name before its own.
void PrefixGlobals(const SpirvCode& code, const std::string& kernel, Renames& renames) {
  const SpirvIndex index(code);
  const auto prefix = [&](const std::string& name) {
    std::string& stand_in = renames.try_emplace(name, name).first->second;
    stand_in.insert(0, kernel + "_");
  };
  for (const Instruction& variable : code.globals) {
    // The length of a local argument is a constant that the host specializes, one of each kernel's.
    if (variable.op == Op::OpSpecConstant && !index.Name(variable.result).empty()) prefix(index.Name(variable.result));
    const auto storage =
        variable.op == Op::OpVariable ? static_cast<StorageClass>(variable.operands[0]) : StorageClass::Input;
    if (storage == StorageClass::StorageBuffer || storage == StorageClass::Workgroup ||
        storage == StorageClass::UniformConstant) {
      prefix(index.Name(variable.result));
    } else if (storage == StorageClass::PushConstant || storage == StorageClass::Uniform) {
      prefix(index.Name(index.Pointee(variable.type)));
      for (const Instruction& name : code.debug) {
        if (name.op == Op::OpMemberName && name.operands[0] == index.Pointee(variable.type)) {
          prefix(index.Name(variable.result) + "_" + LiteralString(name.operands, 2));
        }
      }
    }
  }
}

// SPIRV-Cross lets no class of ours see the instructions that it prints as HLSL, so its own directives become the
// marks.
std::string MarksForDirectives(const std::string& text, const SpirvCode& code) {
  constexpr std::string_view kDirective = "#line ";
  if (text.find(kDirective) == std::string::npos) return text;
  std::unordered_map<std::string, std::uint32_t> files;
  for (const Instruction& instruction : code.debug) {
    if (instruction.op == Op::OpString) files[LiteralString(instruction.operands, 0)] = instruction.result;
  }
  std::string marked;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string line = text.substr(begin, end - begin);
    const std::size_t open = line.find('"'), close = line.rfind('"');
    if (line.starts_with(kDirective) && open < close) {
      const auto number = std::strtoul(line.c_str() + kDirective.size(), nullptr, 10);
      const std::uint32_t file = files[line.substr(open + 1, close - open - 1)];
      marked += MarkLine(kMarkOfStatements, {file, static_cast<std::uint32_t>(number), 0});
    } else {
      marked += line;
    }
    begin = end;
  }
  return marked;
}

}  // namespace

Result<std::string> PrintHlsl(const PrintRequest& request) {
  KILN_ASSIGN_OR_RETURN(SpirvCode prepared, PrepareKernel(request));
  AgreeOnAccess(prepared);
  KILN_ASSIGN_OR_RETURN(SpirvCode whole, CleanUp(prepared, request.kernel));
  FlattenValues(whole);
  KILN_ASSIGN_OR_RETURN(SpirvCode code, CleanUp(whole, request.kernel));
  const std::string kernel = AssignNames(code, TargetLanguage::kHlsl);
  HlslOptions options;
  options.named_values = NamedValues(code);
  options.named_values.merge(DeepValues(code));
  options.named_values.merge(RepeatedLoads(code));
  options.shader_model = request.profile.language_version / 100 * 10 + request.profile.language_version % 100;
  KILN_ASSIGN_OR_RETURN(std::string text, CompileHlsl(code.Words(), options));
  text = MarksForDirectives(text, code);
  const Renames views = MergeViews(code);
  text = DropDeclarations(std::move(text), views);
  Renames renames = views;
  RenameValues(code, renames);
  if (request.shares_text) {
    PrefixGlobals(code, kernel, renames);
  }
  // Several kernels stand in one text: what SPIRV-Cross calls alike in each gets the kernel's name.
  renames["SPIRV_Cross_Input"] = kernel + "_input";
  return Rename(text, renames);
}

}  // namespace kiln::translator::targets

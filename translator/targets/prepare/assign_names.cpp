#include "translator/targets/prepare/assign_names.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_set>

#include "translator/targets/prepare/reserved_words.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;
using spv::StorageClass;

std::string Identifier(std::string_view name) {
  std::string clean;
  for (const char c : name) {
    const bool legal = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (legal || clean.empty() || clean.back() != '_') {
      clean.push_back(legal ? c : '_');
    }
  }
  // `_<digit>` is how SPIRV-Cross names what has no name; it drops such names.
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  if (!clean.empty() && (digit(clean[0]) || (clean.size() > 1 && clean[0] == '_' && digit(clean[1])))) {
    clean.insert(0, clean[0] == '_' ? "v" : "v_");
  }
  // Prefixes of GLSL's built-in variables and of SPIRV-Cross's functions and macros: no suffix would help.
  if (clean.starts_with("gl_") || clean.starts_with("spv") || clean.starts_with("SPIRV_C")) {
    clean.insert(0, "v_");
  }
  // `_m<digit>` is how it names members.
  if (clean.size() > 2 && clean.starts_with("_m") && digit(clean[2])) {
    clean.insert(0, "v");
  }
  return clean;
}

// `name`, or with a suffix the first that is free.
template <typename IsFree>
std::string FreeSpelling(const std::string& name, const IsFree& is_free) {
  if (is_free(name)) {
    return name;
  }
  const std::string stem = name.ends_with('_') ? name : name + "_";
  if (stem != name && is_free(stem)) {
    return stem;
  }
  for (int i = 2;; ++i) {
    if (const std::string candidate = stem + std::to_string(i); is_free(candidate)) {
      return candidate;
    }
  }
}

class Namer {
 public:
  Namer(SpirvCode& code, TargetLanguage language) : code_(code), index_(code), language_(language) {
    for (const Instruction& instruction : code.debug) {
      if (instruction.op == Op::OpMemberName) {
        member_names_[{instruction.operands[0], instruction.operands[1]}] = LiteralString(instruction.operands, 2);
      }
    }
    std::erase_if(code.debug, [](const Instruction& instruction) { return instruction.op == Op::OpMemberName; });
  }

  std::string Run() {
    std::string kernel;
    for (Instruction& instruction : code_.preamble) {
      if (instruction.op == Op::OpEntryPoint) {
        kernel = Unique(Identifier(LiteralString(instruction.operands, 2)));
        Rename(instruction, kernel);
      }
    }
    NameInterface();
    NameStructs();
    NameTables();
    NameFunctions();
    NameTheRest();
    WriteNames();
    return kernel;
  }

 private:
  bool Free(const std::string& name) const { return !IsReserved(language_, name) && !taken_.contains(name); }

  std::string Spelled(const std::string& name) const {
    return FreeSpelling(name, [this](const std::string& candidate) { return Free(candidate); });
  }

  std::string Unique(const std::string& name) {
    std::string spelled = Spelled(name);
    taken_.insert(spelled);
    return spelled;
  }

  void Rename(Instruction& entry, const std::string& name) {
    const std::size_t old_words = StringWords(LiteralString(entry.operands, 2)).size();
    const std::vector<std::uint32_t> words = StringWords(name);
    entry.operands.erase(entry.operands.begin() + 2,
                         entry.operands.begin() + 2 + static_cast<std::ptrdiff_t>(old_words));
    entry.operands.insert(entry.operands.begin() + 2, words.begin(), words.end());
    names_[entry.operands[1]] = name;
  }

  // Arguments in the order of their bindings, then what has none.
  void NameInterface() {
    std::vector<const Instruction*> variables;
    for (const Instruction& instruction : code_.globals) {
      if (instruction.op == Op::OpVariable &&
          instruction.operands[0] != static_cast<std::uint32_t>(StorageClass::Input)) {
        variables.push_back(&instruction);
      }
    }
    const auto order = [this](const Instruction* variable) {
      return index_.Decoration(variable->result, spv::Decoration::Binding).value_or(~0U);
    };
    std::stable_sort(variables.begin(), variables.end(),
                     [&](const Instruction* a, const Instruction* b) { return order(a) < order(b); });
    for (const Instruction* variable : variables) {
      const auto storage = static_cast<StorageClass>(variable->operands[0]);
      std::string name = Identifier(index_.Name(variable->result));
      if (storage == StorageClass::PushConstant) {
        name = "args";
      } else if (name.empty()) {
        name = storage == StorageClass::Workgroup ? "tile" : "buffer_" + std::to_string(order(variable));
      }
      names_[variable->result] = Unique(name);
      const std::uint32_t type = index_.Pointee(variable->type);
      if (const Instruction* block = index_.Definition(type);
          block != nullptr && block->op == Op::OpTypeStruct && index_.Decoration(type, spv::Decoration::Block)) {
        NameBlock(*block, *variable);
      }
    }
  }

  void NameBlock(const Instruction& block, const Instruction& variable) {
    const std::string& name = names_[variable.result];
    if (!names_.contains(block.result)) {
      names_[block.result] = Unique(name + "_block");
    }
    const auto storage = static_cast<StorageClass>(variable.operands[0]);
    const bool is_values = storage == StorageClass::PushConstant || block.operands.size() != 1;
    for (std::uint32_t i = 0; i < block.operands.size(); ++i) {
      std::string& member = member_names_[{block.result, i}];
      if (!is_values) {
        // A GLSL block without an instance name puts its member into the global scope: the argument itself.
        member = language_ == TargetLanguage::kGlsl ? name : storage == StorageClass::StorageBuffer ? "data" : "value";
      } else if (language_ == TargetLanguage::kHlsl) {
        member = Unique(Identifier(member));  // members of a constant buffer are global
      } else {
        member = Spelled(Identifier(member));
      }
    }
  }

  void NameStructs() {
    for (const Instruction& instruction : code_.globals) {
      if (instruction.op != Op::OpTypeStruct) {
        continue;
      }
      if (!names_.contains(instruction.result)) {
        const std::string name = Identifier(index_.Name(instruction.result));
        names_[instruction.result] = Unique(name.empty() ? "struct_" + std::to_string(instruction.result) : name);
        for (std::uint32_t i = 0; i < instruction.operands.size(); ++i) {
          std::string& member = member_names_[{instruction.result, i}];
          member = Identifier(member);
          member = member.empty() ? "m" + std::to_string(i) : MemberSpelling(member);
        }
      }
    }
  }

  // Tables stand outside of the kernel, and no variable inside may hide one.
  void NameTables() {
    for (const Instruction& instruction : code_.globals) {
      if (instruction.op != Op::OpConstantComposite) continue;
      const std::string name = Identifier(index_.Name(instruction.result));
      if (!name.empty()) names_[instruction.result] = Unique(name);
    }
  }

  // No variable may hide a function that is called in its scope.
  void NameFunctions() {
    for (const Instruction& instruction : code_.functions) {
      if (instruction.op != Op::OpFunction || names_.contains(instruction.result)) continue;
      const std::string name = Identifier(index_.Name(instruction.result));
      names_[instruction.result] = Unique(name.empty() ? "function" : name);
    }
  }

  // Members live in the scope of their struct: only words of the language are in their way.
  std::string MemberSpelling(const std::string& name) const { return IsReserved(language_, name) ? name + "_" : name; }

  // Local names may repeat: SPIRV-Cross numbers those that meet in one scope.
  void NameTheRest() {
    for (const Instruction& instruction : code_.debug) {
      if (instruction.op == Op::OpName && !names_.contains(instruction.operands[0])) {
        const std::string name = Identifier(index_.Name(instruction.operands[0]));
        if (!name.empty()) {
          names_[instruction.operands[0]] = Spelled(name);
        }
      }
    }
  }

  void WriteNames() {
    std::erase_if(code_.debug, [](const Instruction& instruction) { return instruction.op == Op::OpName; });
    for (const auto& [id, name] : names_) {
      code_.SetName(id, name);
    }
    for (const auto& [member, name] : member_names_) {
      std::vector<std::uint32_t> operands = {member.first, member.second};
      const std::vector<std::uint32_t> words = StringWords(name);
      operands.insert(operands.end(), words.begin(), words.end());
      code_.debug.push_back({Op::OpMemberName, 0, 0, std::move(operands), {}});
    }
  }

  SpirvCode& code_;
  SpirvIndex index_;  // of the module as it came
  TargetLanguage language_;
  std::unordered_set<std::string> taken_;
  std::map<std::uint32_t, std::string> names_;  // ordered: the output must not depend on hashing
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> member_names_;
};

}  // namespace

namespace {

// What Clang and LLVM call the values of expressions, without the number that makes it unique.
bool IsCompilersName(std::string_view name) {
  while (!name.empty() && (std::isdigit(static_cast<unsigned char>(name.back())) != 0 || name.back() == '_')) {
    name.remove_suffix(1);
  }
  static const std::unordered_set<std::string_view> kNames = {
      "add",     "sub",      "mul",     "div",        "rem",     "fneg",        "neg",      "inc",     "dec",
      "shl",     "shr",      "and",     "or",         "xor",     "not",         "cmp",      "tobool",  "lnot",
      "cond",    "conv",     "call",    "splat",      "vecext",  "vecins",      "arrayidx", "idxprom", "idx",
      "ext",     "sext",     "zext",    "trunc",      "cast",    "tmp",         "astype",   "sel",     "lor",
      "land",    "frombool", "loadedv", "extractVec", "storedv", "spec",        "select",   "isneg",   "incdec",
      "sh_prom", "cleanup",  "retval",  "agg",        "coerce",  "retval_sroa", "bf_load",  "freeze"};
  return name.empty() || kNames.contains(name);
}

}  // namespace

std::set<std::uint32_t> NamedValues(const SpirvCode& code) {
  const SpirvIndex index(code);
  std::set<std::uint32_t> values;
  for (const Instruction& instruction : code.functions) {
    if (instruction.op >= Op::OpGroupNonUniformElect && instruction.op <= Op::OpGroupNonUniformQuadSwap) {
      values.insert(instruction.result);
    }
    if (instruction.type != 0 && instruction.op != Op::OpFunction && index.Pointee(instruction.type) == 0 &&
        !IsCompilersName(index.Name(instruction.result))) {
      values.insert(instruction.result);
    }
  }
  return values;
}

std::string KernelNameIn(TargetLanguage language, std::string_view name) {
  return FreeSpelling(Identifier(name),
                      [=](const std::string& candidate) { return !IsReserved(language, candidate); });
}

std::string AssignNames(SpirvCode& code, TargetLanguage language) {
  return Namer(code, language).Run();
}

}  // namespace kiln::translator::targets

#include "kiln/artifact/spirv_strip.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

struct EntryPoint {
  std::string name;
  std::uint32_t function_id = 0;
  std::size_t instruction = 0;
  std::size_t first_interface_word = 0;
};

bool IsComputeEntryPoint(const Instruction& instruction) {
  return instruction.opcode == spv::Op::OpEntryPoint &&
         instruction.Word(1) == static_cast<std::uint32_t>(spv::ExecutionModel::GLCompute);
}

Result<std::vector<EntryPoint>> FindEntryPoints(const Module& module) {
  std::vector<EntryPoint> found;
  for (std::size_t i = 0; i < module.instructions.size(); ++i) {
    const Instruction& instruction = module.instructions[i];
    if (!IsComputeEntryPoint(instruction)) continue;
    KILN_ASSIGN_OR_RETURN(LiteralString name, ReadString(instruction, 3));
    found.push_back({std::move(name.text), instruction.Word(2), i, 3 + name.words});
  }
  return found;
}

Result<EntryPoint> FindEntryPoint(const Module& module, std::string_view name) {
  KILN_ASSIGN_OR_RETURN(const auto all, FindEntryPoints(module));
  std::string names;
  for (const EntryPoint& entry_point : all) {
    if (entry_point.name == name) return entry_point;
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", entry_point.name);
  }
  return Fail(ErrorCode::kNotFound, fmt::format("the SPIR-V module has no compute entry point '{}'; it has {}", name,
                                                names.empty() ? "none" : names));
}

// Whether the instruction says something about the id in word 1, and goes where that goes.
bool IsAboutItsFirstOperand(spv::Op opcode) {
  using spv::Op;
  switch (opcode) {
    case Op::OpName:
    case Op::OpMemberName:
    case Op::OpDecorate:
    case Op::OpMemberDecorate:
    case Op::OpDecorateId:
    case Op::OpDecorateString:
    case Op::OpMemberDecorateString:
    case Op::OpExecutionMode:
    case Op::OpExecutionModeId:
    case Op::OpTypeForwardPointer:
      return true;
    default:
      return false;
  }
}

bool IsWorkgroupSize(const Instruction& instruction) {
  return instruction.opcode == spv::Op::OpDecorate &&
         instruction.Word(2) == static_cast<std::uint32_t>(spv::Decoration::BuiltIn) &&
         instruction.Word(3) == static_cast<std::uint32_t>(spv::BuiltIn::WorkgroupSize);
}

// Which ids one entry point needs.
class Reachability {
 public:
  explicit Reachability(const Module& module)
      : module_(module), needed_(module.bound, false), definition_(module.bound, kNone), owner_(module.bound, 0) {
    IndexDefinitions();
  }

  // Whether the definition of the id stays: it is needed, and so is the function that it lies in, if any.
  bool Needs(std::uint32_t id) const {
    return id < needed_.size() && needed_[id] && (owner_[id] == 0 || needed_[owner_[id]]);
  }

  void Run(std::uint32_t function_id) {
    Need(function_id);
    for (const Instruction& instruction : module_.instructions) {
      // No instruction refers to it, but it sets the work-group size.
      if (IsWorkgroupSize(instruction)) Need(instruction.Word(1));
    }
    do {
      Drain();
    } while (AddOperandsOfAnnotations());
  }

 private:
  void IndexDefinitions() {
    std::uint32_t function_id = 0;
    for (std::size_t i = 0; i < module_.instructions.size(); ++i) {
      const Instruction& instruction = module_.instructions[i];
      if (const std::uint32_t id = instruction.ResultId(); id != 0) {
        owner_[id] = function_id;
        if (function_id == 0) definition_[id] = static_cast<std::uint32_t>(i);
      }
      if (instruction.opcode == spv::Op::OpFunction) function_id = instruction.ResultId();
      if (instruction.opcode == spv::Op::OpFunctionEnd) function_id = 0;
    }
  }

  void Need(std::uint32_t id) {
    if (id == 0 || id >= needed_.size() || needed_[id]) return;
    needed_[id] = true;
    if (definition_[id] != kNone) pending_.push_back(definition_[id]);
  }

  void NeedOperands(const Instruction& instruction) {
    ForEachId(instruction, [this](std::uint32_t id) { Need(id); });
  }

  void Drain() {
    while (!pending_.empty()) {
      std::size_t at = pending_.back();
      pending_.pop_back();
      NeedOperands(module_.instructions[at]);
      if (module_.instructions[at].opcode != spv::Op::OpFunction) continue;
      for (++at; module_.instructions[at].opcode != spv::Op::OpFunctionEnd; ++at) {
        NeedOperands(module_.instructions[at]);
      }
    }
  }

  // Decorations and execution modes with id operands, and the groups that decorate needed ids. True when one was new.
  bool AddOperandsOfAnnotations() {
    for (const Instruction& instruction : module_.instructions) {
      if (instruction.opcode == spv::Op::OpDecorateId || instruction.opcode == spv::Op::OpExecutionModeId) {
        if (!Needs(instruction.Word(1))) continue;
        for (std::size_t i = 3; i < instruction.words.size(); ++i) Need(instruction.words[i]);
      } else if (instruction.opcode == spv::Op::OpGroupDecorate) {
        for (std::size_t i = 2; i < instruction.words.size(); ++i) {
          if (Needs(instruction.words[i])) Need(instruction.Word(1));
        }
      } else if (instruction.opcode == spv::Op::OpGroupMemberDecorate) {
        for (std::size_t i = 2; i < instruction.words.size(); i += 2) {
          if (Needs(instruction.words[i])) Need(instruction.Word(1));
        }
      }
    }
    return !pending_.empty();
  }

  const Module& module_;
  std::vector<bool> needed_;
  std::vector<std::uint32_t> definition_;  // id -> instruction at module level
  std::vector<std::uint32_t> owner_;       // id -> id of the function around it, or 0
  std::vector<std::uint32_t> pending_;
};

// Which types are left, for the capabilities that stand for them.
struct NumberTypes {
  bool int8 = false, int16 = false, int64 = false, float16 = false, float64 = false;
  bool open_storage_image = false;  // a storage image whose format is not stated
};

NumberTypes FindNumberTypes(const Module& module, const Reachability& reachability) {
  NumberTypes types;
  for (const Instruction& instruction : module.instructions) {
    if (!reachability.Needs(instruction.Word(1))) continue;
    const std::uint32_t bits = instruction.Word(2);
    if (instruction.opcode == spv::Op::OpTypeInt) {
      types.int8 |= bits == 8;
      types.int16 |= bits == 16;
      types.int64 |= bits == 64;
    } else if (instruction.opcode == spv::Op::OpTypeFloat) {
      types.float16 |= bits == 16;
      types.float64 |= bits == 64;
    } else if (instruction.opcode == spv::Op::OpTypeImage) {
      constexpr std::uint32_t kStorage = 2;
      types.open_storage_image |= instruction.Word(7) == kStorage &&
                                  static_cast<spv::ImageFormat>(instruction.Word(8)) == spv::ImageFormat::Unknown;
    }
  }
  return types;
}

bool KeepsCapability(std::uint32_t capability, const NumberTypes& types) {
  switch (static_cast<spv::Capability>(capability)) {
    case spv::Capability::Int8:
      return types.int8;
    case spv::Capability::Int16:
      return types.int16;
    case spv::Capability::Int64:
      return types.int64;
    case spv::Capability::Int64Atomics:
      return types.int64;
    case spv::Capability::Float16:
      return types.float16;
    case spv::Capability::Float64:
      return types.float64;
    case spv::Capability::StorageImageReadWithoutFormat:
    case spv::Capability::StorageImageWriteWithoutFormat:
      return types.open_storage_image;
    default:
      return true;
  }
}

class Writer {
 public:
  Writer(const Module& module, const Reachability& reachability, const EntryPoint& entry_point)
      : module_(module),
        reachability_(reachability),
        entry_point_(entry_point),
        types_(FindNumberTypes(module, reachability)),
        words_(module.header.begin(), module.header.end()) {}

  std::vector<std::uint32_t> Write() && {
    for (std::size_t i = 0; i < module_.instructions.size();) {
      const Instruction& instruction = module_.instructions[i];
      if (instruction.opcode == spv::Op::OpFunction) {
        i = WriteFunction(i);
      } else {
        WriteAtModuleLevel(instruction, i);
        ++i;
      }
    }
    return std::move(words_);
  }

 private:
  void Append(const Instruction& instruction) {
    words_.insert(words_.end(), instruction.words.begin(), instruction.words.end());
  }

  // Of the operands from `first` on, those `stride` apart are ids: keeps the groups whose id is needed.
  void AppendFiltered(const Instruction& instruction, std::size_t first, std::size_t stride) {
    const std::size_t start = words_.size();
    words_.insert(words_.end(), instruction.words.begin(),
                  instruction.words.begin() + static_cast<std::ptrdiff_t>(first));
    for (std::size_t i = first; i + stride <= instruction.words.size(); i += stride) {
      if (!reachability_.Needs(instruction.words[i])) continue;
      for (std::size_t j = 0; j < stride; ++j) words_.push_back(instruction.words[i + j]);
    }
    const auto length = static_cast<std::uint32_t>(words_.size() - start);
    words_[start] = (length << spv::WordCountShift) | static_cast<std::uint32_t>(instruction.opcode);
  }

  // Returns the index behind the function.
  std::size_t WriteFunction(std::size_t index) {
    const bool keeps = reachability_.Needs(module_.instructions[index].ResultId());
    for (;; ++index) {
      if (keeps) Append(module_.instructions[index]);
      if (module_.instructions[index].opcode == spv::Op::OpFunctionEnd) return index + 1;
    }
  }

  void WriteAtModuleLevel(const Instruction& instruction, std::size_t index) {
    using spv::Op;
    switch (instruction.opcode) {
      case Op::OpEntryPoint:
        if (index == entry_point_.instruction) AppendFiltered(instruction, entry_point_.first_interface_word, 1);
        return;
      case Op::OpCapability:
        if (KeepsCapability(instruction.Word(1), types_)) Append(instruction);
        return;
      case Op::OpGroupDecorate:
      case Op::OpGroupMemberDecorate:
        if (instruction.words.size() >= 2 && reachability_.Needs(instruction.Word(1))) {
          AppendFiltered(instruction, 2, instruction.opcode == Op::OpGroupDecorate ? 1 : 2);
        }
        return;
      case Op::OpSource:
      case Op::OpSourceContinued:
      case Op::OpSourceExtension:
      case Op::OpLine:
      case Op::OpNoLine:
        return;
      default:
        break;
    }
    const std::uint32_t subject =
        IsAboutItsFirstOperand(instruction.opcode) ? instruction.Word(1) : instruction.ResultId();
    if (subject == 0 || reachability_.Needs(subject)) Append(instruction);
  }

  const Module& module_;
  const Reachability& reachability_;
  const EntryPoint& entry_point_;
  NumberTypes types_;
  std::vector<std::uint32_t> words_;
};

}  // namespace

Result<std::vector<std::uint32_t>> ExtractEntryPoint(std::span<const std::uint32_t> words,
                                                     std::string_view entry_point) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  KILN_ASSIGN_OR_RETURN(const EntryPoint found, FindEntryPoint(module, entry_point));
  const bool has_function =
      std::any_of(module.instructions.begin(), module.instructions.end(), [&](const Instruction& instruction) {
        return instruction.opcode == spv::Op::OpFunction && instruction.ResultId() == found.function_id;
      });
  if (!has_function) {
    return Fail(ErrorCode::kInvalidArtifact,
                fmt::format("damaged SPIR-V module: the entry point '{}' names no function", entry_point));
  }
  Reachability reachability(module);
  reachability.Run(found.function_id);
  return Writer(module, reachability, found).Write();
}

Result<SpirvSummary> Summarize(std::span<const std::uint32_t> words) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  KILN_ASSIGN_OR_RETURN(auto entry_points, FindEntryPoints(module));
  SpirvSummary summary;
  summary.version = module.header[1];
  for (EntryPoint& entry_point : entry_points) summary.entry_points.push_back(std::move(entry_point.name));
  for (const Instruction& instruction : module.instructions) {
    if (instruction.opcode == spv::Op::OpCapability) summary.capabilities.push_back(instruction.Word(1));
  }
  return summary;
}

}  // namespace kiln::artifact

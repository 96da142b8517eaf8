#include "translator/targets/prepare/isolate_kernel.h"

#include <unordered_map>
#include <unordered_set>

namespace kiln::translator::targets {
namespace {

using spv::Op;

// Operands of OpEntryPoint: model, function, name words, interface ids.
constexpr std::size_t kEntryFunction = 1;
constexpr std::size_t kEntryName = 2;

class Reachable {
 public:
  explicit Reachable(const SpirvCode& code) {
    for (const Instruction& instruction : code.globals) {
      if (instruction.result != 0) {
        globals_[instruction.result] = &instruction;
      }
    }
    for (std::size_t i = 0; i < code.functions.size(); ++i) {
      if (code.functions[i].op == Op::OpFunction) {
        functions_[code.functions[i].result] = {code.functions.data() + i, nullptr};
        last_ = code.functions[i].result;
      }
      if (code.functions[i].op == Op::OpFunctionEnd) {
        functions_[last_].second = code.functions.data() + i + 1;
      }
    }
  }

  void Mark(std::uint32_t root) {
    std::vector<std::uint32_t> work = {root};
    while (!work.empty()) {
      const std::uint32_t id = work.back();
      work.pop_back();
      if (!live_.insert(id).second) {
        continue;
      }
      if (const auto global = globals_.find(id); global != globals_.end()) {
        Push(*global->second, work);
      } else if (const auto function = functions_.find(id); function != functions_.end()) {
        for (const Instruction* i = function->second.first; i != function->second.second; ++i) {
          if (i->result != 0) {
            live_.insert(i->result);
          }
          Push(*i, work);
        }
      }
    }
  }

  void MarkOperands(const Instruction& instruction) {
    std::vector<std::uint32_t> work;
    Push(instruction, work);
    for (const std::uint32_t id : work) {
      Mark(id);
    }
  }

  bool Live(std::uint32_t id) const { return live_.contains(id); }

 private:
  static void Push(const Instruction& instruction, std::vector<std::uint32_t>& work) {
    if (instruction.type != 0) {
      work.push_back(instruction.type);
    }
    for (std::size_t i = 0; i < instruction.id_operands.size(); ++i) {
      if (instruction.id_operands[i] != 0) {
        work.push_back(instruction.operands[i]);
      }
    }
  }

  std::unordered_map<std::uint32_t, const Instruction*> globals_;
  std::unordered_map<std::uint32_t, std::pair<const Instruction*, const Instruction*>> functions_;
  std::unordered_set<std::uint32_t> live_;
  std::uint32_t last_ = 0;
};

// Interfaces of SPIR-V 1.4 and later list every variable of the module.
void KeepLiveInterface(Instruction& entry, const Reachable& reachable) {
  const std::size_t first = kEntryName + StringWords(LiteralString(entry.operands, kEntryName)).size();
  std::vector<std::uint32_t> operands(entry.operands.begin(), entry.operands.begin() + first);
  for (std::size_t i = first; i < entry.operands.size(); ++i) {
    if (reachable.Live(entry.operands[i])) {
      operands.push_back(entry.operands[i]);
    }
  }
  entry.operands = std::move(operands);
  entry.id_operands.resize(entry.operands.size());
}

void KeepLiveFunctions(SpirvCode& code, const Reachable& reachable) {
  std::vector<Instruction> kept;
  bool live = false;
  for (Instruction& instruction : code.functions) {
    if (instruction.op == Op::OpFunction) {
      live = reachable.Live(instruction.result);
    }
    if (live) {
      kept.push_back(std::move(instruction));
    }
  }
  code.functions = std::move(kept);
}

}  // namespace

Status IsolateKernel(SpirvCode& code, std::string_view entry_point, bool fixed_size) {
  std::uint32_t function = 0;
  std::erase_if(code.preamble, [&](const Instruction& instruction) {
    if (instruction.op != Op::OpEntryPoint) {
      return false;
    }
    const bool chosen = LiteralString(instruction.operands, kEntryName) == entry_point;
    function = chosen ? instruction.operands[kEntryFunction] : function;
    return !chosen;
  });
  if (function == 0) {
    return Fail(ErrorCode::kNotFound, "the module has no kernel named '" + std::string(entry_point) + "'");
  }
  std::erase_if(code.preamble, [&](const Instruction& instruction) {
    return (instruction.op == Op::OpExecutionMode || instruction.op == Op::OpExecutionModeId) &&
           instruction.operands[0] != function;
  });

  Reachable reachable(code);
  reachable.Mark(function);
  for (const Instruction& instruction : code.preamble) {
    if (instruction.op == Op::OpExecutionModeId) {
      reachable.MarkOperands(instruction);
    }
  }
  const SpirvIndex index(code);
  for (const Instruction& instruction : code.globals) {
    const auto built_in = index.BuiltIn(instruction.result);
    if (!fixed_size && built_in == static_cast<std::uint32_t>(spv::BuiltIn::WorkgroupSize)) {
      reachable.Mark(instruction.result);
    }
  }

  for (Instruction& instruction : code.preamble) {
    if (instruction.op == Op::OpEntryPoint) {
      KeepLiveInterface(instruction, reachable);
    }
  }
  KeepLiveFunctions(code, reachable);
  std::erase_if(code.globals, [&](const Instruction& instruction) {
    return instruction.result != 0 && !reachable.Live(instruction.result);
  });
  std::erase_if(code.annotations,
                [&](const Instruction& instruction) { return !reachable.Live(instruction.operands[0]); });
  std::erase_if(code.debug, [&](const Instruction& instruction) {
    return (instruction.op == Op::OpName || instruction.op == Op::OpMemberName) &&
           !reachable.Live(instruction.operands[0]);
  });
  return {};
}

}  // namespace kiln::translator::targets

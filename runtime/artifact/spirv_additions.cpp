#include "runtime/artifact/spirv_additions.h"

namespace kiln::artifact {

using spv::Op;

Additions::Additions(const Module& module) : module_(module), bound_(module.bound) {
  for (const Instruction& instruction : module.instructions) {
    if (instruction.opcode == Op::OpTypePointer) pointee_[instruction.Word(1)] = instruction.Word(3);
    if (instruction.opcode == Op::OpVariable) type_of_[instruction.Word(2)] = instruction.Word(1);
    if (instruction.opcode == Op::OpConstantNull) nulls_.emplace(instruction.Word(1), instruction.Word(2));
    if (instruction.opcode == Op::OpDecorate &&
        instruction.Word(2) == static_cast<std::uint32_t>(spv::Decoration::BuiltIn)) {
      builtins_.emplace(instruction.Word(3), instruction.Word(1));
    }
  }
}

std::uint32_t Additions::UintConstant(std::uint32_t value) {
  const auto [at, is_new] = numbers_.emplace(value, 0);
  if (is_new) {
    const std::uint32_t type = Uint();
    at->second = NewId();
    Append(declarations_, {Code(Op::OpConstant, 4), type, at->second, value});
  }
  return at->second;
}

std::uint32_t Additions::True() {
  if (true_ == 0) {
    const std::uint32_t type = Bool();
    true_ = NewId();
    Append(declarations_, {Code(Op::OpConstantTrue, 3), type, true_});
  }
  return true_;
}

std::uint32_t Additions::Null(std::uint32_t type) {
  const auto [at, is_new] = nulls_.emplace(type, 0);
  if (is_new) {
    at->second = NewId();
    Append(declarations_, {Code(Op::OpConstantNull, 3), type, at->second});
  }
  return at->second;
}

std::uint32_t Additions::Find(spv::BuiltIn builtin) const {
  const auto known = builtins_.find(static_cast<std::uint32_t>(builtin));
  return known == builtins_.end() ? 0 : known->second;
}

std::uint32_t Additions::Input(spv::BuiltIn builtin, std::uint32_t type) {
  if (const std::uint32_t known = Find(builtin)) return known;
  constexpr auto kInput = static_cast<std::uint32_t>(spv::StorageClass::Input);
  const std::uint32_t pointer = Type({Code(Op::OpTypePointer, 4), 0, kInput, type});
  const std::uint32_t variable = NewId();
  Append(declarations_, {Code(Op::OpVariable, 4), pointer, variable, kInput});
  Append(decorations_, {Code(Op::OpDecorate, 4), variable, static_cast<std::uint32_t>(spv::Decoration::BuiltIn),
                        static_cast<std::uint32_t>(builtin)});
  new_inputs_.push_back(variable);
  builtins_.emplace(static_cast<std::uint32_t>(builtin), variable);
  return variable;
}

// The type with these words; word 1, its id, is filled in.
std::uint32_t Additions::Type(std::vector<std::uint32_t> words) {
  const auto known = types_.find(words);
  if (known != types_.end()) return known->second;
  std::uint32_t id = 0;
  for (const Instruction& instruction : module_.instructions) {
    if (instruction.words.size() != words.size() || instruction.words[0] != words[0]) continue;
    bool same = true;
    for (std::size_t i = 2; i < words.size(); ++i) same &= instruction.words[i] == words[i];
    if (same) id = instruction.Word(1);
  }
  std::vector<std::uint32_t> key = words;
  if (id == 0) {
    words[1] = id = NewId();
    Append(declarations_, words);
  }
  types_.emplace(std::move(key), id);
  return id;
}

namespace {

bool IsBehindDecorations(Op opcode) {
  return (opcode >= Op::OpTypeVoid && opcode <= Op::OpTypeForwardPointer) ||
         (opcode >= Op::OpConstantTrue && opcode <= Op::OpSpecConstantOp) || opcode == Op::OpVariable ||
         opcode == Op::OpUndef;
}

}  // namespace

std::vector<std::uint32_t> Additions::Assemble(std::size_t first_function,
                                               const std::vector<std::uint32_t>& functions) const {
  std::vector<std::uint32_t> out(module_.header.begin(), module_.header.end());
  out[3] = bound_;
  bool is_decorated = decorations_.empty();
  for (std::size_t i = 0; i < first_function; ++i) {
    const Instruction& instruction = module_.instructions[i];
    if (!is_decorated && IsBehindDecorations(instruction.opcode)) {
      Append(out, decorations_);
      is_decorated = true;
    }
    const std::size_t start = out.size();
    Append(out, instruction.words);
    if (instruction.opcode == Op::OpEntryPoint && !new_inputs_.empty()) {
      out[start] = Code(Op::OpEntryPoint, instruction.words.size() + new_inputs_.size());
      Append(out, new_inputs_);
    }
  }
  Append(out, declarations_);
  Append(out, functions);
  return out;
}

}  // namespace kiln::artifact

#include "translator/targets/prepare/spirv_code.h"

#include <spirv-tools/libspirv.h>

#include <algorithm>
#include <memory>

namespace kiln::translator::targets {
namespace {

void PutIntoSection(SpirvCode& code, Instruction instruction) {
  using spv::Op;
  const auto put = [&instruction](auto& section) { section.push_back(std::move(instruction)); };
  if (!code.functions.empty() || instruction.op == Op::OpFunction) {
    return put(code.functions);
  }
  switch (instruction.op) {
    case Op::OpCapability:
    case Op::OpExtension:
    case Op::OpExtInstImport:
    case Op::OpMemoryModel:
    case Op::OpEntryPoint:
    case Op::OpExecutionMode:
    case Op::OpExecutionModeId:
      return put(code.preamble);
    case Op::OpString:
    case Op::OpSource:
    case Op::OpSourceExtension:
    case Op::OpSourceContinued:
    case Op::OpName:
    case Op::OpMemberName:
    case Op::OpModuleProcessed:
      return put(code.debug);
    case Op::OpDecorate:
    case Op::OpDecorateId:
    case Op::OpDecorateString:
    case Op::OpMemberDecorate:
    case Op::OpMemberDecorateString:
    case Op::OpDecorationGroup:
    case Op::OpGroupDecorate:
    case Op::OpGroupMemberDecorate:
      return put(code.annotations);
    default:
      return put(code.globals);
  }
}

struct Parsing {
  SpirvCode code;
  Place place;
};

spv_result_t OnHeader(void* user, spv_endianness_t, std::uint32_t, std::uint32_t version, std::uint32_t,
                      std::uint32_t bound, std::uint32_t) {
  SpirvCode& code = static_cast<Parsing*>(user)->code;
  code.version = version;
  code.bound = bound;
  return SPV_SUCCESS;
}

bool IsId(spv_operand_type_t type) {
  return type == SPV_OPERAND_TYPE_ID || type == SPV_OPERAND_TYPE_TYPE_ID || type == SPV_OPERAND_TYPE_SCOPE_ID ||
         type == SPV_OPERAND_TYPE_MEMORY_SEMANTICS_ID;
}

spv_result_t OnInstruction(void* user, const spv_parsed_instruction_t* parsed) {
  Parsing& parsing = *static_cast<Parsing*>(user);
  Instruction instruction;
  instruction.op = static_cast<spv::Op>(parsed->opcode);
  switch (instruction.op) {
    case spv::Op::OpLine:
      parsing.place = {parsed->words[1], parsed->words[2], parsed->words[3]};
      return SPV_SUCCESS;
    case spv::Op::OpNoLine:
    case spv::Op::OpLabel:  // a place holds to the end of its block
    case spv::Op::OpFunctionEnd:
      parsing.place = {};
      if (instruction.op == spv::Op::OpNoLine) return SPV_SUCCESS;
      break;
    default:
      instruction.place = parsing.place;
      break;
  }
  instruction.type = parsed->type_id;
  instruction.result = parsed->result_id;
  const std::size_t first = 1 + (parsed->type_id != 0 ? 1 : 0) + (parsed->result_id != 0 ? 1 : 0);
  instruction.operands.assign(parsed->words + first, parsed->words + parsed->num_words);
  instruction.id_operands.assign(instruction.operands.size(), 0);
  for (std::uint16_t i = 0; i < parsed->num_operands; ++i) {
    const spv_parsed_operand_t& operand = parsed->operands[i];
    if (operand.offset >= first && IsId(operand.type)) {
      instruction.id_operands[operand.offset - first] = 1;
    }
  }
  PutIntoSection(parsing.code, std::move(instruction));
  return SPV_SUCCESS;
}

void Append(std::vector<std::uint32_t>& words, const Instruction& instruction) {
  const std::size_t count =
      1 + (instruction.type != 0 ? 1 : 0) + (instruction.result != 0 ? 1 : 0) + instruction.operands.size();
  words.push_back(static_cast<std::uint32_t>(count) << 16 | static_cast<std::uint32_t>(instruction.op));
  if (instruction.type != 0) {
    words.push_back(instruction.type);
  }
  if (instruction.result != 0) {
    words.push_back(instruction.result);
  }
  words.insert(words.end(), instruction.operands.begin(), instruction.operands.end());
}

template <typename Section>
void Append(std::vector<std::uint32_t>& words, const Section& section) {
  for (const Instruction& instruction : section) Append(words, instruction);
}

std::uint64_t DecorationKey(std::uint32_t id, spv::Decoration decoration) {
  return std::uint64_t{id} << 32 | static_cast<std::uint32_t>(decoration);
}

}  // namespace

Result<SpirvCode> SpirvCode::Parse(const std::vector<std::uint32_t>& words) {
  const std::unique_ptr<spv_context_t, decltype(&spvContextDestroy)> context(spvContextCreate(SPV_ENV_UNIVERSAL_1_6),
                                                                             &spvContextDestroy);
  Parsing parsing;
  spv_diagnostic diagnostic = nullptr;
  const spv_result_t result =
      spvBinaryParse(context.get(), &parsing, words.data(), words.size(), OnHeader, OnInstruction, &diagnostic);
  const std::unique_ptr<spv_diagnostic_t, decltype(&spvDiagnosticDestroy)> owner(diagnostic, &spvDiagnosticDestroy);
  if (result != SPV_SUCCESS) {
    return Fail(ErrorCode::kInvalidArtifact,
                std::string("not a SPIR-V module: ") + (diagnostic != nullptr ? diagnostic->error : "damaged"));
  }
  return std::move(parsing.code);
}

std::vector<std::uint32_t> SpirvCode::WordsOfModule() const {
  std::vector<std::uint32_t> words = {spv::MagicNumber, version, 0, bound, 0};
  for (const auto* section : {&preamble, &debug, &annotations}) {
    Append(words, *section);
  }
  Append(words, globals);
  return words;
}

std::vector<std::uint32_t> SpirvCode::Words() const {
  std::vector<std::uint32_t> words = WordsOfModule();
  Place place;
  for (const Instruction& instruction : functions) {
    if (instruction.op == spv::Op::OpLabel || instruction.op == spv::Op::OpFunctionEnd) {
      place = {};
    } else if (instruction.place != place) {
      place = instruction.place;
      Append(words, place.file == 0 ? Instruction{spv::Op::OpNoLine, 0, 0, {}, {}}
                                    : Instruction{spv::Op::OpLine, 0, 0, {place.file, place.line, place.column}, {}});
    }
    Append(words, instruction);
  }
  return words;
}

std::vector<std::uint32_t> SpirvCode::Words(LineTable& lines) const {
  std::vector<std::uint32_t> words = WordsOfModule();
  std::uint32_t label = 0;
  for (const Instruction& instruction : functions) {
    if (instruction.op == spv::Op::OpLabel) label = instruction.result;
    if (instruction.place.file != 0) {
      lines.instructions[static_cast<std::uint32_t>(words.size()) + 1] = instruction.place;
      lines.blocks[label] = instruction.place;
    }
    Append(words, instruction);
  }
  return words;
}

std::uint32_t SpirvCode::Global(spv::Op op, std::uint32_t type, std::vector<std::uint32_t> operands) {
  for (const Instruction& instruction : globals) {
    if (instruction.op == op && instruction.type == type && instruction.operands == operands) {
      return instruction.result;
    }
  }
  return AddGlobal(op, type, std::move(operands));
}

std::uint32_t SpirvCode::AddGlobal(spv::Op op, std::uint32_t type, std::vector<std::uint32_t> operands) {
  const std::uint32_t id = NewId();
  globals.push_back({op, type, id, std::move(operands), {}});
  return id;
}

void SpirvCode::SetName(std::uint32_t id, std::string_view name) {
  std::vector<std::uint32_t> operands = {id};
  const std::vector<std::uint32_t> words = StringWords(name);
  operands.insert(operands.end(), words.begin(), words.end());
  debug.push_back({spv::Op::OpName, 0, 0, std::move(operands), {}});
}

void SpirvCode::Decorate(std::uint32_t id, spv::Decoration decoration, std::vector<std::uint32_t> literals) {
  std::vector<std::uint32_t> operands = {id, static_cast<std::uint32_t>(decoration)};
  operands.insert(operands.end(), literals.begin(), literals.end());
  annotations.push_back({spv::Op::OpDecorate, 0, 0, std::move(operands), {}});
}

void SpirvCode::DecorateMember(std::uint32_t type, std::uint32_t member, spv::Decoration decoration,
                               std::vector<std::uint32_t> literals) {
  std::vector<std::uint32_t> operands = {type, member, static_cast<std::uint32_t>(decoration)};
  operands.insert(operands.end(), literals.begin(), literals.end());
  annotations.push_back({spv::Op::OpMemberDecorate, 0, 0, std::move(operands), {}});
}

void SpirvCode::RemoveDecoration(std::uint32_t id, spv::Decoration decoration) {
  std::erase_if(annotations, [&](const Instruction& instruction) {
    return instruction.op == spv::Op::OpDecorate && instruction.operands[0] == id &&
           instruction.operands[1] == static_cast<std::uint32_t>(decoration);
  });
}

bool SpirvCode::HasCapability(spv::Capability capability) const {
  return std::any_of(preamble.begin(), preamble.end(), [&](const Instruction& instruction) {
    return instruction.op == spv::Op::OpCapability && instruction.operands[0] == static_cast<std::uint32_t>(capability);
  });
}

void SpirvCode::RequireCapability(spv::Capability capability) {
  if (!HasCapability(capability)) {
    preamble.insert(preamble.begin(), {spv::Op::OpCapability, 0, 0, {static_cast<std::uint32_t>(capability)}, {}});
  }
}

std::string LiteralString(const std::vector<std::uint32_t>& operands, std::size_t first) {
  std::string text;
  for (std::size_t i = first; i < operands.size(); ++i) {
    for (int byte = 0; byte < 4; ++byte) {
      const char c = static_cast<char>(operands[i] >> (8 * byte) & 0xff);
      if (c == '\0') {
        return text;
      }
      text.push_back(c);
    }
  }
  return text;
}

std::vector<std::uint32_t> StringWords(std::string_view text) {
  std::vector<std::uint32_t> words(text.size() / 4 + 1, 0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    words[i / 4] |= std::uint32_t{static_cast<unsigned char>(text[i])} << (8 * (i % 4));
  }
  return words;
}

SpirvIndex::SpirvIndex(const SpirvCode& code) {
  const auto define = [this](const auto& section) {
    for (const Instruction& instruction : section) {
      if (instruction.result != 0) {
        definitions_[instruction.result] = &instruction;
      }
    }
  };
  define(code.preamble);
  define(code.globals);
  define(code.functions);
  for (const Instruction& instruction : code.debug) {
    if (instruction.op == spv::Op::OpName) {
      names_[instruction.operands[0]] = LiteralString(instruction.operands, 1);
    }
  }
  for (const Instruction& instruction : code.annotations) {
    if (instruction.op == spv::Op::OpDecorate) {
      const auto decoration = static_cast<spv::Decoration>(instruction.operands[1]);
      decorations_[DecorationKey(instruction.operands[0], decoration)] =
          instruction.operands.size() > 2 ? instruction.operands[2] : 0;
    }
  }
}

const Instruction* SpirvIndex::Definition(std::uint32_t id) const {
  const auto found = definitions_.find(id);
  return found == definitions_.end() ? nullptr : found->second;
}

std::string SpirvIndex::Name(std::uint32_t id) const {
  const auto found = names_.find(id);
  return found == names_.end() ? "" : found->second;
}

std::optional<std::uint32_t> SpirvIndex::Decoration(std::uint32_t id, spv::Decoration decoration) const {
  const auto found = decorations_.find(DecorationKey(id, decoration));
  return found == decorations_.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t SpirvIndex::Pointee(std::uint32_t pointer_type) const {
  const Instruction* type = Definition(pointer_type);
  return type != nullptr && type->op == spv::Op::OpTypePointer ? type->operands[1] : 0;
}

std::uint32_t SpirvIndex::ScalarType(std::uint32_t type) const {
  const Instruction* definition = Definition(type);
  return definition != nullptr && definition->op == spv::Op::OpTypeVector ? definition->operands[0] : type;
}

std::uint32_t SpirvIndex::ScalarWidth(std::uint32_t type) const {
  const Instruction* definition = Definition(ScalarType(type));
  const bool sized =
      definition != nullptr && (definition->op == spv::Op::OpTypeInt || definition->op == spv::Op::OpTypeFloat);
  return sized ? definition->operands[0] : 0;
}

std::uint32_t SpirvIndex::Components(std::uint32_t type) const {
  const Instruction* definition = Definition(type);
  return definition != nullptr && definition->op == spv::Op::OpTypeVector ? definition->operands[1] : 1;
}

std::uint32_t SpirvIndex::TypeOf(std::uint32_t value) const {
  const Instruction* definition = Definition(value);
  return definition == nullptr ? 0 : definition->type;
}

}  // namespace kiln::translator::targets

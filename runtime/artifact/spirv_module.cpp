#define SPV_ENABLE_UTILITY_CODE  // spv::HasResultAndType
#include "runtime/artifact/spirv_module.h"

#include <fmt/format.h>

namespace kiln::artifact {
namespace {

// The universal limit of the specification; it also bounds what a small damaged file can make us allocate.
constexpr std::uint32_t kMaxBound = 0x3fffff;

tl::unexpected<Error> Damaged(const std::string& what) {
  return Fail(ErrorCode::kInvalidArtifact, "damaged SPIR-V module: " + what);
}

Status CheckHeader(std::span<const std::uint32_t> words) {
  if (words.size() < kHeaderWords) {
    return Fail(ErrorCode::kInvalidArtifact, fmt::format("no SPIR-V module: {} bytes are too few", words.size_bytes()));
  }
  if (words[0] != spv::MagicNumber) {
    const bool is_swapped = words[0] == 0x03022307;
    return Fail(ErrorCode::kInvalidArtifact, is_swapped
                                                 ? "this SPIR-V module has the byte order of another machine"
                                                 : fmt::format("no SPIR-V module: it begins with 0x{:08x}", words[0]));
  }
  if (words[3] == 0 || words[3] > kMaxBound) return Damaged(fmt::format("its id bound is {}", words[3]));
  return {};
}

// OpFunction and OpFunctionEnd alternate; nothing else is checked about their order.
class FunctionNesting {
 public:
  Status Visit(spv::Op opcode) {
    if (opcode == spv::Op::OpFunction) {
      if (inside_) return Damaged("a function begins inside another");
      inside_ = true;
    } else if (opcode == spv::Op::OpFunctionEnd) {
      if (!inside_) return Damaged("a function ends that has not begun");
      inside_ = false;
    }
    return {};
  }
  Status End() const { return inside_ ? Status(Damaged("its last function does not end")) : Status(); }

 private:
  bool inside_ = false;
};

using Visit = std::function<void(std::uint32_t)>;

void VisitFrom(const Instruction& instruction, std::size_t first, const Visit& visit) {
  for (std::size_t i = first; i < instruction.words.size(); ++i) visit(instruction.words[i]);
}

void VisitAt(const Instruction& instruction, std::initializer_list<std::size_t> indices, const Visit& visit) {
  for (const std::size_t i : indices) visit(instruction.Word(i));
}

// A mask, the alignment if the mask says so, then scope ids.
void VisitMemoryOperands(const Instruction& instruction, std::size_t mask_index, const Visit& visit) {
  const std::uint32_t mask = instruction.Word(mask_index);
  const bool has_alignment = (mask & static_cast<std::uint32_t>(spv::MemoryAccessMask::Aligned)) != 0;
  VisitFrom(instruction, mask_index + (has_alignment ? 2 : 1), visit);
}

}  // namespace

std::uint32_t Instruction::ResultId() const {
  bool has_result = false;
  bool has_type = false;
  spv::HasResultAndType(opcode, &has_result, &has_type);
  return has_result ? Word(has_type ? 2 : 1) : 0;
}

Result<Module> ParseModule(std::span<const std::uint32_t> words) {
  KILN_RETURN_IF_ERROR(CheckHeader(words));
  Module module;
  module.header = words.first(kHeaderWords);
  module.bound = words[3];
  std::vector<bool> defined(module.bound, false);
  FunctionNesting nesting;
  for (std::size_t at = kHeaderWords; at < words.size();) {
    const std::uint32_t length = words[at] >> spv::WordCountShift;
    if (length == 0 || length > words.size() - at) {
      return Damaged(
          fmt::format("the instruction at word {} is {} words long, {} are left", at, length, words.size() - at));
    }
    Instruction instruction{static_cast<spv::Op>(words[at] & spv::OpCodeMask), words.subspan(at, length)};
    KILN_RETURN_IF_ERROR(nesting.Visit(instruction.opcode));
    if (const std::uint32_t id = instruction.ResultId(); id != 0) {
      if (id >= module.bound) return Damaged(fmt::format("the id {} exceeds the bound {}", id, module.bound));
      if (defined[id]) return Damaged(fmt::format("the id {} is defined twice", id));
      defined[id] = true;
    }
    module.instructions.push_back(instruction);
    at += length;
  }
  KILN_RETURN_IF_ERROR(nesting.End());
  return module;
}

Result<LiteralString> ReadString(const Instruction& instruction, std::size_t index) {
  LiteralString literal;
  for (std::size_t i = index; i < instruction.words.size(); ++i) {
    ++literal.words;
    for (int shift = 0; shift < 32; shift += 8) {
      const char c = static_cast<char>((instruction.words[i] >> shift) & 0xff);
      if (c == '\0') return literal;
      literal.text += c;
    }
  }
  return Damaged("a string does not end");
}

void ForEachId(const Instruction& instruction, const Visit& visit) {
  using spv::Op;
  const Op opcode = instruction.opcode;
  if (opcode >= Op::OpGroupNonUniformIAdd && opcode <= Op::OpGroupNonUniformLogicalXor) {
    VisitAt(instruction, {1, 2, 3}, visit);  // word 4 is the kind of reduction or scan
    return VisitFrom(instruction, 5, visit);
  }
  switch (opcode) {
    case Op::OpNoLine:
    case Op::OpTypeOpaque:
      return;
    case Op::OpLine:
    case Op::OpTypeInt:
    case Op::OpTypeFloat:
    case Op::OpString:
    case Op::OpExtInstImport:
    case Op::OpSelectionMerge:
      return VisitAt(instruction, {1}, visit);
    case Op::OpTypeVector:
    case Op::OpTypeMatrix:
    case Op::OpTypeImage:
    case Op::OpConstant:
    case Op::OpSpecConstant:
    case Op::OpConstantSampler:
    case Op::OpLoopMerge:
    case Op::OpSwitch:  // the labels are the function's own
      return VisitAt(instruction, {1, 2}, visit);
    case Op::OpTypePointer:
      return VisitAt(instruction, {1, 3}, visit);
    case Op::OpTypeForwardPointer:
      return VisitAt(instruction, {1}, visit);
    case Op::OpBranchConditional:
    case Op::OpCompositeExtract:
    case Op::OpArrayLength:
      return VisitAt(instruction, {1, 2, 3}, visit);
    case Op::OpCompositeInsert:
    case Op::OpVectorShuffle:
      return VisitAt(instruction, {1, 2, 3, 4}, visit);
    case Op::OpVariable:
    case Op::OpFunction:
      return VisitAt(instruction, {1, 2, 4}, visit);
    case Op::OpSpecConstantOp:
      VisitAt(instruction, {1, 2}, visit);
      return VisitFrom(instruction, 4, visit);
    case Op::OpExtInst:
      VisitAt(instruction, {1, 2, 3}, visit);
      return VisitFrom(instruction, 5, visit);
    case Op::OpLoad:
      VisitAt(instruction, {1, 2, 3}, visit);
      return VisitMemoryOperands(instruction, 4, visit);
    case Op::OpStore:
    case Op::OpCopyMemory:
      VisitAt(instruction, {1, 2}, visit);
      return VisitMemoryOperands(instruction, 3, visit);
    case Op::OpCopyMemorySized:
      VisitAt(instruction, {1, 2, 3}, visit);
      return VisitMemoryOperands(instruction, 4, visit);
    default:
      return VisitFrom(instruction, 1, visit);
  }
}

}  // namespace kiln::artifact

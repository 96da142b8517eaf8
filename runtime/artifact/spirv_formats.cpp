#include "kiln/artifact/spirv_formats.h"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {
namespace {

using spv::Op;

constexpr std::size_t kFormatWord = 8;  // of OpTypeImage

bool IsExtended(std::uint32_t format) {
  using F = spv::ImageFormat;
  constexpr F kBasic[] = {F::Unknown, F::Rgba32f, F::Rgba16f, F::R32f,     F::Rgba8,    F::Rgba8Snorm, F::Rgba32i,
                          F::Rgba16i, F::Rgba8i,  F::R32i,    F::Rgba32ui, F::Rgba16ui, F::Rgba8ui,    F::R32ui};
  return std::find(std::begin(kBasic), std::end(kBasic), static_cast<F>(format)) == std::end(kBasic);
}

class Rewriter {
 public:
  Rewriter(const Module& module, std::span<const StatedFormat> formats, bool keeps_open_reads, bool keeps_open_writes)
      : module_(module),
        keeps_open_reads_(keeps_open_reads),
        keeps_open_writes_(keeps_open_writes),
        next_id_(module.bound),
        words_(module.header.begin(), module.header.end()) {
    FindVariables(formats);
  }

  std::vector<std::uint32_t> Write() && {
    for (const Instruction& instruction : module_.instructions) Visit(instruction);
    words_[3] = next_id_;
    return std::move(words_);
  }

 private:
  struct Type {
    std::uint32_t image = 0, pointer = 0;
  };

  void FindVariables(std::span<const StatedFormat> formats) {
    for (const Instruction& instruction : module_.instructions) {
      if (const std::uint32_t id = instruction.ResultId(); id != 0) definitions_[id] = &instruction;
      if (instruction.opcode != Op::OpDecorate ||
          static_cast<spv::Decoration>(instruction.Word(2)) != spv::Decoration::Binding) {
        continue;
      }
      for (const StatedFormat& stated : formats) {
        if (stated.binding == instruction.Word(3)) formats_[instruction.Word(1)] = stated.format;
      }
      needs_extended_ =
          std::any_of(formats_.begin(), formats_.end(), [](const auto& f) { return IsExtended(f.second); });
    }
  }

  void Append(const Instruction& instruction) {
    words_.insert(words_.end(), instruction.words.begin(), instruction.words.end());
  }
  void Append(Op opcode, std::initializer_list<std::uint32_t> operands) {
    words_.push_back(static_cast<std::uint32_t>(operands.size() + 1) << 16 | static_cast<std::uint32_t>(opcode));
    words_.insert(words_.end(), operands);
  }

  void Visit(const Instruction& instruction) {
    switch (instruction.opcode) {
      case Op::OpCapability:
        VisitCapability(instruction);
        return;
      case Op::OpVariable:
        VisitVariable(instruction);
        return;
      case Op::OpLoad:
        if (const auto found = types_.find(instruction.Word(3)); found != types_.end()) {
          Append(instruction);
          words_[words_.size() - instruction.words.size() + 1] = found->second.image;
          return;
        }
        break;
      default:
        break;
    }
    Append(instruction);
  }

  void VisitCapability(const Instruction& instruction) {
    const auto capability = static_cast<spv::Capability>(instruction.Word(1));
    if (std::exchange(is_first_, false) && needs_extended_) {
      Append(Op::OpCapability, {static_cast<std::uint32_t>(spv::Capability::StorageImageExtendedFormats)});
    }
    const bool is_dropped = (capability == spv::Capability::StorageImageReadWithoutFormat && !keeps_open_reads_) ||
                            (capability == spv::Capability::StorageImageWriteWithoutFormat && !keeps_open_writes_);
    if (!is_dropped) Append(instruction);
  }

  // The variable gets an image type of its own format, declared before it.
  void VisitVariable(const Instruction& variable) {
    const auto format = formats_.find(variable.Word(2));
    const Instruction* pointer = Definition(variable.Word(1), Op::OpTypePointer);
    const Instruction* image = pointer == nullptr ? nullptr : Definition(pointer->Word(3), Op::OpTypeImage);
    if (format == formats_.end() || image == nullptr || image->words.size() <= kFormatWord) {
      Append(variable);
      return;
    }
    Type& type = made_[{image->Word(1), format->second}];
    if (type.image == 0) {
      type = {next_id_, next_id_ + 1};
      next_id_ += 2;
      Append(*image);
      std::uint32_t* copy = words_.data() + words_.size() - image->words.size();
      copy[1] = type.image;
      copy[kFormatWord] = format->second;
      Append(Op::OpTypePointer, {type.pointer, pointer->Word(2), type.image});
    }
    types_[variable.Word(2)] = type;
    Append(variable);
    words_[words_.size() - variable.words.size() + 1] = type.pointer;
  }

  const Instruction* Definition(std::uint32_t id, Op opcode) const {
    const auto found = definitions_.find(id);
    return found != definitions_.end() && found->second->opcode == opcode ? found->second : nullptr;
  }

  const Module& module_;
  bool keeps_open_reads_, keeps_open_writes_;
  bool is_first_ = true, needs_extended_ = false;
  std::uint32_t next_id_;
  std::map<std::uint32_t, const Instruction*> definitions_;
  std::map<std::uint32_t, std::uint32_t> formats_;                // variable -> format
  std::map<std::pair<std::uint32_t, std::uint32_t>, Type> made_;  // open image type, format -> types
  std::map<std::uint32_t, Type> types_;                           // variable -> its types
  std::vector<std::uint32_t> words_;
};

}  // namespace

Result<std::vector<std::uint32_t>> StateImageFormats(std::span<const std::uint32_t> words,
                                                     std::span<const StatedFormat> formats, bool keeps_open_reads,
                                                     bool keeps_open_writes) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  return Rewriter(module, formats, keeps_open_reads, keeps_open_writes).Write();
}

}  // namespace kiln::artifact

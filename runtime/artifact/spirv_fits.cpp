#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "kiln/artifact/spirv_strip.h"
#include "kiln/artifact/spirv_validate.h"
#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {
namespace {

using spv::Op;

// What is bound at a binding, as a sentence calls it.
constexpr const char* kStorageBuffer = "a storage buffer";
constexpr const char* kUniformBuffer = "a uniform buffer";

const char* ImageKind(bool is_buffer, bool is_storage) {
  if (is_buffer) return is_storage ? "a storage texel buffer" : "a uniform texel buffer";
  return is_storage ? "a storage image" : "a sampled image";
}

std::map<std::uint32_t, const char*> BindingsOf(const Kernel& kernel) {
  std::map<std::uint32_t, const char*> bindings;
  for (const Argument& argument : kernel.arguments) {
    if (argument.kind == ArgumentKind::kBuffer) bindings[argument.binding] = kStorageBuffer;
    if (argument.kind != ArgumentKind::kImage) continue;
    const bool is_buffer = argument.image.dimension == ImageDimension::k1dBuffer;
    bindings[argument.binding] = ImageKind(is_buffer, argument.image.is_storage);
  }
  if (kernel.printf) bindings[kernel.printf->binding] = kStorageBuffer;
  if (kernel.program_variables) bindings[kernel.program_variables->binding] = kStorageBuffer;
  if (kernel.values.IsBuffer()) {
    const bool is_storage = kernel.values.memory == ValueMemory::kStorageBuffer;
    bindings[kernel.values.binding] = is_storage ? kStorageBuffer : kUniformBuffer;
  }
  return bindings;
}

// The resources of a valid module with one entry point.
class Resources {
 public:
  explicit Resources(const Module& module) : module_(module) {
    for (const Instruction& instruction : module.instructions) {
      if (const std::uint32_t id = instruction.ResultId(); id != 0) definitions_[id] = &instruction;
      if (instruction.opcode == Op::OpDecorate) Decorate(instruction);
      if (instruction.opcode != Op::OpMemberDecorate) continue;
      if (static_cast<spv::Decoration>(instruction.Word(3)) != spv::Decoration::Offset) continue;
      offsets_[{instruction.Word(1), instruction.Word(2)}] = instruction.Word(4);
    }
  }

  Status Check(const Kernel& kernel) {
    const auto bindings = BindingsOf(kernel);
    for (const Instruction& instruction : module_.instructions) {
      if (instruction.opcode != Op::OpVariable) continue;
      if (static_cast<spv::StorageClass>(instruction.Word(3)) == spv::StorageClass::PushConstant) {
        KILN_RETURN_IF_ERROR(CheckPushConstants(kernel, instruction));
      } else if (const char* wanted = Kind(instruction); wanted != nullptr) {
        KILN_RETURN_IF_ERROR(CheckBinding(bindings, instruction.ResultId(), wanted));
      }
    }
    return {};
  }

 private:
  void Decorate(const Instruction& instruction) {
    const auto decoration = static_cast<spv::Decoration>(instruction.Word(2));
    if (decoration == spv::Decoration::Binding) bindings_[instruction.Word(1)] = instruction.Word(3);
    if (decoration == spv::Decoration::DescriptorSet) sets_[instruction.Word(1)] = instruction.Word(3);
    if (decoration == spv::Decoration::ArrayStride) strides_[instruction.Word(1)] = instruction.Word(3);
    if (decoration == spv::Decoration::BufferBlock) is_buffer_block_[instruction.Word(1)] = true;
  }

  const Instruction& Definition(std::uint32_t id) const {
    static const Instruction kNothing;
    const auto found = definitions_.find(id);
    return found == definitions_.end() ? kNothing : *found->second;
  }
  // What a variable points to.
  const Instruction& Pointee(const Instruction& variable) const {
    return Definition(Definition(variable.Word(1)).Word(3));
  }

  // Null for what no descriptor belongs to.
  const char* Kind(const Instruction& variable) const {
    const Instruction& type = Pointee(variable);
    switch (static_cast<spv::StorageClass>(variable.Word(3))) {
      case spv::StorageClass::StorageBuffer:
        return type.opcode == Op::OpTypeStruct ? kStorageBuffer : "an array of buffers";
      case spv::StorageClass::Uniform:
        if (type.opcode != Op::OpTypeStruct) return "an array of buffers";
        return is_buffer_block_.contains(type.ResultId()) ? kStorageBuffer : kUniformBuffer;
      case spv::StorageClass::UniformConstant:
        if (type.opcode != Op::OpTypeImage) return "a sampler or an array";
        return ImageKind(static_cast<spv::Dim>(type.Word(3)) == spv::Dim::Buffer, type.Word(7) == 2);
      default:
        return nullptr;
    }
  }

  Status CheckBinding(const std::map<std::uint32_t, const char*>& bindings, std::uint32_t variable,
                      const char* wanted) {
    const auto set = sets_.find(variable);
    const std::uint32_t binding = bindings_[variable];
    if (set == sets_.end() || set->second != 0) {
      return Fail(ErrorCode::kInvalidArtifact,
                  fmt::format("the module has {} at binding {} of set {}; kernels use set 0", wanted, binding,
                              set == sets_.end() ? 0 : set->second));
    }
    const auto bound = bindings.find(binding);
    if (bound != bindings.end() && std::string_view(bound->second) == wanted) return {};
    return Fail(
        ErrorCode::kInvalidArtifact,
        fmt::format("the reflection does not fit the module, which has {} at binding {}, where the reflection has {}",
                    wanted, binding, bound == bindings.end() ? "nothing" : bound->second));
  }

  Status CheckPushConstants(const Kernel& kernel, const Instruction& variable) {
    const std::optional<std::uint64_t> bytes = SizeOf(Pointee(variable));
    const std::uint64_t known = kernel.values.IsBuffer() ? 0 : (std::uint64_t{kernel.values.size} + 3) / 4 * 4;
    if (bytes && *bytes <= known) return {};
    return Fail(ErrorCode::kInvalidArtifact,
                fmt::format("the reflection does not fit the module, which reads {} bytes of push constants, where the "
                            "reflection has {}",
                            bytes ? std::to_string(*bytes) : "an unknown number of", known));
  }

  // Absent: not known before a pipeline is made. Types are made of those before them, and of each once.
  std::optional<std::uint64_t> SizeOf(const Instruction& type) {
    const auto [known, is_new] = sizes_.try_emplace(type.ResultId());
    if (is_new) known->second = Measure(type);
    return known->second;
  }

  std::optional<std::uint64_t> Measure(const Instruction& type) {
    switch (type.opcode) {
      case Op::OpTypeInt:
      case Op::OpTypeFloat:
        return type.Word(2) / 8;
      case Op::OpTypePointer:
        return 8;
      case Op::OpTypeVector: {
        const auto element = SizeOf(Definition(type.Word(2)));
        return element ? std::optional(*element * type.Word(3)) : std::nullopt;
      }
      case Op::OpTypeArray: {
        const Instruction& length = Definition(type.Word(3));
        const auto stride = strides_.find(type.ResultId());
        const auto element = SizeOf(Definition(type.Word(2)));
        if (length.opcode != Op::OpConstant || stride == strides_.end() || !element) return std::nullopt;
        if (length.Word(3) == 0) return std::nullopt;
        return std::uint64_t{stride->second} * (length.Word(3) - 1) + *element;
      }
      case Op::OpTypeStruct: {
        std::uint64_t size = 0;
        for (std::uint32_t member = 0; member + 2 < type.words.size(); ++member) {
          const auto offset = offsets_.find({type.ResultId(), member});
          const auto bytes = SizeOf(Definition(type.Word(member + 2)));
          if (offset == offsets_.end() || !bytes) return std::nullopt;
          size = std::max(size, offset->second + *bytes);
        }
        return size;
      }
      default:
        return std::nullopt;
    }
  }

  const Module& module_;
  std::map<std::uint32_t, const Instruction*> definitions_;
  std::map<std::uint32_t, std::uint32_t> bindings_, sets_, strides_;
  std::map<std::uint32_t, bool> is_buffer_block_;
  std::map<std::uint32_t, std::optional<std::uint64_t>> sizes_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> offsets_;
};

}  // namespace

Status CheckFits(const Kernel& kernel, std::span<const std::uint32_t> words) {
  KILN_RETURN_IF_ERROR(Check(kernel));
  KILN_ASSIGN_OR_RETURN(const std::vector<std::uint32_t> own, ExtractEntryPoint(words, kernel.entry_point));
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(own));
  return Resources(module).Check(kernel);
}

}  // namespace kiln::artifact

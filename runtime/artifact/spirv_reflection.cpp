#include "kiln/artifact/spirv_reflection.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {
namespace {

constexpr std::string_view kPrefix = "kiln-reflect ";
// The specification promises that strings of 65,535 bytes work.
constexpr std::size_t kPartBytes = 60'000;

// What must come before the strings.
bool IsPreamble(spv::Op opcode) {
  using spv::Op;
  return opcode == Op::OpCapability || opcode == Op::OpExtension || opcode == Op::OpExtInstImport ||
         opcode == Op::OpMemoryModel || opcode == Op::OpEntryPoint || opcode == Op::OpExecutionMode ||
         opcode == Op::OpExecutionModeId;
}

// The text of a string that holds a part of a reflection.
std::optional<std::string> PartOf(const Instruction& instruction) {
  if (instruction.opcode != spv::Op::OpString) return std::nullopt;
  auto string = ReadString(instruction, 2);
  if (!string || !string->text.starts_with(kPrefix)) return std::nullopt;
  return std::move(string->text);
}

void AppendString(std::vector<std::uint32_t>& words, std::uint32_t id, std::string_view text) {
  const std::size_t text_words = text.size() / 4 + 1;
  words.push_back(static_cast<std::uint32_t>(text_words + 2) << 16 | static_cast<std::uint32_t>(spv::Op::OpString));
  words.push_back(id);
  for (std::size_t word = 0; word < text_words; ++word) {
    std::uint32_t value = 0;
    for (std::size_t byte = 0; byte < 4 && 4 * word + byte < text.size(); ++byte) {
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(text[4 * word + byte])) << 8 * byte;
    }
    words.push_back(value);
  }
}

// "2/3:rest" -> 2, 3 and the rest.
struct Part {
  std::size_t number = 0, count = 0;
  std::string_view text;
};
std::optional<Part> ParsePart(std::string_view text) {
  Part part;
  const char* at = text.data() + kPrefix.size();
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(at, end, part.number);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != '/') return std::nullopt;
  const auto count = std::from_chars(number.ptr + 1, end, part.count);
  if (count.ec != std::errc() || count.ptr == end || *count.ptr != ':') return std::nullopt;
  part.text = std::string_view(count.ptr + 1, static_cast<std::size_t>(end - count.ptr - 1));
  return part;
}

}  // namespace

Result<std::vector<std::uint32_t>> EmbedReflection(std::span<const std::uint32_t> words, const Reflection& reflection) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  std::size_t place = 0;  // behind the last instruction of the preamble
  for (std::size_t i = 0; i < module.instructions.size(); ++i) {
    if (IsPreamble(module.instructions[i].opcode)) place = i + 1;
  }
  std::vector<std::uint32_t> result(words.begin(), words.begin() + kHeaderWords);
  const auto copy = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Instruction& instruction = module.instructions[i];
      if (PartOf(instruction)) continue;
      result.insert(result.end(), instruction.words.begin(), instruction.words.end());
    }
  };
  copy(0, place);
  const std::string json = ToJson(reflection);
  const std::size_t count = (json.size() + kPartBytes - 1) / kPartBytes;
  for (std::size_t i = 0; i < count; ++i) {
    AppendString(result, result[3]++,
                 fmt::format("{}{}/{}:{}", kPrefix, i + 1, count, json.substr(i * kPartBytes, kPartBytes)));
  }
  copy(place, module.instructions.size());
  return result;
}

Result<Reflection> ReadReflection(std::span<const std::uint32_t> words) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  std::string json;
  std::size_t found = 0, count = 0;
  for (const Instruction& instruction : module.instructions) {
    const std::optional<std::string> text = PartOf(instruction);
    if (!text) continue;
    const std::optional<Part> part = ParsePart(*text);
    if (!part || part->number != found + 1 || (found != 0 && part->count != count)) {
      return Fail(ErrorCode::kInvalidArtifact, "the reflection in the SPIR-V module is damaged");
    }
    count = part->count;
    json += part->text;
    ++found;
  }
  if (found == 0) {
    return Fail(ErrorCode::kNotFound,
                "the SPIR-V module holds no reflection: another tool wrote it, or stripped it of debug information");
  }
  if (found != count) {
    return Fail(ErrorCode::kInvalidArtifact,
                fmt::format("the reflection in the SPIR-V module is damaged: {} of {} parts", found, count));
  }
  return FromJson(json);
}

}  // namespace kiln::artifact

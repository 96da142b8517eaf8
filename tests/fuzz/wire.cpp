#include "tests/fuzz/wire.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <vector>

namespace kiln::fuzz {
namespace {

// Each part is its length in decimal, a blank, and its bytes.
void Put(std::string& text, std::string_view part) {
  text += std::to_string(part.size()) + " ";
  text += part;
}
void Put(std::string& text, std::uint64_t number) {
  Put(text, std::string_view(std::to_string(number)));
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::string_view Text() {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), size);
    const auto begin = static_cast<std::size_t>(end - text_.data()) + 1;
    if (error != std::errc() || begin > text_.size() || size > text_.size() - begin) {
      damaged_ = true;
      return "";
    }
    const std::string_view part = text_.substr(begin, size);
    text_.remove_prefix(begin + size);
    return part;
  }
  std::uint32_t Number() {
    const std::string_view text = Text();
    std::uint32_t number = 0;
    damaged_ |= std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc();
    return number;
  }
  bool damaged() const { return damaged_; }

 private:
  std::string_view text_;
  bool damaged_ = false;
};

}  // namespace

std::string Encode(const Program& program) {
  std::string text;
  Put(text, program.version);
  Put(text, program.global_size);
  Put(text, program.local_size);
  Put(text, program.source);
  for (const Argument& argument : program.arguments) {
    Put(text, static_cast<std::uint64_t>(argument.kind));
    Put(text, static_cast<std::uint64_t>(argument.type.scalar));
    Put(text, argument.type.width);
    Put(text, argument.count);
    Put(text, argument.is_output ? 1U : 0U);
    Put(text, std::string_view(reinterpret_cast<const char*>(argument.bytes.data()), argument.bytes.size()));
  }
  return "program " + std::to_string(program.arguments.size()) + " " + text;
}

std::string Encode(const Answer& answer) {
  std::string text;
  Put(text, static_cast<std::uint64_t>(answer.code));
  Put(text, answer.message);
  Put(text, answer.bytes);
  return text;
}

std::optional<Program> DecodeProgram(std::string_view text) {
  constexpr std::string_view kBegin = "program ";
  if (!text.starts_with(kBegin)) return std::nullopt;
  text.remove_prefix(kBegin.size());
  std::size_t count = 0;
  const char* end = std::from_chars(text.data(), text.data() + text.size(), count).ptr;
  text.remove_prefix(std::min(text.size(), static_cast<std::size_t>(end - text.data()) + 1));
  Reader reader(text);
  Program program;
  program.version = reader.Text();
  program.global_size = reader.Number();
  program.local_size = reader.Number();
  program.source = reader.Text();
  for (; count > 0 && !reader.damaged(); --count) {
    Argument argument;
    argument.kind = static_cast<Argument::Kind>(reader.Number());
    argument.type.scalar = static_cast<Scalar>(reader.Number());
    argument.type.width = reader.Number();
    argument.count = reader.Number();
    argument.is_output = reader.Number() != 0;
    const std::string_view bytes = reader.Text();
    argument.bytes.resize(bytes.size());
    if (!bytes.empty()) std::memcpy(argument.bytes.data(), bytes.data(), bytes.size());
    program.arguments.push_back(std::move(argument));
  }
  if (reader.damaged()) return std::nullopt;
  return program;
}

std::optional<Answer> DecodeAnswer(std::string_view text) {
  Reader reader(text);
  Answer answer;
  answer.code = static_cast<ErrorCode>(reader.Number());
  answer.message = reader.Text();
  answer.bytes = reader.Text();
  if (reader.damaged()) return std::nullopt;
  return answer;
}

}  // namespace kiln::fuzz

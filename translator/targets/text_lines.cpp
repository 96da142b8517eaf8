#include "translator/targets/text_lines.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {
namespace {

// Punctuation, and what stands outside of functions.
bool SaysNothing(std::string_view line) {
  if (!line.starts_with(' ')) return true;
  static constexpr std::string_view kStructure[] = {"", "{", "}", "};", "else", "continue;", "break;"};
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(begin);
  return std::find(std::begin(kStructure), std::end(kStructure), line) != std::end(kStructure);
}

// Quoted for #line, whose string knows no escapes but these.
std::string Quoted(const std::string& file) {
  std::string quoted = "\"";
  for (const char c : file) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

class Taker {
 public:
  Taker(std::map<std::uint32_t, std::string> files, bool directives)
      : files_(std::move(files)), directives_(directives) {}

  void Take(std::string_view line) {
    if (line.starts_with(kMarkOfStatements) || line.starts_with(kMarkOfOneLine)) {
      ReadMark(std::string(line.substr(1)), line.front() == kMarkOfOneLine);
      return;
    }
    if (line.starts_with('}')) place_ = {};  // the end of a function
    if (place_.file != 0 && !SaysNothing(line)) {
      Put(line, place_);
      if (is_one_line_) place_ = {};
    } else {
      Put(line, {});
    }
  }

  PrintedText Finish() { return std::move(printed_); }

 private:
  void ReadMark(const std::string& numbers, bool is_one_line) {
    char* end = nullptr;
    place_.file = static_cast<std::uint32_t>(std::strtoul(numbers.c_str(), &end, 10));
    place_.line = static_cast<std::uint32_t>(std::strtoul(end, nullptr, 10));
    is_one_line_ = is_one_line;
  }

  void Put(std::string_view line, Place place) {
    if (place.file != 0 && directives_ && place != expected_) {
      PutLine("#line " + std::to_string(place.line) + " " + Quoted(files_[place.file]));
      expected_ = place;
    }
    PutLine(line);
    if (place.file != 0) printed_.lines.push_back({text_lines_, files_[place.file], place.line});
    if (expected_.file != 0) ++expected_.line;
  }

  void PutLine(std::string_view line) {
    printed_.text.append(line).push_back('\n');
    ++text_lines_;
  }

  std::map<std::uint32_t, std::string> files_;
  bool directives_;
  Place place_;     // of the next line
  Place expected_;  // what a compiler of the text would take for it
  bool is_one_line_ = false;
  std::uint32_t text_lines_ = 0;
  PrintedText printed_;
};

}  // namespace

std::string MarkLine(char kind, Place place) {
  return kind + std::to_string(place.file) + " " + std::to_string(place.line) + "\n";
}

Result<PrintedText> TakeMarks(const std::string& text, const SpirvModule& module, bool directives) {
  if (text.find_first_of("\x01\x02") == std::string::npos) return PrintedText{text, {}};
  KILN_ASSIGN_OR_RETURN(const SpirvCode code, SpirvCode::Parse(module.words));
  std::map<std::uint32_t, std::string> files;
  for (const Instruction& instruction : code.debug) {
    if (instruction.op == spv::Op::OpString) files[instruction.result] = LiteralString(instruction.operands, 0);
  }
  Taker taker(std::move(files), directives);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    taker.Take(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  return taker.Finish();
}

}  // namespace kiln::translator::targets

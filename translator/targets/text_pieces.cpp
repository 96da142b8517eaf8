#include "translator/targets/text_pieces.h"

#include <algorithm>
#include <cctype>

#include "translator/targets/text_lines.h"

namespace kiln::translator::targets {
namespace {

// Takes the first line off `text`, its end included.
std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end);
  return line;
}

int Braces(std::string_view line) {
  int depth = 0;
  for (const char c : line) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
  }
  return depth;
}

// Whether a piece that starts as `piece` does, outside braces, is whole with `line`.
bool Ends(std::string_view piece, std::string_view line) {
  if (piece.starts_with("#if")) {
    return line.starts_with("#endif");
  }
  const bool directive = line.starts_with('#') && !line.starts_with("#line");
  return directive || line.ends_with(";\n") || line.ends_with("}\n");
}

bool IsWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

}  // namespace

std::vector<Piece> Pieces(std::string_view text) {
  std::vector<Piece> pieces;
  Piece current;
  int depth = 0;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (line == "\n" && depth == 0) {
      current.blank_before = current.blank_before || current.text.empty();
      continue;
    }
    current.text += line;
    depth += Braces(line);
    if (depth == 0 && Ends(current.text, line)) {
      pieces.push_back(std::move(current));
      current = {};
    }
  }
  if (!current.text.empty()) {
    pieces.push_back(std::move(current));
  }
  return pieces;
}

std::size_t FindWord(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = at == 0 || !IsWordCharacter(text[at - 1]),
               ends = end == text.size() || !IsWordCharacter(text[end]);
    if (starts && ends) return at;
  }
  return std::string_view::npos;
}

std::string FunctionName(std::string_view piece) {
  const std::size_t body = piece.find("\n{");
  if (body == std::string_view::npos) return {};
  std::string_view header = piece.substr(0, body);
  // Attributes and template parameters stand before it, on lines of their own or in brackets.
  const auto skip_line = [&] { header.remove_prefix(std::min(header.find('\n'), header.size() - 1) + 1); };
  while (header.starts_with("template<") || header.starts_with("static inline __attribute__") ||
         header.starts_with('[') || header.starts_with(kMarkOfStatements) || header.starts_with(kMarkOfOneLine)) {
    if (const std::size_t end = header.find("]] "); header.starts_with("[[") && end < header.find('\n')) {
      header.remove_prefix(end + 3);
    } else {
      skip_line();
    }
  }
  const std::size_t open = header.find('(');
  // Not `layout(std430) buffer x_block` or `cbuffer args : register(b0)`.
  if (open == std::string_view::npos || !header.ends_with(')') || header.starts_with("cbuffer ")) return {};
  std::size_t start = open;
  while (start > 0 && IsWordCharacter(header[start - 1])) --start;
  return std::string(header.substr(start, open - start));
}

}  // namespace kiln::translator::targets

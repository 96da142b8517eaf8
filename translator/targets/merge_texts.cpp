#include "translator/targets/merge_texts.h"

#include <map>
#include <string_view>
#include <unordered_set>

namespace kiln::translator::targets {
namespace {

// A top-level declaration, function or preprocessor block of a text.
struct Piece {
  std::string text;  // whole lines
  bool blank_before = false;
};

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

// "params" of a piece that starts "struct params\n{", "weights" of one that starts "constant spvUnsafeArray<int, 4>
// weights = " or "static const int weights[4] = "; empty for anything else.
std::string_view DeclaredName(std::string_view piece) {
  constexpr std::string_view kStruct = "struct ";
  if (piece.starts_with(kStruct)) return piece.substr(kStruct.size(), piece.find('\n') - kStruct.size());
  if (!piece.starts_with("constant ") && !piece.starts_with("static const ")) return {};
  std::string_view declared = piece.substr(0, piece.find(" = "));
  if (declared.ends_with(']')) declared = declared.substr(0, declared.find('['));
  return declared.substr(declared.rfind(' ') + 1);
}

}  // namespace

Result<std::string> MergeTexts(const std::vector<std::string>& texts) {
  std::string merged;
  std::unordered_set<std::string> seen;
  std::map<std::string, std::string> declared;
  for (const std::string& text : texts) {
    for (const Piece& piece : Pieces(text)) {
      if (const std::string name(DeclaredName(piece.text)); !name.empty()) {
        const auto [known, is_new] = declared.emplace(name, piece.text);
        if (!is_new && known->second != piece.text) {
          return Fail(ErrorCode::kUnsupported, "two kernels of the file have different structs or tables called '" +
                                                   name + "'; print the kernels apart");
        }
      }
      if (seen.insert(piece.text).second) {
        merged += (piece.blank_before && !merged.empty() ? "\n" : "") + piece.text;
      }
    }
  }
  return merged;
}

}  // namespace kiln::translator::targets

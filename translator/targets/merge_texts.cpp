#include "translator/targets/merge_texts.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>
#include <unordered_set>

#include "translator/targets/text_pieces.h"

namespace kiln::translator::targets {
namespace {

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

// The piece with its unnamed values (`_123`) numbered from 1: SPIRV-Cross numbers them through the kernel that it
// prints.
std::string WithOwnNumbers(std::string_view piece) {
  std::string result;
  std::map<std::string_view, std::size_t> numbers;
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (std::size_t i = 0; i < piece.size();) {
    std::size_t end = i + 1;
    if (piece[i] == '_' && (i == 0 || !is_word(piece[i - 1]))) {
      while (end < piece.size() && is_digit(piece[end])) ++end;
    }
    if (end > i + 1 && (end == piece.size() || !is_word(piece[end]))) {
      const auto number = numbers.emplace(piece.substr(i, end - i), numbers.size() + 1).first->second;
      result += '_' + std::to_string(number);
    } else {
      result += piece.substr(i, end - i);
    }
    i = end;
  }
  return result;
}

// Every use of the function `name`, not of members that are called so.
void RenameFunction(std::string& text, std::string_view name, const std::string& new_name) {
  for (std::size_t at = FindWord(text, name); at != std::string::npos;
       at = FindWord(text, name, at + new_name.size())) {
    if (at == 0 || text[at - 1] != '.') text.replace(at, name.size(), new_name);
  }
}

// What SPIRV-Cross declares for all the uses that there might be ("spvFMul"), where there is none.
void DropUnusedHelpers(std::vector<Piece>& pieces) {
  const auto is_unused = [&](const Piece& piece) {
    const std::string name = FunctionName(piece.text);
    return piece.text.starts_with("template<") && name.starts_with("spv") &&
           std::none_of(pieces.begin(), pieces.end(), [&](const Piece& other) {
             return &other != &piece && FindWord(other.text, name) != std::string_view::npos;
           });
  };
  // One helper may use another.
  for (auto unused = pieces.end();; pieces.erase(unused)) {
    unused = std::find_if(pieces.begin(), pieces.end(), is_unused);
    if (unused == pieces.end()) return;
  }
}

// The pieces of several texts, in order, those that are there already left out.
class Merger {
 public:
  Status Add(std::string_view text) {
    std::vector<Piece> pieces = Pieces(text);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      Piece& piece = pieces[i];
      if (const std::string name(DeclaredName(piece.text)); !name.empty()) {
        const auto [known, is_new] = declared_.emplace(name, piece.text);
        if (!is_new && known->second != piece.text) {
          return Fail(ErrorCode::kUnsupported, "two kernels of the file have different structs or tables called '" +
                                                   name + "'; print the kernels apart");
        }
      }
      // SPIRV-Cross's own helpers are the same everywhere, and overloaded.
      if (const std::string name = FunctionName(piece.text); !name.empty() && !name.starts_with("spv")) {
        const auto [known, is_new] = functions_.emplace(name, WithOwnNumbers(piece.text));
        if (!is_new && known->second == WithOwnNumbers(piece.text)) continue;
        if (!is_new) {
          // What it is made of is named otherwise in this kernel's text.
          const std::string own = NewName(name, pieces);
          for (std::size_t rest = i; rest < pieces.size(); ++rest) RenameFunction(pieces[rest].text, name, own);
          --i;
          continue;
        }
      }
      if (seen_.insert(piece.text).second) merged_.push_back(piece);
    }
    return {};
  }

  std::string Text() && {
    DropUnusedHelpers(merged_);
    std::string text;
    for (const Piece& piece : merged_) text += (piece.blank_before && !text.empty() ? "\n" : "") + piece.text;
    return text;
  }

 private:
  // One that neither the merged text nor `pieces` have.
  std::string NewName(const std::string& name, const std::vector<Piece>& pieces) const {
    for (int i = 2;; ++i) {
      const std::string candidate = name + "_" + std::to_string(i);
      const auto has_it = [&](const Piece& piece) { return FindWord(piece.text, candidate) != std::string_view::npos; };
      if (std::none_of(merged_.begin(), merged_.end(), has_it) && std::none_of(pieces.begin(), pieces.end(), has_it)) {
        return candidate;
      }
    }
  }

  std::vector<Piece> merged_;
  std::unordered_set<std::string> seen_;
  std::map<std::string, std::string> declared_;
  std::map<std::string, std::string> functions_;
};

}  // namespace

Result<std::string> MergeTexts(const std::vector<std::string>& texts) {
  Merger merger;
  for (const std::string& text : texts) KILN_RETURN_IF_ERROR(merger.Add(text));
  return std::move(merger).Text();
}

}  // namespace kiln::translator::targets

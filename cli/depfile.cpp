#include "cli/depfile.h"

#include <set>

namespace kiln::cli {
namespace {

constexpr std::size_t kColumns = 100;

// Appends `word`, on a new line when the present one would become too long.
void AppendWord(std::string& text, std::size_t& column, const std::string& word) {
  if (column > 0 && column + word.size() + 3 > kColumns) {
    text += " \\\n ";
    column = 1;
  }
  if (column > 0) {
    text += ' ';
    ++column;
  }
  text += word;
  column += word.size();
}

}  // namespace

std::string QuoteForMake(std::string_view name) {
  std::string quoted;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == ' ' || name[i] == '#') {
      // make reads backslashes before an escaped character in pairs.
      for (std::size_t j = i; j > 0 && name[j - 1] == '\\'; --j) quoted += '\\';
      quoted += '\\';
    } else if (name[i] == '$') {
      quoted += '$';
    }
    quoted += name[i];
  }
  return quoted;
}

std::string WriteDepfile(std::span<const DepfileRule> rules) {
  std::string text;
  std::set<std::string> phony;
  for (const DepfileRule& rule : rules) {
    std::size_t column = 0;
    for (const std::string& target : rule.targets) AppendWord(text, column, target);
    text += ':';
    ++column;
    std::set<std::string> seen;
    for (const std::string& file : rule.prerequisites) {
      if (seen.insert(file).second) AppendWord(text, column, QuoteForMake(file));
    }
    text += '\n';
    if (!rule.phony_headers || rule.prerequisites.empty()) continue;
    for (const std::string& file : std::span(rule.prerequisites).subspan(1)) {
      if (file != rule.prerequisites.front() && phony.insert(file).second) text += QuoteForMake(file) + ":\n";
    }
  }
  return text;
}

}  // namespace kiln::cli

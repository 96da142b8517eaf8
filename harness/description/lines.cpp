#include "harness/description/lines.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace kiln::harness {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

std::string_view WithoutComment(std::string_view line) {
  return line.substr(0, line.find('#'));
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view Trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = text.find_first_not_of(kBlanks);
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kBlanks, end);
  }
  return words;
}

std::string_view SectionName(std::string_view line) {
  line = Trim(line);
  if (line.size() < 3 || line.front() != '[' || line.back() != ']') return {};
  const std::string_view name = Trim(line.substr(1, line.size() - 2));
  const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::isspace(c) != 0 || c == '_';
  });
  return plain ? name : std::string_view();
}

std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t best_distance = word.size() < 5 ? 2 : 3;  // at most this, less one
  for (const std::string_view candidate : known) {
    const std::size_t distance = EditDistance(word, candidate);
    if (distance < best_distance + (best.empty() ? 1 : 0)) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string_view LineReader::TakePhysical() {
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  const std::string_view line = text_.substr(at_, end - at_);
  at_ = std::min(end + 1, text_.size());
  ++line_;
  return line;
}

bool LineReader::Next(LogicalLine& line) {
  while (at_ < text_.size()) {
    line.number = line_;
    std::string_view part = Trim(WithoutComment(TakePhysical()));
    line.text.clear();
    // A backslash before the comment or the end of the line continues it; an empty line ends a continued one.
    while (!part.empty() && part.back() == '\\') {
      part.remove_suffix(1);
      line.text.append(part).append(" ");
      part = at_ < text_.size() ? Trim(WithoutComment(TakePhysical())) : std::string_view();
    }
    line.text.append(part);
    line.text = std::string(Trim(line.text));
    if (!line.text.empty()) return true;
  }
  return false;
}

std::string LineReader::TakeUntilSection() {
  const std::size_t begin = at_;
  while (at_ < text_.size()) {
    const std::size_t line_begin = at_;
    const std::uint32_t line_number = line_;
    if (!SectionName(TakePhysical()).empty()) {
      at_ = line_begin;
      line_ = line_number;
      break;
    }
  }
  return std::string(text_.substr(begin, at_ - begin));
}

}  // namespace kiln::harness

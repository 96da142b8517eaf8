#include "harness/golden/diff.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace kiln::harness {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
constexpr std::size_t kLongest = 60;  // changed lines of one side that are shown
constexpr std::size_t kSearch = 400;  // how far ahead the texts are searched for where they agree again

// Each line with its newline: a missing last one is then a difference like any other.
Lines SplitLines(std::string_view text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

struct Change {
  std::size_t begin = 0;    // the first line that differs, in both
  std::size_t removed = 0;  // lines of `before`
  std::size_t added = 0;    // lines of `after`
};

// Whether three lines (or all that are left) agree: fewer, a lone brace say, agree by accident.
bool AgreesFrom(const Lines& before, std::size_t i, const Lines& after, std::size_t j) {
  for (std::size_t k = 0; k < kContext; ++k) {
    const bool before_ends = i + k >= before.size();
    const bool after_ends = j + k >= after.size();
    if (before_ends || after_ends) return before_ends && after_ends;
    if (before[i + k] != after[j + k]) return false;
  }
  return true;
}

// The fewest lines to skip until the texts agree again.
Change FindChange(const Lines& before, const Lines& after) {
  Change change;
  while (change.begin < before.size() && change.begin < after.size() && before[change.begin] == after[change.begin]) {
    ++change.begin;
  }
  const std::size_t rest_before = before.size() - change.begin;
  const std::size_t rest_after = after.size() - change.begin;
  for (std::size_t skipped = 1; skipped <= kSearch; ++skipped) {
    for (std::size_t removed = 0; removed <= skipped; ++removed) {
      const std::size_t added = skipped - removed;
      if (removed > rest_before || added > rest_after) continue;
      if (AgreesFrom(before, change.begin + removed, after, change.begin + added)) {
        change.removed = removed;
        change.added = added;
        return change;
      }
    }
  }
  change.removed = rest_before;
  change.added = rest_after;
  return change;
}

void AppendLine(std::string& text, char mark, std::string_view line) {
  text += mark;
  text.append(line);
  if (!line.ends_with('\n')) text += "\n\\ No newline at end of file\n";
}

void AppendLines(std::string& text, char mark, const Lines& lines, std::size_t begin, std::size_t count) {
  for (std::size_t i = begin; i < begin + std::min(count, kLongest); ++i) AppendLine(text, mark, lines[i]);
  if (count > kLongest) text += "... " + std::to_string(count - kLongest) + " more lines\n";
}

std::string Range(std::size_t begin, std::size_t count) {
  return std::to_string(count == 0 ? begin : begin + 1) + "," + std::to_string(count);
}

}  // namespace

std::string FirstDifference(std::string_view before, std::string_view after) {
  if (before == after) return "";
  const Lines old_lines = SplitLines(before);
  const Lines new_lines = SplitLines(after);
  const Change change = FindChange(old_lines, new_lines);
  const std::size_t lead = std::min(change.begin, kContext);
  const std::size_t old_end = change.begin + change.removed;
  const std::size_t trail = std::min(old_lines.size() - old_end, kContext);
  const std::size_t first = change.begin - lead;
  std::string text =
      "@@ -" + Range(first, lead + change.removed + trail) + " +" + Range(first, lead + change.added + trail) + " @@\n";
  for (std::size_t i = first; i < change.begin; ++i) AppendLine(text, ' ', old_lines[i]);
  AppendLines(text, '-', old_lines, change.begin, change.removed);
  AppendLines(text, '+', new_lines, change.begin, change.added);
  for (std::size_t i = old_end; i < old_end + trail; ++i) AppendLine(text, ' ', old_lines[i]);
  return text;
}

}  // namespace kiln::harness

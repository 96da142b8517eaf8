// The lines of a test description: comments removed, continued lines joined.
#ifndef KILN_HARNESS_DESCRIPTION_LINES_H_
#define KILN_HARNESS_DESCRIPTION_LINES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiln::harness {

struct LogicalLine {
  std::string text;          // trimmed; empty lines are not delivered
  std::uint32_t number = 0;  // of its first physical line
};

class LineReader {
 public:
  LineReader(std::string_view text, std::uint32_t first_line) : text_(text), line_(first_line) {}

  // The next line that is not empty; false at the end.
  bool Next(LogicalLine& line);
  // The raw text up to the next line that is a section header ("[...]" and nothing else), or to the end.
  std::string TakeUntilSection();
  // The number of the line that comes next.
  std::uint32_t next_line() const { return line_; }

 private:
  std::string_view TakePhysical();

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

std::string_view Trim(std::string_view text);
std::vector<std::string_view> SplitWords(std::string_view text);
// "config" for "[ config ]"; empty when the line is no section header.
std::string_view SectionName(std::string_view line);
// The word of `known` that is nearest to `word`, when it is near enough to be a misspelling; else empty.
std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_DESCRIPTION_LINES_H_

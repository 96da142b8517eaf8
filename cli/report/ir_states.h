// The IR between the passes, each state once, small enough for a page: lines are kept once, and a state is stored as
// what it takes from another and what it adds.
#ifndef KILN_CLI_REPORT_IR_STATES_H_
#define KILN_CLI_REPORT_IR_STATES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiln::cli::report {

class IrStates {
 public:
  // About as many bytes as the states may take in the page.
  static constexpr std::size_t kLimit = std::size_t{12} << 20;
  explicit IrStates(std::size_t limit = kLimit) : limit_(limit) {}

  struct State {
    std::optional<std::size_t> base;
    // A number from 0 on is a line; a negative one, -1 - n, is followed by a length and stands for that many lines of
    // `base`, from its line n on.
    std::vector<std::int64_t> parts;
  };

  // The number of the state with that text. It is near `like`, a state before it. Absent: there is no room for it.
  std::optional<std::size_t> Add(std::string_view text, std::optional<std::size_t> like);

  const std::vector<std::string>& lines() const { return lines_; }
  const std::vector<State>& states() const { return states_; }
  std::size_t omitted() const { return omitted_; }  // states that had no room
  std::size_t limit() const { return limit_; }
  std::string Text(std::size_t state) const;

 private:
  using Lines = std::vector<std::uint32_t>;

  std::vector<std::int64_t> Difference(const Lines& base, const Lines& lines) const;

  std::size_t limit_, size_ = 0, omitted_ = 0;
  std::vector<std::string> lines_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<State> states_;
  std::vector<Lines> whole_;  // of each state
  std::unordered_multimap<std::size_t, std::size_t> by_hash_;
};

// IR as the page has it: without metadata, of which every pass renumbers some.
std::string WithoutMetadata(std::string_view ir);

}  // namespace kiln::cli::report

#endif  // KILN_CLI_REPORT_IR_STATES_H_

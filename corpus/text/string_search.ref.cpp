#include <string>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload StringSearch() {
  constexpr std::uint32_t kLength = 500000;
  const std::string pattern = "abacab";
  Random random(120);
  std::string text(kLength, ' ');
  for (char& letter : text) letter = static_cast<char>('a' + random.Below(3));
  text.replace(kLength - pattern.size(), pattern.size(), pattern);  // a match that ends with the text

  Workload work;
  constexpr std::uint32_t kWords = (kLength + 31) / 32;
  const BufferId text_buffer = work.Input("text", std::vector<char>(text.begin(), text.end()));
  const BufferId pattern_buffer = work.Input("pattern", std::vector<char>(pattern.begin(), pattern.end()));
  const BufferId mask = work.Input("mask", std::vector<std::uint32_t>(kWords, 0));
  const BufferId count = work.Input("count", std::vector<std::uint32_t>{0});
  const BufferId first = work.Input("first", std::vector<std::uint32_t>{~0u});
  const BufferId statistics = work.Output<std::uint32_t>("statistics", 4 * kWords);
  work.Run("string_search", {500096}, {128},
           {text_buffer, Value(kLength), pattern_buffer, Value(static_cast<std::uint32_t>(pattern.size())), mask, count,
            first});
  work.Run("mask_statistics", {kWords}, {25}, {mask, statistics});

  std::vector<std::uint32_t> expected_mask(kWords, 0);
  std::vector<std::uint32_t> expected_statistics(4 * kWords);
  for (std::uint32_t i = 0; i < kWords; ++i) {
    expected_statistics[4 * i + 1] = expected_statistics[4 * i + 2] = 32;
    expected_statistics[4 * i + 3] = i;
  }
  std::uint32_t matches = 0;
  const std::size_t first_match = text.find(pattern);
  for (std::size_t at = first_match; at != std::string::npos; at = text.find(pattern, at + 1)) {
    ++matches;
    expected_mask[at / 32] |= 1u << (at % 32);
    std::uint32_t* word = &expected_statistics[at / 32 * 4];
    if (word[0]++ == 0) word[1] = at % 32;
    word[2] = at % 32;
  }
  work.Expect(mask, expected_mask);
  work.Expect(count, std::vector<std::uint32_t>{matches});
  work.Expect(first, std::vector<std::uint32_t>{static_cast<std::uint32_t>(first_match)});
  work.Expect(statistics, expected_statistics);
  return work;
}

}  // namespace kiln::corpus

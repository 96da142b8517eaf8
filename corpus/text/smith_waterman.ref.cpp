#include <algorithm>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload SmithWaterman() {
  constexpr int kPairs = 64;
  constexpr int kColumns = 64;
  constexpr int kRows = 100;
  struct Costs {
    std::int16_t match, mismatch, open, extend;
  };
  constexpr Costs kCosts = {5, 4, 7, 2};
  Random random(121);
  std::vector<std::uint8_t> queries = random.Integers<std::uint8_t>(kPairs * kColumns, 4);
  std::vector<std::uint8_t> references = random.Integers<std::uint8_t>(kPairs * kRows, 4);
  // Plant each query in its reference with a gap, so that good alignments need one.
  for (int pair = 0; pair < kPairs; pair += 2) {
    for (int i = 0; i < kColumns; ++i) {
      references[pair * kRows + i + 10 + (i > 30 ? pair % 9 : 0)] = queries[pair * kColumns + i];
    }
  }

  Workload work;
  const BufferId queries_buffer = work.Input("queries", queries);
  const BufferId references_buffer = work.Input("references", references);
  const BufferId scores = work.Output<int>("scores", kPairs);
  work.Run("smith_waterman", {kPairs * kColumns}, {kColumns},
           {queries_buffer, references_buffer, Value(kRows), Value(kCosts), scores});

  std::vector<int> expected;
  for (int pair = 0; pair < kPairs; ++pair) {
    // The recurrence by rows, over full tables.
    constexpr int kNegative = -10000;
    std::vector<std::vector<int>> h(kRows + 1, std::vector<int>(kColumns + 1, 0));
    auto e = std::vector<std::vector<int>>(kRows + 1, std::vector<int>(kColumns + 1, kNegative));
    auto f = e;
    int best = 0;
    for (int r = 1; r <= kRows; ++r) {
      for (int c = 1; c <= kColumns; ++c) {
        e[r][c] = std::max(h[r][c - 1] - kCosts.open, e[r][c - 1] - kCosts.extend);
        f[r][c] = std::max(h[r - 1][c] - kCosts.open, f[r - 1][c] - kCosts.extend);
        const bool same = queries[pair * kColumns + c - 1] == references[pair * kRows + r - 1];
        const int diagonal = h[r - 1][c - 1] + (same ? kCosts.match : -kCosts.mismatch);
        h[r][c] = std::max({0, diagonal, e[r][c], f[r][c]});
        best = std::max(best, h[r][c]);
      }
    }
    expected.push_back(best);
  }
  work.Expect(scores, expected);
  return work;
}

}  // namespace kiln::corpus

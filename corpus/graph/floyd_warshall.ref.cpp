#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload FloydWarshall() {
  constexpr int kN = 120;
  constexpr int kNoEdge = 0x3fffffff;
  Random random(101);
  std::vector<int> distance(kN * kN, kNoEdge);
  for (int from = 0; from < kN; ++from) {
    for (int to = 0; to < kN; ++to) {
      if (random.Below(20) == 0) distance[from * kN + to] = 1 + static_cast<int>(random.Below(1000));
    }
    distance[from * kN + from] = 0;
  }
  const std::vector<int> through(kN * kN, -1);

  Workload work;
  const BufferId distance_buffer = work.Input("distance", distance);
  const BufferId through_buffer = work.Input("through", through);
  for (int k = 0; k < kN; ++k) {
    work.Run("floyd_warshall", {128, 128}, {16, 16}, {distance_buffer, through_buffer, Value(kN), Value(k)});
  }

  // Bellman and Ford from every vertex: another algorithm, the same distances.
  std::vector<int> expected;
  for (int source = 0; source < kN; ++source) {
    std::vector<int> best(kN, kNoEdge);
    best[source] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (int from = 0; from < kN; ++from) {
        if (best[from] == kNoEdge) continue;
        for (int to = 0; to < kN; ++to) {
          const int edge = distance[from * kN + to];
          if (edge == kNoEdge || best[from] + edge >= best[to]) continue;
          best[to] = best[from] + edge;
          changed = true;
        }
      }
    }
    expected.insert(expected.end(), best.begin(), best.end());
  }
  std::vector<int> expected_through = through;
  std::vector<int> now = distance;
  for (int k = 0; k < kN; ++k) {
    for (int i = 0; i < kN * kN; ++i) {
      const int detour = now[i / kN * kN + k] + now[k * kN + i % kN];
      if (detour >= now[i]) continue;
      now[i] = detour;
      expected_through[i] = k;
    }
  }
  work.Expect(distance_buffer, expected);
  work.Expect(through_buffer, expected_through);
  return work;
}

}  // namespace kiln::corpus

#include <numeric>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload ConnectedComponents() {
  constexpr std::uint32_t kVertices = 40000;
  constexpr std::uint32_t kEdges = 24000;  // just above the threshold where a giant component appears
  Random random(102);
  const std::vector<int> ends = random.Integers<int>(2 * kEdges, kVertices);
  std::vector<int> labels(kVertices);
  std::iota(labels.begin(), labels.end(), 0);

  Workload work;
  const BufferId edges_buffer = work.Input("edges", ends);
  const BufferId labels_buffer = work.Input("labels", labels);
  work.Run("components_hook", {24064}, {128}, {edges_buffer, Value(kEdges), labels_buffer});
  work.Run("components_flatten", {40064}, {64}, {labels_buffer, Value(kVertices)});

  // Depth-first search from each smallest vertex.
  std::vector<std::vector<int>> neighbours(kVertices);
  for (std::uint32_t i = 0; i < kEdges; ++i) {
    neighbours[ends[2 * i]].push_back(ends[2 * i + 1]);
    neighbours[ends[2 * i + 1]].push_back(ends[2 * i]);
  }
  std::vector<int> expected(kVertices, -1);
  for (std::uint32_t root = 0; root < kVertices; ++root) {
    std::vector<int> stack = {static_cast<int>(root)};
    while (!stack.empty()) {
      const int v = stack.back();
      stack.pop_back();
      if (expected[v] != -1) continue;
      expected[v] = static_cast<int>(root);
      stack.insert(stack.end(), neighbours[v].begin(), neighbours[v].end());
    }
  }
  work.Expect(labels_buffer, expected);
  return work;
}

}  // namespace kiln::corpus

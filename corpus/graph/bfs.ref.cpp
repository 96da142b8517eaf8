#include <queue>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Bfs() {
  constexpr int kVertices = 30000;
  Random random(100);
  std::vector<int> row_start = {0};
  std::vector<int> neighbours;
  for (int v = 0; v < kVertices; ++v) {
    const std::uint32_t degree = v % 1000 == 0 ? 300 : random.Below(5);
    for (std::uint32_t i = 0; i < degree; ++i) neighbours.push_back(static_cast<int>(random.Below(kVertices)));
    row_start.push_back(static_cast<int>(neighbours.size()));
  }

  std::vector<int> expected(kVertices, -1);
  std::queue<int> queue({7});
  expected[7] = 0;
  std::uint32_t visited = 1;
  int deepest = 0;
  for (; !queue.empty(); queue.pop()) {
    const int v = queue.front();
    deepest = expected[v];
    for (int i = row_start[v]; i < row_start[v + 1]; ++i) {
      int& level = expected[neighbours[i]];
      if (level != -1) continue;
      level = expected[v] + 1;
      ++visited;
      queue.push(neighbours[i]);
    }
  }

  Workload work;
  std::vector<int> levels(kVertices, -1);
  levels[7] = 0;
  const BufferId start_buffer = work.Input("row_start", row_start);
  const BufferId neighbours_buffer = work.Input("neighbours", neighbours);
  const BufferId levels_buffer = work.Input("levels", levels);
  const BufferId visited_buffer = work.Input("visited", std::vector<std::uint32_t>{1});
  // One launch more than there are levels: it must find nothing.
  for (int level = 0; level <= deepest; ++level) {
    work.Run("bfs_level", {30080}, {128},
             {start_buffer, neighbours_buffer, levels_buffer, Value(kVertices), Value(level), visited_buffer});
  }
  work.Expect(levels_buffer, expected);
  work.Expect(visited_buffer, std::vector<std::uint32_t>{visited});
  return work;
}

}  // namespace kiln::corpus

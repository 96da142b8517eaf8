#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload KMeans() {
  constexpr int kCount = 50000;
  constexpr int kClusters = 20;
  Random random(113);
  std::vector<float> points(2 * kCount);
  // Multiples of 2^-9 in [0, 2): sums in 16.16 stay below 2^31, squared distances are exact in float, ties are ties.
  for (float& value : points) value = static_cast<float>(random.Below(1024)) / 512;
  std::vector<float> centres(2 * kClusters);
  for (float& value : centres) value = static_cast<float>(random.Below(1024)) / 512;
  centres[2 * 13] = 50;  // too far away for any point

  Workload work;
  const BufferId points_buffer = work.Input("points", points);
  const BufferId centres_buffer = work.Input("centres", centres);
  const BufferId assignment = work.Output<int>("assignment", kCount);
  const std::vector<int> zeros(kClusters, 0);
  const BufferId sums_x = work.Input("sums_x", zeros);
  const BufferId sums_y = work.Input("sums_y", zeros);
  const BufferId counts = work.Input("counts", zeros);
  work.Run("k_means_assign", {50048}, {128},
           {points_buffer, centres_buffer, assignment, sums_x, sums_y, counts, Value(kCount), Value(kClusters)});
  work.Run("k_means_update", {kClusters}, {4}, {centres_buffer, sums_x, sums_y, counts});

  std::vector<int> expected_assignment;
  std::vector<int> expected_counts(kClusters, 0);
  std::vector<double> sums(2 * kClusters, 0.0);
  for (int i = 0; i < kCount; ++i) {
    int best = 0;
    double best_distance = INFINITY;
    for (int c = 0; c < kClusters; ++c) {
      const double dx = double{points[2 * i]} - centres[2 * c];
      const double dy = double{points[2 * i + 1]} - centres[2 * c + 1];
      if (dx * dx + dy * dy >= best_distance) continue;
      best_distance = dx * dx + dy * dy;
      best = c;
    }
    expected_assignment.push_back(best);
    ++expected_counts[best];
    sums[2 * best] += points[2 * i];
    sums[2 * best + 1] += points[2 * i + 1];
  }
  std::vector<float> expected_centres = centres;
  for (int i = 0; i < 2 * kClusters; ++i) {
    if (expected_counts[i / 2] > 0) expected_centres[i] = static_cast<float>(sums[i] / expected_counts[i / 2]);
  }
  work.Expect(assignment, expected_assignment);
  work.Expect(counts, expected_counts);
  work.Expect(centres_buffer, expected_centres, {.relative = 1e-6});
  return work;
}

}  // namespace kiln::corpus

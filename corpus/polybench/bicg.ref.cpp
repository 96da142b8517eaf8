#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Bicg() {
  constexpr int kNx = 600;
  constexpr int kNy = 603;
  Random random(21);
  const std::vector<float> a = random.Floats(kNx * kNy, -1, 1);
  const std::vector<float> p = random.Floats(kNy, -1, 1);
  const std::vector<float> r = random.Floats(kNx, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId p_buffer = work.Input("p", p);
  const BufferId r_buffer = work.Input("r", r);
  const BufferId q = work.Output<float>("q", kNx);
  const BufferId s = work.Output<float>("s", kNy);
  work.Run("bicg_q", {640}, {128}, {a_buffer, p_buffer, q, Value(kNx), Value(kNy)});
  work.Run("bicg_s", {640}, {128}, {a_buffer, r_buffer, s, Value(kNx), Value(kNy)});

  std::vector<double> q_sums(kNx, 0.0);
  std::vector<double> s_sums(kNy, 0.0);
  for (int i = 0; i < kNx; ++i) {
    for (int j = 0; j < kNy; ++j) {
      q_sums[i] += double{a[i * kNy + j]} * p[j];
      s_sums[j] += double{a[i * kNy + j]} * r[i];
    }
  }
  const Tolerance tolerance = {.absolute = 5e-5, .relative = 1e-5};
  work.Expect(q, std::vector<float>(q_sums.begin(), q_sums.end()), tolerance);
  work.Expect(s, std::vector<float>(s_sums.begin(), s_sums.end()), tolerance);
  return work;
}

}  // namespace kiln::corpus

#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Jacobi() {
  constexpr int kN = 400;
  constexpr int kSweeps = 24;
  Random random(73);
  std::vector<float> a = random.Floats(kN * kN, -1, 1);
  for (int i = 0; i < kN; ++i) a[i * kN + i] = kN * 0.75f;
  const std::vector<float> solution = random.Floats(kN, -1, 1);
  std::vector<float> b(kN);
  for (int row = 0; row < kN; ++row) {
    double sum = 0;
    for (int col = 0; col < kN; ++col) sum += double{a[row * kN + col]} * solution[col];
    b[row] = static_cast<float>(sum);
  }

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId b_buffer = work.Input("b", b);
  BufferId from = work.Input("x", std::vector<float>(kN, 0.0f));
  BufferId to = work.Output<float>("x_next", kN);
  const BufferId first_change = work.Input("first_change", std::vector<int>{0});
  const BufferId other_changes = work.Input("other_changes", std::vector<int>{0});
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    work.Run("jacobi", {448}, {64},
             {a_buffer, b_buffer, from, to, Value(kN), sweep == 0 ? first_change : other_changes});
    std::swap(from, to);
  }

  // The iteration has converged, so the answer is the solution that b was made from.
  work.Expect(from, solution, {.absolute = 1e-5});
  double largest = 0;
  for (int row = 0; row < kN; ++row) largest = std::fmax(largest, std::fabs(double{b[row]} / a[row * kN + row]));
  work.Expect(first_change, std::vector<float>{static_cast<float>(largest)}, {.relative = 1e-6});
  return work;
}

}  // namespace kiln::corpus

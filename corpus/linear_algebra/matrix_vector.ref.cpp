#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload MatrixVector() {
  constexpr int kRows = 511;  // odd: the loop by two has a rest
  constexpr int kCols = 2048;
  Random random(5);
  const std::vector<float> a = random.Floats(kRows * kCols, -1, 1);
  const std::vector<float> x = random.Floats(kRows, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId x_buffer = work.Input("x", x);
  const BufferId y_buffer = work.Output<float>("y", kCols);
  work.Run("matrix_vector_transposed", {kCols / 8}, {32}, {a_buffer, x_buffer, y_buffer, Value(kRows)});

  std::vector<double> sums(kCols, 0.0);
  for (int row = 0; row < kRows; ++row) {
    for (int col = 0; col < kCols; ++col) sums[col] += double{a[row * kCols + col]} * x[row];
  }
  work.Expect(y_buffer, std::vector<float>(sums.begin(), sums.end()), {.absolute = 5e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus

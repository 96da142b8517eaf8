#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

std::size_t RoundUp(std::size_t value, std::size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

}  // namespace

Workload LuDecomposition() {
  constexpr int kN = 96;
  Random random(7);
  std::vector<float> a = random.Floats(kN * kN, -1, 1);
  for (int i = 0; i < kN; ++i) a[i * kN + i] += kN;  // diagonally dominant: no pivoting needed

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  for (int k = 0; k + 1 < kN; ++k) {
    const std::size_t left = kN - k - 1;
    const std::size_t first = k + 1;
    work.Run("lu_column", {RoundUp(left, 32)}, {32}, {a_buffer, Value(kN), Value(k)}).offset = {first, 0, 0};
    work.Run("lu_submatrix", {RoundUp(left, 8), RoundUp(left, 8)}, {8, 8}, {a_buffer, Value(kN), Value(k)}).offset = {
        first, first, 0};
  }

  // Crout-free Doolittle by dot products: another order of the sums than the kernels'.
  std::vector<double> lu(a.begin(), a.end());
  for (int row = 0; row < kN; ++row) {
    for (int col = 0; col < kN; ++col) {
      double value = a[row * kN + col];
      for (int k = 0; k < (row < col ? row : col); ++k) value -= lu[row * kN + k] * lu[k * kN + col];
      lu[row * kN + col] = col < row ? value / lu[col * kN + col] : value;
    }
  }
  work.Expect(a_buffer, std::vector<float>(lu.begin(), lu.end()), {.absolute = 1e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus

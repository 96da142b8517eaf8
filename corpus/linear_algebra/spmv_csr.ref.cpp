#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload SpmvCsr() {
  constexpr int kRows = 20001;
  constexpr std::uint32_t kCols = 15000;
  Random random(8);
  std::vector<int> row_start = {0};
  std::vector<int> column;
  std::vector<float> value;
  for (int row = 0; row < kRows; ++row) {
    const std::uint32_t entries = row % 50 == 0 ? 0 : random.Below(row % 97 == 0 ? 200 : 20);
    for (std::uint32_t i = 0; i < entries; ++i) {
      column.push_back(static_cast<int>(random.Below(kCols)));
      value.push_back(random.Float(-1, 1));
    }
    row_start.push_back(static_cast<int>(column.size()));
  }
  const std::vector<float> x = random.Floats(kCols, -1, 1);

  Workload work;
  const BufferId start_buffer = work.Input("row_start", row_start);
  const BufferId column_buffer = work.Input("column", column);
  const BufferId value_buffer = work.Input("value", value);
  const BufferId x_buffer = work.Input("x", x);
  const BufferId y_buffer = work.Output<float>("y", kRows);
  work.Run("spmv_csr", {(kRows + 7) / 8 * 64}, {64},
           {Value(kRows), start_buffer, column_buffer, value_buffer, x_buffer, y_buffer});

  std::vector<float> expected(kRows);
  for (int row = 0; row < kRows; ++row) {
    double sum = 0;
    for (int i = row_start[row]; i < row_start[row + 1]; ++i) sum += double{value[i]} * x[column[i]];
    expected[row] = static_cast<float>(sum);
  }
  work.Expect(y_buffer, expected, {.absolute = 2e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus

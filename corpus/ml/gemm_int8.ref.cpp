#include <algorithm>
#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload GemmInt8() {
  constexpr int kM = 128;
  constexpr int kN = 150;
  constexpr int kK = 256;
  constexpr float kScale = 0x1p-11f;  // a power of two: the scaled sum is exact, a tie is a tie
  Random random(115);
  std::vector<std::int8_t> a(kM * kK);
  std::vector<std::int8_t> b(kN * kK);
  std::vector<int> bias(kN);
  for (auto& value : a) value = static_cast<std::int8_t>(random.Below(256));
  for (auto& value : b) value = static_cast<std::int8_t>(random.Below(256));
  for (int& value : bias) value = static_cast<int>(random.Below(20001)) - 10000;

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId b_buffer = work.Input("b", b);
  const BufferId bias_buffer = work.Input("bias", bias);
  const BufferId c = work.Output<std::int8_t>("c", kM * kN);
  work.Run("gemm_int8", {160, kM}, {16, 8},
           {a_buffer, b_buffer, bias_buffer, c, Value(kN), Value(kK / 4), Value(kScale)});

  std::vector<std::int8_t> expected;
  for (int row = 0; row < kM; ++row) {
    for (int col = 0; col < kN; ++col) {
      int sum = bias[col];
      for (int i = 0; i < kK; ++i) sum += a[row * kK + i] * b[col * kK + i];
      expected.push_back(static_cast<std::int8_t>(std::clamp(std::nearbyint(double{kScale} * sum), -128.0, 127.0)));
    }
  }
  work.Expect(c, expected);
  return work;
}

}  // namespace kiln::corpus

#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload DotDouble() {
  constexpr std::uint32_t kCount = 300007;
  constexpr std::uint32_t kGroup = 128;
  constexpr std::uint32_t kGroups = 32;
  Random random(9);
  std::vector<double> x(kCount);
  std::vector<double> y(kCount);
  long double sum = 0;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    x[i] = random.Float(-1, 1) + 1e-9 * random.Float(-1, 1);  // more digits than a float holds
    y[i] = random.Float(0, 1);
    sum += static_cast<long double>(x[i]) * y[i];
  }

  Workload work;
  const BufferId x_buffer = work.Input("x", x);
  const BufferId y_buffer = work.Input("y", y);
  const BufferId partial = work.Output<double>("partial", kGroups);
  const BufferId result = work.Output<double>("result", 2);
  work.Run("dot_partial", {kGroups * kGroup}, {kGroup},
           {x_buffer, y_buffer, partial, Value(kCount), Local<double>(kGroup)});
  work.Run("dot_final", {1}, {1}, {partial, result, Value(kGroups)});
  const double dot = static_cast<double>(sum);
  work.Expect(result, std::vector<double>{dot, std::sqrt(std::fabs(dot))}, {.absolute = 1e-9});
  return work;
}

}  // namespace kiln::corpus

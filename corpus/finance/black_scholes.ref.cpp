#include <cmath>
#include <numbers>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload BlackScholes() {
  constexpr std::uint32_t kCount = 100000;
  constexpr float kRate = 0.02f;
  constexpr float kVolatility = 0.3f;
  Random random(80);
  const std::vector<float> spot = random.Floats(kCount, 5, 100);
  const std::vector<float> strike = random.Floats(kCount, 5, 100);
  const std::vector<float> years = random.Floats(kCount, 0.25f, 10);

  Workload work;
  const BufferId spot_buffer = work.Input("spot", spot);
  const BufferId strike_buffer = work.Input("strike", strike);
  const BufferId years_buffer = work.Input("years", years);
  const BufferId prices = work.Output<float>("prices", 2 * kCount);
  work.Run("black_scholes", {100096}, {128},
           {spot_buffer, strike_buffer, years_buffer, Value(kRate), Value(kVolatility), prices, Value(kCount)});

  const auto normal = [](double x) { return 0.5 * (1 + std::erf(x / std::numbers::sqrt2)); };
  std::vector<float> expected;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const double s = spot[i];
    const double deviation = kVolatility * std::sqrt(double{years[i]});
    const double d1 = std::log(s / strike[i]) / deviation +
                      (kRate / double{kVolatility} + 0.5 * kVolatility) * std::sqrt(double{years[i]});
    const double discounted = strike[i] * std::exp(-double{kRate} * years[i]);
    const double call = s * normal(d1) - discounted * normal(d1 - deviation);
    expected.push_back(static_cast<float>(call));
    expected.push_back(static_cast<float>(call - s + discounted));  // put-call parity
  }
  work.Expect(prices, expected, {.absolute = 1e-4, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus

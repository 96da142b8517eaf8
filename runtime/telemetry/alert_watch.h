// Which alerts fire, from one reading to the next.
#ifndef KILN_RUNTIME_TELEMETRY_ALERT_WATCH_H_
#define KILN_RUNTIME_TELEMETRY_ALERT_WATCH_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "kiln/telemetry/alert.h"

namespace kiln::telemetry {

// Pure: what a rule looks at, between two readings that are so many seconds apart. Empty where there is nothing to look
// at: no sample, no value in between.
std::optional<double> Evaluate(const AlertRule& rule, const Snapshot& before, const Snapshot& now, double seconds);

// One thread.
class AlertWatch {
 public:
  explicit AlertWatch(std::vector<AlertRule> rules);
  // What begins and ends with this reading, which was made at that time. The first reading only begins.
  std::vector<Alert> Look(Snapshot snapshot, std::uint64_t nanoseconds);
  bool is_empty() const { return states_.empty(); }

 private:
  struct State {
    AlertRule rule;
    std::optional<std::uint64_t> passed_since;
    bool is_firing = false;
  };

  std::vector<State> states_;
  std::optional<Snapshot> before_;
  std::uint64_t time_before_ = 0;
};

}  // namespace kiln::telemetry

#endif  // KILN_RUNTIME_TELEMETRY_ALERT_WATCH_H_

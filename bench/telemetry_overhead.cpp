// What telemetry costs: launches of an empty kernel on a device that is counted and on one that is not, alternated in
// one run. Prints medians and their ratios; with --check it fails when a ratio is above its limit. Events for sinks are
// measured too, without a limit: they take what a line of text for each launch takes, on a thread of its own.
// usage: telemetry_overhead [--check]
#include <cstdio>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "bench/alternated.h"
#include "bench/bench_main.h"
#include "bench/empty_kernel.h"
#include "kiln/runtime/runtime.h"

namespace kiln::bench {
namespace {

using telemetry::Telemetry;

// Two devices never lie alike in memory: each pair is opened anew, and the order changes from round to round.
constexpr int kPairs = 9, kRoundsOfPair = 14;

struct Load {
  const char* name;
  int launches, times;  // before a wait; in one round
};
constexpr Load kLoads[] = {{"a launch and a wait", 1, 400}, {"64 launches and a wait", 64, 80}};

struct Opened {
  runtime::Device device;
  runtime::Kernel kernel;
  runtime::Stream stream;

  static Result<Opened> Open(std::shared_ptr<Telemetry> telemetry) {
    Opened opened;
    KILN_ASSIGN_OR_RETURN(opened.device, runtime::Device::Open({.telemetry = std::move(telemetry)}));
    KILN_ASSIGN_OR_RETURN(opened.kernel, opened.device.Load(kEmptyModule, EmptyKernel()));
    KILN_ASSIGN_OR_RETURN(opened.stream, opened.device.CreateStream({.timing = false}));
    return opened;
  }
  Status Launch(int count) {
    for (int i = 0; i < count; ++i) KILN_RETURN_IF_ERROR(stream.Launch(kernel, runtime::NdRange(1).Local(1)));
    return stream.Synchronize();
  }
};

struct Times {
  std::vector<double> without, with, ratios;
};

Status MeasurePair(const std::shared_ptr<Telemetry>& telemetry, std::vector<Times>& times) {
  KILN_ASSIGN_OR_RETURN(Opened plain, Opened::Open(nullptr));
  KILN_ASSIGN_OR_RETURN(Opened counted, Opened::Open(telemetry));
  for (int round = -2; round < kRoundsOfPair; ++round) {
    for (std::size_t i = 0; i < std::size(kLoads); ++i) {
      const Load& load = kLoads[i];
      const auto measure = [&](Opened& opened) {
        return Microseconds([&] { return opened.Launch(load.launches); }, load.times);
      };
      const bool plain_first = round % 2 == 0;
      KILN_ASSIGN_OR_RETURN(const double first, measure(plain_first ? plain : counted));
      KILN_ASSIGN_OR_RETURN(const double second, measure(plain_first ? counted : plain));
      if (round < 0) continue;  // warm now
      times[i].without.push_back(plain_first ? first : second);
      times[i].with.push_back(plain_first ? second : first);
      times[i].ratios.push_back(times[i].with.back() / times[i].without.back());
    }
  }
  return {};
}

// Whether the ratios keep the limit; 0: there is none.
Result<bool> Measure(const char* what, const std::shared_ptr<Telemetry>& telemetry, double limit) {
  std::vector<Times> times(std::size(kLoads));
  for (int pair = 0; pair < kPairs; ++pair) KILN_RETURN_IF_ERROR(MeasurePair(telemetry, times));
  bool holds = true;
  for (std::size_t i = 0; i < std::size(kLoads); ++i) {
    const double ratio = Median(times[i].ratios);
    const bool is_kept = limit == 0 || ratio <= limit;
    std::printf("%-20s %-24s %10.2f us %10.2f us   %.4f", what, kLoads[i].name, Median(times[i].without),
                Median(times[i].with), ratio);
    if (limit != 0) std::printf(" (limit %.2f)%s", limit, is_kept ? "" : "  ABOVE");
    std::printf("\n");
    holds = holds && is_kept;
  }
  return holds;
}

Result<bool> Run() {
  std::printf("%-45s %13s %13s   ratio\n", "", "without", "with");
  KILN_ASSIGN_OR_RETURN(const auto none, Telemetry::Create());
  KILN_ASSIGN_OR_RETURN(const bool metrics_hold, Measure("metrics", none, 1.01));

  telemetry::TelemetryOptions watched;
  watched.slow = std::chrono::seconds(1);
  watched.alerts = {{"errors", "kiln_errors_total", telemetry::Measure::kRate, {}, 1}};
  KILN_ASSIGN_OR_RETURN(const auto watch, Telemetry::Create(std::move(watched)));
  KILN_ASSIGN_OR_RETURN(const bool watch_holds, Measure("and slow, alerts", watch, 1.01));

  KILN_ASSIGN_OR_RETURN(const auto lines, telemetry::OpenJsonLines("/dev/null"));
  KILN_ASSIGN_OR_RETURN(const auto events, Telemetry::Create({.sinks = {lines}}));
  KILN_RETURN_IF_ERROR(Measure("and JSON lines", events, 0));
  return metrics_hold && watch_holds;
}

}  // namespace
}  // namespace kiln::bench

int main(int argc, char** argv) {
  return kiln::bench::Main(argc, argv, "telemetry_overhead", kiln::bench::Run);
}

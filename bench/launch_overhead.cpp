// What the runtime adds to a launch: an empty kernel through a stream and a graph against hand-written Vulkan on the
// same device, alternated in one run so that both see the same machine. Prints medians and their ratios; with --check
// it fails when a ratio is above its limit. usage: launch_overhead [--check]
#include <cstdio>
#include <vector>

#include "bench/alternated.h"
#include "bench/bench_main.h"
#include "bench/empty_kernel.h"
#include "bench/raw_vulkan.h"
#include "kiln/runtime/runtime.h"

namespace kiln::bench {
namespace {

constexpr std::uint32_t kBatch = 64;
constexpr std::uint32_t kGraph = 1000;
constexpr int kRounds = 41;

struct Comparison {
  const char* name;
  double limit;
  int times;  // in one round
  Work prepare_raw, raw, runtime;
};

// Whether the ratio keeps its limit. The ratio is the median of the rounds' ratios.
Result<bool> Compare(const Comparison& comparison) {
  std::vector<double> raw, runtime, ratios;
  KILN_RETURN_IF_ERROR(comparison.prepare_raw());
  for (int round = -2; round < kRounds; ++round) {
    KILN_ASSIGN_OR_RETURN(const double by_hand, Microseconds(comparison.raw, comparison.times));
    KILN_ASSIGN_OR_RETURN(const double by_runtime, Microseconds(comparison.runtime, comparison.times));
    if (round < 0) continue;  // warm now
    raw.push_back(by_hand);
    runtime.push_back(by_runtime);
    ratios.push_back(by_runtime / by_hand);
  }
  const double ratio = Median(ratios);
  const bool holds = ratio <= comparison.limit;
  std::printf("%-42s %10.2f us %10.2f us   %.3f (limit %.2f)%s\n", comparison.name, Median(raw), Median(runtime), ratio,
              comparison.limit, holds ? "" : "  ABOVE");
  return holds;
}

Result<bool> Run() {
  KILN_ASSIGN_OR_RETURN(runtime::Device device, runtime::Device::Open());
  KILN_ASSIGN_OR_RETURN(const runtime::Kernel kernel, device.Load(kEmptyModule, EmptyKernel()));
  KILN_ASSIGN_OR_RETURN(runtime::Stream stream, device.CreateStream({.timing = false}));
  KILN_ASSIGN_OR_RETURN(runtime::Graph graph, device.CreateGraph());
  const runtime::NdRange range = runtime::NdRange(1).Local(1);
  for (std::uint32_t i = 0; i < kGraph; ++i) KILN_RETURN_IF_ERROR(graph.AddLaunch(kernel, range));
  RawVulkan raw(device.info().name, kEmptyModule);

  const auto nothing = [] { return Status(); };
  const auto submit_raw = [&] { return raw.SubmitAndWait(), Status(); };
  const auto launch = [&](std::uint32_t count) -> Status {
    for (std::uint32_t i = 0; i < count; ++i) KILN_RETURN_IF_ERROR(stream.Launch(kernel, range));
    return stream.Synchronize();
  };
  const Comparison comparisons[] = {
      {"a launch and a wait", 1.10, 500, nothing, [&] { return raw.Record(1), submit_raw(); },
       [&] { return launch(1); }},
      {"64 launches and a wait", 1.10, 100, nothing, [&] { return raw.Record(kBatch), submit_raw(); },
       [&] { return launch(kBatch); }},
      {"1000 launches, recorded before, and a wait", 1.05, 20, [&] { return raw.Record(kGraph), Status(); }, submit_raw,
       [&]() -> Status {
         KILN_RETURN_IF_ERROR(stream.Replay(graph));
         return stream.Synchronize();
       }}};
  std::printf("%s\n%-42s %13s %13s   ratio\n", device.info().name.c_str(), "", "by hand", "runtime");
  constexpr double kLeastReuse = 0.95;
  bool holds = true;
  for (const Comparison& comparison : comparisons) {
    KILN_ASSIGN_OR_RETURN(const bool one, Compare(comparison));
    holds = holds && one;
  }
  const double reuse = device.Pools().command_buffers.hit_rate();
  std::printf("command buffers reused: %.2f %% (limit %.0f)%s\n", 100 * reuse, 100 * kLeastReuse,
              reuse < kLeastReuse ? "  BELOW" : "");
  holds = holds && reuse >= kLeastReuse;
  return holds;
}

}  // namespace
}  // namespace kiln::bench

int main(int argc, char** argv) {
  return kiln::bench::Main(argc, argv, "launch_overhead", kiln::bench::Run);
}

// Buffers from the runtime's pool against hand-written Vulkan (vkCreateBuffer, vkAllocateMemory, vkBindBufferMemory,
// and their ends) on the same device, alternated in one run. Prints medians and ratios; with --check it fails when a
// promise is broken: in a training loop the pool is 20 times faster, and serves over 95 % from what it kept.
//
// lavapipe's memory is malloc's, which below 32 MiB is a pool itself and hands out larger sizes with nothing behind
// them: the first write to a page is what costs. The training loop therefore has layers above that size, and is run
// both as it is and with a byte written to each page where the host can; the promise is about the lesser ratio. usage:
// memory_pool [--check]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "bench/bench_main.h"
#include "bench/raw_vulkan.h"
#include "kiln/runtime/runtime.h"

namespace kiln::bench {
namespace {

constexpr double kLeastRatio = 20;
constexpr double kLeastHitRate = 0.95;
constexpr int kRounds = 15;

double Microseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

// A step of training: the activations of each layer are allocated on the way forward and let go on the way back, where
// each layer also needs a scratch buffer for its gradient.
struct Step {
  std::vector<std::uint64_t> layers;

  std::size_t allocations() const { return 2 * layers.size(); }
  // `allocate` and `free` as the two sides do it.
  template <typename Buffer, typename Allocate, typename Free>
  void Run(Allocate&& allocate, Free&& free) const {
    std::vector<Buffer> activations;
    activations.reserve(layers.size());
    for (const std::uint64_t bytes : layers) activations.push_back(allocate(bytes));
    for (std::size_t i = layers.size(); i-- > 0;) {
      Buffer gradient = allocate(layers[i]);
      free(gradient);
      free(activations[i]);
    }
  }
};

// A network's layers: 8 of 33 to 48 MiB, no two alike.
Step Network() {
  Step step;
  std::mt19937 random(1);
  constexpr std::uint64_t kMiB = 1 << 20;
  for (int layer = 0; layer < 8; ++layer) step.layers.push_back(33 * kMiB + random() % (15 * kMiB));
  return step;
}

void TouchPages(std::span<std::byte> memory) {
  constexpr std::size_t kPage = 4096;
  for (std::size_t i = 0; i < memory.size(); i += kPage) static_cast<volatile std::byte*>(memory.data())[i] = {};
}

class Comparison {
 public:
  Comparison(runtime::Device device, RawVulkan& raw) : device_(std::move(device)), raw_(raw) {}

  // Microseconds of one allocation and its end, by hand and by the pool.
  double Compare(const char* name, const Step& step, bool touch) {
    std::vector<double> by_hand, by_pool, ratios;
    const auto count = static_cast<double>(step.allocations());
    for (int round = -2; round < kRounds; ++round) {
      const double hand = Microseconds([&] { RunRaw(step, touch); }) / count;
      const double pool = Microseconds([&] { RunPool(step, touch); }) / count;
      if (round < 0) continue;  // warm now
      by_hand.push_back(hand);
      by_pool.push_back(pool);
      ratios.push_back(hand / pool);
    }
    const double ratio = Median(ratios);
    std::printf("%-36s %10.3f us %10.3f us   %.1f\n", name, Median(by_hand), Median(by_pool), ratio);
    return ratio;
  }

  double HitRate() const { return device_.Memory().hit_rate(); }
  bool has_failed() const { return has_failed_; }

 private:
  void RunRaw(const Step& step, bool touch) {
    step.Run<RawVulkan::Buffer>(
        [&](std::uint64_t bytes) {
          const RawVulkan::Buffer buffer = raw_.Allocate(bytes);
          if (touch) TouchPages(buffer.mapped);
          return buffer;
        },
        [&](RawVulkan::Buffer& buffer) { raw_.Free(buffer); });
  }
  void RunPool(const Step& step, bool touch) {
    step.Run<runtime::Buffer>(
        [&](std::uint64_t bytes) {
          auto buffer = device_.Allocate(bytes);
          has_failed_ = has_failed_ || !buffer;
          if (touch && buffer) TouchPages(buffer->Mapped());
          return buffer.value_or(runtime::Buffer());
        },
        [](runtime::Buffer& buffer) { buffer = {}; });
  }

  runtime::Device device_;
  RawVulkan& raw_;
  bool has_failed_ = false;
};

Result<bool> Run() {
  KILN_ASSIGN_OR_RETURN(const runtime::Device device, runtime::Device::Open());
  RawVulkan raw(device.info().name);
  Comparison comparison(device, raw);
  std::printf("%s\n%-36s %13s %13s   ratio\n", device.info().name.c_str(), "", "by hand", "pool");
  constexpr std::uint64_t kKiB = 1024;
  const std::pair<const char*, std::uint64_t> sizes[] = {
      {"4 KiB", 4 * kKiB}, {"64 KiB", 64 * kKiB}, {"1 MiB", 1024 * kKiB}, {"16 MiB", 16 * 1024 * kKiB}};
  for (const auto& [name, bytes] : sizes) comparison.Compare(name, {std::vector<std::uint64_t>(8, bytes)}, false);

  KILN_ASSIGN_OR_RETURN(runtime::Device fresh, runtime::Device::Open({.memory = {.idle_bytes = 1ull << 30}}));
  Comparison training(fresh, raw);
  const double plain = training.Compare("a training loop, 33 to 48 MiB", Network(), false);
  const double written = training.Compare("the same, each page written once", Network(), true);
  const double ratio = std::min(plain, written);
  const double hit_rate = training.HitRate();
  if (comparison.has_failed() || training.has_failed()) {
    return Fail(ErrorCode::kOutOfDeviceMemory, "the pool could not allocate");
  }
  const bool holds = ratio >= kLeastRatio && hit_rate >= kLeastHitRate;
  std::printf("hit rate of the training loop %.1f %% (limit %.0f), ratio %.1f (limit %.0f)%s\n", 100 * hit_rate,
              100 * kLeastHitRate, ratio, kLeastRatio, holds ? "" : "  BROKEN");
  return holds;
}

}  // namespace
}  // namespace kiln::bench

int main(int argc, char** argv) {
  return kiln::bench::Main(argc, argv, "memory_pool", kiln::bench::Run);
}

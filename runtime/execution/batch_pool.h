// Batches that no stream uses now.
#ifndef KILN_RUNTIME_EXECUTION_BATCH_POOL_H_
#define KILN_RUNTIME_EXECUTION_BATCH_POOL_H_

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/execution/batch.h"

namespace kiln::runtime {

// Of one device, for all its streams: a program that makes a stream for each piece of work makes no command buffers for
// it. Guarded by the recording mutex.
class BatchPool {
 public:
  BatchPool(LogicalDevice& device, MemoryPool& memory) : device_(device), memory_(memory) {}
  BatchPool(const BatchPool&) = delete;
  BatchPool& operator=(const BatchPool&) = delete;

  Result<std::unique_ptr<Batch>> Take(bool timing) {
    auto& idle = idle_[timing ? 1 : 0];
    PoolCounters& counters = device_.pool_counters();
    counters.command_buffers.Count(!idle.empty());
    if (timing) counters.query_pools.Count(!idle.empty());
    if (idle.empty()) return Batch::Create(device_, memory_, timing);
    auto batch = std::move(idle.back());
    idle.pop_back();
    return batch;
  }
  // A batch that has been recycled.
  void Give(std::unique_ptr<Batch> batch) {
    auto& idle = idle_[batch->has_timing() ? 1 : 0];
    if (idle.size() < kMostIdle) idle.push_back(std::move(batch));
  }

 private:
  // More are in flight at once only in bursts.
  static constexpr std::size_t kMostIdle = 64;

  LogicalDevice& device_;
  MemoryPool& memory_;
  std::array<std::vector<std::unique_ptr<Batch>>, 2> idle_;  // without and with timing
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_BATCH_POOL_H_

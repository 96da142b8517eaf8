// How often the pools of a device served from what they had.
#ifndef KILN_RUNTIME_DEVICE_POOL_COUNTERS_H_
#define KILN_RUNTIME_DEVICE_POOL_COUNTERS_H_

#include <atomic>
#include <cstdint>

#include "kiln/runtime/device.h"

namespace kiln::runtime {

// From any thread.
struct PoolCounters {
  class Counter {
   public:
    void Count(bool is_hit) { (is_hit ? hits_ : misses_).fetch_add(1, std::memory_order_relaxed); }
    ReuseCount count() const { return {hits_, misses_}; }

   private:
    std::atomic<std::uint64_t> hits_{0}, misses_{0};
  };

  PoolStatistics statistics() const {
    return {command_buffers.count(), query_pools.count(), descriptor_sets.count(), uniform_memory.count(),
            pipelines.count()};
  }

  Counter command_buffers, query_pools, descriptor_sets, uniform_memory, pipelines;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_POOL_COUNTERS_H_

// All that a device has to do with memory: the pools, what lives, how full it is.
#ifndef KILN_RUNTIME_MEMORY_DEVICE_MEMORY_H_
#define KILN_RUNTIME_MEMORY_DEVICE_MEMORY_H_

#include <atomic>
#include <mutex>
#include <optional>

#include "runtime/memory/allocation_ledger.h"
#include "runtime/memory/buffer_pool.h"
#include "runtime/memory/memory_pool.h"

namespace kiln::runtime {

// May be used from several threads.
class DeviceMemory {
 public:
  explicit DeviceMemory(LogicalDevice& device);
  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;

  MemoryPool& blocks() { return blocks_; }
  BufferPool& buffers() { return buffers_; }
  AllocationLedger& ledger() { return ledger_; }

  // Statistics also tells the program of a new level of pressure; no lock may be held.
  MemoryStatistics Measure();
  MemoryStatistics Statistics();
  std::uint64_t Trim(std::uint64_t keep);
  // Looks how full the memory is, if it has changed since the last look; from high on trims, and tells the program of a
  // new level. No lock may be held.
  void Watch();

 private:
  void Tell(MemoryStatistics statistics);

  LogicalDevice& device_;
  MemoryPool blocks_;
  BufferPool buffers_;
  AllocationLedger ledger_;
  std::optional<LeakReport> leak_report_;
  std::atomic<std::uint64_t> watched_{0};  // generation of the pool at the last look
  std::mutex mutex_;
  MemoryPressure pressure_ = MemoryPressure::kNone;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_DEVICE_MEMORY_H_

#include "runtime/memory/device_memory.h"

#include <cstdlib>
#include <string_view>

#include "runtime/memory/memory_pressure.h"

namespace kiln::runtime {
namespace {

bool WantsLeakReport(const MemoryOptions& options) {
  if (options.report_leaks) return *options.report_leaks;
  const char* variable = std::getenv("KILN_LEAKS");
  return variable != nullptr && *variable != '\0' && std::string_view(variable) != "0";
}

}  // namespace

DeviceMemory::DeviceMemory(LogicalDevice& device)
    : device_(device), blocks_(device), buffers_(blocks_, device), ledger_(device.memory_options().label_quotas) {
  if (WantsLeakReport(device.memory_options())) leak_report_.emplace(device.info().name, ledger_);
}

MemoryStatistics DeviceMemory::Measure() {
  const AllocationLedger::Totals live = ledger_.totals();
  const BufferPool::Statistics idle = buffers_.statistics();
  const MemoryPool::Statistics blocks = blocks_.statistics();
  const MemoryOptions& options = device_.memory_options();
  MemoryStatistics statistics;
  statistics.live_buffers = live.count;
  statistics.live_bytes = live.bytes;
  statistics.peak_live_bytes = live.peak_bytes;
  statistics.idle_buffers = idle.idle_buffers;
  statistics.idle_bytes = idle.idle_bytes;
  statistics.hits = idle.hits;
  statistics.misses = idle.misses;
  statistics.defragmentations = idle.defragmentations;
  statistics.trims = idle.trims;
  statistics.blocks = blocks.blocks;
  statistics.reserved_bytes = blocks.reserved_bytes;
  statistics.driver_allocations = blocks.driver_allocations;
  statistics.heaps = ReadHeaps(device_, blocks.reserved_of_heap);
  statistics.pressure = PressureOf(statistics.heaps, statistics.reserved_bytes, options.quota, options.pressure_shares);
  return statistics;
}

MemoryStatistics DeviceMemory::Statistics() {
  MemoryStatistics statistics = Measure();
  Tell(statistics);
  return statistics;
}

std::uint64_t DeviceMemory::Trim(std::uint64_t keep) {
  const std::uint64_t released = buffers_.Trim(keep);
  Watch();
  return released;
}

void DeviceMemory::Watch() {
  const std::uint64_t generation = blocks_.generation();
  if (watched_.exchange(generation, std::memory_order_relaxed) == generation) return;
  MemoryStatistics statistics = Measure();
  if (statistics.pressure >= MemoryPressure::kHigh && statistics.idle_bytes != 0) {
    buffers_.Trim(0);
    watched_ = blocks_.generation();
    statistics = Measure();
  }
  Tell(std::move(statistics));
}

void DeviceMemory::Tell(MemoryStatistics statistics) {
  {
    const std::lock_guard lock(mutex_);
    if (statistics.pressure == pressure_) return;
    pressure_ = statistics.pressure;
  }
  if (DeviceTelemetry* const told = device_.telemetry()) {
    told->recorder().NotePressure(told->metrics().name, MemoryPressureName(statistics.pressure));
  }
  const PressureHandler& handler = device_.memory_options().on_pressure;
  if (handler) handler(statistics.pressure, statistics);
}

}  // namespace kiln::runtime

// What a program can say and ask about the memory of a device.
#ifndef KILN_RUNTIME_MEMORY_H_
#define KILN_RUNTIME_MEMORY_H_

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::runtime {

// What a buffer is for; which memory it lies in follows from it (Device::ExplainMemory says how).
enum class MemoryUse : std::uint8_t {
  kAuto,         // kernels read and write it, the host now and then: device-local, and mapped where that costs nothing
  kDeviceLocal,  // kernels only: the device's own memory, not mapped where it has some of its own
  kHostVisible,  // the host writes, kernels read: always mapped, and pinned
  kReadback,     // kernels write, the host reads: always mapped, pinned, and cached where possible
  kUnified,      // both at once: device-local and mapped. kUnsupported where the device has no such memory
};
inline constexpr std::size_t kMemoryUses = 5;
const char* MemoryUseName(MemoryUse use);  // "auto", "device-local", "host-visible", "readback", "unified"
// kInvalidArgument lists the names.
Result<MemoryUse> ParseMemoryUse(std::string_view name);

struct BufferOptions {
  MemoryUse use = MemoryUse::kAuto;
  // Who the memory is for; named by quotas and by reports of what lives.
  std::string label = {};
};

// How full the fullest of the device's memories is, or the quota if that is fuller.
enum class MemoryPressure : std::uint8_t { kNone, kModerate, kHigh, kCritical };
const char* MemoryPressureName(MemoryPressure pressure);  // "none", "moderate", "high", "critical"

struct MemoryStatistics;
// Called by the thread whose allocation, trim or look changed the level; it may call the device.
using PressureHandler = std::function<void(MemoryPressure pressure, const MemoryStatistics& statistics)>;

// Sizes are in bytes.
struct MemoryOptions {
  // What is asked of the driver at a time. Buffers larger than a quarter of it get memory of their own.
  std::uint64_t block_bytes = 64ull << 20;
  // The sizes to which buffers are rounded up, so that one that is let go can serve the next; ascending. Larger buffers
  // keep their size, and are not kept. Absent: four steps from each power of two to the next, 256 bytes to 256 MiB.
  std::optional<std::vector<std::uint64_t>> buckets = {};
  // Of the buffers that were let go, so many of each size are kept, and so much in all.
  std::uint32_t idle_buffers_per_bucket = 128;
  std::uint64_t idle_bytes = 256ull << 20;
  // What may be asked of the driver in all; 0: no limit.
  std::uint64_t quota = 0;
  // What the buffers and images of a label may take.
  std::map<std::string, std::uint64_t, std::less<>> label_quotas = {};
  // One of the two buffers through which copies go that the host cannot make itself. Kept for the device's life.
  std::uint64_t staging_bytes = 8ull << 20;
  // The shares of a memory from which on the pressure is moderate, high, critical. From high on nothing idle is kept.
  std::array<double, 3> pressure_shares = {0.75, 0.85, 0.95};
  PressureHandler on_pressure = {};
  // When the process ends, say on standard error which buffers and images of the device still live, and who allocated
  // them. Absent: whether KILN_LEAKS is set to anything but 0.
  std::optional<bool> report_leaks = {};
};

// The sizes that MemoryOptions::buckets means when it is absent.
std::vector<std::uint64_t> DefaultBuckets();

struct HeapStatistics {
  std::uint64_t size = 0;
  // What this process can have of it, and has. From VK_EXT_memory_budget where the device has that (is_measured), else
  // the heap's size and what this Device has asked for.
  std::uint64_t budget = 0;
  std::uint64_t usage = 0;
  bool is_measured = false;
  bool is_device_local = false;
};

struct MemoryStatistics {
  std::uint64_t live_buffers = 0;  // and images
  std::uint64_t live_bytes = 0;
  std::uint64_t peak_live_bytes = 0;
  std::uint64_t idle_buffers = 0;  // let go by the program, kept for the next
  std::uint64_t idle_bytes = 0;
  std::uint64_t hits = 0;            // buffers that an idle one served
  std::uint64_t misses = 0;          // those that it did not
  std::uint64_t blocks = 0;          // allocations of the driver that exist
  std::uint64_t reserved_bytes = 0;  // by them
  std::uint64_t driver_allocations = 0;
  std::uint64_t defragmentations = 0;  // idle buffers were given up so that their parts of a block join
  std::uint64_t trims = 0;
  std::vector<HeapStatistics> heaps;
  MemoryPressure pressure = MemoryPressure::kNone;

  double hit_rate() const {
    return hits + misses == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(hits + misses);
  }
};

// A buffer or image that lives, and who allocated it.
struct LiveAllocation {
  std::string label;
  std::uint64_t bytes = 0;
  std::source_location origin;
  std::uint64_t sequence = 0;  // counts the allocations of a device, from 1
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_H_

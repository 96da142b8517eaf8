// How full the memories of a device are.
#ifndef KILN_RUNTIME_MEMORY_MEMORY_PRESSURE_H_
#define KILN_RUNTIME_MEMORY_MEMORY_PRESSURE_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kiln/runtime/memory.h"
#include "runtime/device/logical_device.h"

namespace kiln::runtime {

// Pure: how full the fullest heap is, or the quota if that is fuller; a heap without budget is full.
double UsedShare(std::span<const HeapStatistics> heaps, std::uint64_t reserved, std::uint64_t quota);
// Pure: `shares` are those of MemoryOptions.
MemoryPressure PressureOf(std::span<const HeapStatistics> heaps, std::uint64_t reserved, std::uint64_t quota,
                          const std::array<double, 3>& shares);

// `reserved` is what the pool has taken from each heap.
std::vector<HeapStatistics> ReadHeaps(const LogicalDevice& device, std::span<const std::uint64_t> reserved);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_MEMORY_PRESSURE_H_

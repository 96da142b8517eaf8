// Facts -> which memory each use takes, and why. Pure.
#ifndef KILN_RUNTIME_DEVICE_MEMORY_PLAN_H_
#define KILN_RUNTIME_DEVICE_MEMORY_PLAN_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "kiln/runtime/memory.h"
#include "runtime/device/device_facts.h"

namespace kiln::runtime {

struct MemoryChoice {
  // Memory types by their index, best first. A buffer takes the first one that it is allowed to lie in and that has
  // room.
  std::vector<std::uint32_t> types;
  // Bit i: memory of type i is mapped, and buffers in it are read and written without staging.
  std::uint32_t mapped_types = 0;
  // "type 1 of heap 0 (device-local): ..."; of a use that the device cannot serve, why not.
  std::string reason;
};

struct MemoryPlan {
  std::array<MemoryChoice, kMemoryUses> of_use;
  MemoryChoice staging;                // host-visible and coherent; cached first, because staging is also read
  std::vector<std::uint32_t> heap_of;  // for each type

  const MemoryChoice& For(MemoryUse use) const { return of_use[static_cast<std::size_t>(use)]; }
};

// With `force_staging` kAuto is never mapped.
MemoryPlan PlanMemory(const DeviceFacts& facts, bool force_staging);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_MEMORY_PLAN_H_

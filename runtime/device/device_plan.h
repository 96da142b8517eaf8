// Facts -> what to create the device with. Pure.
#ifndef KILN_RUNTIME_DEVICE_DEVICE_PLAN_H_
#define KILN_RUNTIME_DEVICE_DEVICE_PLAN_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/runtime/device.h"
#include "runtime/device/device_facts.h"
#include "runtime/device/memory_plan.h"

namespace kiln::runtime {

// What a driver is known to get wrong, and the runtime does differently there.
struct DriverWorkarounds {
  // "kiln/artifact/spirv_loop_exits.h". Mesa's llvmpipe, seen in 22.3.
  bool loses_values_that_leave_loops = false;
  // "kiln/artifact/spirv_fences.h". The same.
  bool stops_at_fences = false;
  // "kiln/artifact/spirv_subgroups.h". The same.
  bool gets_subgroups_wrong = false;
  // Makes a pipeline's machine code when the first dispatch of it runs, so that a wait for a launch waits for the
  // compiler. The same.
  bool compiles_at_first_dispatch = false;
  // Conditions, and loops, inside each other that it executes ("kiln/artifact/spirv_nesting.h"); 0: any number. The
  // same.
  std::uint32_t deepest_nesting = 0;
};

// Which queues of the family the streams of a priority use, in turns.
struct QueuePlan {
  struct Range {
    std::uint32_t first = 0, count = 1;
  };
  std::vector<float> priorities = {0.5F};  // one for each queue
  std::array<Range, 3> of_priority = {};   // for each StreamPriority
};

struct DevicePlan {
  std::uint32_t queue_family = 0;
  QueuePlan queues;
  std::uint32_t timestamp_bits = 0;  // 0: the queue has no timestamps
  std::vector<std::string> extensions;
  FeatureChain features;  // those to enable; to be linked
  MemoryPlan memory;
  DriverWorkarounds workarounds;
};

// The first family that computes and has timestamps, else the first that computes.
std::optional<std::uint32_t> ChooseQueueFamily(const DeviceFacts& facts);

// Streams of different priorities share queues only where there are fewer than three.
QueuePlan PlanQueues(std::uint32_t available);

DriverWorkarounds PlanWorkarounds(const DeviceFacts& facts);

// kUnsupported with a reason that reads behind "cannot be used: ".
Result<DevicePlan> PlanDevice(const DeviceFacts& facts, const DeviceOptions& options);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_DEVICE_PLAN_H_

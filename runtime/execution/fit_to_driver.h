// A module of one kernel -> the same for a driver that executes parts of SPIR-V wrongly.
#ifndef KILN_RUNTIME_EXECUTION_FIT_TO_DRIVER_H_
#define KILN_RUNTIME_EXECUTION_FIT_TO_DRIVER_H_

#include <cstdint>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/runtime/device.h"
#include "runtime/device/device_plan.h"

namespace kiln::runtime {

// Applies what `workarounds` asks for; each is described where artifact has it. kUnsupported for control flow that
// nests deeper than the driver executes.
Result<std::vector<std::uint32_t>> FitToDriver(std::vector<std::uint32_t> words, const DriverWorkarounds& workarounds,
                                               const DeviceInfo& device);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_FIT_TO_DRIVER_H_

// Can this device run this kernel? Pure.
#ifndef KILN_RUNTIME_EXECUTION_KERNEL_REQUIREMENTS_H_
#define KILN_RUNTIME_EXECUTION_KERNEL_REQUIREMENTS_H_

#include "kiln/artifact/reflection.h"
#include "kiln/artifact/spirv_strip.h"
#include "kiln/base/result.h"
#include "kiln/runtime/capabilities.h"

namespace kiln::runtime {

// kUnsupported names the missing feature, or the limit, what the kernel needs, and what the device has;
// kInvalidArtifact for a module that is not made for Vulkan. `summary` is that of the module that holds only this
// kernel.
Status CheckRequirements(const artifact::Kernel& kernel, const artifact::SpirvSummary& summary,
                         const DeviceInfo& device);

Requirements RequirementsOf(const artifact::Kernel& kernel, const artifact::SpirvSummary& summary);
std::uint32_t HighestSpirv(const DeviceInfo& device);
// What the device has of it; 0 for a name that is none of the known.
std::uint64_t LimitOf(const DeviceLimits& limits, const LimitRequirement& requirement);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_KERNEL_REQUIREMENTS_H_

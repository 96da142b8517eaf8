// What a driver tells about the code that it has made of a kernel.
#ifndef KILN_RUNTIME_EXECUTION_PIPELINE_REGISTERS_H_
#define KILN_RUNTIME_EXECUTION_PIPELINE_REGISTERS_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <span>

#include "runtime/device/logical_device.h"

namespace kiln::runtime {

// Pure: the registers of a work-item; 0 when no statistic is called anything like it.
std::uint32_t RegistersOf(std::span<const VkPipelineExecutableStatisticKHR> statistics);

// Of a pipeline that was made with VK_PIPELINE_CREATE_CAPTURE_STATISTICS_BIT_KHR; 0 where the driver does not say.
std::uint32_t ReadRegisters(const LogicalDevice& device, VkPipeline pipeline);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_PIPELINE_REGISTERS_H_

#include "runtime/execution/pipeline_registers.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {

// The names are the driver's own: "Register Count" of NVIDIA, "VGPRs" of AMD, "Max live registers" of Intel.
std::uint32_t RegistersOf(std::span<const VkPipelineExecutableStatisticKHR> statistics) {
  std::uint64_t registers = 0;
  for (const VkPipelineExecutableStatisticKHR& statistic : statistics) {
    const std::string_view name = statistic.name;
    const auto says = [&](std::string_view word) { return name.find(word) != std::string_view::npos; };
    if (!says("Register") && !says("registers") && !says("VGPRs")) continue;
    if (says("Spill") || says("spill")) continue;
    if (statistic.format == VK_PIPELINE_EXECUTABLE_STATISTIC_FORMAT_UINT64_KHR) {
      registers = std::max(registers, statistic.value.u64);
    } else if (statistic.format == VK_PIPELINE_EXECUTABLE_STATISTIC_FORMAT_INT64_KHR && statistic.value.i64 > 0) {
      registers = std::max(registers, static_cast<std::uint64_t>(statistic.value.i64));
    }
  }
  constexpr std::uint64_t kMost = 4096;  // no work-item has more: another kind of number
  return registers <= kMost ? static_cast<std::uint32_t>(registers) : 0;
}

std::uint32_t ReadRegisters(const LogicalDevice& device, VkPipeline pipeline) {
  const auto get = reinterpret_cast<PFN_vkGetPipelineExecutableStatisticsKHR>(
      vkGetDeviceProcAddr(device.get(), "vkGetPipelineExecutableStatisticsKHR"));
  if (get == nullptr) return 0;
  auto info = MakeVk<VkPipelineExecutableInfoKHR>(VK_STRUCTURE_TYPE_PIPELINE_EXECUTABLE_INFO_KHR);
  info.pipeline = pipeline;
  const auto statistics = EnumerateVk<VkPipelineExecutableStatisticKHR>(
      [&](std::uint32_t* count, VkPipelineExecutableStatisticKHR* items) { get(device.get(), &info, count, items); },
      MakeVk<VkPipelineExecutableStatisticKHR>(VK_STRUCTURE_TYPE_PIPELINE_EXECUTABLE_STATISTIC_KHR));
  return RegistersOf(statistics);
}

}  // namespace kiln::runtime

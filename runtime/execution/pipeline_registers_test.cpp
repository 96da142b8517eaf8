#include "runtime/execution/pipeline_registers.h"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

namespace kiln::runtime {
namespace {

VkPipelineExecutableStatisticKHR Statistic(const char* name, std::uint64_t value) {
  VkPipelineExecutableStatisticKHR statistic = {};
  std::strncpy(statistic.name, name, sizeof(statistic.name) - 1);
  statistic.format = VK_PIPELINE_EXECUTABLE_STATISTIC_FORMAT_UINT64_KHR;
  statistic.value.u64 = value;
  return statistic;
}

TEST(PipelineRegistersTest, AreFoundByTheNamesOfDrivers) {
  const auto of = [](std::vector<VkPipelineExecutableStatisticKHR> all) { return RegistersOf(all); };
  EXPECT_EQ(of({}), 0u);
  EXPECT_EQ(of({Statistic("Register Count", 40), Statistic("Binary Size", 4000)}), 40u);
  EXPECT_EQ(of({Statistic("SGPRs", 100), Statistic("VGPRs", 24), Statistic("Spilled VGPRs", 90)}), 24u);
  EXPECT_EQ(of({Statistic("Instruction Count", 12)}), 0u);
  EXPECT_EQ(of({Statistic("Register file bytes", 1 << 20)}), 0u) << "no number of a work-item's registers";
}

}  // namespace
}  // namespace kiln::runtime

#include "runtime/vulkan/fault_plan.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

// The calls that fail of twelve calls of each name, with what.
std::string Failing(std::string_view text, std::initializer_list<const char*> names) {
  auto plan = FaultPlan::Parse(text);
  EXPECT_TRUE(plan) << plan.error().ToString();
  std::string failing;
  for (const char* name : names) {
    for (int call = 1; call <= 12; ++call) {
      if (const auto result = plan->Take(name)) {
        failing += std::string(name) + " " + std::to_string(call) + "=" + std::to_string(*result) + " ";
      }
    }
  }
  return failing;
}

TEST(FaultPlanTest, NamesCallsResultsAndCounts) {
  EXPECT_EQ(Failing("", {"vkAllocateMemory"}), "");
  EXPECT_EQ(Failing("alloc:3,submit:lost@10", {"vkAllocateMemory", "vkQueueSubmit", "vkMapMemory"}),
            "vkAllocateMemory 3=-2 vkQueueSubmit 10=-4 ");
  EXPECT_EQ(Failing("wait:11+", {"vkWaitSemaphores"}), "vkWaitSemaphores 11=2 vkWaitSemaphores 12=2 ");
  EXPECT_EQ(Failing("vkCreateFence:failed@2/5", {"vkCreateFence"}),
            "vkCreateFence 2=-13 vkCreateFence 7=-13 vkCreateFence 12=-13 ");
  EXPECT_EQ(Failing("any:13", {"vkA", "vkB"}), "vkB 1=-1 ") << "all calls count together";
  EXPECT_EQ(Failing("alloc:memory@1,alloc:lost@1+", {"vkAllocateMemory"}).substr(0, 45),
            "vkAllocateMemory 1=-2 vkAllocateMemory 2=-4 v")
      << "the first rule wins";
}

TEST(FaultPlanTest, MistakesAreNamed) {
  const auto message = [](std::string_view text) {
    const auto plan = FaultPlan::Parse(text);
    return plan ? "" : plan.error().message();
  };
  EXPECT_EQ(message("alloc"), "the fault 'alloc': expected CALL:N or CALL:RESULT@N");
  EXPECT_EQ(
      message("alloc:1,allok:3"),
      "the fault 'allok:3': 'allok' is no call; there is alloc, map, bind, buffer, image, pipeline, submit, wait, "
      "any, and every name of Vulkan's");
  EXPECT_EQ(message("submit:gone@1"),
            "the fault 'submit:gone@1': 'gone' is no result; there is memory, host-memory, lost, timeout, failed");
  for (const char* count : {"", "0", "x", "-1", "3/0", "3/", "+", "3@4", "99999999999999999999"}) {
    EXPECT_NE(message(std::string("submit:") + count), "") << count;
  }
  EXPECT_NE(message("alloc:1,,map:1"), "");
}

}  // namespace
}  // namespace kiln::runtime

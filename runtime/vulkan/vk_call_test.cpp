#include "runtime/vulkan/vk_call.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

VkResult Answer(VkResult result) {
  return result;
}

TEST(VkCallTest, ResultsBecomeCodes) {
  EXPECT_TRUE(KILN_VK(Answer, VK_SUCCESS));
  EXPECT_TRUE(KILN_VK(Answer, VK_INCOMPLETE));
  const Status lost = KILN_VK(Answer, VK_ERROR_DEVICE_LOST);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code(), ErrorCode::kDeviceLost);
  EXPECT_EQ(lost.error().vk_result(), VK_ERROR_DEVICE_LOST);
  EXPECT_EQ(lost.error().message(), "Answer failed with VK_ERROR_DEVICE_LOST");
  EXPECT_EQ(VkError(VK_ERROR_OUT_OF_DEVICE_MEMORY, "x").code(), ErrorCode::kOutOfDeviceMemory);
  EXPECT_EQ(VkError(VK_ERROR_OUT_OF_HOST_MEMORY, "x").code(), ErrorCode::kOutOfHostMemory);
  EXPECT_EQ(VkError(VK_TIMEOUT, "x").code(), ErrorCode::kTimeout);
  EXPECT_EQ(VkError(VK_ERROR_INCOMPATIBLE_DRIVER, "x").code(), ErrorCode::kUnavailable);
  EXPECT_EQ(VkError(VK_ERROR_MEMORY_MAP_FAILED, "x").code(), ErrorCode::kOperationFailed);
  EXPECT_EQ(VkResultName(static_cast<VkResult>(-12345)), "VkResult -12345");
}

TEST(VkCallTest, AFaultFailsTheNamedCallOnly) {
  {
    const ScopedVkFault fault("Answer", VK_ERROR_FRAGMENTED_POOL, 1);
    EXPECT_TRUE(KILN_VK(Answer, VK_SUCCESS)) << "the first is skipped";
    EXPECT_TRUE(CallVk(std::source_location::current(), "Other", Answer, VK_SUCCESS));
    EXPECT_FALSE(KILN_VK(Answer, VK_SUCCESS));
    EXPECT_FALSE(KILN_VK(Answer, VK_SUCCESS));
  }
  EXPECT_TRUE(KILN_VK(Answer, VK_SUCCESS));
}

}  // namespace
}  // namespace kiln::runtime

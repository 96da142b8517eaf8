#include "kiln/base/error.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "kiln/base/result.h"

namespace kiln {
namespace {

TEST(ErrorTest, ToStringAppendsTheContextInnermostFirst) {
  const Error error = Error(ErrorCode::kInvalidArgument, "expected 4 bytes, got 8")
                          .With("while binding argument 2 of 'saxpy'")
                          .With("while running 'saxpy.cl'");
  EXPECT_EQ(error.ToString(), "expected 4 bytes, got 8, while binding argument 2 of 'saxpy', while running 'saxpy.cl'");
  EXPECT_EQ(error.message(), "expected 4 bytes, got 8");
}

TEST(ErrorTest, KeepsItsOriginAndVkResult) {
  const unsigned line = __LINE__ + 1;
  const Error error = Error(ErrorCode::kDeviceLost, "lost").WithVkResult(-4);
  EXPECT_EQ(error.vk_result(), -4);
  EXPECT_EQ(error.origin().line(), line);
  EXPECT_EQ(Error(ErrorCode::kIo, "x").vk_result(), 0);
}

TEST(ErrorTest, CodesHaveDifferentStableNames) {
  std::set<std::string> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
    names.insert(ErrorCodeName(static_cast<ErrorCode>(code)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::kInternal) + 1);
  EXPECT_EQ(names.count("unknown"), 0u);
  EXPECT_STREQ(ErrorCodeName(ErrorCode::kOutOfDeviceMemory), "out-of-device-memory");
}

Result<int> Half(int value) {
  if (value % 2 != 0) return Fail(ErrorCode::kInvalidArgument, "odd");
  return value / 2;
}
Result<int> Quarter(int value) {
  KILN_ASSIGN_OR_RETURN(const int half, Half(value));
  return Half(half);
}
Status BothEven(int a, int b) {
  KILN_RETURN_IF_ERROR(Half(a));
  KILN_RETURN_IF_ERROR(Half(b));
  return {};
}
Result<std::unique_ptr<int>> Boxed(int value) {
  KILN_ASSIGN_OR_RETURN(auto box, Result<std::unique_ptr<int>>(std::make_unique<int>(value)));
  return box;
}

TEST(ResultTest, MacrosPassValuesAndErrorsOn) {
  EXPECT_EQ(Quarter(12).value(), 3);
  ASSERT_FALSE(Quarter(6));
  EXPECT_EQ(Quarter(6).error().message(), "odd");
  EXPECT_TRUE(BothEven(2, 4));
  EXPECT_FALSE(BothEven(2, 5));
  EXPECT_EQ(**Boxed(7), 7);
}

}  // namespace
}  // namespace kiln

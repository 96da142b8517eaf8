#include "kiln/base/nearest.h"

#include <gtest/gtest.h>

namespace kiln {
namespace {

TEST(NearestTest, Distances) {
  EXPECT_EQ(EditDistance("", ""), 0u);
  EXPECT_EQ(EditDistance("abc", ""), 3u);
  EXPECT_EQ(EditDistance("", "abc"), 3u);
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3u);
  EXPECT_EQ(EditDistance("form", "from"), 1u) << "a swap";
  EXPECT_EQ(EditDistance("same", "same"), 0u);
}

TEST(NearestTest, FindsMisspellings) {
  constexpr std::string_view kWords[] = {"device", "timeout", "memory", "telemetry"};
  EXPECT_EQ(Nearest("devcie", kWords), "device");
  EXPECT_EQ(Nearest("timeuot", kWords), "timeout");
  EXPECT_EQ(Nearest("Memory", kWords), "memory");
  EXPECT_EQ(Nearest("colour", kWords), "");
  EXPECT_EQ(Nearest("", kWords), "");
  EXPECT_EQ(Nearest("x", {}), "");
  EXPECT_EQ(DidYouMean("telemtry", kWords), "; did you mean 'telemetry'?");
  EXPECT_EQ(DidYouMean("something", kWords), "");
}

}  // namespace
}  // namespace kiln

#include "tests/fuzz/choices.h"

#include <gtest/gtest.h>

namespace kiln::fuzz {
namespace {

TEST(Choices, ASeedDecidesAlike) {
  Choices a(7), b(7), c(8);
  std::vector<std::uint32_t> from_a, from_b, from_c;
  for (int i = 0; i < 20; ++i) {
    from_a.push_back(a.Below(1000));
    from_b.push_back(b.Below(1000));
    from_c.push_back(c.Below(1000));
  }
  EXPECT_EQ(from_a, from_b);
  EXPECT_NE(from_a, from_c);
  EXPECT_EQ(a.taken(), from_a);
}

TEST(Choices, AReplayDecidesAsRecordedAndThenNothing) {
  Choices replay(std::vector<std::uint32_t>{3, 12});
  EXPECT_EQ(replay.Below(10), 3U);
  EXPECT_EQ(replay.Below(10), 2U);  // 12 does not fit any more
  EXPECT_EQ(replay.Below(10), 0U);
  EXPECT_FALSE(replay.Chance(99));
  EXPECT_EQ(replay.Weighted({0, 5, 1}), 1U);  // the first that can be
}

TEST(Choices, ChancesAreAsOftenAsTheySay) {
  Choices choices(1);
  int often = 0;
  for (int i = 0; i < 10000; ++i) often += choices.Chance(30) ? 1 : 0;
  EXPECT_NEAR(often, 3000, 150);
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(choices.Chance(100));
    EXPECT_FALSE(choices.Chance(0));
  }
}

}  // namespace
}  // namespace kiln::fuzz

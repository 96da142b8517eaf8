#include "tests/fuzz/reduce.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace kiln::fuzz {
namespace {

TEST(Reduce, KeepsWhatTheFailureNeeds) {
  std::vector<std::uint32_t> all(200);
  std::iota(all.begin(), all.end(), 1);
  const auto fails = [](const std::vector<std::uint32_t>& choices) {
    return std::count(choices.begin(), choices.end(), 50U) == 1 &&
           std::count(choices.begin(), choices.end(), 130U) == 1;
  };
  EXPECT_EQ(Reduce(all, fails, 10000), (std::vector<std::uint32_t>{50, 130}));
}

TEST(Reduce, StopsAfterTheAttempts) {
  std::uint32_t attempts = 0;
  const auto fails = [&](const std::vector<std::uint32_t>&) { return ++attempts % 2 == 0; };
  Reduce(std::vector<std::uint32_t>(500, 1), fails, 20);
  EXPECT_EQ(attempts, 20U);
}

}  // namespace
}  // namespace kiln::fuzz

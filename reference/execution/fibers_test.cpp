#include "reference/execution/fibers.h"

#include <gtest/gtest.h>

#include <vector>

namespace kiln::reference {
namespace {

TEST(Fibers, ItemsTakeTurnsAtBarriers) {
  const Stacks stacks(3);
  std::vector<int> order;
  std::size_t running = 0;
  Group group;
  group.count = 3;
  group.resumed = [&](std::size_t item) { running = item; };
  group.body = [&](std::size_t item) {
    EXPECT_EQ(running, item);
    order.push_back(static_cast<int>(item));
    WaitForGroup();
    EXPECT_EQ(running, item);
    order.push_back(static_cast<int>(10 + item));
  };
  EXPECT_EQ(RunGroup(group, stacks), GroupEnd::kDone);
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 10, 11, 12}));
}

TEST(Fibers, ABarrierThatOneItemMissesIsNoticed) {
  const Stacks stacks(2);
  Group group;
  group.count = 2;
  group.body = [](std::size_t item) {
    if (item == 0) WaitForGroup();
  };
  EXPECT_EQ(RunGroup(group, stacks), GroupEnd::kBarrierMissed);
}

TEST(Fibers, StacksEndInAGuard) {
  const Stacks stacks(2);
  ASSERT_TRUE(stacks.ok());
  EXPECT_TRUE(stacks.IsGuard(stacks.top(0) - Stacks::kBytes));
  EXPECT_FALSE(stacks.IsGuard(stacks.top(0) - 1));
  EXPECT_TRUE(stacks.IsGuard(stacks.top(1) - Stacks::kBytes));
  EXPECT_FALSE(stacks.IsGuard(stacks.top(1)));
}

}  // namespace
}  // namespace kiln::reference

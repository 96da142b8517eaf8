#include "runtime/execution/graph_plan.h"

#include <gtest/gtest.h>

#include <random>

namespace kiln::runtime {
namespace {

using Levels = std::vector<std::vector<std::size_t>>;

const int kResources[4] = {};
Access Reads(int resource) {
  return {&kResources[resource], true, false};
}
Access Writes(int resource) {
  return {&kResources[resource], false, true};
}

TEST(GraphPlanTest, NodesThatShareNothingAreOneLevel) {
  EXPECT_EQ(PlanLevels({}, {}).value(), Levels());
  EXPECT_EQ(PlanLevels({{"a", {Writes(0)}}, {"b", {Writes(1)}}, {"c", {Reads(2)}}, {"d", {Reads(2)}}}, {}).value(),
            (Levels{{0, 1, 2, 3}}));
}

TEST(GraphPlanTest, MemoryOrdersAsAdded) {
  EXPECT_EQ(PlanLevels({{"write", {Writes(0)}},
                        {"read", {Reads(0), Writes(1)}},
                        {"read too", {Reads(0), Writes(2)}},
                        {"write again", {Writes(0)}},
                        {"join", {Reads(1), Reads(2)}},
                        {"in place", {Reads(0), Writes(0)}}},
                       {})
                .value(),
            (Levels{{0}, {1, 2}, {3, 4}, {5}}));
}

TEST(GraphPlanTest, DependenciesOrderWhatSharesNothing) {
  EXPECT_EQ(PlanLevels({{"a", {}}, {"b", {}}, {"c", {}}, {"d", {}}}, {{0, 1}, {0, 2}, {1, 3}, {2, 3}}).value(),
            (Levels{{0}, {1, 2}, {3}}));
  EXPECT_EQ(PlanLevels({{"a", {}}, {"b", {}}}, {{0, 1}, {0, 1}}).value(), (Levels{{0}, {1}})) << "said twice";
}

TEST(GraphPlanTest, DependenciesOverrideTheOrderOfAdding) {
  EXPECT_EQ(PlanLevels({{"reader", {Reads(0)}}, {"writer", {Writes(0)}}}, {{1, 0}}).value(), (Levels{{1}, {0}}));
  // In a ring of conflicts, one dependency against the order of adding must not make a cycle.
  EXPECT_EQ(PlanLevels({{"a", {Writes(0), Writes(1)}}, {"b", {Writes(1), Writes(2)}}, {"c", {Writes(2), Writes(0)}}},
                       {{2, 0}})
                .value(),
            (Levels{{1}, {2}, {0}}));
}

TEST(GraphPlanTest, ACycleIsNamed) {
  const std::vector<PlannedNode> nodes = {{"in", {}}, {"a", {}}, {"b", {}}, {"c", {}}, {"out", {}}};
  const auto cycle = PlanLevels(nodes, {{0, 1}, {1, 2}, {2, 3}, {3, 1}, {3, 4}});
  ASSERT_FALSE(cycle);
  EXPECT_EQ(cycle.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(cycle.error().message(), "the graph has a cycle: 1 'a' -> 2 'b' -> 3 'c' -> 1 'a'");
  EXPECT_EQ(PlanLevels(nodes, {{4, 4}}).error().message(), "the graph has a cycle: 4 'out' -> 4 'out'");
}

// Of random graphs: every dependency and every conflict goes up a level, and no node lies higher than it must.
TEST(GraphPlanTest, RandomGraphsKeepTheirOrder) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = 1 + random() % 12;
    std::vector<PlannedNode> nodes(count);
    for (PlannedNode& node : nodes) {
      for (int resource = 0; resource < 4; ++resource) {
        const auto kind = random() % 6;
        if (kind == 0) node.accesses.push_back(Reads(resource));
        if (kind == 1) node.accesses.push_back(Writes(resource));
      }
    }
    std::vector<Dependency> dependencies;
    for (std::size_t i = 0; i + 1 < count; ++i) {
      if (random() % 3 == 0) dependencies.emplace_back(i, i + 1 + random() % (count - i - 1));
    }
    const auto levels = PlanLevels(nodes, dependencies);
    ASSERT_TRUE(levels);
    std::vector<std::size_t> level(count, ~std::size_t{0});
    for (std::size_t l = 0; l < levels->size(); ++l) {
      for (const std::size_t node : (*levels)[l]) level[node] = l;
    }
    std::vector<std::size_t> least(count, 0);  // these dependencies never contradict the order of adding
    for (std::size_t node = 0; node < count; ++node) {
      for (std::size_t earlier = 0; earlier < node; ++earlier) {
        bool depends =
            std::find(dependencies.begin(), dependencies.end(), Dependency(earlier, node)) != dependencies.end();
        for (const Access& a : nodes[earlier].accesses) {
          for (const Access& b : nodes[node].accesses) {
            depends = depends || (a.resource == b.resource && (a.is_written || b.is_written));
          }
        }
        if (depends) least[node] = std::max(least[node], least[earlier] + 1);
      }
      ASSERT_EQ(level[node], least[node]) << "round " << round << " node " << node;
    }
  }
}

}  // namespace
}  // namespace kiln::runtime

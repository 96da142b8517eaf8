#include "runtime/execution/hazard_tracker.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

class HazardTrackerTest : public testing::Test {
 protected:
  bool Reads(const int& resource) { return Next({{&resource, true, false}}); }
  bool Writes(const int& resource) { return Next({{&resource, false, true}}); }
  bool Next(const std::vector<Access>& accesses) { return tracker_.NeedsBarrier(accesses); }
  HazardTracker tracker_;
  int a_ = 0, b_ = 0;
};

TEST_F(HazardTrackerTest, ReadsNeedNoBarrierBetweenThem) {
  EXPECT_FALSE(Reads(a_));
  EXPECT_FALSE(Reads(a_));
}

TEST_F(HazardTrackerTest, EveryPairWithAWriteNeedsOne) {
  EXPECT_FALSE(Writes(a_));
  EXPECT_TRUE(Reads(a_)) << "read after write";
  EXPECT_TRUE(Writes(a_)) << "write after read";
  EXPECT_TRUE(Writes(a_)) << "write after write";
}

TEST_F(HazardTrackerTest, OtherResourcesDoNotMatter) {
  EXPECT_FALSE(Writes(a_));
  EXPECT_FALSE(Writes(b_));
  EXPECT_TRUE(Reads(a_));
  EXPECT_FALSE(Reads(b_)) << "the barrier separated it from b's write, too";
}

TEST_F(HazardTrackerTest, AResourceTwiceInOneCommandIsNoHazard) {
  EXPECT_FALSE(Next({{&a_, true, false}, {&a_, false, true}}));
  EXPECT_TRUE(Reads(a_));
}

TEST_F(HazardTrackerTest, AnAccessOfNeitherKindIsNone) {
  EXPECT_FALSE(Next({{&a_, false, false}}));
  EXPECT_FALSE(Writes(a_));
}

}  // namespace
}  // namespace kiln::runtime

#include "runtime/memory/memory_pressure.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

constexpr std::array<double, 3> kShares = {0.5, 0.75, 0.9};

HeapStatistics Heap(std::uint64_t usage, std::uint64_t budget) {
  HeapStatistics heap;
  heap.size = 1000;
  heap.usage = usage;
  heap.budget = budget;
  return heap;
}

TEST(MemoryPressureTest, TheFullestMemoryCounts) {
  const auto level = [](std::uint64_t first, std::uint64_t second) {
    const std::vector<HeapStatistics> heaps = {Heap(first, 100), Heap(second, 1000)};
    return PressureOf(heaps, 0, 0, kShares);
  };
  EXPECT_EQ(level(0, 0), MemoryPressure::kNone);
  EXPECT_EQ(level(49, 100), MemoryPressure::kNone);
  EXPECT_EQ(level(50, 100), MemoryPressure::kModerate);
  EXPECT_EQ(level(10, 750), MemoryPressure::kHigh);
  EXPECT_EQ(level(90, 0), MemoryPressure::kCritical);
  EXPECT_EQ(level(200, 0), MemoryPressure::kCritical) << "other processes may leave less than is used";
}

TEST(MemoryPressureTest, AQuotaCountsLikeAMemory) {
  const std::vector<HeapStatistics> heaps = {Heap(10, 1000)};
  EXPECT_EQ(PressureOf(heaps, 80, 100, kShares), MemoryPressure::kHigh);
  EXPECT_EQ(PressureOf(heaps, 80, 0, kShares), MemoryPressure::kNone);
}

TEST(MemoryPressureTest, ABudgetOfNothingIsFullOnceUsed) {
  const std::vector<HeapStatistics> unused = {Heap(0, 0)}, used = {Heap(1, 0)};
  EXPECT_EQ(PressureOf(unused, 0, 0, kShares), MemoryPressure::kNone);
  EXPECT_EQ(PressureOf(used, 0, 0, kShares), MemoryPressure::kCritical);
}

TEST(MemoryUseTest, NamesAreReadBack) {
  for (std::size_t i = 0; i < kMemoryUses; ++i) {
    const auto use = static_cast<MemoryUse>(i);
    const auto parsed = ParseMemoryUse(MemoryUseName(use));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, use);
  }
  const auto wrong = ParseMemoryUse("fast");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message(),
            "'fast' is no use of memory; expected auto, device-local, host-visible, readback or unified");
}

}  // namespace
}  // namespace kiln::runtime

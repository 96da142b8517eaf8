#include "runtime/memory/free_list.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace kiln::runtime {
namespace {

TEST(FreeListTest, GivesAlignedPartsUntilFull) {
  FreeList list(1024);
  EXPECT_EQ(list.Allocate(10, 1), 0u);
  EXPECT_EQ(list.Allocate(10, 256), 256u);
  EXPECT_EQ(list.Allocate(512, 256), 512u);
  EXPECT_EQ(list.Allocate(300, 1), std::nullopt);
  EXPECT_EQ(list.Allocate(246, 1), 10u) << "the gap that alignment left";
}

TEST(FreeListTest, TakesTheSmallestGapThatFits) {
  FreeList list(1000);
  EXPECT_EQ(list.Allocate(300, 1), 0u);
  EXPECT_EQ(list.Allocate(10, 1), 300u);
  EXPECT_EQ(list.Allocate(100, 1), 310u);
  EXPECT_EQ(list.Allocate(10, 1), 410u);
  list.Free(0, 300);
  list.Free(310, 100);
  EXPECT_EQ(list.Allocate(90, 1), 310u);
}

TEST(FreeListTest, JoinsNeighbours) {
  FreeList list(300);
  ASSERT_TRUE(list.Allocate(100, 1) && list.Allocate(100, 1) && list.Allocate(100, 1));
  list.Free(0, 100);
  list.Free(200, 100);
  EXPECT_FALSE(list.IsAllFree());
  EXPECT_EQ(list.Allocate(150, 1), std::nullopt);
  list.Free(100, 100);
  EXPECT_TRUE(list.IsAllFree());
  EXPECT_EQ(list.Allocate(300, 1), 0u);
}

TEST(FreeListTest, RandomUseNeverOverlaps) {
  struct Piece {
    std::uint64_t offset, size;
  };
  constexpr std::uint64_t kSize = 4096;
  std::mt19937 random(7);
  FreeList list(kSize);
  std::vector<bool> taken(kSize, false);
  std::vector<Piece> pieces;
  for (int step = 0; step < 20000; ++step) {
    if (random() % 2 == 0 || pieces.empty()) {
      const std::uint64_t size = 1 + random() % 300;
      const std::uint64_t alignment = 1u << random() % 8;
      const auto offset = list.Allocate(size, alignment);
      if (!offset) continue;
      ASSERT_EQ(*offset % alignment, 0u);
      ASSERT_LE(*offset + size, kSize);
      for (std::uint64_t i = *offset; i < *offset + size; ++i) {
        ASSERT_FALSE(taken[i]);
        taken[i] = true;
      }
      pieces.push_back({*offset, size});
    } else {
      const std::size_t index = random() % pieces.size();
      const Piece piece = pieces[index];
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(index));
      list.Free(piece.offset, piece.size);
      for (std::uint64_t i = piece.offset; i < piece.offset + piece.size; ++i) taken[i] = false;
    }
  }
  for (const Piece& piece : pieces) list.Free(piece.offset, piece.size);
  EXPECT_TRUE(list.IsAllFree());
}

}  // namespace
}  // namespace kiln::runtime

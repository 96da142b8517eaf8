#include "runtime/memory/size_buckets.h"

#include <gtest/gtest.h>

#include "kiln/runtime/memory.h"

namespace kiln::runtime {
namespace {

TEST(SizeBucketsTest, RoundsUpToTheNext) {
  const SizeBuckets buckets({4096, 100, 1000});
  EXPECT_EQ(buckets.size(0), 112u) << "a multiple of 16";
  EXPECT_EQ(buckets.Find(1), 0u);
  EXPECT_EQ(buckets.Find(112), 0u);
  EXPECT_EQ(buckets.Find(113), 1u);
  EXPECT_EQ(buckets.Find(4096), 2u);
  EXPECT_EQ(buckets.Find(4097), std::nullopt);
  EXPECT_EQ(SizeBuckets({}).Find(1), std::nullopt);
}

TEST(SizeBucketsTest, TheDefaultWastesAFifthAtMost) {
  const SizeBuckets buckets(DefaultBuckets());
  for (std::uint64_t size = 257; size < (256u << 20); size += size / 7) {
    const auto bucket = buckets.Find(size);
    ASSERT_TRUE(bucket) << size;
    EXPECT_GE(buckets.size(*bucket), size);
    EXPECT_LE(static_cast<double>(buckets.size(*bucket)), 1.25 * static_cast<double>(size) + 16) << size;
  }
  EXPECT_EQ(buckets.size(buckets.count() - 1), 256u << 20);
}

}  // namespace
}  // namespace kiln::runtime

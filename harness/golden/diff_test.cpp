#include "harness/golden/diff.h"

#include <gtest/gtest.h>

namespace kiln::harness {
namespace {

TEST(FirstDifference, EqualTextsHaveNone) {
  EXPECT_EQ(FirstDifference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(FirstDifference("", ""), "");
}

TEST(FirstDifference, AChangedLineWithContext) {
  EXPECT_EQ(FirstDifference("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(FirstDifference, InsertedAndRemovedLines) {
  EXPECT_EQ(FirstDifference("a\nb\nc\nd\n", "a\nx\ny\nb\nc\nd\n"), "@@ -1,4 +1,6 @@\n a\n+x\n+y\n b\n c\n d\n");
  EXPECT_EQ(FirstDifference("a\nb\nc\n", "a\n"), "@@ -1,3 +1,1 @@\n a\n-b\n-c\n");
  EXPECT_EQ(FirstDifference("", "a\n"), "@@ -0,0 +1,1 @@\n+a\n");
}

TEST(FirstDifference, OnlyTheFirstOfSeveral) {
  const std::string text = FirstDifference("1\n2\n3\n4\n5\n6\n7\n8\n", "one\n2\n3\n4\n5\n6\n7\neight\n");
  EXPECT_NE(text.find("+one"), std::string::npos);
  EXPECT_EQ(text.find("eight"), std::string::npos);
}

TEST(FirstDifference, AMissingLastNewlineIsSeen) {
  EXPECT_EQ(FirstDifference("a\nb\n", "a\nb"), "@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n");
}

TEST(FirstDifference, LongHunksAreCut) {
  std::string before;
  std::string after;
  for (int i = 0; i < 1000; ++i) {
    before += "x" + std::to_string(i) + "\n";
    after += "y" + std::to_string(i) + "\n";
  }
  const std::string text = FirstDifference(before, after);
  EXPECT_NE(text.find("... 940 more lines"), std::string::npos);
  EXPECT_LT(text.size(), 2000U);
}

}  // namespace
}  // namespace kiln::harness

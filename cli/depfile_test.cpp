#include "cli/depfile.h"

#include <gtest/gtest.h>

namespace kiln::cli {
namespace {

TEST(QuoteForMake, EscapesWhatMakeWouldSplitOrExpand) {
  EXPECT_EQ(QuoteForMake("plain/name.cl"), "plain/name.cl");
  EXPECT_EQ(QuoteForMake("with space.cl"), "with\\ space.cl");
  EXPECT_EQ(QuoteForMake("a#b"), "a\\#b");
  EXPECT_EQ(QuoteForMake("a$b"), "a$$b");
  EXPECT_EQ(QuoteForMake("back\\slash"), "back\\slash");
  EXPECT_EQ(QuoteForMake("back\\ slash"), "back\\\\\\ slash");
}

TEST(WriteDepfile, NamesEachPrerequisiteOnce) {
  const DepfileRule rule{{"k.spv"}, {"k.cl", "a.h", "a.h"}, false};
  EXPECT_EQ(WriteDepfile(std::span(&rule, 1)), "k.spv: k.cl a.h\n");
}

TEST(WriteDepfile, BreaksLongLines) {
  const DepfileRule rule{{"k.spv"}, {"k.cl", std::string(90, 'x')}, false};
  EXPECT_EQ(WriteDepfile(std::span(&rule, 1)), "k.spv: k.cl \\\n  " + std::string(90, 'x') + "\n");
}

TEST(WriteDepfile, GivesHeadersEmptyRulesOnRequest) {
  const DepfileRule rules[] = {{{"k.spv"}, {"k.cl", "a.h"}, true}, {{"l.spv"}, {"l.cl", "a.h"}, true}};
  EXPECT_EQ(WriteDepfile(rules), "k.spv: k.cl a.h\na.h:\nl.spv: l.cl a.h\n");
}

}  // namespace
}  // namespace kiln::cli

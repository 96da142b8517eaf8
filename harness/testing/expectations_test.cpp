#include "harness/testing/expectations.h"

#include <gtest/gtest.h>

namespace kiln::harness {
namespace {

Expectations Parse(std::string_view text) {
  auto expectations = Expectations::Parse(text, "list.txt");
  EXPECT_TRUE(expectations) << (expectations ? "" : expectations.error().message());
  return expectations ? *expectations : Expectations();
}
std::string ErrorOf(std::string_view text) {
  const auto expectations = Expectations::Parse(text, "list.txt");
  return expectations ? "" : expectations.error().message();
}

TEST(Expectations, TheFirstMatchGivesTheReason) {
  auto list = Parse(
      "# comment\n"
      "\n"
      "a.cl::one two  # needs images\n"
      "cl/*.cl::*  # everything else # really\n"
      "b.cl::vload [0]  # brackets are no pattern here\n"
      "b.cl::add #2  # second of its name\n");
  EXPECT_EQ(*list.Reason("x/a.cl::one two"), "needs images");
  EXPECT_EQ(*list.Reason("a.cl::one two"), "needs images");
  EXPECT_EQ(*list.Reason("cl/a.cl::one two"), "needs images");
  EXPECT_EQ(*list.Reason("cl/d.cl::x"), "everything else # really");
  EXPECT_EQ(*list.Reason("b.cl::vload [0]"), "brackets are no pattern here");
  EXPECT_EQ(*list.Reason("b.cl::add #2"), "second of its name");
  EXPECT_EQ(list.Reason("b.cl::add"), nullptr);
  EXPECT_EQ(list.Reason("aa.cl::one two"), nullptr);
}

TEST(Expectations, UnusedLinesAreNamed) {
  auto list = Parse("a.cl::x  # r\nb.cl::x  # r\n");
  list.Reason("b.cl::x");
  EXPECT_EQ(list.Unused(), (std::vector<std::string>{"list.txt:1: a.cl::x"}));
}

TEST(Expectations, ALineNeedsANameAndAReason) {
  EXPECT_EQ(ErrorOf("\na.cl::x\n"), "list.txt:2: a reason is missing: path::subtest  # reason");
  EXPECT_EQ(ErrorOf("a.cl::x #\n"), "list.txt:1: a reason is missing: path::subtest  # reason");
  EXPECT_EQ(ErrorOf("a.cl  # r\n"), "list.txt:1: expected path::subtest  # reason");
}

}  // namespace
}  // namespace kiln::harness

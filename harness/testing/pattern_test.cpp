#include "harness/testing/pattern.h"

#include <gtest/gtest.h>

namespace kiln::harness {
namespace {

bool Matches(const std::string& filter, const std::string& id) {
  const auto parsed = Filter::Parse(filter);
  EXPECT_TRUE(parsed);
  return parsed && parsed->Matches(id);
}

TEST(GlobMatches, TheWholeOrWhatFollowsASlashOfThePath) {
  EXPECT_TRUE(GlobMatches("tests/*.cl::*", "tests/a/b.cl::x"));
  EXPECT_TRUE(GlobMatches("b.cl::x", "/usr/tests/b.cl::x"));
  EXPECT_TRUE(GlobMatches("tests/b.cl::*", "/usr/tests/b.cl::x y"));
  EXPECT_FALSE(GlobMatches("ests/b.cl::*", "/usr/tests/b.cl::x"));
  EXPECT_FALSE(GlobMatches("b.cl", "b.cl::x"));
  EXPECT_FALSE(GlobMatches("y", "b.cl::x/y")) << "a slash of the subtest's name counts for nothing";
}

TEST(Filter, ThreeKinds) {
  const std::string id = "/usr/tests/sin.cl::sin float4";
  EXPECT_TRUE(Matches("", id));
  EXPECT_TRUE(Matches("sin.cl", id));
  EXPECT_FALSE(Matches("cos", id));
  EXPECT_TRUE(Matches("sin.cl::*", id));
  EXPECT_TRUE(Matches("*float?", id));
  EXPECT_FALSE(Matches("*float", id));
  EXPECT_TRUE(Matches("/float[24]$/", id));
  EXPECT_FALSE(Matches("/float[28]$/", id));
}

TEST(Filter, ABadRegexIsAnError) {
  const auto filter = Filter::Parse("/(/");
  ASSERT_FALSE(filter);
  EXPECT_NE(filter.error().message().find("bad filter '/(/'"), std::string::npos);
}

}  // namespace
}  // namespace kiln::harness

#include "runtime/configuration/json_tree.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

std::string Complaint(std::string_view text) {
  const auto tree = ParseJson(text);
  return tree ? "none" : tree.error().message();
}

TEST(JsonTreeTest, KnowsItsLines) {
  const auto tree = ParseJson("\n{\"a\": 1\n,\n\"b\": [true,\n  -2.5\n], \"c\"\n:\n\"x\",\n\"d\": 12\n}\n");
  ASSERT_TRUE(tree) << tree.error().ToString();
  EXPECT_EQ(tree->kind, JsonNode::Kind::kObject);
  EXPECT_EQ(tree->line, 2u);
  ASSERT_EQ(tree->children.size(), 4u);
  const JsonNode& a = tree->children[0];
  EXPECT_EQ(a.key, "a");
  EXPECT_EQ(a.line, 2u) << "a number ends before the line break that ends it";
  EXPECT_EQ(a.integer, 1u);
  const JsonNode& b = tree->children[1];
  EXPECT_EQ(b.key_line, 4u);
  EXPECT_EQ(b.line, 4u);
  ASSERT_EQ(b.children.size(), 2u);
  EXPECT_TRUE(b.children[0].boolean);
  EXPECT_EQ(b.children[0].line, 4u);
  EXPECT_EQ(b.children[1].number, -2.5);
  EXPECT_EQ(b.children[1].line, 5u);
  EXPECT_FALSE(b.children[1].is_integer);
  const JsonNode& c = tree->children[2];
  EXPECT_EQ(c.key_line, 6u);
  EXPECT_EQ(c.line, 8u);
  EXPECT_EQ(c.text, "x");
  EXPECT_EQ(tree->children[3].line, 9u);
}

TEST(JsonTreeTest, SaysTheLineOfWhatIsNoJson) {
  EXPECT_TRUE(Complaint("").starts_with("1: syntax error")) << Complaint("");
  EXPECT_TRUE(Complaint("{\n\"a\": 1,\n}").starts_with("3: syntax error")) << Complaint("{\n\"a\": 1,\n}");
  EXPECT_TRUE(Complaint("{\n\"a\": tru\n}").starts_with("2: syntax error")) << Complaint("{\n\"a\": tru\n}");
  EXPECT_TRUE(Complaint("{}\n\nx").starts_with("3: ")) << Complaint("{}\n\nx");
  EXPECT_TRUE(Complaint("{\"a\": \"\xff\"}").starts_with("1: ")) << Complaint("{\"a\": \"\xff\"}");
  EXPECT_EQ(Complaint("{\"a\": 1,\n\"b\": 2,\n\"a\": 3}"), "3: 'a' is there already, in line 1");
  EXPECT_EQ(Complaint(std::string(100, '[')), "1: this is nested too deep");
  EXPECT_EQ(Complaint("[1e999]").find("1: "), 0u);
}

TEST(JsonTreeTest, TakesWhatIsJson) {
  for (const char* text : {"null", "true", "[]", "{}", "\"\"", "0", "-1", "18446744073709551615", " [ [ ] , { } ] "}) {
    EXPECT_TRUE(ParseJson(text)) << text;
  }
  EXPECT_EQ(ParseJson("18446744073709551615")->integer, ~std::uint64_t{0});
  EXPECT_STREQ(ParseJson("{}")->KindName(), "an object");
}

}  // namespace
}  // namespace kiln::runtime

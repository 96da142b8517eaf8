#include "tests/fuzz/type.h"

#include <gtest/gtest.h>

namespace kiln::fuzz {
namespace {

Aggregate Struct(std::vector<Field> fields) {
  return {"S", false, false, std::move(fields)};
}

constexpr Type kChar{Scalar::kChar, 1}, kInt{Scalar::kInt, 1};

TEST(LayoutOf, PaddingAndFloatsAreNotPlain) {
  const Layout padded = LayoutOf(Struct({{"a", kChar}, {"b", kInt}}), {});
  EXPECT_EQ(padded.bytes, 8U);
  EXPECT_EQ(padded.alignment, 4U);
  EXPECT_FALSE(padded.is_plain);
  EXPECT_FALSE(LayoutOf(Struct({{"b", kInt}, {"a", kChar}}), {}).is_plain) << "padding in the end";
  EXPECT_FALSE(LayoutOf(Struct({{"a", {Scalar::kFloat, 1}}}), {}).is_plain);
  EXPECT_FALSE(LayoutOf(Struct({{"a", {Scalar::kInt, 3}}}), {}).is_plain);
}

TEST(LayoutOf, PackedNestedAndUnions) {
  Aggregate packed = Struct({{"a", kChar}, {"b", kInt, 2}});
  packed.packed = true;
  EXPECT_EQ(LayoutOf(packed, {}).bytes, 9U);
  EXPECT_EQ(LayoutOf(packed, {}).alignment, 1U);
  EXPECT_TRUE(LayoutOf(packed, {}).is_plain);
  const Layout nested = LayoutOf(Struct({{"a", kChar, 3}, {"b", kInt, 0, 0}}), {packed});
  EXPECT_EQ(nested.bytes, 12U);
  EXPECT_TRUE(nested.is_plain);
  Aggregate both = Struct({{"a", kInt, 2}, {"b", {Scalar::kUlong, 1}}});
  both.is_union = true;
  EXPECT_EQ(LayoutOf(both, {}).bytes, 8U);
  EXPECT_TRUE(LayoutOf(both, {}).is_plain);
}

}  // namespace
}  // namespace kiln::fuzz

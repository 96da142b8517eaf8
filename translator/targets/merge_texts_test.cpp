#include "translator/targets/merge_texts.h"

#include <gtest/gtest.h>

#include "translator/targets/text_pieces.h"

namespace kiln::translator::targets {
namespace {

constexpr char kInline[] = "static inline __attribute__((always_inline))\n";

std::string Function(const std::string& name, const std::string& body) {
  return kInline + ("float " + name + "(float x)\n{\n    " + body + "\n}\n");
}

std::string Kernel(const std::string& name, const std::string& body) {
  return "\nkernel void " + name + "(device float* a [[buffer(0)]],\n  uint i [[thread_position_in_grid]])\n{\n    " +
         body + "\n}\n";
}

TEST(FunctionName, IsFoundBehindAttributes) {
  EXPECT_EQ(FunctionName(Function("falloff", "return x;")), "falloff");
  EXPECT_EQ(FunctionName(Kernel("k", "").substr(1)), "k");
  EXPECT_EQ(FunctionName("template<typename T>\n[[clang::optnone]] T spvFMul(T l, T r)\n{\n}\n"), "spvFMul");
  EXPECT_EQ(FunctionName("[numthreads(64, 1, 1)]\nvoid main(uint i : SV_GroupIndex)\n{\n}\n"), "main");
  EXPECT_EQ(FunctionName("struct params\n{\n    float (x);\n};\n"), "");
  EXPECT_EQ(FunctionName("layout(push_constant, std430) uniform args_block\n{\n    float x;\n} args;\n"), "");
  EXPECT_EQ(FunctionName("cbuffer args : register(b0, space0)\n{\n    float x;\n};\n"), "");
  EXPECT_EQ(FunctionName("#include <metal_stdlib>\n"), "");
}

TEST(MergeTexts, AFunctionOfTwoKernelsStandsOnce) {
  const auto merged = MergeTexts({Function("f", "float _12 = x; return _12;") + Kernel("k", "a[i] = f(a[i]);"),
                                  Function("f", "float _15 = x; return _15;") + Kernel("l", "a[i] = f(2.0);")});
  ASSERT_TRUE(merged);
  EXPECT_EQ(*merged, Function("f", "float _12 = x; return _12;") + Kernel("k", "a[i] = f(a[i]);") +
                         Kernel("l", "a[i] = f(2.0);"));
}

TEST(MergeTexts, AnotherFunctionOfTheSameNameGetsItsOwn) {
  const auto merged = MergeTexts({Function("f", "return x;") + Kernel("k", "a[i] = f(a[i]);"),
                                  Function("f", "return x + 1;") + Kernel("l", "a[i] = f(s.f) + of(f_2);")});
  ASSERT_TRUE(merged);
  EXPECT_EQ(*merged, Function("f", "return x;") + Kernel("k", "a[i] = f(a[i]);") + Function("f_3", "return x + 1;") +
                         Kernel("l", "a[i] = f_3(s.f) + of(f_2);"));
}

TEST(MergeTexts, HelpersMayBeOverloaded) {
  const std::string one = "template<typename T>\nT spvA(T l)\n{\n    return l;\n}\n";
  const std::string other = "template<>\nbool spvA(bool l)\n{\n    return !!l;\n}\n";
  const auto merged =
      MergeTexts({one + other + Kernel("k", "a[i] = spvA(1.0);"), one + other + Kernel("l", "a[i] = spvA(true);")});
  ASSERT_TRUE(merged);
  EXPECT_EQ(*merged, one + other + Kernel("k", "a[i] = spvA(1.0);") + Kernel("l", "a[i] = spvA(true);"));
}

TEST(MergeTexts, HelpersThatNothingUsesAreLeftOut) {
  const std::string used = "template<typename T>\nT spvA(T l)\n{\n    return l;\n}\n";
  const std::string user = "template<typename T>\nT spvAB(T l)\n{\n    return spvA(l);\n}\n";
  const auto with = MergeTexts({used + user + Kernel("k", "a[i] = spvAB(1.0);")});
  ASSERT_TRUE(with);
  EXPECT_EQ(*with, used + user + Kernel("k", "a[i] = spvAB(1.0);"));
  const auto without = MergeTexts({used + user + Kernel("k", "a[i] = 1.0;")});
  ASSERT_TRUE(without);
  EXPECT_EQ(*without, Kernel("k", "a[i] = 1.0;").substr(1));
}

}  // namespace
}  // namespace kiln::translator::targets

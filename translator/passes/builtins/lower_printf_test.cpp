#include "translator/passes/builtins/lower_printf.h"

#include <gtest/gtest.h>

#include <cstring>

#include "translator/testing/evaluate.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Stage;
using testing::TestKernel;

std::string Kernel(const std::string& body) { return "kernel void k(global int *a) { " + body + " }"; }

// The lowered kernel run on constants, with room for so many words of records. Returns what the host makes of the buffer.
artifact::PrintfOutput Print(TestKernel& test, std::uint32_t capacity = 256) {
  test.Advance(Stage::kResolved);
  EXPECT_TRUE(test.Errors().empty()) << test.Errors().front();
  if (!test.kernel.printf) return {};
  std::vector<std::uint32_t> words(artifact::kPrintfHeaderWords + capacity);
  words[1] = capacity;
  testing::Evaluator evaluator(test.kernel);
  const std::string name = kPrintfBuffer.str() + "#" + std::to_string(test.Object(kPrintfBuffer.str()));
  testing::Bytes& buffer = evaluator.memory[name];
  buffer.resize(words.size() * sizeof(std::uint32_t));
  std::memcpy(buffer.data(), words.data(), buffer.size());
  evaluator.memory["a"] = {5, 0, 0, 0, 0xff, 0xff, 0xff, 0xff};
  EXPECT_TRUE(evaluator.Run()) << evaluator.problem() << "\n" << test.Text();
  std::memcpy(words.data(), buffer.data(), buffer.size());
  auto output = artifact::DecodePrintf(*test.kernel.printf, words);
  EXPECT_TRUE(output) << output.error().message();
  return output.value_or(artifact::PrintfOutput{});
}

std::string Text(const std::string& body) {
  TestKernel test(Kernel(body));
  return Print(test).text;
}

std::string Arguments(const std::string& body) {
  TestKernel test(Kernel(body));
  test.Advance(Stage::kSimplified);
  EXPECT_TRUE(test.Errors().empty()) << test.Errors().front();
  std::string text;
  for (const artifact::PrintfFormat& format : test.kernel.printf->formats) {
    text += text.empty() ? "" : " | ";
    for (const artifact::PrintfArgument& argument : format.arguments) text += ToString(argument) + " ";
  }
  return text;
}

std::string ErrorOf(const std::string& body) {
  TestKernel test(Kernel(body));
  test.Advance(Stage::kSimplified);
  return test.Errors().empty() ? "none" : test.Errors().front();
}

TEST(LowerPrintf, RecordsSayWhatTheSourceSays) {
  EXPECT_EQ(Text(R"(printf("x = %d, y = %d\n", a[0], a[1]);)"), "x = 5, y = -1\n");
  EXPECT_EQ(Text(R"(for (int i = 0; i < 3; ++i) printf("%d %s\n", i, i == 1 ? "one" : "other");)"),
            "0 other\n1 one\n2 other\n");
  EXPECT_EQ(Text(R"(if (a[0] == 6) printf("no"); else printf("yes");)"), "yes");
  EXPECT_EQ(Text(R"(printf("%v4hld %ld %c", (int4)(a[0], a[1], 7, 8), (long)a[1], 'x');)"), "5,-1,7,8 -1 x");
  EXPECT_EQ(Text(R"(printf("%s", (constant char*)0);)"), "(null)");
}

TEST(LowerPrintf, ItReturnsZeroOrMinusOneWhenTheBufferIsFull) {
  TestKernel test(Kernel(R"(a[0] = printf("%d\n", a[1]); a[1] = printf("%d\n", 2); printf("lost");)"));
  const artifact::PrintfOutput output = Print(test, 2);
  EXPECT_EQ(output.text, "-1\n");
  EXPECT_EQ(output.dropped, 2u);
}

TEST(LowerPrintf, RecordsAreWholeOrNotThere) {
  for (std::uint32_t capacity = 1; capacity < 12; ++capacity) {
    TestKernel test(Kernel(R"(for (int i = 0; i < 4; ++i) printf("%d %d\n", i, i);)"));
    const artifact::PrintfOutput output = Print(test, capacity);
    EXPECT_EQ(output.records, capacity / 3) << capacity;
    EXPECT_EQ(output.dropped, 4 - capacity / 3) << capacity;
  }
}

TEST(LowerPrintf, ArgumentsKeepTheTypesThatTheyHaveBeforePromotion) {
  EXPECT_EQ(Arguments(R"(printf("%f %f %f", (float)a[0], 0.5f, 1.0f / a[0]);)"), "f32 f32 f32 ");
  EXPECT_EQ(Arguments(R"(printf("%d %d", (char)a[0], (short)a[0]);)"), "i32 i32 ");
  EXPECT_EQ(Arguments(R"(printf("%ld %v3hhd", (long)a[0], (char3)(a[0]));)"), "i64 v3i8 ");
  EXPECT_EQ(Arguments(R"(printf("%s %p", "text", a);)"), "string i32 ");
  EXPECT_EQ(Arguments(R"(printf("%*.*f", a[0], a[1], 2.0f);)"), "i32 i32 f32 ");
}

TEST(LowerPrintf, EqualFormatsAndStringsAreKeptOnce) {
  TestKernel test(Kernel(R"(printf("%s", "x"); printf("%s", "y"); printf("%s", "x"); printf("%d", 1);)"));
  test.Advance(Stage::kSimplified);
  ASSERT_TRUE(test.kernel.printf);
  EXPECT_EQ(test.kernel.printf->formats.size(), 2u);
  EXPECT_EQ(test.kernel.printf->strings, (std::vector<std::string>{"x", "y"}));
}

TEST(LowerPrintf, LiteralsMayComeThroughFunctionsAndChoices) {
  TestKernel test(R"(
    void say(constant char *format, int value) { printf(format, value); }
    kernel void k(global int *a) {
      say("first %d\n", a[0]);
      say(a[1] < 0 ? "negative %d\n" : "positive %d\n", a[1]);
    })");
  EXPECT_EQ(Print(test).text, "first 5\nnegative -1\n");
}

TEST(LowerPrintf, KernelsThatDoNotPrintAreLeftAlone) {
  TestKernel test(Kernel("a[0] = 1;"));
  test.Advance(Stage::kSimplified);
  EXPECT_FALSE(test.kernel.printf);
  EXPECT_EQ(test.module().getNamedGlobal(kPrintfBuffer), nullptr);
}

TEST(LowerPrintf, WhatTheHostCannotPrintIsReported) {
  EXPECT_EQ(ErrorOf(R"(printf("%y", a[0]);)"),
            "printf: '%y': this is no conversion of OpenCL C; write %% for a percent sign");
  EXPECT_EQ(ErrorOf(R"(printf("%d %d", a[0]);)"),
            "printf: '%d' has no argument: the format wants more than the 1 that follow it");
  EXPECT_EQ(ErrorOf(R"(printf("%f", a[0]);)"),
            "printf: '%f' wants a floating-point number, argument 1 behind the format is an integer");
  EXPECT_EQ(ErrorOf(R"(printf("%p", a[0]);)"), "printf: '%p' wants a pointer, argument 1 behind the format is none");
  EXPECT_EQ(ErrorOf(R"(printf(a[0] ? "%d" : "%f", a[0]);)"),
            "printf: '%f' wants a floating-point number, argument 1 behind the format is an integer");
  EXPECT_EQ(ErrorOf(R"(printf(a[0] ? "%p" : "%s", "x");)"),
            "printf: the formats that this call chooses from take different arguments; print each by a call of its own");
  EXPECT_EQ(ErrorOf(R"(char text[2] = {'a', (char)a[0]}; printf("%s", text);)"),
            "argument 1 behind the format of printf must be a string literal, or a choice between some; print other "
            "characters one by one with %c");
  EXPECT_EQ(ErrorOf(R"(struct { int x, y; } s = {a[0], 2}; printf("%d", s);)"),
            "argument 1 of printf is no number, vector or string; print its parts");
  TestKernel loaded("kernel void k(constant char *format) { printf(format); }");
  loaded.Advance(Stage::kSimplified);
  ASSERT_EQ(loaded.Errors().size(), 1u);
  EXPECT_EQ(loaded.Errors()[0], "the format of printf must be a string literal; the host has to know it");
}

}  // namespace
}  // namespace kiln::translator

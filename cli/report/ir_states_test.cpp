#include "cli/report/ir_states.h"

#include <gtest/gtest.h>

namespace kiln::cli::report {
namespace {

// What a page makes of a state.
std::string Decode(const IrStates& states, std::size_t number, std::vector<std::int64_t>* lines = nullptr) {
  const IrStates::State& state = states.states()[number];
  std::vector<std::int64_t> base, mine;
  if (state.base) Decode(states, *state.base, &base);
  for (std::size_t i = 0; i < state.parts.size(); ++i) {
    if (state.parts[i] >= 0) {
      mine.push_back(state.parts[i]);
      continue;
    }
    const std::int64_t start = -1 - state.parts[i++];
    for (std::int64_t n = start; n < start + state.parts[i]; ++n) mine.push_back(base[static_cast<std::size_t>(n)]);
  }
  std::string text;
  for (const std::int64_t line : mine) text += states.lines()[static_cast<std::size_t>(line)] + "\n";
  if (lines != nullptr) *lines = mine;
  return text;
}

TEST(IrStates, KeepsEachStateOnce) {
  IrStates states;
  const auto first = states.Add("a\nb\n", std::nullopt);
  const auto second = states.Add("a\nc\n", first);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(states.Add("a\nb\n", second), first);
  EXPECT_EQ(states.states().size(), 2u);
  EXPECT_EQ(states.lines(), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(IrStates, StoresWhatDiffers) {
  std::string before, after;
  for (int i = 0; i < 1000; ++i) {
    before += "line " + std::to_string(i) + "\n\n";
    if (i % 100 != 7) after += "line " + std::to_string(i) + "\n\n";
    if (i % 250 == 9) after += "new " + std::to_string(i) + "\n";
  }
  after += before.substr(0, before.find("line 20"));  // what comes again
  IrStates states;
  const auto first = states.Add(before, std::nullopt);
  const auto second = states.Add(after, first);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(Decode(states, *first), before);
  EXPECT_EQ(Decode(states, *second), after);
  EXPECT_EQ(states.Text(*second), after);
  EXPECT_LT(states.states()[*second].parts.size(), 60u);
}

TEST(IrStates, SaysWhatHasNoRoom) {
  IrStates states(200);
  const auto first = states.Add("a\nb\n", std::nullopt);
  ASSERT_TRUE(first);
  EXPECT_FALSE(states.Add(std::string(300, 'x') + "\nb\n", first));
  EXPECT_EQ(states.omitted(), 1u);
  EXPECT_EQ(states.lines().size(), 2u);
  const auto third = states.Add("b\nz\n", first);
  ASSERT_TRUE(third);
  EXPECT_EQ(Decode(states, *third), "b\nz\n");
}

TEST(WithoutMetadata, DropsAttachmentsAndNodes) {
  EXPECT_EQ(WithoutMetadata("define void @k(i32 %a) #0 !dbg !7 !kernel_arg_type !13 {\n"
                            "  %x = add i32 %a, 1, !dbg !15\n"
                            "  call void @f(), !dbg !16, !srcloc !4\n"
                            "  ret void\n}\n\nattributes #0 = { nounwind }\n\n!llvm.ident = !{!6}\n\n!6 = !{!\"x\"}\n"),
            "define void @k(i32 %a) #0 {\n  %x = add i32 %a, 1\n  call void @f()\n  ret void\n}\n\n"
            "attributes #0 = { nounwind }\n");
  EXPECT_EQ(WithoutMetadata("for.body:          ; preds = %entry\n"), "for.body:  ; preds = %entry\n");
  EXPECT_EQ(WithoutMetadata("@s = constant [4 x i8] c\"a !7\"\n"), "@s = constant [4 x i8] c\"a !7\"\n");
}

}  // namespace
}  // namespace kiln::cli::report

#include "kiln/artifact/spirv_loop_exits.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "runtime/artifact/testing/spirv_text.h"

namespace kiln::artifact {
namespace {

using testing::Assemble;
using testing::Count;
using testing::Disassemble;
using testing::IsValid;





// One kernel around `body`, which runs from %entry's instructions to the last terminator.
std::string Kernel(const std::string& body, const std::string& interface = "", const std::string& decorations = "",
                   const std::string& globals = "") {
  return R"(
      OpCapability Shader
      OpCapability Int64
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %main "main" %data )" +
         interface + R"(
      OpExecutionMode %main LocalSize 1 1 1
      OpName %data "data"
      OpName %v "v"
      OpName %j "j"
      OpName %table "table"
      OpDecorate %data DescriptorSet 0
      OpDecorate %data Binding 0
      OpDecorate %block Block
      OpMemberDecorate %block 0 Offset 0
      OpDecorate %array ArrayStride 4
)" + decorations +
         R"(
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%bool = OpTypeBool
%uint = OpTypeInt 32 0
%long = OpTypeInt 64 0
%array = OpTypeRuntimeArray %uint
%block = OpTypeStruct %array
%pblock = OpTypePointer StorageBuffer %block
%data = OpVariable %pblock StorageBuffer
%pdata = OpTypePointer StorageBuffer %uint
%zero = OpConstant %uint 0
%one  = OpConstant %uint 1
%four = OpConstant %uint 4
%long3 = OpConstant %long 3
%local = OpTypePointer Function %uint
%four_uints = OpTypeArray %uint %four
%local4 = OpTypePointer Function %four_uints
)" + globals +
         R"(
%main = OpFunction %void None %fn
%entry = OpLabel
%v    = OpVariable %local Function
%j    = OpVariable %local Function
%table = OpVariable %local4 Function
)" + body +
         R"(
      OpFunctionEnd
)";
}

// for (;;) { v = data[j]; if (v > 1) break; ++j; } data[0] = v;
const std::string kBreak = R"(
      OpStore %j %zero
      OpBranch %head
%head = OpLabel
      OpLoopMerge %end %again None
      OpBranch %round
%round = OpLabel
%at   = OpLoad %uint %j
%from = OpAccessChain %pdata %data %zero %at
%read = OpLoad %uint %from
      OpStore %v %read
%big  = OpUGreaterThan %bool %read %one
      OpBranchConditional %big %end %again
%again = OpLabel
%next = OpIAdd %uint %at %one
      OpStore %j %next
      OpBranch %head
%end  = OpLabel
%last = OpLoad %uint %v
%to   = OpAccessChain %pdata %data %zero %zero
      OpStore %to %last
      OpReturn
)";

TEST(LoopExits, ValuesThatABreakTakesAlongGetOne) {
  const std::vector<std::uint32_t> words = Assemble(Kernel(kBreak));
  ASSERT_TRUE(IsValid(words));
  const auto result = AddLoopExits(words);
  ASSERT_TRUE(result) << result.error().ToString();
  EXPECT_TRUE(IsValid(*result));
  const std::string text = Disassemble(*result);
  EXPECT_EQ(Count(text, "BuiltIn NumWorkgroups"), 1u);
  EXPECT_EQ(Count(text, "OpBranchConditional"), 2u);
  EXPECT_EQ(Count(text, "OpStore %v "), 2u);
  EXPECT_EQ(Count(text, "OpStore %j "), 2u) << "j is not used behind the loop\n" << text;
}

TEST(LoopExits, LoopsThatTestFirstStayAsTheyAre) {
  // for (j = 0; j < 4; ++j) v += data[j]; data[0] = v;
  const std::vector<std::uint32_t> words = Assemble(Kernel(R"(
      OpStore %j %zero
      OpStore %v %zero
      OpBranch %head
%head = OpLabel
      OpLoopMerge %end %again None
      OpBranch %test
%test = OpLabel
%at   = OpLoad %uint %j
%go   = OpULessThan %bool %at %four
      OpBranchConditional %go %round %end
%round = OpLabel
%from = OpAccessChain %pdata %data %zero %at
%read = OpLoad %uint %from
%old  = OpLoad %uint %v
%sum  = OpIAdd %uint %old %read
      OpStore %v %sum
      OpBranch %again
%again = OpLabel
%next = OpIAdd %uint %at %one
      OpStore %j %next
      OpBranch %head
%end  = OpLabel
%last = OpLoad %uint %v
%to   = OpAccessChain %pdata %data %zero %zero
      OpStore %to %last
      OpReturn
)"));
  ASSERT_TRUE(IsValid(words));
  EXPECT_EQ(AddLoopExits(words).value(), words);
}

TEST(LoopExits, ElementsWithConstantIndicesAreValues) {
  const std::string body = [] {
    std::string text = kBreak;
    text.replace(text.find("      OpStore %v %read"), 22, R"(
%cell = OpAccessChain %local %table %one
      OpStore %cell %read
)");
    text.replace(text.find("%last = OpLoad %uint %v"), 23, R"(
%cell2 = OpAccessChain %local %table %INDEX
%last = OpLoad %uint %cell2
)");
    return text;
  }();
  const auto with_index = [&](const std::string& index) {
    std::string text = body;
    text.replace(text.find("%INDEX"), 6, index);
    const std::vector<std::uint32_t> words = Assemble(Kernel(text));
    EXPECT_TRUE(IsValid(words));
    const auto result = AddLoopExits(words);
    EXPECT_TRUE(result && IsValid(*result));
    return Count(Disassemble(*result), "OpStore %table ");
  };
  EXPECT_EQ(with_index("%one"), 1u);
  EXPECT_EQ(with_index("%at"), 0u) << "an array that is indexed at run time stays in memory";
}

TEST(LoopExits, PhisBehindTheLoopHearOfTheExit) {
  std::string text = kBreak;
  text.replace(text.find("%last = OpLoad %uint %v"), 23, "%phi = OpPhi %uint %read %round\n%last = OpLoad %uint %v");
  const auto result = AddLoopExits(Assemble(Kernel(text)));
  ASSERT_TRUE(result);
  EXPECT_TRUE(IsValid(*result));
}

TEST(LoopExits, BuiltInThatIsThereIsUsed) {
  const auto result = AddLoopExits(Assemble(Kernel(kBreak, "%groups", "OpDecorate %groups BuiltIn NumWorkgroups", R"(
%uint3 = OpTypeVector %uint 3
%input = OpTypePointer Input %uint3
%groups = OpVariable %input Input
)")));
  ASSERT_TRUE(result);
  EXPECT_TRUE(IsValid(*result));
  EXPECT_EQ(Count(Disassemble(*result), "BuiltIn NumWorkgroups"), 1u);
}

TEST(LoopExits, WideSwitchesHaveWideLiterals) {
  // The break hangs on a switch over 64 bits, whose literal 3 must not be taken for a label.
  std::string text = kBreak;
  text.replace(text.find("      OpBranchConditional %big %end %again"), 42, R"(
%wide = OpUConvert %long %read
      OpSelectionMerge %after None
      OpSwitch %wide %after 3 %three
%three = OpLabel
      OpBranch %end
%after = OpLabel
      OpBranch %again
)");
  const std::vector<std::uint32_t> words = Assemble(Kernel(text));
  ASSERT_TRUE(IsValid(words));
  const auto result = AddLoopExits(words);
  ASSERT_TRUE(result);
  EXPECT_TRUE(IsValid(*result));
  EXPECT_EQ(Count(Disassemble(*result), "OpStore %v "), 2u);
}

TEST(LoopExits, DamagedModulesGiveErrors) {
  const std::vector<std::uint32_t> words = Assemble(Kernel(kBreak));
  for (std::size_t length = 0; length < words.size(); ++length) (void)AddLoopExits(std::span(words).first(length));
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::vector<std::uint32_t> damaged = words;
    for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] ^= 1u << (random() % 32);
    (void)AddLoopExits(damaged);
  }
}

}  // namespace
}  // namespace kiln::artifact

#include "kiln/artifact/spirv_strip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <spirv-tools/libspirv.hpp>
#include <spirv/unified1/spirv.hpp11>
#include <string>
#include <vector>

#include "runtime/artifact/testing/spirv_text.h"

namespace kiln::artifact {
namespace {

using testing::Assemble;
using testing::Count;
using testing::Disassemble;
using testing::IsValid;

// Two kernels: `light` calls Twice and needs no local memory; `heavy` has two Workgroup variables, doubles and a
// function.
constexpr char kTwoKernels[] = R"(
      OpCapability Shader
      OpCapability Float64
      OpCapability Int64
%glsl = OpExtInstImport "GLSL.std.450"
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %light "light" %gid %buffer
      OpEntryPoint GLCompute %heavy "heavy" %gid %buffer %tile %tile2
      OpExecutionMode %light LocalSize 1 1 1
      OpExecutionMode %heavy LocalSize 1 1 1
%file = OpString "two.cl"
      OpSource OpenCL_C 120 %file
      OpName %light "light"
      OpName %heavy "heavy"
      OpName %twice "twice"
      OpName %root "root"
      OpName %rooted "rooted"
      OpName %buffer "data"
      OpName %tile "tile"
      OpDecorate %gid BuiltIn GlobalInvocationId
      OpDecorate %size_x SpecId 0
      OpDecorate %size BuiltIn WorkgroupSize
      OpDecorate %buffer DescriptorSet 0
      OpDecorate %buffer Binding 0
      OpDecorate %block Block
      OpMemberDecorate %block 0 Offset 0
      OpDecorate %array ArrayStride 4
      OpDecorate %rooted NoContraction
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%uint = OpTypeInt 32 0
%float = OpTypeFloat 32
%double = OpTypeFloat 64
%v3uint = OpTypeVector %uint 3
%pinput = OpTypePointer Input %v3uint
%gid  = OpVariable %pinput Input
%array = OpTypeRuntimeArray %float
%block = OpTypeStruct %array
%pblock = OpTypePointer StorageBuffer %block
%buffer = OpVariable %pblock StorageBuffer
%pfloat = OpTypePointer StorageBuffer %float
%zero = OpConstant %uint 0
%one  = OpConstant %uint 1
%two  = OpConstant %float 2
%dtwo = OpConstant %double 2
%c64  = OpConstant %uint 64
%tile_t = OpTypeArray %float %c64
%ptile = OpTypePointer Workgroup %tile_t
%pshared = OpTypePointer Workgroup %float
%tile = OpVariable %ptile Workgroup
%tile2 = OpVariable %ptile Workgroup
%size_x = OpSpecConstant %uint 1
%size = OpSpecConstantComposite %v3uint %size_x %one %one
%ff   = OpTypeFunction %float %float
%light = OpFunction %void None %fn
%l0   = OpLabel
      OpLine %file 3 5
%g    = OpLoad %v3uint %gid
%x    = OpCompositeExtract %uint %g 0
%p    = OpAccessChain %pfloat %buffer %zero %x
%v    = OpLoad %float %p
%w    = OpFunctionCall %float %twice %v
      OpStore %p %w
      OpReturn
      OpFunctionEnd
%heavy = OpFunction %void None %fn
%h0   = OpLabel
%g2   = OpLoad %v3uint %gid
%x2   = OpCompositeExtract %uint %g2 0
%p2   = OpAccessChain %pfloat %buffer %zero %x2
%v2   = OpLoad %float %p2
%w2   = OpFunctionCall %float %root %v2
%t    = OpAccessChain %pshared %tile %x2
      OpStore %t %w2
%t2   = OpAccessChain %pshared %tile2 %x2
      OpStore %t2 %w2
      OpStore %p2 %w2
      OpReturn
      OpFunctionEnd
%twice = OpFunction %float None %ff
%ta   = OpFunctionParameter %float
%t0   = OpLabel
%tr   = OpFMul %float %ta %two
      OpReturnValue %tr
      OpFunctionEnd
%root = OpFunction %float None %ff
%ra   = OpFunctionParameter %float
%r0   = OpLabel
%wide = OpFConvert %double %ra
%scaled = OpFMul %double %wide %dtwo
%narrow = OpFConvert %float %scaled
%rooted = OpExtInst %float %glsl Sqrt %narrow
      OpReturnValue %rooted
      OpFunctionEnd
)";





TEST(SpirvStripTest, KeepsOneKernelAndWhatItNeeds) {
  const auto words = Assemble(kTwoKernels);
  ASSERT_TRUE(IsValid(words));
  const auto stripped = ExtractEntryPoint(words, "light");
  ASSERT_TRUE(stripped) << stripped.error().ToString();
  EXPECT_TRUE(IsValid(*stripped));
  const std::string text = Disassemble(*stripped);
  EXPECT_EQ(Count(text, "OpEntryPoint"), 1u);
  EXPECT_EQ(Count(text, "OpEntryPoint GLCompute %light \"light\" %gl_GlobalInvocationID %data"), 1u) << text;
  EXPECT_EQ(Count(text, "= OpFunction "), 2u) << text;  // light and twice
  EXPECT_EQ(Count(text, "OpExecutionMode"), 1u);
  EXPECT_EQ(Count(text, "Workgroup"), 1u) << text;  // only the WorkgroupSize decoration
  EXPECT_EQ(Count(text, "BuiltIn WorkgroupSize"), 1u);
  EXPECT_EQ(Count(text, "SpecId 0"), 1u);
  EXPECT_EQ(Count(text, "Float64"), 0u) << text;
  EXPECT_EQ(Count(text, "Int64"), 0u);
  EXPECT_EQ(Count(text, "GLSL.std.450"), 0u);
  EXPECT_EQ(Count(text, "OpSource"), 0u);
  EXPECT_EQ(Count(text, "rooted"), 0u) << "a name of a dropped function's id is left";
  EXPECT_EQ(Count(text, "OpLine"), 1u);
}

TEST(SpirvStripTest, KeepsTheOtherKernelWhole) {
  const auto stripped = ExtractEntryPoint(Assemble(kTwoKernels), "heavy");
  ASSERT_TRUE(stripped) << stripped.error().ToString();
  EXPECT_TRUE(IsValid(*stripped));
  const std::string text = Disassemble(*stripped);
  EXPECT_EQ(Count(text, "= OpFunction "), 2u);
  EXPECT_EQ(Count(text, "OpVariable %_ptr_Workgroup"), 2u) << text;
  EXPECT_EQ(Count(text, "OpCapability Float64"), 1u);
  EXPECT_EQ(Count(text, "OpDecorate %rooted NoContraction"), 1u);
  EXPECT_EQ(Count(text, "twice"), 0u);
}

TEST(SpirvStripTest, IsIdempotent) {
  const auto once = ExtractEntryPoint(Assemble(kTwoKernels), "heavy");
  ASSERT_TRUE(once);
  EXPECT_EQ(ExtractEntryPoint(*once, "heavy").value(), *once);
}

TEST(SpirvStripTest, KeepsIdsBehindAnnotations) {
  const auto words = Assemble(R"(
      OpCapability Shader
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %main "main"
      OpEntryPoint GLCompute %other "other"
      OpExecutionModeId %main LocalSizeId %x %one %one
      OpExecutionModeId %other LocalSizeId %y %one %one
      OpDecorate %x SpecId 0
      OpDecorate %y SpecId 1
      OpDecorate %group Aliased
%group = OpDecorationGroup
      OpGroupDecorate %group %shared %unused
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%uint = OpTypeInt 32 0
%one  = OpConstant %uint 1
%x    = OpSpecConstant %uint 8
%y    = OpSpecConstant %uint 9
%pw   = OpTypePointer Workgroup %uint
%shared = OpVariable %pw Workgroup
%unused = OpVariable %pw Workgroup
%main = OpFunction %void None %fn
%l    = OpLabel
      OpStore %shared %one
      OpReturn
      OpFunctionEnd
%other = OpFunction %void None %fn
%l2   = OpLabel
      OpStore %unused %one
      OpReturn
      OpFunctionEnd
)");
  const auto stripped = ExtractEntryPoint(words, "main");
  ASSERT_TRUE(stripped) << stripped.error().ToString();
  const std::string text = Disassemble(*stripped);
  EXPECT_EQ(Count(text, "SpecId 0"), 1u) << text;
  EXPECT_EQ(Count(text, "SpecId 1"), 0u) << text;
  EXPECT_EQ(Count(text, "OpVariable"), 1u) << text;
  EXPECT_EQ(Count(text, "OpDecorationGroup"), 1u) << text;
  EXPECT_EQ(Count(text, "OpGroupDecorate"), 1u) << text;
}

TEST(SpirvStripTest, MissingEntryPointListsThoseThatExist) {
  const auto result = ExtractEntryPoint(Assemble(kTwoKernels), "none");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(result.error().message(), "the SPIR-V module has no compute entry point 'none'; it has 'light', 'heavy'");
}

TEST(SpirvStripTest, SummaryListsCapabilitiesAndEntryPoints) {
  const auto summary = Summarize(Assemble(kTwoKernels));
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->version, 0x00010500u);
  EXPECT_EQ(summary->entry_points, (std::vector<std::string>{"light", "heavy"}));
  EXPECT_EQ(summary->capabilities, (std::vector<std::uint32_t>{static_cast<std::uint32_t>(spv::Capability::Shader),
                                                               static_cast<std::uint32_t>(spv::Capability::Float64),
                                                               static_cast<std::uint32_t>(spv::Capability::Int64)}));
}

std::string MessageFor(const std::vector<std::uint32_t>& words) {
  const auto result = ExtractEntryPoint(words, "light");
  if (result) return "accepted";
  EXPECT_EQ(result.error().code(), ErrorCode::kInvalidArtifact);
  return result.error().message();
}

TEST(SpirvStripTest, DamagedModulesAreErrors) {
  EXPECT_EQ(MessageFor({}), "no SPIR-V module: 0 bytes are too few");
  EXPECT_EQ(MessageFor({1, 2, 3, 4, 5}), "no SPIR-V module: it begins with 0x00000001");
  EXPECT_EQ(MessageFor({0x03022307, 0, 0, 0, 0}), "this SPIR-V module has the byte order of another machine");
  EXPECT_EQ(MessageFor({0x07230203, 0x10500, 0, 0xffffffff, 0}), "damaged SPIR-V module: its id bound is 4294967295");
  EXPECT_EQ(MessageFor({0x07230203, 0x10500, 0, 9, 0, 0}),
            "damaged SPIR-V module: the instruction at word 5 is 0 words long, 1 are left");
  EXPECT_EQ(MessageFor({0x07230203, 0x10500, 0, 9, 0, 0x00020013, 9}),
            "damaged SPIR-V module: the id 9 exceeds the bound 9");
  EXPECT_EQ(MessageFor({0x07230203, 0x10500, 0, 9, 0, 0x00020013, 1, 0x00020013, 1}),
            "damaged SPIR-V module: the id 1 is defined twice");
  // OpEntryPoint whose name does not end.
  EXPECT_EQ(MessageFor({0x07230203, 0x10500, 0, 9, 0, 0x0004000f, 5, 1, 0x61616161}),
            "damaged SPIR-V module: a string does not end");
  // An entry point without a function.
  EXPECT_EQ(MessageFor({0x07230203, 0x10500, 0, 9, 0, 0x0005000f, 5, 1, 0x6867696c, 0x00000074}),
            "damaged SPIR-V module: the entry point 'light' names no function");
}

TEST(SpirvStripTest, EveryTruncationIsAnErrorOrAModule) {
  const auto words = Assemble(kTwoKernels);
  for (std::size_t length = 0; length < words.size(); ++length) {
    const auto result = ExtractEntryPoint(std::span(words).first(length), "light");
    // Behind light's last needed function, what is cut off may be whole functions that it does not need.
    if (result) {
      EXPECT_GT(length, words.size() / 2);
    }
  }
}

TEST(SpirvStripTest, RandomDamageNeverCrashes) {
  const auto words = Assemble(kTwoKernels);
  std::mt19937 random(1);
  int rejected = 0;
  for (int round = 0; round < 20000; ++round) {
    auto damaged = words;
    for (int i = 0; i < 3; ++i) {
      const std::size_t at = random() % damaged.size();
      damaged[at] = random() % 2 == 0 ? random() : damaged[at] ^ (1u << random() % 32);
    }
    rejected += ExtractEntryPoint(damaged, "light").has_value() ? 0 : 1;
  }
  EXPECT_GT(rejected, 1000);
  EXPECT_LT(rejected, 20000);
}

}  // namespace
}  // namespace kiln::artifact

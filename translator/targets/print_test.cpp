#include "kiln/translator/print.h"

#include <gtest/gtest.h>

#include "translator/targets/testing/assemble.h"
#include "translator/targets/testing/kernels.h"
#include "translator/targets/testing/one_operation.h"

namespace kiln::translator::targets {
namespace {

using testing::BufferArgument;
using testing::LocalArgument;
using testing::OneKernel;
using testing::ValueArgument;

SpirvModule Saxpy() {
  return OneKernel(testing::kSaxpyVulkan, "saxpy",
                   {BufferArgument("y", 0), BufferArgument("x", 1), ValueArgument("a", 2), ValueArgument("n", 3)});
}

SpirvModule Total() {
  return OneKernel(testing::kTotalMetal, "total",
                   {BufferArgument("sampler", 0), LocalArgument("half4", 0, 3), ValueArgument("n", 2)});
}

std::string PrintFor(const SpirvModule& module, std::string_view profile) {
  const auto text = Print(module, *FindProfile(profile), {});
  EXPECT_TRUE(text) << text.error().ToString();
  return text ? *text : "";
}

TEST(PrintTest, SaxpyInGlslReadsLikeSource) {
  const std::string text = PrintFor(Saxpy(), "glsl460");
  EXPECT_EQ(text, R"(// Kernel: saxpy
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer y_block
{
    float y[];
};

layout(set = 0, binding = 1, std430) readonly buffer x_block
{
    float x[];
};

layout(push_constant, std430) uniform args_block
{
    float a;
    uint n;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x;
    if (i < args.n)
    {
        y[i] = (args.a * x[i]) + y[i];
    }
}
)");
  testing::CompileGlslText(text);
}

TEST(PrintTest, TotalInMslHasMetalsSignature) {
  // Argument i is [[buffer(i)]]; the local argument is a threadgroup pointer; `sampler` and `half4` are Metal's words;
  // the second view is a cast; the barrier is one of the group, the fence is not.
  EXPECT_EQ(PrintFor(Total(), "metal2.4"), R"(#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void total(device float* sampler_ [[buffer(0)]],
                  threadgroup float* half4_ [[threadgroup(0)]],
                  constant uint& n [[buffer(2)]],
                  uint3 global_size [[threads_per_grid]],
                  uint3 local_size [[threads_per_threadgroup]],
                  uint3 thread_position_in_grid [[thread_position_in_grid]],
                  uint3 thread_position_in_threadgroup [[thread_position_in_threadgroup]],
                  uint3 threadgroup_position_in_grid [[threadgroup_position_in_grid]])
{
    device uint* sampler_uint = (device uint*)sampler_;
    threadgroup float fixed[4];
    half4_[thread_position_in_threadgroup.x] = sampler_[thread_position_in_grid.x] + float((local_size.x + global_size.x) + n);
    threadgroup_barrier(mem_flags::mem_threadgroup);
    float sum = 0.0;
    for (uint k = 0u; k < local_size.x; k++)
    {
        sum += half4_[k];
    }
    fixed[thread_position_in_threadgroup.x & 3u] = sum;
    simdgroup_barrier(mem_flags::mem_threadgroup);
    sampler_[threadgroup_position_in_grid.x] = fixed[0u];
    sampler_uint[1u] = 7u;
}
)");
}

TEST(PrintTest, SaxpyInHlslKeepsArgumentNames) {
  const std::string text = PrintFor(Saxpy(), "hlsl6");
  for (const char* line : {"RWByteAddressBuffer y : register(u0", "ByteAddressBuffer x : register(t1",
                           "float a : packoffset(c0);", "uint n : packoffset(c0.y);", "if (i < n)",
                           "y.Store<float>(i * 4 + 0, (a * x.Load<float>(i * 4 + 0)) + y.Load<float>(i * 4 + 0));",
                           "uint i = gl_GlobalInvocationID.x;", "void saxpy(saxpy_input stage_input)"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << " is missing in\n" << text;
  }
}

TEST(PrintTest, SameInputSameText) {
  for (const char* profile : {"glsl460", "hlsl6"}) {
    EXPECT_EQ(PrintFor(Saxpy(), profile), PrintFor(Saxpy(), profile));
  }
  for (const char* profile : {"metal2.4", "metal3.0"}) {
    EXPECT_EQ(PrintFor(Total(), profile), PrintFor(Total(), profile));
  }
}

// `names` are given to the one buffer and the kernel of a small module, in the shape of every profile.
std::string PrintNamed(const std::string& kernel, const std::string& argument, const char* profile) {
  std::string assembly = R"(
OpCapability Shader
OpMemoryModel Logical GLSL450
OpEntryPoint GLCompute %k "KERNEL" %b
OpExecutionMode %k LocalSize 1 1 1
OpName %b "ARGUMENT"
OpDecorate %array ArrayStride 4
OpDecorate %block Block
OpMemberDecorate %block 0 Offset 0
OpDecorate %b DescriptorSet 0
OpDecorate %b Binding 0
%void = OpTypeVoid
%fn = OpTypeFunction %void
%uint = OpTypeInt 32 0
%array = OpTypeRuntimeArray %uint
%block = OpTypeStruct %array
%p_block = OpTypePointer StorageBuffer %block
%p_uint = OpTypePointer StorageBuffer %uint
%zero = OpConstant %uint 0
%seven = OpConstant %uint 7
%b = OpVariable %p_block StorageBuffer
%k = OpFunction %void None %fn
%entry = OpLabel
%at = OpAccessChain %p_uint %b %zero %zero
OpStore %at %seven
OpReturn
OpFunctionEnd
)";
  assembly.replace(assembly.find("KERNEL"), 6, kernel);
  assembly.replace(assembly.find("ARGUMENT"), 8, argument);
  return PrintFor(OneKernel(assembly, kernel, {BufferArgument(argument, 0)}), profile);
}

TEST(PrintTest, WordsOfTheLanguageGetAnUnderscore) {
  for (const char* name :
       {"new",    "char",       "signed",    "auto",    "register", "NULL",   "half4",    "ulong",   "uchar",
        "size_t", "atomic_int", "texture2d", "sampler", "select",   "clamp",  "popcount", "as_type", "array",
        "access", "read",       "write",     "metal",   "simd",     "device", "kernel",   "thread",  "threadgroup",
        "float4", "vertex",     "fragment",  "main",    "M_PI_F",   "uint3",  "and"}) {
    const std::string text = PrintNamed("k", name, "metal2.4");
    EXPECT_NE(text.find("device uint* " + std::string(name) + "_ [[buffer(0)]]"), std::string::npos) << text;
    EXPECT_NE(text.find("    " + std::string(name) + "_[0u] = 7u;"), std::string::npos) << text;
  }
  for (const char* name : {"input", "output", "buffer", "shared", "vec4", "u8vec4", "dmat3", "image2D", "samplerCube",
                           "sample", "filter", "mix", "main", "uint8_t", "atomicAdd", "subgroupAdd", "layout"}) {
    const std::string text = PrintNamed("k", name, "glsl460");
    EXPECT_NE(text.find("uint " + std::string(name) + "_[];"), std::string::npos) << text;
    testing::CompileGlslText(text);
  }
  for (const char* name : {"cbuffer", "groupshared", "float4", "saturate", "Texture2D", "lerp", "min16float"}) {
    EXPECT_NE(PrintNamed("k", name, "hlsl6").find("RWByteAddressBuffer " + std::string(name) + "_ : register(u0"),
              std::string::npos);
  }
}

TEST(PrintTest, OtherNamesStay) {
  for (const char* name : {"input", "output", "buffers", "image", "filter_size", "simd_width", "image2", "texture1"}) {
    EXPECT_NE(PrintNamed("k", name, "metal2.4").find("device uint* " + std::string(name) + " [["), std::string::npos)
        << name;
  }
  for (const char* name : {"inputs", "kernel", "device", "image2", "subgroup_size", "_lead", "x1"}) {
    const std::string text = PrintNamed("k", name, "glsl460");
    EXPECT_NE(text.find("uint " + std::string(name) + "[];"), std::string::npos) << text;
    testing::CompileGlslText(text);
  }
}

TEST(PrintTest, NamesThatNoIdentifierMayHave) {
  EXPECT_NE(PrintNamed("k", "a__b", "glsl460").find("uint a_b[];"), std::string::npos);
  EXPECT_NE(PrintNamed("k", "gl_thing", "glsl460").find("uint v_gl_thing[];"), std::string::npos);
  EXPECT_NE(PrintNamed("k", "spvalue", "glsl460").find("uint v_spvalue[];"), std::string::npos);
  EXPECT_NE(PrintNamed("k", "_7", "glsl460").find("uint v_7[];"), std::string::npos);
  EXPECT_NE(PrintNamed("k", "a.b", "metal2.4").find("device uint* a_b [["), std::string::npos);
}

TEST(PrintTest, KernelNamesFollowTheSameRule) {
  EXPECT_NE(PrintNamed("vertex", "x", "metal2.4").find("kernel void vertex_(device uint* x"), std::string::npos);
  EXPECT_NE(PrintNamed("main", "x", "metal3.0").find("kernel void main_(device uint* x"), std::string::npos);
  // The argument gives way to the kernel.
  EXPECT_NE(PrintNamed("sum", "sum", "metal2.4").find("kernel void sum(device uint* sum_ "), std::string::npos);
  const std::string glsl = PrintNamed("vertex", "x", "glsl460");
  EXPECT_TRUE(glsl.starts_with("// Kernel: vertex\n#version 460\n")) << glsl;
  EXPECT_NE(glsl.find("void main()"), std::string::npos);
}

// Two kernels, each with its local array, sharing a struct-free interface of one buffer called `data`.
SpirvModule TwoKernels() {
  SpirvModule module;
  module.words = testing::Assemble(R"(
OpCapability Shader
OpMemoryModel Logical GLSL450
OpEntryPoint GLCompute %first "first" %data1 %tile1
OpEntryPoint GLCompute %second "second" %data2 %tile2
OpExecutionMode %first LocalSize 8 1 1
OpExecutionMode %second LocalSize 8 1 1
OpName %data1 "data"
OpName %data2 "data"
OpName %tile1 "tile"
OpName %tile2 "tile"
OpDecorate %array ArrayStride 4
OpDecorate %block1 Block
OpMemberDecorate %block1 0 Offset 0
OpDecorate %block2 Block
OpMemberDecorate %block2 0 Offset 0
OpDecorate %data1 DescriptorSet 0
OpDecorate %data1 Binding 0
OpDecorate %data2 DescriptorSet 0
OpDecorate %data2 Binding 1
%void = OpTypeVoid
%fn = OpTypeFunction %void
%uint = OpTypeInt 32 0
%array = OpTypeRuntimeArray %uint
%block1 = OpTypeStruct %array
%block2 = OpTypeStruct %array
%p_block1 = OpTypePointer StorageBuffer %block1
%p_block2 = OpTypePointer StorageBuffer %block2
%p_uint = OpTypePointer StorageBuffer %uint
%zero = OpConstant %uint 0
%five = OpConstant %uint 5
%nine = OpConstant %uint 9
%small = OpTypeArray %uint %five
%large = OpTypeArray %uint %nine
%p_small = OpTypePointer Workgroup %small
%p_large = OpTypePointer Workgroup %large
%p_local = OpTypePointer Workgroup %uint
%data1 = OpVariable %p_block1 StorageBuffer
%data2 = OpVariable %p_block2 StorageBuffer
%tile1 = OpVariable %p_small Workgroup
%tile2 = OpVariable %p_large Workgroup
%first = OpFunction %void None %fn
%entry1 = OpLabel
%t1 = OpAccessChain %p_local %tile1 %zero
OpStore %t1 %five
%v1 = OpLoad %uint %t1
%at1 = OpAccessChain %p_uint %data1 %zero %zero
OpStore %at1 %v1
OpReturn
OpFunctionEnd
%second = OpFunction %void None %fn
%entry2 = OpLabel
%t2 = OpAccessChain %p_local %tile2 %zero
OpStore %t2 %nine
%v2 = OpLoad %uint %t2
%at2 = OpAccessChain %p_uint %data2 %zero %zero
OpStore %at2 %v2
OpReturn
OpFunctionEnd
)");
  for (const auto& [name, binding] : {std::pair("first", 0U), std::pair("second", 1U)}) {
    artifact::Kernel kernel;
    kernel.name = kernel.entry_point = name;
    kernel.required_work_group_size = {{8, 1, 1}};
    kernel.arguments = {BufferArgument("data", binding)};
    module.reflection.kernels.push_back(kernel);
  }
  return module;
}

std::size_t Count(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(PrintTest, SeveralKernelsInOneMslText) {
  const std::string text = PrintFor(TwoKernels(), "metal2.4");
  EXPECT_EQ(Count(text, "#include <metal_stdlib>"), 1U) << text;
  EXPECT_EQ(Count(text, "kernel void first(device uint* data [[buffer(0)]])"), 1U) << text;
  EXPECT_EQ(Count(text, "kernel void second(device uint* data [[buffer(1)]])"), 1U) << text;
  EXPECT_EQ(Count(text, "threadgroup uint tile[5];"), 1U) << "another kernel's local memory\n" << text;
  EXPECT_EQ(Count(text, "threadgroup uint tile[9];"), 1U) << text;
}

TEST(PrintTest, SeveralKernelsInOneHlslTextKeepApart) {
  const std::string text = PrintFor(TwoKernels(), "hlsl6");
  for (const char* line :
       {"RWByteAddressBuffer first_data : register(u0", "RWByteAddressBuffer second_data : register(u1",
        "groupshared uint first_tile[5];", "groupshared uint second_tile[9];", "void first(", "void second("}) {
    EXPECT_EQ(Count(text, line), 1U) << line << "\n" << text;
  }
}

TEST(PrintTest, GlslHoldsOneKernel) {
  const SpirvModule module = TwoKernels();
  const auto refused = Print(module, *FindProfile("glsl460"), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::kInvalidArgument);
  PrintOptions second;
  second.kernel = "second";
  const auto text = Print(module, *FindProfile("glsl460"), second);
  ASSERT_TRUE(text);
  EXPECT_EQ(Count(*text, "shared uint tile[9];"), 1U) << *text;
  EXPECT_EQ(Count(*text, "tile[5]"), 0U) << *text;
  testing::CompileGlslText(*text);
}

TEST(PrintTest, RefusalsSayWhichKernelAndWhat) {
  PrintOptions unknown;
  unknown.kernel = "third";
  const auto missing = Print(TwoKernels(), *FindProfile("metal2.4"), unknown);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), ErrorCode::kNotFound);
  EXPECT_NE(missing.error().message().find("third"), std::string::npos);

  const auto no_text = Print(Saxpy(), *FindProfile("vulkan1.3"), {});
  ASSERT_FALSE(no_text);
  EXPECT_EQ(no_text.error().code(), ErrorCode::kInvalidArgument);

  SpirvModule damaged = Saxpy();
  damaged.words.resize(damaged.words.size() / 2);
  const auto broken = Print(damaged, *FindProfile("glsl460"), {});
  ASSERT_FALSE(broken);

  const testing::OneOperation wide = {"double", "double", {"double"}, "%r = OpFNegate %R %a"};
  const auto refused =
      Print(OneKernel(testing::ToAssembly({wide}), "k", {BufferArgument("r", 0), BufferArgument("a", 1)}),
            *FindProfile("metal3.0"), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::kUnsupported);
  EXPECT_NE(refused.error().ToString().find("double"), std::string::npos);
  EXPECT_NE(refused.error().ToString().find("kernel 'k'"), std::string::npos);

  const testing::OneOperation remainder = {"SMod", "int", {"int", "int"}, "%r = OpSMod %R %a %b"};
  const auto modulo = Print(OneKernel(testing::ToAssembly({remainder}), "k",
                                      {BufferArgument("r", 0), BufferArgument("a", 1), BufferArgument("b", 2)}),
                            *FindProfile("glsl460"), {});
  ASSERT_FALSE(modulo);
  EXPECT_EQ(modulo.error().code(), ErrorCode::kUnsupported);
}

TEST(PrintTest, MetalsMathIsPreciseUnlessRelaxed) {
  const testing::OneOperation sine = {"Sin", "float", {"float"}, "%r = OpExtInst %R %glsl Sin %a"};
  const testing::OneOperation least = {"FMin", "float", {"float"}, "%r = OpExtInst %R %glsl FMin %a %a"};
  const testing::OneOperation hyperbolic = {"Sinh", "float", {"float"}, "%r = OpExtInst %R %glsl Sinh %a"};
  std::string assembly = testing::ToAssembly({sine, least, hyperbolic});
  const std::vector<artifact::Argument> arguments = {BufferArgument("r", 0), BufferArgument("a", 1)};
  const std::string precise = PrintFor(OneKernel(assembly, "k", arguments), "metal2.4");
  EXPECT_EQ(Count(precise, "precise::sin("), 1U) << precise;
  EXPECT_EQ(Count(precise, "precise::min("), 1U) << precise;
  EXPECT_EQ(Count(precise, "precise::sinh("), 1U) << precise;
  EXPECT_EQ(Count(precise, "fast::"), 0U) << precise;
  assembly.insert(assembly.find("OpDecorate"), "OpDecorate %r_0 RelaxedPrecision\n");
  const std::string relaxed = PrintFor(OneKernel(assembly, "k", arguments), "metal2.4");
  EXPECT_EQ(Count(relaxed, "fast::sin("), 1U) << relaxed;
  EXPECT_EQ(Count(relaxed, "precise::sinh("), 1U) << relaxed;
}

TEST(PrintTest, StructArgumentsBecomeSingleValuesInHlsl) {
  // struct { float weight; uint2 size; } at byte 4: no place for a struct in a constant buffer.
  std::string assembly = testing::kSaxpyVulkan;
  const auto replace = [&](const std::string& from, const std::string& to) {
    ASSERT_NE(assembly.find(from), std::string::npos) << from;
    assembly.replace(assembly.find(from), from.size(), to);
  };
  replace("OpMemberDecorate %values 1 Offset 4",
          "OpMemberDecorate %values 1 Offset 4\nOpMemberDecorate %params 0 Offset 0\n"
          "OpMemberDecorate %params 1 Offset 4");
  replace("OpMemberName %values 1 \"n\"",
          "OpMemberName %values 1 \"p\"\nOpMemberName %params 0 \"weight\"\nOpMemberName %params 1 \"size\"");
  replace("%values = OpTypeStruct %float %uint",
          "%uint2 = OpTypeVector %uint 2\n%params = OpTypeStruct %float %uint2\n"
          "%values = OpTypeStruct %float %params");
  replace("%p_n = OpAccessChain %p_value_uint %args %uint_1",
          "%p_n = OpAccessChain %p_value_uint %args %uint_1 %uint_1 %uint_0");
  const SpirvModule module =
      OneKernel(assembly, "saxpy",
                {BufferArgument("y", 0), BufferArgument("x", 1), ValueArgument("a", 2), ValueArgument("p", 3)});
  const std::string text = PrintFor(module, "hlsl6");
  for (const char* line : {"float a : packoffset(c0);", "float p_weight : packoffset(c0.y);",
                           "uint2 p_size : packoffset(c0.z);", "if (i < p_size.x)"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
  }
}

TEST(PrintTest, RemainderIsMetalsAlone) {
  const testing::OneOperation remainder = {"FRem", "float", {"float", "float"}, "%r = OpFRem %R %a %b"};
  const SpirvModule module = OneKernel(testing::ToAssembly({remainder}), "k",
                                       {BufferArgument("r", 0), BufferArgument("a", 1), BufferArgument("b", 2)});
  EXPECT_EQ(Count(PrintFor(module, "metal2.4"), "precise::fmod("), 1U);
  const auto refused = Print(module, *FindProfile("glsl460"), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::kUnsupported);
}

TEST(ProfilesTest, AllAreFoundByName) {
  for (const TargetProfile& profile : AllProfiles()) {
    EXPECT_EQ(FindProfile(profile.name), &profile);
  }
  EXPECT_EQ(AllProfiles().size(), 6U);
  EXPECT_EQ(FindProfile("vulkan9"), nullptr);
}

}  // namespace
}  // namespace kiln::translator::targets

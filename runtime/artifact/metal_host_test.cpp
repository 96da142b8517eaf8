#include "kiln/artifact/metal_host.h"

#include <gtest/gtest.h>

namespace kiln::artifact {
namespace {

// kernel void saxpy(global float* y, float4 a, local int* in, image2d_t picture, sampler_t s, params p)
Reflection Example() {
  Reflection reflection;
  reflection.target = "metal2.4";
  Kernel& kernel = reflection.kernels.emplace_back();
  kernel.name = "all";
  kernel.metal_name = "all_";
  kernel.arguments.resize(6);
  kernel.arguments[0] = {
      .name = "y", .type_name = "float*", .kind = ArgumentKind::kBuffer, .address_space = "global", .size = 4};
  kernel.arguments[1] = {
      .name = "a", .type_name = "float4", .kind = ArgumentKind::kValue, .address_space = "", .size = 16};
  kernel.arguments[1].metal_index = 1;
  kernel.arguments[2] = {
      .name = "in", .type_name = "int*", .kind = ArgumentKind::kLocal, .address_space = "", .size = 4};
  kernel.arguments[3] = {
      .name = "picture", .type_name = "image2d_t", .kind = ArgumentKind::kImage, .address_space = ""};
  kernel.arguments[3].image.format_offset = 0;
  kernel.arguments[4] = {
      .name = "s", .type_name = "sampler_t", .kind = ArgumentKind::kSampler, .address_space = "", .size = 4};
  kernel.arguments[4].metal_index = 4;
  kernel.arguments[5] = {
      .name = "p", .type_name = "params", .kind = ArgumentKind::kValue, .address_space = "", .size = 20};
  kernel.arguments[5].metal_index = 5;
  kernel.values = {.size = 16, .memory = ValueMemory::kUniformBuffer, .binding = 6, .metal_index = 6};
  kernel.implicit = {{ImplicitKind::kNullArguments, 0}, {ImplicitKind::kWorkDim, 12}};
  kernel.required_work_group_size = {{8, 4, 2}};
  kernel.printf = {.binding = 7, .metal_index = 7, .formats = {{"x", {}}}, .strings = {}};
  kernel.program_variables = {
      .binding = 8, .metal_index = 8, .size = 16, .variables = {}, .initial = {{4, "\x01\xff"}}};
  return reflection;
}

void ExpectAll(const std::string& text, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
}

TEST(ToMetalHost, SetsEachArgumentInSwift) {
  const auto text = ToMetalHost(Example(), MetalHostLanguage::kSwift, "k.metal");
  ASSERT_TRUE(text) << text.error().ToString();
  ExpectAll(
      *text,
      {"struct AllKernel {", "makeFunction(name: \"all_\")", "var y: MTLBuffer?", "var a: SIMD4<Float>", "var in_: Int",
       "setThreadgroupMemoryLength((arguments.in_ + 15) / 16 * 16, index: 0)", "var picture_format: SIMD2<UInt32>",
       "setTexture(arguments.picture, index: 0)", "encoder.setBytes(arguments.p, length: 20, index: 5)",
       "if arguments.y == nil { launch[0] |= 1 << 0 }", "launch[3] = workDimensions",
       "encoder.setBytes(launch, length: 16, index: 6)", "setBuffer(arguments.kiln_printf, offset: 0, index: 7)",
       "setBuffer(arguments.kiln_program, offset: 0, index: 8)", "contents.replaceSubrange(4..<6, with: [1, 255])",
       "MTLSize(width: 8, height: 4, depth: 2)", "metal -std=macos-metal2.4 -fno-fast-math -c k.metal"});
}

TEST(ToMetalHost, SetsEachArgumentInObjectiveCpp) {
  const auto text = ToMetalHost(Example(), MetalHostLanguage::kObjectiveCpp, "k.metal");
  ASSERT_TRUE(text) << text.error().ToString();
  ExpectAll(*text, {"newFunctionWithName:@\"all_\"", "std::array<float, 4> a", "std::array<std::uint8_t, 20> p",
                    "[encoder setBytes:&arguments.p length:sizeof(arguments.p) atIndex:5];",
                    "if (arguments.y == nil) launch[0] |= 1u << 0;", "MTLSizeMake(8, 4, 2)"});
}

TEST(ToMetalHost, NeedsTheReflectionOfAMetalTarget) {
  Reflection reflection = Example();
  reflection.target = "vulkan1.3";
  EXPECT_EQ(ToMetalHost(reflection, MetalHostLanguage::kSwift, "k.metal").error().code(), ErrorCode::kInvalidArgument);
  reflection.target = "metal3.0";
  reflection.kernels[0].arguments[0].kind = ArgumentKind::kAddress;
  EXPECT_EQ(ToMetalHost(reflection, MetalHostLanguage::kSwift, "k.metal").error().code(), ErrorCode::kInvalidArgument);
}

TEST(ToMetalHost, KeepsKernelsApart) {
  Reflection reflection = Example();
  reflection.kernels.push_back(reflection.kernels[0]);
  reflection.kernels[1].name = "All";
  const auto text = ToMetalHost(reflection, MetalHostLanguage::kSwift, "k.metal");
  ASSERT_TRUE(text) << text.error().ToString();
  ExpectAll(*text, {"struct AllKernel {", "struct AllKernel_2 {"});
}

TEST(Reflection, KeepsTheMetalName) {
  const auto read = FromJson(ToJson(Example()));
  ASSERT_TRUE(read) << read.error().ToString();
  EXPECT_EQ(read->kernels[0].metal_name, "all_");
}

}  // namespace
}  // namespace kiln::artifact

#include "translator/passes/abi/plan_kernel_abi.h"

#include <gtest/gtest.h>

#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using artifact::ArgumentKind;
using artifact::ImplicitKind;
using testing::Stage;
using testing::TestKernel;

artifact::Kernel Plan(TestKernel& test, std::uint32_t& next_spec_id) {
  test.Advance(Stage::kViews);
  EXPECT_TRUE(test.Errors().empty());
  artifact::Kernel plan = PlanKernelAbi(test.context(), test.kernel, next_spec_id);
  // The check is about Vulkan's one value block.
  EXPECT_TRUE(test.profile.values_as_uniform_buffers || artifact::Check(plan));
  return plan;
}

constexpr const char* kMixed = R"(
kernel void k(global const float *in, int n, local float4 *tile, global float *out, double d, float3 v) {
  tile[get_local_id(0)] = (float4)(in[n]);
  out[get_global_id(0)] = tile[0].x + v.y + (float)d;
})";

constexpr const char* kImages = R"(
kernel void k(read_only image2d_t in, float scale, sampler_t s, write_only image2d_t out, read_only image3d_t unused) {
  const int2 at = (int2)(get_global_id(0), 0);
  write_imagef(out, at, read_imagef(in, s, (float2)(1, 2)) * scale + get_image_depth(unused));
})";

TEST(PlanKernelAbi, ImagesAreBoundAndSamplersAreValues) {
  TestKernel test(kImages);
  ASSERT_TRUE(test.Ok());
  std::uint32_t spec_id = 3;
  const artifact::Kernel plan = Plan(test, spec_id);
  ASSERT_EQ(plan.arguments.size(), 5u);
  EXPECT_EQ(plan.arguments[0].kind, ArgumentKind::kImage);
  EXPECT_EQ(plan.arguments[0].image.element, artifact::ImageElement::kFloat);
  EXPECT_TRUE(plan.arguments[0].is_read && !plan.arguments[0].is_written);
  EXPECT_FALSE(plan.arguments[0].image.is_storage);
  EXPECT_EQ(plan.arguments[0].image.format_offset, 8u) << "the border's alpha";
  EXPECT_EQ(plan.arguments[2].kind, ArgumentKind::kSampler);
  EXPECT_EQ(plan.arguments[2].offset, 4u);
  EXPECT_TRUE(plan.arguments[3].image.is_storage);
  EXPECT_EQ(plan.arguments[3].binding, 3u);
  EXPECT_EQ(plan.arguments[4].image.dimension, artifact::ImageDimension::k3d);
  EXPECT_EQ(plan.arguments[4].image.element, artifact::ImageElement::kAny);
}

TEST(PlanKernelAbi, MetalCountsTextures) {
  TestKernel test(kImages, "", "metal2.4");
  ASSERT_TRUE(test.Ok());
  std::uint32_t spec_id = 3;
  const artifact::Kernel plan = Plan(test, spec_id);
  EXPECT_EQ(plan.arguments[0].metal_index, 0u);
  EXPECT_EQ(plan.arguments[2].metal_index, 2u) << "a sampler is a buffer of the argument's index";
  EXPECT_EQ(plan.arguments[3].metal_index, 1u);
  EXPECT_EQ(plan.arguments[4].metal_index, 2u);
}

TEST(PlanKernelAbi, VulkanBindsByIndexAndPacksValues) {
  TestKernel test(kMixed);
  ASSERT_TRUE(test.Ok());
  std::uint32_t spec_id = 3;
  const artifact::Kernel plan = Plan(test, spec_id);
  ASSERT_EQ(plan.arguments.size(), 6u);
  EXPECT_EQ(plan.arguments[0].kind, ArgumentKind::kBuffer);
  EXPECT_EQ(plan.arguments[0].binding, 0u);
  EXPECT_TRUE(plan.arguments[0].is_read && !plan.arguments[0].is_written);
  EXPECT_EQ(plan.arguments[3].binding, 3u);
  EXPECT_TRUE(!plan.arguments[3].is_read && plan.arguments[3].is_written);
  EXPECT_EQ(plan.arguments[2].kind, ArgumentKind::kLocal);
  EXPECT_EQ(plan.arguments[2].spec_id, 3u);
  EXPECT_EQ(plan.arguments[2].size, 16u);
  EXPECT_EQ(spec_id, 4u);
  // int at 0, double at 8, float3 at 16.
  EXPECT_EQ(plan.arguments[1].offset, 0u);
  EXPECT_EQ(plan.arguments[4].offset, 8u);
  EXPECT_EQ(plan.arguments[5].offset, 16u);
  EXPECT_FALSE(plan.values.IsBuffer());
  EXPECT_FALSE(plan.required_work_group_size);
}

TEST(PlanKernelAbi, MetalCountsThreadgroupArgumentsByThemselves) {
  TestKernel test(
      "kernel void k(global int *a, local int *s, int n, local int *t) { s[0] = n; t[0] = n; a[0] = s[0] + t[1]; }", "",
      "metal2.4");
  ASSERT_TRUE(test.Ok());
  std::uint32_t spec_id = 3;
  const artifact::Kernel plan = Plan(test, spec_id);
  EXPECT_EQ(plan.arguments[0].metal_index, 0u);
  EXPECT_EQ(plan.arguments[1].metal_index, 0u);
  EXPECT_EQ(plan.arguments[2].metal_index, 2u);
  EXPECT_EQ(plan.arguments[2].binding, 2u) << "each value is a uniform buffer of its own";
  EXPECT_EQ(plan.arguments[3].metal_index, 1u);
  EXPECT_EQ(plan.values.size, 0u);
}

TEST(PlanKernelAbi, ImplicitValuesAreThereWhenUsed) {
  TestKernel test(
      "kernel void k(global int *a, char c) { a[get_local_id(0)] = get_global_size(1) + get_work_dim() + c; }");
  ASSERT_TRUE(test.Ok());
  std::uint32_t spec_id = 3;
  const artifact::Kernel plan = Plan(test, spec_id);
  ASSERT_EQ(plan.implicit.size(), 2u);
  EXPECT_EQ(plan.implicit[0].kind, ImplicitKind::kGlobalSize);
  EXPECT_EQ(plan.implicit[0].offset, 16u);
  EXPECT_EQ(plan.implicit[1].kind, ImplicitKind::kWorkDim);
  EXPECT_EQ(plan.implicit[1].offset, 28u);
  EXPECT_EQ(plan.values.size, 32u);
}

TEST(PlanKernelAbi, LargeValuesMoveToAUniformBuffer) {
  TestKernel test(
      "typedef struct { float f[40]; } Big; kernel void k(global float *a, Big b, int i) { a[0] = b.f[i]; }");
  ASSERT_TRUE(test.Ok());
  std::uint32_t spec_id = 3;
  const artifact::Kernel plan = Plan(test, spec_id);
  EXPECT_EQ(plan.values.size, 164u);
  EXPECT_EQ(plan.values.memory, artifact::ValueMemory::kUniformBuffer);
  EXPECT_EQ(plan.values.binding, 3u);
}

TEST(PlanKernelAbi, LocalVariablesAndFixedWorkGroups) {
  TestKernel test(R"(
__attribute__((reqd_work_group_size(8, 4, 1)))
kernel void k(global int *a) { local int t[24]; t[get_local_id(0)] = 1; barrier(CLK_LOCAL_MEM_FENCE); a[0] = t[3]; })");
  ASSERT_TRUE(test.Ok());
  std::uint32_t spec_id = 3;
  const artifact::Kernel plan = Plan(test, spec_id);
  EXPECT_EQ(plan.static_local_bytes, 96u);
  EXPECT_EQ(plan.required_work_group_size, (std::array<std::uint32_t, 3>{8, 4, 1}));
  EXPECT_EQ(spec_id, 3u);
}

TEST(ImplicitBehind, DependsOnTheTarget) {
  const TargetProfile& vulkan = *FindProfile("vulkan1.3");
  const TargetProfile& metal = *FindProfile("metal2.4");
  EXPECT_EQ(ImplicitBehind(vulkan, "global_id"), ImplicitKind::kRegionOffset);
  EXPECT_EQ(ImplicitBehind(metal, "global_id"), std::nullopt);
  EXPECT_EQ(ImplicitBehind(metal, "num_groups"), ImplicitKind::kNumGroups);
  EXPECT_EQ(ImplicitBehind(vulkan, "local_id"), std::nullopt);
}

}  // namespace
}  // namespace kiln::translator

#include "kiln/reference/cpu.h"

#include <gtest/gtest.h>

#include <bit>
#include <climits>
#include <cmath>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

namespace kiln::reference {
namespace {

CpuProgram Compile(const std::string& source, std::vector<std::string> options = {}) {
  frontend::CompileOptions compile;
  compile.clang_options = std::move(options);
  auto program = CpuProgram::Compile({"test.cl", source}, compile);
  if (!program) ADD_FAILURE() << program.error().ToString();
  return std::move(*program);
}

template <typename T>
CpuArgument Buffer(std::vector<T>& values) {
  return {.kind = CpuArgument::Kind::kBuffer, .bytes = std::as_writable_bytes(std::span(values))};
}
template <typename T>
CpuArgument Value(T& value) {
  return {.kind = CpuArgument::Kind::kValue, .bytes = std::as_writable_bytes(std::span(&value, 1))};
}

CpuLaunch Launch(std::vector<CpuArgument> arguments, std::uint64_t global, std::uint64_t local = 1) {
  CpuLaunch launch;
  launch.global[0] = global;
  launch.local[0] = local;
  launch.arguments = std::move(arguments);
  return launch;
}

TEST(Cpu, RunsEveryWorkItem) {
  const CpuProgram program =
      Compile("kernel void k(global int* out, int a) { size_t i = get_global_id(0); out[i] = a * (int)i; }");
  std::vector<int> out(1000);
  int a = 3;
  ASSERT_TRUE(program.Run("k", Launch({Buffer(out), Value(a)}, 1000, 10)));
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(out[static_cast<std::size_t>(i)], 3 * i);
}

TEST(Cpu, WorkItemsSeeTheRange) {
  const CpuProgram program = Compile(R"(
    kernel void k(global uint* out) {
      uint i = (get_global_id(1) - get_global_offset(1)) * 5 + get_global_id(0) - get_global_offset(0);
      out[i] = get_global_id(0) + 100 * get_local_id(1) + 10000 * get_group_id(0) + 1000000 * get_local_size(0) +
               100000000 * get_num_groups(1) + 1000000000 * (get_work_dim() == 2);
    })");
  std::vector<std::uint32_t> out(20);
  CpuLaunch launch = Launch({Buffer(out)}, 5, 2);
  launch.dimensions = 2;
  launch.global[1] = 4;
  launch.local[1] = 2;
  launch.offset[0] = 7;
  ASSERT_TRUE(program.Run("k", launch));
  // Item (4, 3): the work-group at the end of the row has one item.
  EXPECT_EQ(out[3 * 5 + 4], 11u + 100 + 20000 + 1000000 + 200000000 + 1000000000);
  EXPECT_EQ(out[0], 7u + 0 + 0 + 2000000 + 200000000 + 1000000000);
}

TEST(Cpu, BarriersHoldAllOfAGroup) {
  const CpuProgram program = Compile(R"(
    kernel void k(global int* data, local int* shared) {
      local int more[64];
      int i = get_local_id(0), n = get_local_size(0);
      shared[i] = data[get_global_id(0)];
      barrier(CLK_LOCAL_MEM_FENCE);
      more[i] = shared[(i + 1) % n];
      for (int k = 0; k < 3; ++k) {
        barrier(CLK_LOCAL_MEM_FENCE);
        int next = more[(i + 1) % n];
        barrier(CLK_LOCAL_MEM_FENCE);
        more[i] = next;
      }
      data[get_global_id(0)] = more[i];
    })");
  std::vector<int> data(256);
  std::iota(data.begin(), data.end(), 0);
  ASSERT_TRUE(
      program.Run("k", Launch({Buffer(data), {.kind = CpuArgument::Kind::kLocal, .local_bytes = 256}}, 256, 64)));
  for (int i = 0; i < 256; ++i) EXPECT_EQ(data[static_cast<std::size_t>(i)], i / 64 * 64 + (i + 4) % 64);
}

TEST(Cpu, ABarrierThatOnlySomeReachIsAnError) {
  const CpuProgram program =
      Compile("kernel void k(global int* p) { if (get_local_id(0) < 2) barrier(CLK_LOCAL_MEM_FENCE); p[0] = 1; }");
  std::vector<int> p(1);
  const Status status = program.Run("k", Launch({Buffer(p)}, 4, 4));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kMismatch);
}

TEST(Cpu, PassesArgumentsOfEveryShape) {
  const CpuProgram program = Compile(R"(
    #pragma OPENCL EXTENSION cl_khr_fp16 : enable
    typedef struct { float a, b, c; } Floats;
    typedef struct { long a, b, c; } Longs;
    kernel void k(global float* out, char c, float3 v, short2 s, Floats f, Longs l, long4 wide, half h) {
      out[0] = c; out[1] = v.z; out[2] = s.y; out[3] = f.c; out[4] = l.c; out[5] = wide.w; out[6] = f.a;
    })");
  struct Floats {
    float a, b, c;
  } f = {1, 2, 3};
  struct Longs {
    std::int64_t a, b, c;
  } l = {4, 5, 6};
  std::int8_t c = -7;
  float v[4] = {1, 2, 8, 0};
  std::int16_t s[2] = {1, -9};
  std::int64_t wide[4] = {1, 2, 3, 10};
  std::uint16_t h = 0;
  std::vector<float> out(7);
  ASSERT_TRUE(program.Run(
      "k", Launch({Buffer(out), Value(c), Value(v), Value(s), Value(f), Value(l), Value(wide), Value(h)}, 1)));
  EXPECT_EQ(out, (std::vector<float>{-7, 8, -9, 3, 6, 10, 1}));
}

TEST(Cpu, StructsByValueNeedNotBeAligned) {
  const CpuProgram program = Compile(R"(
    struct s { uchar16 first; ulong16 wide; };
    kernel void k(global ulong* out, struct s a) { out[0] = a.wide.sf + a.first.s1; })");
  std::vector<std::uint64_t> out(1);
  std::vector<std::byte> bytes(2 * 256 + 1);
  for (std::size_t at : {1, 8, 64}) {
    bytes[at + 1] = std::byte{5};
    bytes[at + 128 + 15 * 8] = std::byte{7};
    const CpuArgument value{.kind = CpuArgument::Kind::kValue, .bytes = std::span(bytes).subspan(at, 256)};
    ASSERT_TRUE(program.Run("k", Launch({Buffer(out), value}, 1)));
    EXPECT_EQ(out[0], 12U);
    std::fill(bytes.begin(), bytes.end(), std::byte{0});
  }
}

TEST(Cpu, BuiltinsAreThoseOfMathematics) {
  const CpuProgram program = Compile(R"(
    kernel void k(global float* x, global uint* n) {
      float whole; int e;
      x[0] = sinpi(x[0]); x[1] = half_exp(x[1]); x[2] = fract(x[2], &whole); x[3] = whole; x[4] = frexp(x[4], &e); x[5] = e;
      float8 v = (float8)(x[6]);
      x[6] = dot(sqrt(v).lo, (float4)(1, 2, 3, 4));
      n[0] = mul_hi(n[0], n[1]); n[1] = popcount((uchar4)(n[1])).x; n[2] = convert_uchar_sat_rtp(3.2f); n[3] = hadd(n[3], 1u);
    })");
  std::vector<float> x = {0.5f, 1, -2.25f, 0, 12, 0, 4};
  std::vector<std::uint32_t> n = {0x80000000, 6, 0, 0xffffffff};
  ASSERT_TRUE(program.Run("k", Launch({Buffer(x), Buffer(n)}, 1)));
  EXPECT_EQ(x, (std::vector<float>{1, std::exp(1.0f), 0.75f, -3, 0.75f, 4, 20}));
  EXPECT_EQ(n, (std::vector<std::uint32_t>{3, 2, 4, 0x80000000}));
}

TEST(Cpu, AtomicsOfAllGroupsAddUp) {
  const CpuProgram program =
      Compile("kernel void k(global int* p) { atomic_inc(p); atomic_max(p + 1, (int)get_global_id(0)); }");
  std::vector<int> p(2);
  ASSERT_TRUE(program.Run("k", Launch({Buffer(p)}, 10000, 10)));
  EXPECT_EQ(p, (std::vector<int>{10000, 9999}));
}

TEST(Cpu, CollectivesSeeTheWholeGroup) {
  const CpuProgram program = Compile(
      "kernel void k(global int* p) { size_t i = get_global_id(0); int v = p[i];"
      " p[i] = work_group_scan_inclusive_add(v) * 1000 + work_group_reduce_max(v) + work_group_broadcast(v, 1); }",
      {"-cl-std=CL2.0"});
  std::vector<int> p = {1, 2, 3, 4};
  ASSERT_TRUE(program.Run("k", Launch({Buffer(p)}, 4, 4)));
  EXPECT_EQ(p, (std::vector<int>{1006, 3006, 6006, 10006}));
}

TEST(Cpu, SubGroupsAreOfWorkItemsAtTheSamePlace) {
  const CpuProgram program = Compile(R"(
    int count(int x) { return sub_group_non_uniform_reduce_add(x); }
    kernel void k(global int* p, global int* size) {
      size_t i = get_global_id(0);
      *size = get_max_sub_group_size();
      p[i] = i % 4 == 0 ? count(1) : count(100);
    })",
                                     {"-cl-std=CL3.0"});
  std::vector<int> p(64), size(1);
  ASSERT_TRUE(program.Run("k", Launch({Buffer(p), Buffer(size)}, 64, 32)));
  ASSERT_EQ(size[0] % 4, 0);
  for (int i = 0; i < 64; ++i) {
    EXPECT_EQ(p[static_cast<std::size_t>(i)], i % 4 == 0 ? size[0] / 4 : size[0] / 4 * 3 * 100);
  }
}

TEST(Cpu, TheLastSubGroupIsSmaller) {
  const CpuProgram program = Compile(R"(
    kernel void k(global int* p) { p[get_global_id(0)] = get_sub_group_size() * 100 + sub_group_reduce_add(1); })",
                                     {"-cl-std=CL3.0"});
  std::vector<int> p(12);
  ASSERT_TRUE(program.Run("k", Launch({Buffer(p)}, 12, 12)));
  EXPECT_EQ(p, (std::vector<int>{808, 808, 808, 808, 808, 808, 808, 808, 404, 404, 404, 404}));
}

TEST(Cpu, ReadsAndWritesImages) {
  const CpuProgram program = Compile(R"(
    kernel void k(read_only image2d_t in, write_only image2d_t out, sampler_t s) {
      const sampler_t middle = CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR;
      write_imagef(out, (int2)(0, 0), read_imagef(in, middle, (float2)(0.5f, 0.5f)));
      write_imagef(out, (int2)(1, 0), read_imagef(in, s, (int2)(-1, 0)));
      write_imagef(out, (int2)(9, 0), (float4)(7));
      write_imagef(out, (int2)(2, 0), read_imagef(in, (int2)(get_image_width(out) - 2, 0)));
    })");
  const auto texel = [](float red) { return CpuImage::Texel{std::bit_cast<std::uint32_t>(red), 0, 0, 0}; };
  std::vector<CpuImage::Texel> in = {texel(2), texel(6)}, out(3);
  CpuImage source;
  source.width = 2;
  source.channel_order = 0x10b5;
  source.channel_type = 0x10de;
  source.texels = in;
  CpuImage target = source;
  target.width = 3;
  target.texels = out;
  target.stored = [](const CpuImage::Texel& texel) { return CpuImage::Texel{texel[0], 1, 1, 1}; };
  CpuArgument from{.kind = CpuArgument::Kind::kImage, .image = &source}, to = from;
  to.image = &target;
  const CpuArgument sampler{.kind = CpuArgument::Kind::kSampler, .sampler = 4};  // clamped to a border of zeros
  ASSERT_TRUE(program.Run("k", Launch({from, to, sampler}, 1)));
  const auto written = [&](float red) { return CpuImage::Texel{std::bit_cast<std::uint32_t>(red), 1, 1, 1}; };
  EXPECT_EQ(out, (std::vector<CpuImage::Texel>{written(4), written(0), written(6)}));
}

TEST(Cpu, DivisionByZeroDoesNotTrap) {
  const CpuProgram program = Compile("kernel void k(global int4* p) { p[0] = p[0] / p[1]; p[2].x = p[2].x % p[2].y; }");
  std::vector<int> p = {5, INT_MIN, 7, 9, 0, -1, 2, 3, 1, 0, 0, 0};
  ASSERT_TRUE(program.Run("k", Launch({Buffer(p)}, 1)));
  EXPECT_EQ(p[2], 3);
  EXPECT_EQ(p[3], 3);
}

TEST(Cpu, Prints) {
  const CpuProgram program = Compile(
      "kernel void k() { printf(\"%d %5.2f %s %v3hhd %v2hlx %c %%\\n\", -3, 2.5f, \"text\", (char3)(1, -2, 3), "
      "(int2)(10, 11),"
      " 'x'); printf(\"%ld\\n\", (long)1 << 40); }");
  std::string text;
  CpuLaunch launch = Launch({}, 1);
  launch.print = [&](std::string_view more) { text += more; };
  ASSERT_TRUE(program.Run("k", launch));
  EXPECT_EQ(text, "-3  2.50 text 1,-2,3 a,b x %\n1099511627776\n");
}

TEST(Cpu, SaysWhatIsWrong) {
  frontend::CompileOptions options;
  EXPECT_EQ(CpuProgram::Compile({"test.cl", "kernel void k( {"}, options).error().code(), ErrorCode::kCompile);
  const auto missing =
      CpuProgram::Compile({"test.cl", "int nowhere(int); kernel void k(global int* p) { *p = nowhere(*p); }"}, options);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), ErrorCode::kUnsupported);
  EXPECT_NE(missing.error().message().find("nowhere"), std::string::npos) << missing.error().message();
  const CpuProgram program = Compile("kernel void k(global int* p) {}");
  EXPECT_EQ(program.Run("none", Launch({}, 1)).error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(program.Run("k", Launch({}, 1)).error().code(), ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace kiln::reference

// Launches: ranges, arguments, work-group sizes.
#include "runtime/tests/runtime_fixture.h"

namespace kiln::runtime {
namespace {

using artifact::ImplicitKind;

TEST_F(RuntimeTest, Saxpy) {
  const Kernel saxpy = LoadSaxpy();
  Buffer x = Upload(Sequence<float>(1000)), y = Upload(std::vector<float>(1000, 1));
  ASSERT_OK(stream_.Launch(saxpy, NdRange(1000), x, y, 2.0f));
  const auto result = Read<float>(y);
  for (std::size_t i = 0; i < result.size(); ++i) ASSERT_EQ(result[i], 1 + 2 * static_cast<float>(i));
}

TEST_F(StagedTest, Saxpy) {
  Buffer x = Upload(Sequence<float>(1000)), y = Upload(std::vector<float>(1000, 1));
  ASSERT_OK(device_.Run(LoadSaxpy(), NdRange(1000), x, y, 2.0f));
  EXPECT_EQ(Read<float>(y)[999], 1999);
}

// Stores what each work-item sees of the NDRange, at its place in the range.
constexpr char kProbe[] = R"(
  struct Seen { uint gid[3]; uint group[3]; uint local[3]; uint size[3]; uint rest[13]; };
  layout(set = 0, binding = 0) writeonly buffer Out { Seen seen[]; };
  layout(VALUES) uniform Values {
    uvec3 region_offset; layout(offset = 16) uvec3 global_offset; layout(offset = 32) uvec3 global_size;
    layout(offset = 48) uvec3 group_base; layout(offset = 64) uvec3 num_groups; layout(offset = 80) uvec3 enqueued;
    layout(offset = 96) uint work_dim; };
  void main() {
    uvec3 gid = gl_GlobalInvocationID + region_offset;
    uvec3 at = gid - global_offset;
    uint i = (at.z * global_size.y + at.y) * global_size.x + at.x;
    for (int d = 0; d < 3; ++d) {
      seen[i].gid[d] = gid[d];
      seen[i].group[d] = gl_WorkGroupID[d] + group_base[d];
      seen[i].local[d] = gl_LocalInvocationID[d];
      seen[i].size[d] = gl_WorkGroupSize[d];
      seen[i].rest[d] = global_offset[d];
      seen[i].rest[3 + d] = global_size[d];
      seen[i].rest[6 + d] = num_groups[d];
      seen[i].rest[9 + d] = enqueued[d];
    }
    seen[i].rest[12] = work_dim;
  })";

struct Seen {
  std::uint32_t gid[3], group[3], local[3], size[3], offset[3], global[3], num_groups[3], enqueued[3], work_dim;
};

std::string ProbeSource(const std::string& values) {
  std::string source = kProbe;
  return source.replace(source.find("VALUES"), 6, values);
}

KernelBuilder ProbeKernel() {
  KernelBuilder builder("probe");
  builder.Buffer("out", "struct seen*", false, true);
  for (const ImplicitKind kind :
       {ImplicitKind::kRegionOffset, ImplicitKind::kGlobalOffset, ImplicitKind::kGlobalSize, ImplicitKind::kGroupBase,
        ImplicitKind::kNumGroups, ImplicitKind::kEnqueuedLocalSize, ImplicitKind::kWorkDim}) {
    builder.Implicit(kind);
  }
  return builder;
}

// Every work-item of `range` must have seen what OpenCL's work-item functions return there.
void CheckProbe(Device& device, const Kernel& probe, const NdRange& range) {
  const auto& global = range.global;
  const std::size_t count = global[0] * global[1] * global[2];
  auto out = device.Upload(std::vector<Seen>(count));
  ASSERT_OK(out);
  ASSERT_OK(device.Run(probe, range, *out));
  std::vector<Seen> seen(count);
  ASSERT_OK(out->Read(seen));
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t at[3] = {i % global[0], i / global[0] % global[1], i / global[0] / global[1]};
    ASSERT_EQ(seen[i].work_dim, range.work_dim) << "item " << i << " did not run";
    for (int d = 0; d < 3; ++d) {
      const std::uint64_t local = range.local[d] != 0 ? range.local[d] : seen[i].enqueued[d];
      const std::uint64_t group = at[d] / local;
      ASSERT_EQ(seen[i].gid[d], at[d] + range.offset[d]);
      ASSERT_EQ(seen[i].group[d], group);
      ASSERT_EQ(seen[i].local[d], at[d] % local);
      ASSERT_EQ(seen[i].size[d], std::min(local, global[d] - group * local)) << "the last group is smaller";
      ASSERT_EQ(seen[i].offset[d], range.offset[d]);
      ASSERT_EQ(seen[i].global[d], global[d]);
      ASSERT_EQ(seen[i].num_groups[d], (global[d] + local - 1) / local);
      ASSERT_EQ(seen[i].enqueued[d], local);
    }
  }
}

const NdRange kRanges[] = {
    NdRange(1),
    NdRange(64).Local(16),
    NdRange(1000),
    NdRange(1009),
    NdRange(100).Local(32),
    NdRange(100).Local(32).Offset(1000),
    NdRange(5).Local(64),
    NdRange(70000).Local(1),  // more groups than lavapipe takes at once
    NdRange(37, 19),
    NdRange(37, 19).Local(8, 8).Offset(5, 6),
    NdRange(11, 7, 5).Local(4, 3, 2).Offset(1, 2, 3),
    NdRange(8, 8, 8).Local(4, 4, 4),
};

TEST_F(RuntimeTest, WorkItemsSeeTheRangeThroughPushConstants) {
  const auto probe = device_.Load(CompileGlsl(ProbeSource("push_constant")), ProbeKernel().Build());
  ASSERT_OK(probe);
  for (const NdRange& range : kRanges) CheckProbe(device_, *probe, range);
}

TEST_F(RuntimeTest, WorkItemsSeeTheRangeThroughAUniformBuffer) {
  const auto probe =
      device_.Load(CompileGlsl(ProbeSource("set = 0, binding = 1")), ProbeKernel().InUniformBuffer().Build());
  ASSERT_OK(probe);
  for (const NdRange& range : kRanges) CheckProbe(device_, *probe, range);
}

TEST_F(RuntimeTest, RequiredWorkGroupSize) {
  artifact::Kernel kernel = ProbeKernel().Build();
  kernel.required_work_group_size = {{8, 4, 1}};
  const auto probe = device_.Load(CompileGlsl(ProbeSource("push_constant")), kernel);
  ASSERT_OK(probe);
  CheckProbe(device_, *probe, NdRange(16, 8).Local(8, 4));
  auto out = device_.Allocate(1 << 16);
  ASSERT_OK(out);
  ASSERT_OK(device_.Run(*probe, NdRange(16, 8), *out));
  const auto wrong = device_.Run(*probe, NdRange(16, 8).Local(4, 8), *out);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().ToString(),
            "work-group size 4 x 8 x 1: the kernel requires 8 x 4 x 1 (reqd_work_group_size), while launching 'probe'");
}

TEST_F(RuntimeTest, AnEmptyRangeRunsNothing) {
  const Kernel saxpy = LoadSaxpy();
  Buffer x = Upload(std::vector<float>(4, 1)), y = Upload(std::vector<float>(4, 1));
  const auto event = stream_.Launch(saxpy, NdRange(0), x, y, 2.0f);
  ASSERT_OK(event);
  ASSERT_OK(event->Wait());
  EXPECT_EQ(event->GpuNanoseconds().value(), 0u);
  EXPECT_EQ(Read<float>(y), std::vector<float>(4, 1));
}

TEST_F(RuntimeTest, WorkGroupLargerThanTheDevice) {
  Buffer x = Upload(std::vector<float>(4, 1));
  const auto event = stream_.Launch(LoadSaxpy(), NdRange(1 << 20).Local(1 << 20), x, x, 2.0f);
  ASSERT_FALSE(event);
  EXPECT_EQ(event.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_NE(event.error().ToString().find("maxComputeWorkGroupSize"), std::string::npos) << event.error().ToString();
}

// Sums each group's part of the input in two local arrays of different sizes.
constexpr char kReduce[] = R"(
  layout(constant_id = 3) const uint tile_size = 1;
  layout(constant_id = 4) const uint flag_size = 1;
  shared uint tile[tile_size];
  shared uint flags[flag_size];
  layout(set = 0, binding = 0) readonly buffer In { uint values[]; };
  layout(set = 0, binding = 1) writeonly buffer Out { uint sums[]; };
  void main() {
    uint i = gl_LocalInvocationID.x;
    tile[i] = values[gl_GlobalInvocationID.x];
    if (i == 0) flags[flag_size - 1] = flag_size * 1000000;
    barrier();
    for (uint step = gl_WorkGroupSize.x / 2; step > 0; step /= 2) {
      if (i < step) tile[i] += tile[i + step];
      barrier();
    }
    if (i == 0) sums[gl_WorkGroupID.x] = tile[0] + flags[flag_size - 1];
  })";

TEST_F(RuntimeTest, LocalArgumentsSizeTheArrays) {
  const auto reduce = device_.Load(CompileGlsl(kReduce), KernelBuilder("reduce")
                                                             .Buffer("values", "uint*", true, false)
                                                             .Buffer("sums", "uint*", false, true)
                                                             .Local("tile", "uint*", 4)
                                                             .Local("flags", "uint*", 4)
                                                             .Build());
  ASSERT_OK(reduce);
  Buffer values = Upload(std::vector<std::uint32_t>(512, 3));
  for (const std::uint32_t group : {64u, 128u}) {
    Buffer sums = Upload(std::vector<std::uint32_t>(512 / group, 0));
    ASSERT_OK(stream_.Launch(*reduce, NdRange(512).Local(group), values, sums, LocalArray<std::uint32_t>(group),
                             LocalMemory{5 * 4}));
    EXPECT_EQ(Read<std::uint32_t>(sums), std::vector<std::uint32_t>(512 / group, 3 * group + 5000000));
  }
}

TEST_F(RuntimeTest, OneBufferForTwoArguments) {
  Buffer x = Upload(Sequence<float>(100));
  ASSERT_OK(stream_.Launch(LoadSaxpy(), NdRange(100), x, x, 3.0f));
  const auto result = Read<float>(x);
  for (std::size_t i = 0; i < result.size(); ++i) ASSERT_EQ(result[i], 4 * static_cast<float>(i));
}

TEST_F(RuntimeTest, NullBuffersAreAllowed) {
  const auto kernel =
      device_.Load(CompileGlsl(R"(
      layout(set = 0, binding = 0) buffer A { uint a[]; };
      layout(set = 0, binding = 1) buffer B { uint b[]; };
      void main() { b[gl_GlobalInvocationID.x] = 5; if (b[0] == 6) a[0] = 1; })"),
                   KernelBuilder("k").Buffer("a", "uint*", true, true).Buffer("b", "uint*", true, true).Build());
  ASSERT_OK(kernel);
  Buffer b = Upload(std::vector<std::uint32_t>(4, 0));
  ASSERT_OK(stream_.Launch(*kernel, NdRange(4), nullptr, b));
  EXPECT_EQ(Read<std::uint32_t>(b), std::vector<std::uint32_t>(4, 5));
}

TEST_F(RuntimeTest, LaunchErrorsNameTheArgumentAndLeaveTheStreamUsable) {
  const Kernel saxpy = LoadSaxpy();
  Buffer x = Upload(Sequence<float>(10)), y = Upload(std::vector<float>(10, 0));
  const auto wrong_size = stream_.Launch(saxpy, NdRange(10), x, y, 2.0);
  ASSERT_FALSE(wrong_size);
  EXPECT_EQ(wrong_size.error().message(), "argument 2 'a' of 'saxpy': expected 4 bytes, got 8");
  EXPECT_FALSE(stream_.Launch(saxpy, NdRange(10), x, y));
  EXPECT_FALSE(stream_.Launch(saxpy, NdRange(10), x, 1.0f, y));
  EXPECT_FALSE(stream_.Launch(Kernel(), NdRange(10), x));
  EXPECT_FALSE(Stream().Launch(saxpy, NdRange(10), x, y, 2.0f));
  const std::vector<ArgumentValue> arguments = {x, y, 2.0f};
  ASSERT_OK(stream_.Launch(saxpy, NdRange(10), arguments));
  EXPECT_EQ(Read<float>(y)[9], 18);
}

TEST_F(RuntimeTest, BuffersBeyondTheReachOfAKernelsPointersAreRefused) {
  artifact::Kernel reflection = SaxpyKernel();
  reflection.largest_buffer = 4096;
  auto saxpy = device_.Load(SaxpyWords(), reflection);
  ASSERT_OK(saxpy);
  const Buffer fits = Upload(std::vector<float>(1024)), exceeds = Upload(std::vector<float>(1025));
  ASSERT_OK(stream_.Launch(*saxpy, NdRange(1), fits, fits, 1.0f));
  const auto refused = stream_.Launch(*saxpy, NdRange(1), fits, exceeds, 1.0f);
  ASSERT_FALSE(refused);
  EXPECT_NE(
      refused.error().message().find("a buffer of 4100 bytes: the kernel keeps pointers of 32 bits, which reach 4096"),
      std::string::npos)
      << refused.error().message();
}

TEST_F(RuntimeTest, AWorkGroupSizeIsExplained) {
  const Kernel saxpy = LoadSaxpy();
  const auto chosen = saxpy.WorkGroupSizeFor(NdRange(1000));
  ASSERT_OK(chosen);
  EXPECT_EQ(chosen->size, (std::array<std::uint32_t, 3>{250, 1, 1}));
  EXPECT_NE(chosen->explanation.find("x: 250 divides 1000"), std::string::npos) << chosen->explanation;
  const auto named = saxpy.WorkGroupSizeFor(NdRange(1000).Local(10));
  ASSERT_OK(named);
  EXPECT_EQ(named->explanation, "the launch names it\n");
  EXPECT_FALSE(saxpy.WorkGroupSizeFor(NdRange(1000).Local(1u << 30)));
  EXPECT_FALSE(Kernel().WorkGroupSizeFor(NdRange(1)));
}

}  // namespace
}  // namespace kiln::runtime

// The public API on a real device, with the validation layer on and silent.
#include "kiln/runtime/runtime.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <set>
#include <sstream>
#include <thread>

#include "kiln/base/file.h"
#include "runtime/execution/test_kernels.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

using artifact::ImplicitKind;

#define ASSERT_OK(expression)                                 \
  if (const auto& kiln_checked = (expression); !kiln_checked) \
  FAIL() << #expression << ": " << kiln_checked.error().ToString()

class RuntimeTest : public testing::Test {
 protected:
  virtual DeviceOptions Options() const { return {.validation = true}; }
  void SetUp() override {
    auto device = Device::Open(Options());
    ASSERT_TRUE(device) << device.error().ToString();
    device_ = *device;
    auto stream = device_.CreateStream();
    ASSERT_TRUE(stream) << stream.error().ToString();
    stream_ = *stream;
  }
  void TearDown() override {
    if (!device_) return;
    EXPECT_EQ(device_.TakeValidationMessages(), expected_messages_);
  }
  Kernel LoadSaxpy() {
    auto kernel = device_.Load(SaxpyWords(), SaxpyKernel());
    EXPECT_TRUE(kernel) << kernel.error().ToString();
    return kernel.value_or(Kernel());
  }
  template <typename T>
  Buffer Upload(const std::vector<T>& values) {
    auto buffer = device_.Upload(values);
    EXPECT_TRUE(buffer) << buffer.error().ToString();
    return buffer.value_or(Buffer());
  }
  template <typename T>
  std::vector<T> Read(const Buffer& buffer) {
    std::vector<T> values(buffer.size() / sizeof(T));
    const Status status = buffer.Read(values);
    EXPECT_TRUE(status) << status.error().ToString();
    return values;
  }

  Device device_;
  Stream stream_;
  std::vector<std::string> expected_messages_;
};

// The same tests with buffers that the host cannot map.
class StagedTest : public RuntimeTest {
 protected:
  DeviceOptions Options() const override { return {.validation = true, .force_staging = true}; }
};

template <typename T>
std::vector<T> Sequence(std::size_t count, T first = 0) {
  std::vector<T> values(count);
  std::iota(values.begin(), values.end(), first);
  return values;
}

// ---- devices ----

TEST_F(RuntimeTest, DescribesTheDevice) {
  const DeviceInfo& info = device_.info();
  EXPECT_FALSE(info.name.empty());
  EXPECT_EQ(info.uuid.size(), 36u);
  EXPECT_GE(info.limits.work_group_invocations, 128u);
  EXPECT_GE(info.limits.push_constant_bytes, 128u);
  EXPECT_TRUE(info.Has("timeline_semaphore"));
}

TEST_F(RuntimeTest, OpensByIndexUuidAndName) {
  const DeviceInfo& info = device_.info();
  for (const std::string& selector : {std::to_string(info.index), info.uuid, info.name, info.name.substr(0, 4)}) {
    const auto device = Device::Open({.device = selector});
    ASSERT_TRUE(device) << selector << ": " << device.error().ToString();
    EXPECT_EQ(device->info().uuid, info.uuid);
  }
  const auto none = Device::Open({.device = "no such device"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code(), ErrorCode::kNotFound);
  EXPECT_NE(none.error().message().find(info.name), std::string::npos) << none.error().message();
}

TEST_F(RuntimeTest, EnvironmentNamesTheDeviceUnlessTheCallDoes) {
  ::setenv("KILN_DEVICE", "no such device", 1);
  const auto from_environment = Device::Open();
  const auto from_call = Device::Open({.device = "auto"});
  ::unsetenv("KILN_DEVICE");
  EXPECT_FALSE(from_environment);
  EXPECT_TRUE(from_call);
}

TEST(DeviceListTest, ListsTheDevices) {
  const auto devices = EnumerateDevices();
  ASSERT_OK(devices);
  ASSERT_FALSE(devices->empty());
  for (std::size_t i = 0; i < devices->size(); ++i) EXPECT_EQ((*devices)[i].index, i);
}

// ---- buffers ----

void CheckBuffers(Device device) {
  // More than two staging buffers hold, so that they take turns.
  const auto values = Sequence<std::uint32_t>(5'000'000);
  auto buffer = device.Upload(values);
  ASSERT_OK(buffer);
  std::vector<std::uint32_t> read(values.size());
  ASSERT_OK(buffer->Read(read));
  EXPECT_EQ(read, values);
  const std::array<std::uint8_t, 3> patch = {1, 2, 3};
  ASSERT_OK(buffer->Write(7, patch));
  std::array<std::uint8_t, 5> around = {};
  ASSERT_OK(buffer->Read(6, around));
  EXPECT_EQ(around,
            (std::array<std::uint8_t, 5>{0, 1, 2, 3, 0}));  // bytes 6 to 10 of 0, 1, 2, ... are zeros but byte 8
}

TEST_F(RuntimeTest, BuffersKeepWhatIsWritten) {
  CheckBuffers(device_);
}
TEST_F(StagedTest, BuffersKeepWhatIsWritten) {
  CheckBuffers(device_);
}

TEST_F(RuntimeTest, BufferRangesAreChecked) {
  auto buffer = device_.Allocate(10);
  ASSERT_OK(buffer);
  std::array<std::uint8_t, 4> bytes = {};
  EXPECT_TRUE(buffer->Write(6, bytes));
  const Status behind = buffer->Write(7, bytes);
  ASSERT_FALSE(behind);
  EXPECT_EQ(behind.error().message(), "writing 4 bytes at offset 7 leaves the buffer of 10 bytes");
  EXPECT_FALSE(buffer->Read(~0ull, bytes));
  EXPECT_FALSE(Buffer().Read(0, bytes));
  EXPECT_EQ(Buffer().size(), 0u);
}

TEST_F(RuntimeTest, EmptyAndHugeBuffers) {
  const auto empty = device_.Allocate(0);
  ASSERT_OK(empty);
  EXPECT_EQ(empty->size(), 0u);
  std::vector<int> nothing;
  EXPECT_TRUE(empty->Read(nothing));
  const auto huge = device_.Allocate(~0ull);
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().code(), ErrorCode::kInvalidArgument);
}

TEST_F(RuntimeTest, ManyBuffersShareMemory) {
  // More than the 4096 allocations that a device must allow.
  std::vector<Buffer> buffers;
  for (std::uint32_t i = 0; i < 5000; ++i) buffers.push_back(Upload(std::vector<std::uint32_t>(16, i)));
  for (std::uint32_t i = 0; i < 5000; ++i) {
    ASSERT_EQ(Read<std::uint32_t>(buffers[i]), std::vector<std::uint32_t>(16, i));
  }
}

// ---- launches ----

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

// ---- order ----

TEST_F(RuntimeTest, DependentCommandsRunInOrder) {
  const Kernel saxpy = LoadSaxpy();
  Buffer a = Upload(std::vector<float>(5000, 1)), b = Upload(std::vector<float>(5000, 0));
  Buffer other = Upload(std::vector<float>(5000, 0));
  // Fibonacci: b += a, a += b. Enough of them to fill several batches, with an independent launch between.
  std::vector<double> expected = {1, 0};
  for (int i = 0; i < 100; ++i) {
    if (i % 20 == 19) {
      ASSERT_OK(stream_.Fill(a, 0x3f800000));
      ASSERT_OK(stream_.Fill(b, 0));
      expected = {1, 0};
    }
    ASSERT_OK(stream_.Launch(saxpy, NdRange(5000), a, b, 1.0f));
    ASSERT_OK(stream_.Launch(saxpy, NdRange(5000).Local(37), b, a, 1.0f));
    ASSERT_OK(stream_.Launch(saxpy, NdRange(5000), other, other, 0.0f));
    expected[1] += expected[0];
    expected[0] += expected[1];
  }
  ASSERT_OK(stream_.Copy(a, 0, other, 0, a.size()));
  EXPECT_EQ(Read<float>(other), std::vector<float>(5000, static_cast<float>(expected[0])));
  EXPECT_EQ(Read<float>(b), std::vector<float>(5000, static_cast<float>(expected[1])));
}

TEST_F(StagedTest, CommandsOfTwoStreamsRunInTheOrderOfTheirIssue) {
  const Kernel saxpy = LoadSaxpy();
  auto second = device_.CreateStream({.timing = false});
  ASSERT_OK(second);
  Buffer x = Upload(std::vector<float>(1000, 1)), y = Upload(std::vector<float>(1000, 0));
  for (int i = 0; i < 20; ++i) {
    ASSERT_OK(stream_.Launch(saxpy, NdRange(1000), x, y, 1.0f));  // y += x
    ASSERT_OK(second->Fill(x, 0));                                // x = 0
    ASSERT_OK(stream_.Launch(saxpy, NdRange(1000), x, y, 1.0f));  // y += 0
    ASSERT_OK(second->Fill(x, 0x3f800000));                       // x = 1
  }
  EXPECT_EQ(Read<float>(y), std::vector<float>(1000, 20));
  // A write by the host waits too.
  ASSERT_OK(second->Launch(saxpy, NdRange(1000), x, y, 1.0f));
  ASSERT_OK(x.Write(std::vector<float>(1000, 100)));
  EXPECT_EQ(Read<float>(y), std::vector<float>(1000, 21));
}

// Adds up a list: arguments head (an address), out (an address).
constexpr const char* kChase = R"(
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
layout(buffer_reference) buffer Node;
layout(buffer_reference, std430, buffer_reference_align = 8) buffer Node { Node next; uint value; };
layout(buffer_reference, std430, buffer_reference_align = 4) buffer Out { uint value; };
layout(push_constant) uniform Values { Node head; Out result; };
void main() {
  uint sum = 0;
  for (Node node = head; uint64_t(node) != 0; node = node.next) sum = sum * 10 + node.value;
  result.value = sum;
})";

TEST_F(RuntimeTest, KernelsFollowAddressesThatTheHostWrote) {
  if (!device_.info().Has("buffer_device_address")) GTEST_SKIP() << "the device has no addresses";
  const artifact::Kernel reflection = KernelBuilder("chase").Address("head", "node*").Address("out", "uint*").Build();
  auto chase = device_.Load(CompileGlsl(kChase), reflection);
  ASSERT_OK(chase);
  // Three nodes, each in a buffer of its own; only the first is an argument.
  std::vector<Buffer> nodes;
  std::uint64_t next = 0;
  for (const std::uint64_t value : {3, 2, 1}) {
    nodes.push_back(Upload(std::vector<std::uint64_t>{next, value}));
    auto address = nodes.back().Address();
    ASSERT_OK(address);
    EXPECT_NE(*address, 0u);
    next = *address;
  }
  const Buffer out = Upload(std::vector<std::uint32_t>{0});
  ASSERT_OK(stream_.Launch(*chase, NdRange(1), nodes[2], out));
  EXPECT_EQ(Read<std::uint32_t>(out), std::vector<std::uint32_t>({123}));
  // A write to a buffer that a pending launch can only reach by its address comes after the launch.
  ASSERT_OK(stream_.Launch(*chase, NdRange(1), nodes[2], out));
  ASSERT_OK(nodes[0].Write(8, std::vector<std::uint64_t>{7}));
  EXPECT_EQ(Read<std::uint32_t>(out), std::vector<std::uint32_t>({123}));
  ASSERT_OK(stream_.Launch(*chase, NdRange(1), Buffer(), out));
  EXPECT_EQ(Read<std::uint32_t>(out), std::vector<std::uint32_t>({0}));
  EXPECT_EQ(Buffer().Address().error().code(), ErrorCode::kInvalidArgument);
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
  EXPECT_NE(refused.error().message().find("a buffer of 4100 bytes: the kernel keeps pointers of 32 bits, which reach 4096"),
            std::string::npos)
      << refused.error().message();
}

TEST_F(RuntimeTest, CopyAndFillCheckTheirRanges) {
  Buffer a = Upload(Sequence<std::uint8_t>(30)), b = Upload(std::vector<std::uint8_t>(30, 255));
  ASSERT_OK(stream_.Copy(a, 3, b, 10, 5));
  ASSERT_OK(stream_.Fill(b, 0x04030201, 20, 10));
  const auto read = Read<std::uint8_t>(b);
  EXPECT_EQ(std::vector<std::uint8_t>(read.begin() + 9, read.begin() + 16),
            (std::vector<std::uint8_t>{255, 3, 4, 5, 6, 7, 255}));
  EXPECT_EQ(std::vector<std::uint8_t>(read.begin() + 19, read.end()),
            (std::vector<std::uint8_t>{255, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2}));
  EXPECT_FALSE(stream_.Copy(a, 0, b, 10, 25));
  EXPECT_FALSE(stream_.Copy(a, 0, a, 5, 10)) << "overlap";
  EXPECT_TRUE(stream_.Copy(a, 0, a, 10, 10));
  EXPECT_FALSE(stream_.Fill(b, 0, 2, 4));
  EXPECT_FALSE(stream_.Fill(b, 0, 4, 5));
}

TEST_F(RuntimeTest, EventsTellTheTime) {
  const Kernel saxpy = LoadSaxpy();
  Buffer x = Upload(std::vector<float>(1 << 20, 1)), y = Upload(std::vector<float>(1 << 20, 1));
  const auto start = std::chrono::steady_clock::now();
  const auto small = stream_.Launch(saxpy, NdRange(1), x, y, 1.0f);
  const auto large = stream_.Launch(saxpy, NdRange(1 << 20), x, y, 1.0f);
  ASSERT_OK(small);
  ASSERT_OK(large);
  const auto large_time = large->GpuNanoseconds();
  const auto elapsed = std::chrono::steady_clock::now() - start;
  const auto small_time = small->GpuNanoseconds();
  ASSERT_OK(large_time);
  ASSERT_OK(small_time);
  EXPECT_GT(*large_time, 0u);
  EXPECT_LE(*large_time + *small_time,
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count()));
  auto untimed = device_.CreateStream({.timing = false});
  ASSERT_OK(untimed);
  const auto event = untimed->Launch(saxpy, NdRange(1), x, y, 1.0f);
  ASSERT_OK(event);
  ASSERT_FALSE(event->GpuNanoseconds());
  EXPECT_EQ(event->GpuNanoseconds().error().code(), ErrorCode::kUnsupported);
}

// ---- lifetimes and threads ----

TEST_F(RuntimeTest, HandlesKeepTheDeviceAndPendingCommandsKeepTheirBuffers) {
  auto device = Device::Open({.validation = true});
  ASSERT_OK(device);
  auto stream = device->CreateStream();
  ASSERT_OK(stream);
  auto kernel = device->Load(SaxpyWords(), SaxpyKernel());
  ASSERT_OK(kernel);
  auto y = device->Upload(std::vector<float>(1000, 1));
  ASSERT_OK(y);
  {
    auto x = device->Upload(std::vector<float>(1000, 2));
    ASSERT_OK(x);
    ASSERT_OK(stream->Launch(*kernel, NdRange(1000), *x, *y, 2.0f));
  }
  *kernel = Kernel();
  *stream = Stream();
  *device = Device();
  EXPECT_EQ(Read<float>(*y), std::vector<float>(1000, 5));
}

TEST_F(RuntimeTest, ThreadsShareADevice) {
  const Kernel saxpy = LoadSaxpy();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      auto stream = device_.CreateStream();
      ASSERT_TRUE(stream);
      for (int i = 0; i < 10; ++i) {
        auto x = device_.Upload(std::vector<float>(300, static_cast<float>(t)));
        auto y = device_.Upload(std::vector<float>(300, static_cast<float>(i)));
        ASSERT_TRUE(x && y);
        ASSERT_TRUE(stream->Launch(saxpy, NdRange(300).Local(static_cast<std::uint64_t>(16 + t)), *x, *y, 2.0f));
        std::vector<float> result(300);
        ASSERT_TRUE(y->Read(result));
        ASSERT_EQ(result, std::vector<float>(300, static_cast<float>(i + 2 * t)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// ---- failures ----

TEST_F(RuntimeTest, DamagedArtifactsAreErrors) {
  const auto words = SaxpyWords();
  const auto cut = device_.Load(std::span(words).first(words.size() - 3), SaxpyKernel());
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code(), ErrorCode::kInvalidArtifact);
  EXPECT_NE(cut.error().ToString().find("while loading the kernel 'saxpy'"), std::string::npos);
  artifact::Kernel kernel = SaxpyKernel();
  kernel.entry_point = "none";
  EXPECT_EQ(device_.Load(words, kernel).error().code(), ErrorCode::kNotFound);
  kernel = SaxpyKernel();
  kernel.arguments[0].binding = 1;
  EXPECT_EQ(device_.Load(words, kernel).error().code(), ErrorCode::kInvalidArtifact);
  kernel = SaxpyKernel();
  kernel.features = {"time_travel"};
  EXPECT_EQ(device_.Load(words, kernel).error().code(), ErrorCode::kUnsupported);
  const artifact::Reflection reflection{"vulkan1.2", {SaxpyKernel(), ProbeKernel().Build()}};
  EXPECT_TRUE(device_.Load(words, reflection, "saxpy"));
  EXPECT_EQ(device_.Load(words, reflection, "axpy").error().message(),
            "there is no kernel 'axpy'; there is 'saxpy', 'probe'");
  EXPECT_EQ(device_.Load(words, reflection).error().message(), "name one of the kernels: 'saxpy', 'probe'");
}

TEST_F(RuntimeTest, ValidationMessagesAreKept) {
  artifact::Kernel kernel = SaxpyKernel();  // the module's push constants are larger than this says
  kernel.implicit.clear();
  kernel.values.size = 4;
  const auto loaded = device_.Load(SaxpyWords(), kernel);
  ASSERT_OK(loaded);
  Buffer x = Upload(std::vector<float>(4, 1));
  static_cast<void>(stream_.Launch(*loaded, NdRange(0), x, x, 1.0f));
  EXPECT_TRUE(device_.TakeValidationMessages().empty()) << "no pipeline yet";
  static_cast<void>(stream_.Launch(*loaded, NdRange(4), x, x, 1.0f));
  EXPECT_FALSE(device_.TakeValidationMessages().empty());
  EXPECT_TRUE(device_.TakeValidationMessages().empty()) << "they were taken";
}

TEST_F(RuntimeTest, OutOfDeviceMemory) {
  const ScopedVkFault fault("vkAllocateMemory", VK_ERROR_OUT_OF_DEVICE_MEMORY);
  const auto buffer = device_.Allocate(100 << 20);
  ASSERT_FALSE(buffer);
  EXPECT_EQ(buffer.error().code(), ErrorCode::kOutOfDeviceMemory);
  EXPECT_NE(buffer.error().ToString().find("while allocating 104857600 bytes"), std::string::npos)
      << buffer.error().ToString();
}

TEST_F(StagedTest, ALostDeviceIsAnErrorEverywhere) {
  const Kernel saxpy = LoadSaxpy();
  Buffer x = Upload(std::vector<float>(10, 1));
  {
    const ScopedVkFault fault("vkQueueSubmit", VK_ERROR_DEVICE_LOST);
    const auto event = stream_.Launch(saxpy, NdRange(10), x, x, 1.0f);
    ASSERT_OK(event);
    ASSERT_FALSE(event->Wait());
    EXPECT_EQ(event->Wait().error().code(), ErrorCode::kDeviceLost);
    EXPECT_EQ(x.Write(std::vector<float>(10, 1)).error().code(), ErrorCode::kDeviceLost);
  }
  EXPECT_EQ(stream_.Synchronize().error().code(), ErrorCode::kDeviceLost) << "the stream stays lost";
  EXPECT_FALSE(stream_.Launch(saxpy, NdRange(10), x, x, 1.0f));
}

TEST_F(RuntimeTest, AWaitThatTakesTooLongIsATimeout) {
  auto device = Device::Open({.validation = true, .timeout = std::chrono::milliseconds(1500)});
  ASSERT_OK(device);
  auto kernel = device->Load(SaxpyWords(), SaxpyKernel());
  ASSERT_OK(kernel);
  auto x = device->Upload(std::vector<float>(10, 1));
  ASSERT_OK(x);
  {
    const ScopedVkFault fault("vkWaitSemaphores", VK_TIMEOUT);
    const auto event = device->Run(*kernel, NdRange(10), *x, *x, 1.0f);
    ASSERT_FALSE(event);
    EXPECT_EQ(event.error().code(), ErrorCode::kTimeout);
    EXPECT_NE(event.error().message().find("did not finish within 1.5 s"), std::string::npos);
  }
  EXPECT_EQ(Read<float>(*x), std::vector<float>(10, 2)) << "it finished after all";
}

TEST_F(RuntimeTest, ADeviceThatNeverFinishesIsAbandoned) {
  auto device = Device::Open({.validation = false});
  ASSERT_OK(device);
  auto kernel = device->Load(SaxpyWords(), SaxpyKernel());
  ASSERT_OK(kernel);
  auto x = device->Upload(std::vector<float>(10, 1));
  ASSERT_OK(x);
  const ScopedVkFault fault("vkWaitSemaphores", VK_TIMEOUT);
  ASSERT_FALSE(device->Run(*kernel, NdRange(10), *x, *x, 1.0f));
  // Destroying what the device uses would be undefined; nothing is destroyed, and nothing waits for ever.
  *x = Buffer();
  *kernel = Kernel();
  *device = Device();
}

// ---- files ----

TEST_F(RuntimeTest, TheExampleProgramRunsFromFiles) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "kiln_runtime_test";
  std::filesystem::create_directories(folder);
  const std::string spirv = folder / "saxpy.spv", json = folder / "saxpy.json";
  ASSERT_OK(WriteFileAtomically(spirv, SaxpyWords()));
  ASSERT_OK(WriteFileAtomically(json, artifact::ToJson({"vulkan1.2", {SaxpyKernel()}})));
  ASSERT_OK(device_.LoadFile(spirv, json));
  const std::string command = std::string(KILN_SAXPY_EXAMPLE) + " '" + spirv + "' '" + json + "'";
  EXPECT_EQ(std::system((command + " > /dev/null").c_str()), 0) << command;
  ASSERT_OK(WriteFileAtomically(json, std::string_view("{")));
  const auto damaged = device_.LoadFile(spirv, json);
  ASSERT_FALSE(damaged);
  EXPECT_NE(damaged.error().ToString().find("while reading '" + json + "'"), std::string::npos);
  EXPECT_EQ(device_.LoadFile(folder / "none.spv", json).error().code(), ErrorCode::kNotFound);
  EXPECT_NE(std::system((command + " 2> /dev/null").c_str()), 0) << "the example reports errors";
  std::filesystem::remove_all(folder);
}

// ---- program-scope variables ----

// counter += by; out = counter.
artifact::Kernel CountingKernel() {
  artifact::Kernel kernel = KernelBuilder("count").Buffer("data", "int*", false, true).Build();
  artifact::ProgramVariables& program = kernel.program_variables.emplace();
  program.binding = program.metal_index = 3;
  program.size = 16;
  program.variables = {{"unused", 0, 4}, {"counter", 8, 4}};
  program.initial = {{8, std::string("\x05")}};
  return kernel;
}

TEST_F(RuntimeTest, KernelsOfAProgramShareItsVariables) {
  const auto words = CompileGlsl(R"(
    layout(set = 0, binding = 0) buffer Data { int data[]; };
    layout(set = 0, binding = 3) buffer Program { layout(offset = 8) int counter; };
    void main() { data[0] = counter; counter += 2; })");
  auto program = device_.CreateProgram();
  ASSERT_OK(program);
  const auto first = program->Load(words, CountingKernel());
  const auto second = program->Load(words, CountingKernel());
  const auto alone = device_.Load(words, CountingKernel());
  ASSERT_OK(first);
  ASSERT_OK(second);
  ASSERT_OK(alone);
  auto other_stream = device_.CreateStream();
  ASSERT_OK(other_stream);
  const auto run = [&](Stream& stream, const Kernel& kernel) {
    Buffer data = Upload(std::vector<int>(1));
    EXPECT_TRUE(stream.Launch(kernel, NdRange(1), data));
    std::vector<int> result(1);
    EXPECT_TRUE(data.Read(result));
    return result[0];
  };
  EXPECT_EQ(run(stream_, *first), 5);
  EXPECT_EQ(run(stream_, *second), 7);
  EXPECT_EQ(run(*other_stream, *first), 9);
  EXPECT_EQ(run(stream_, *alone), 5);
  EXPECT_EQ(run(stream_, *second), 11);
  artifact::Kernel different = CountingKernel();
  different.program_variables->initial.clear();
  const auto refused = program->Load(words, different);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::kInvalidArtifact);
  EXPECT_NE(refused.error().ToString().find("while loading the kernel 'count'"), std::string::npos);
  EXPECT_EQ(Program().Load(words, CountingKernel()).error().code(), ErrorCode::kInvalidArgument);
}

// ---- printf ----

class PrintfTest : public RuntimeTest {
 protected:
  DeviceOptions Options() const override {
    // 64 words of records, 21 records of 3 words.
    return {.validation = true, .printf_bytes = 4 * 68, .on_printf = [this](const PrintedText& printed) {
              printed_.push_back(printed);
            }};
  }

  // Every work-item prints "launch.item".
  Kernel LoadPrinter() {
    auto kernel = device_.Load(CompileGlsl(R"(
      layout(set = 0, binding = 2) buffer Printf { uint words[]; };
      layout(push_constant) uniform Values { uint launch; layout(offset = 16) uvec3 region_offset; };
      void main() {
        uint old = atomicAdd(words[0], words[0] < words[1] ? 3 : 0);
        if (old + 3 <= words[1]) {
          words[old + 4] = 1;
          words[old + 5] = launch;
          words[old + 6] = gl_GlobalInvocationID.x + region_offset.x;
        } else {
          atomicAdd(words[2], 1);
        }
      })"),
                               KernelBuilder("printer")
                                   .Value("launch", "uint", 4)
                                   .Implicit(ImplicitKind::kRegionOffset)
                                   .Prints({{"%u.%u\n", {artifact::PrintfArgument{}, artifact::PrintfArgument{}}}})
                                   .Build());
    EXPECT_TRUE(kernel) << kernel.error().ToString();
    return kernel.value_or(Kernel());
  }

  static std::set<std::string> Lines(const std::string& text) {
    std::set<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.insert(line);
    return lines;
  }

  mutable std::vector<PrintedText> printed_;
};

TEST_F(PrintfTest, TextComesWhenTheLaunchHasFinished) {
  const Kernel kernel = LoadPrinter();
  const auto event = stream_.Launch(kernel, NdRange(5).Local(2), 7u);
  ASSERT_OK(event);
  EXPECT_TRUE(printed_.empty());
  ASSERT_OK(event->Wait());
  ASSERT_EQ(printed_.size(), 1u);
  EXPECT_EQ(printed_[0].kernel, "printer");
  EXPECT_EQ(Lines(printed_[0].text), (std::set<std::string>{"7.0", "7.1", "7.2", "7.3", "7.4"}));
  EXPECT_EQ(printed_[0].dropped, 0u);
  EXPECT_EQ(printed_[0].damage, "");
}

TEST_F(PrintfTest, LaunchesPrintInTheirOrder) {
  const Kernel kernel = LoadPrinter();
  for (std::uint32_t launch = 0; launch < 200; ++launch) ASSERT_OK(stream_.Launch(kernel, NdRange(1), launch));
  ASSERT_OK(stream_.Synchronize());
  ASSERT_EQ(printed_.size(), 200u);
  for (std::uint32_t launch = 0; launch < 200; ++launch) {
    EXPECT_EQ(printed_[launch].text, std::to_string(launch) + ".0\n");
  }
}

TEST_F(PrintfTest, WhatDoesNotFitIsCounted) {
  ASSERT_OK(device_.Run(LoadPrinter(), 100, 1u));
  ASSERT_EQ(printed_.size(), 1u);
  EXPECT_EQ(Lines(printed_[0].text).size(), 21u);
  EXPECT_EQ(printed_[0].dropped, 79u);
}

TEST_F(PrintfTest, AStreamMayHaveItsOwnHandler) {
  std::string text;
  {
    auto stream = device_.CreateStream({.on_printf = [&](const PrintedText& printed) { text += printed.text; }});
    ASSERT_OK(stream);
    ASSERT_OK(stream->Launch(LoadPrinter(), NdRange(1), 3u));
    // Destroying the stream does not lose what was issued.
  }
  EXPECT_EQ(text, "3.0\n");
  EXPECT_TRUE(printed_.empty());
}

TEST_F(PrintfTest, AHandlerMayUseTheStream) {
  const Kernel kernel = LoadPrinter();
  std::optional<Stream> own;
  std::string text;
  auto stream = device_.CreateStream({.on_printf = [&](const PrintedText& printed) {
    text += printed.text;
    if (text.size() < 12) {
      ASSERT_OK(own->Launch(kernel, NdRange(1), static_cast<std::uint32_t>(text.size())));
      ASSERT_OK(own->Synchronize());
    }
  }});
  ASSERT_OK(stream);
  own = *stream;
  ASSERT_OK(own->Launch(kernel, NdRange(1), 0u));
  ASSERT_OK(own->Synchronize());
  EXPECT_EQ(text, "0.0\n4.0\n8.0\n");
}

TEST_F(PrintfTest, ADamagedBufferIsSaid) {
  auto kernel = device_.Load(CompileGlsl(R"(
    layout(set = 0, binding = 1) buffer Printf { uint words[]; };
    void main() { words[0] = 2; words[4] = 77; })"),
                             KernelBuilder("vandal").Prints({{"text", {}}}).Build());
  ASSERT_OK(kernel);
  ASSERT_OK(device_.Run(*kernel, 1));
  ASSERT_EQ(printed_.size(), 1u);
  EXPECT_EQ(printed_[0].text, "");
  EXPECT_NE(printed_[0].damage, "");
}

// ---- images ----

TEST_F(RuntimeTest, ImagesKeepTheirTexels) {
  using Dimension = artifact::ImageDimension;
  const ImageFormat format = {ChannelOrder::kRg, ChannelType::kUnsignedInt16};
  const ImageDescription descriptions[] = {
      {Dimension::k1d, format, 5, 1, 1, 1},
      {Dimension::k1dArray, format, 5, 1, 1, 3},
      {Dimension::k1dBuffer, format, 5, 1, 1, 1},
      {Dimension::k2d, format, 5, 3, 1, 1},
      {Dimension::k2dArray, format, 5, 3, 1, 2},
      {Dimension::k3d, format, 5, 3, 2, 1},
      {Dimension::k2d, {ChannelOrder::kRgba, ChannelType::kFloat}, 2000, 700, 1, 1}};  // more than a staging buffer
  for (const ImageDescription& description : descriptions) {
    const auto texels = Sequence<std::uint8_t>(description.bytes());
    const auto image = device_.UploadImage(description, texels);
    ASSERT_OK(image);
    std::vector<std::uint8_t> read(texels.size());
    ASSERT_OK(image->Read(read));
    EXPECT_EQ(read, texels);
    read.pop_back();
    EXPECT_EQ(image->Read(read).error().code(), ErrorCode::kInvalidArgument);
  }
}

TEST_F(RuntimeTest, ImagesThatCannotBeAreRefused) {
  const auto message = [&](const ImageDescription& description) {
    const auto image = device_.CreateImage(description);
    return image ? "" : image.error().message();
  };
  EXPECT_EQ(message({.format = {ChannelOrder::kRgb, ChannelType::kFloat}}), "OpenCL has no image format RGB FLOAT");
  EXPECT_EQ(message({.width = 0}), "an image of 0 x 1 x 1 texels and 1 layers is none of its kind");
  EXPECT_EQ(message({.width = 1, .height = 1, .depth = 2}),
            "an image of 1 x 1 x 2 texels and 1 layers is none of its kind");
  EXPECT_NE(message({.width = 1u << 20}).find("the device '"), std::string::npos);
  ScopedVkFault fault("vkCreateImage", VK_ERROR_OUT_OF_DEVICE_MEMORY);
  EXPECT_EQ(device_.CreateImage({}).error().code(), ErrorCode::kOutOfDeviceMemory);
}

TEST_F(RuntimeTest, BuffersCanBeSeenAsImages) {
  Buffer buffer = Upload(Sequence<std::uint32_t>(8));
  const ImageFormat format = {ChannelOrder::kR, ChannelType::kUnsignedInt32};
  const auto image = device_.ViewAsImage(buffer, format, 6);
  ASSERT_OK(image);
  std::vector<std::uint32_t> read(6);
  ASSERT_OK(image->Read(read));
  EXPECT_EQ(read, Sequence<std::uint32_t>(6));
  EXPECT_EQ(device_.ViewAsImage(buffer, format, 9).error().code(), ErrorCode::kInvalidArgument);
}

TEST_F(RuntimeTest, KernelsTakeNoImagesWhereTheyWantBuffers) {
  const auto image = device_.CreateImage({});
  ASSERT_OK(image);
  const Kernel kernel = LoadSaxpy();
  const auto event = stream_.Launch(kernel, 4, *image, *image, 1.0f);
  ASSERT_FALSE(event);
  EXPECT_NE(event.error().message().find("got an image"), std::string::npos);
}

}  // namespace
}  // namespace kiln::runtime

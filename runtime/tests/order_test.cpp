// Commands run in the order of their issue; events tell when.
#include "runtime/tests/runtime_fixture.h"

#include <chrono>

namespace kiln::runtime {
namespace {

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

}  // namespace
}  // namespace kiln::runtime

// Graphs: recorded once, replayed many times.
#include "runtime/tests/runtime_fixture.h"

#include <thread>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr std::uint32_t kOne = 0x3f800000;  // 1.0f

class GraphTest : public RuntimeTest {
 protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    auto graph = device_.CreateGraph();
    ASSERT_TRUE(graph) << graph.error().ToString();
    graph_ = *graph;
    saxpy_ = LoadSaxpy();
  }
  Buffer Zeros(std::size_t count = 100) { return Upload(std::vector<float>(count)); }
  static std::vector<std::vector<std::size_t>> Indices(const std::vector<std::vector<GraphNode>>& levels) {
    std::vector<std::vector<std::size_t>> indices;
    for (const auto& level : levels) {
      for (auto& row = indices.emplace_back(); const GraphNode node : level) row.push_back(node.index);
    }
    return indices;
  }

  Graph graph_;
  Kernel saxpy_;
};

TEST_F(GraphTest, RunsItsLevelsInOrderAsOftenAsAsked) {
  const Buffer x = Zeros(), y = Zeros(), z = Zeros(), sum = Zeros();
  ASSERT_OK(graph_.AddFill(x, kOne));
  ASSERT_OK(graph_.AddFill(y, kOne));
  ASSERT_OK(graph_.AddLaunch(saxpy_, NdRange(100), x, y, 2.0f));  // y = 3
  ASSERT_OK(graph_.AddCopy(y, 0, z, 0, y.size()));                // z = 3
  ASSERT_OK(graph_.AddLaunch(saxpy_, NdRange(100).Local(7), z, sum, 1.0f));
  EXPECT_EQ(graph_.size(), 5u);
  EXPECT_EQ(Indices(graph_.Levels().value()), (std::vector<std::vector<std::size_t>>{{0, 1}, {2}, {3}, {4}}));
  std::vector<Event> events;
  for (int i = 0; i < 100; ++i) {
    const auto event = stream_.Replay(graph_);
    ASSERT_OK(event);
    events.push_back(*event);
  }
  EXPECT_EQ(Read<float>(sum), std::vector<float>(100, 300));
  EXPECT_GT(events.back().GpuNanoseconds().value(), 0u);
}

TEST_F(GraphTest, ArgumentsChangeBetweenReplays) {
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Zeros(), other = Zeros();
  const auto node = graph_.AddLaunch(saxpy_, NdRange(100), x, y, 1.0f);
  ASSERT_OK(node);
  ASSERT_OK(stream_.Replay(graph_));
  ASSERT_OK(graph_.SetArguments(*node, x, y, 10.0f));
  ASSERT_OK(stream_.Replay(graph_));
  ASSERT_OK(graph_.SetArguments(*node, x, other, 5.0f));
  ASSERT_OK(stream_.Replay(graph_));
  EXPECT_EQ(Read<float>(y), std::vector<float>(100, 11));
  EXPECT_EQ(Read<float>(other), std::vector<float>(100, 5));
  EXPECT_EQ(graph_.SetArguments(*node, x, y).error().code(), ErrorCode::kInvalidArgument);
  ASSERT_OK(stream_.Replay(graph_)) << "the old arguments stay";
  EXPECT_EQ(Read<float>(other), std::vector<float>(100, 10));
}

TEST_F(GraphTest, TakesItsPlaceAmongOtherCommands) {
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Zeros(), z = Zeros();
  ASSERT_OK(graph_.AddLaunch(saxpy_, NdRange(100), x, y, 1.0f));
  ASSERT_OK(graph_.AddLaunch(saxpy_, NdRange(100), y, z, 1.0f));
  auto other = device_.CreateStream({.timing = false});
  ASSERT_OK(other);
  float expected_y = 0, expected_z = 0;
  for (int i = 0; i < 20; ++i) {
    Stream& stream = i % 2 == 0 ? stream_ : *other;
    ASSERT_OK(stream.Replay(graph_));
    expected_z += ++expected_y;
    if (i % 5 == 4) {
      ASSERT_OK(other->Fill(y, 0));
      expected_y = 0;
    }
  }
  EXPECT_EQ(Read<float>(y), std::vector<float>(100, expected_y));
  EXPECT_EQ(Read<float>(z), std::vector<float>(100, expected_z));
}

TEST_F(GraphTest, NodesMayHaveUniformValuesAndEmptyRanges) {
  const auto kernel = device_.Load(CompileGlsl(R"(
      layout(set = 0, binding = 0) buffer Out { uint values[]; };
      layout(set = 0, binding = 2) uniform Values { uint value; layout(offset = 16) uvec3 region_offset; };
      void main() { values[gl_GlobalInvocationID.x + region_offset.x] += value; })"),
                                   KernelBuilder("add")
                                       .Buffer("out", "uint*", true, true)
                                       .Value("value", "uint", 4)
                                       .Implicit(artifact::ImplicitKind::kRegionOffset)
                                       .InUniformBuffer()
                                       .Build());
  ASSERT_OK(kernel);
  const Buffer out = Upload(std::vector<std::uint32_t>(10));
  ASSERT_OK(graph_.AddLaunch(*kernel, NdRange(10).Local(4), out, 3u));
  ASSERT_OK(graph_.AddLaunch(*kernel, NdRange(0), out, 100u));
  ASSERT_OK(graph_.AddLaunch(*kernel, NdRange(10).Local(3), out, 4u));
  for (int i = 0; i < 5; ++i) ASSERT_OK(stream_.Replay(graph_));
  EXPECT_EQ(Read<std::uint32_t>(out), std::vector<std::uint32_t>(10, 35));
}

TEST_F(GraphTest, AnEmptyGraphRunsNothing) {
  ASSERT_OK(graph_.Levels());
  const auto event = stream_.Replay(graph_);
  ASSERT_OK(event);
  ASSERT_OK(event->Wait());
  EXPECT_FALSE(stream_.Replay(Graph()));
  EXPECT_FALSE(Graph().Levels());
  EXPECT_EQ(Graph().size(), 0u);
}

TEST_F(GraphTest, MistakesAreNamed) {
  const Buffer x = Zeros(), y = Zeros();
  const auto launch = graph_.AddLaunch(saxpy_, NdRange(100), x, y, 1.0f);
  const auto fill = graph_.AddFill(x, 0);
  ASSERT_OK(launch);
  ASSERT_OK(fill);
  EXPECT_EQ(graph_.AddLaunch(saxpy_, NdRange(100), x, y, 1.0).error().message(),
            "argument 2 'a' of 'saxpy': expected 4 bytes, got 8");
  EXPECT_FALSE(graph_.AddCopy(x, 0, y, 0, 401));
  EXPECT_FALSE(graph_.AddFill(x, 0, 2, 4));
  EXPECT_EQ(graph_.size(), 2u) << "nothing was added";
  EXPECT_EQ(graph_.AddDependency(*launch, {2}).error().message(), "there is no node 2; the graph has 2");
  EXPECT_EQ(graph_.SetArguments(*fill, x).error().message(), "node 1 of the graph is no launch");
  const auto printer =
      device_.Load(CompileGlsl("layout(set = 0, binding = 1) buffer P { uint p[]; }; void main() { p[0] = 0; }"),
                   KernelBuilder("printer").Prints({{"x", {}}}).Build());
  ASSERT_OK(printer);
  EXPECT_EQ(graph_.AddLaunch(*printer, NdRange(1)).error().code(), ErrorCode::kUnsupported);
  ASSERT_OK(stream_.Replay(graph_));
  ASSERT_OK(graph_.AddDependency(*launch, *fill));
  ASSERT_OK(graph_.AddDependency(*fill, *launch));
  const auto cycle = stream_.Replay(graph_);
  ASSERT_FALSE(cycle);
  EXPECT_EQ(cycle.error().message(), "the graph has a cycle: 0 'saxpy' -> 1 'fill' -> 0 'saxpy'");
  ASSERT_OK(stream_.Fill(x, kOne)) << "the stream goes on";
  EXPECT_EQ(Read<float>(x), std::vector<float>(100, 1));
}

TEST_F(GraphTest, OutlivesItsHandlesWhileItRuns) {
  const Buffer y = Zeros();
  {
    auto graph = device_.CreateGraph();
    ASSERT_OK(graph);
    const Buffer x = Upload(std::vector<float>(100, 1));
    ASSERT_OK(graph->AddLaunch(LoadSaxpy(), NdRange(100), x, y, 1.0f));
    auto stream = device_.DefaultStream();
    ASSERT_OK(stream);
    ASSERT_OK(stream->Replay(*graph));
    ASSERT_OK(stream->Replay(*graph));
  }
  EXPECT_EQ(Read<float>(y), std::vector<float>(100, 2));
}

TEST_F(GraphTest, ThreadsReplayAndChangeIt) {
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Zeros();
  const auto node = graph_.AddLaunch(saxpy_, NdRange(100), x, y, 1.0f);
  ASSERT_OK(node);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        auto stream = device_.CreateStream();
        ASSERT_TRUE(stream);
        for (int i = 0; i < 25; ++i) {
          ASSERT_TRUE(graph_.SetArguments(*node, x, y, 1.0f));
          ASSERT_TRUE(stream->Replay(graph_));
        }
      });
    }
  }
  EXPECT_EQ(Read<float>(y), std::vector<float>(100, 100));
}

TEST_F(GraphTest, ALostDeviceAmidReplaysIsAnError) {
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Zeros();
  ASSERT_OK(graph_.AddLaunch(saxpy_, NdRange(100), x, y, 1.0f));
  ASSERT_OK(stream_.Replay(graph_));
  ASSERT_OK(stream_.Synchronize());
  {
    const ScopedVkFault fault("vkQueueSubmit", VK_ERROR_DEVICE_LOST);
    const auto event = stream_.Replay(graph_);
    ASSERT_OK(event);
    EXPECT_EQ(event->Wait().error().code(), ErrorCode::kDeviceLost);
  }
  EXPECT_EQ(stream_.Replay(graph_).error().code(), ErrorCode::kDeviceLost);
  auto other = device_.CreateStream();
  ASSERT_OK(other);
  EXPECT_EQ(other->Replay(graph_).error().code(), ErrorCode::kDeviceLost) << "what it waits for never ends";
}

TEST_F(GraphTest, AFailedRecordingLeavesTheGraphAsItWas) {
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Zeros();
  ASSERT_OK(graph_.AddLaunch(saxpy_, NdRange(100), x, y, 1.0f));
  for (const char* call : {"vkCreateCommandPool", "vkAllocateCommandBuffers", "vkBeginCommandBuffer",
                           "vkCreateDescriptorPool", "vkAllocateDescriptorSets", "vkEndCommandBuffer"}) {
    const ScopedVkFault fault(call, VK_ERROR_OUT_OF_HOST_MEMORY);
    EXPECT_EQ(stream_.Replay(graph_).error().code(), ErrorCode::kOutOfHostMemory) << call;
    stream_ = device_.CreateStream().value_or(stream_);
  }
  auto fresh = device_.CreateStream();
  ASSERT_OK(fresh);
  ASSERT_OK(fresh->Replay(graph_));
  EXPECT_EQ(Read<float>(y), std::vector<float>(100, 1));
}

}  // namespace
}  // namespace kiln::runtime

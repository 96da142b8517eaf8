// The memory of a device: what is kept for reuse, limits, pressure, who holds what.
#include "runtime/tests/runtime_fixture.h"

#include <cstring>
#include <future>
#include <random>

namespace kiln::runtime {
namespace {

constexpr std::uint64_t kMiB = 1 << 20;

Device OpenWith(const MemoryOptions& memory, bool force_staging = false) {
  auto device = Device::Open({.validation = true, .force_staging = force_staging, .memory = memory});
  EXPECT_TRUE(device) << device.error().ToString();
  return device.value_or(Device());
}

TEST_F(RuntimeTest, ABufferThatWasLetGoServesTheNext) {
  {
    const auto first = device_.Allocate(1000);
  }
  const MemoryStatistics idle = device_.Memory();
  EXPECT_EQ(idle.idle_buffers, 1u);
  EXPECT_EQ(idle.idle_bytes, 1024u);
  const auto second = device_.Allocate(900);
  ASSERT_OK(second);
  EXPECT_EQ(second->size(), 900u);
  const MemoryStatistics used = device_.Memory();
  EXPECT_EQ(used.hits, idle.hits + 1);
  EXPECT_EQ(used.idle_buffers, 0u);
  EXPECT_EQ(used.driver_allocations, idle.driver_allocations);
  EXPECT_EQ(device_.Allocate(600)->size(), 600u) << "of another bucket";
  EXPECT_EQ(device_.Memory().hits, used.hits);
}

TEST_F(RuntimeTest, ABufferInUseIsNotReused) {
  const Kernel saxpy = LoadSaxpy();
  constexpr std::size_t kCount = 1 << 16;
  Buffer y = Upload(std::vector<float>(kCount, 0));
  for (int i = 0; i < 20; ++i) {
    // x goes while the launch may still run.
    const Buffer x = Upload(std::vector<float>(kCount, static_cast<float>(i)));
    ASSERT_OK(stream_.Launch(saxpy, NdRange(kCount), x, y, 1.0f));
  }
  EXPECT_EQ(Read<float>(y), std::vector<float>(kCount, 190));
}

TEST_F(RuntimeTest, ATrainingLoopHitsThePool) {
  std::mt19937 random(5);
  std::vector<std::uint64_t> layers;
  for (int i = 0; i < 40; ++i) layers.push_back(64 + random() % 300000);
  for (int step = 0; step < 30; ++step) {
    std::vector<Buffer> activations;
    for (const std::uint64_t bytes : layers) {
      auto buffer = device_.Allocate(bytes);
      ASSERT_OK(buffer);
      activations.push_back(*buffer);
    }
  }
  EXPECT_GT(device_.Memory().hit_rate(), 0.95);
}

TEST(MemoryTest, LimitsOfWhatIsKept) {
  Device device = OpenWith({.buckets = {{1024, 65536}}, .idle_buffers_per_bucket = 2, .idle_bytes = 70000});
  ASSERT_TRUE(device);
  const auto allocate = [&device](std::uint64_t bytes, std::size_t count) {
    std::vector<Buffer> buffers;
    for (std::size_t i = 0; i < count; ++i) buffers.push_back(*device.Allocate(bytes));
  };
  allocate(1000, 5);
  EXPECT_EQ(device.Memory().idle_buffers, 2u) << "of one size";
  allocate(100'000, 1);
  EXPECT_EQ(device.Memory().idle_buffers, 2u) << "larger than all buckets";
  allocate(60'000, 1);
  EXPECT_EQ(device.Memory().idle_buffers, 3u);
  EXPECT_EQ(device.Memory().idle_bytes, 65536u + 2 * 1024);
  allocate(60'000, 2);
  EXPECT_EQ(device.Memory().idle_buffers, 1u) << "of all sizes; the longest idle made room";
  const Device keeps_none = OpenWith({.buckets = {{}}});
  {
    const auto buffer = Device(keeps_none).Allocate(1000);
  }
  EXPECT_EQ(keeps_none.Memory().idle_buffers, 0u);
}

TEST(MemoryTest, TheLongestIdleGoFirst) {
  Device device = OpenWith({.buckets = {{1024, 2048, 4096}}, .idle_bytes = 6000});
  for (const std::uint64_t bytes : {1024, 2048, 4096}) {
    const auto buffer = device.Allocate(bytes);
  }
  EXPECT_EQ(device.Memory().idle_bytes, 4096u) << "1024 and then 2048 made room";
}

TEST(MemoryTest, TrimGivesMemoryBackToTheDriver) {
  Device device = OpenWith({.block_bytes = kMiB});
  {
    std::vector<Buffer> buffers;
    for (int i = 0; i < 20; ++i) buffers.push_back(*device.Allocate(200'000));
  }
  const std::uint64_t before = device.Memory().reserved_bytes;
  EXPECT_GE(before, 4 * kMiB);
  device.TrimMemory(1'000'000);
  const MemoryStatistics some = device.Memory();
  EXPECT_GT(some.idle_bytes, 700'000u);
  EXPECT_LE(some.idle_bytes, 1'000'000u);
  device.TrimMemory();
  const MemoryStatistics none = device.Memory();
  EXPECT_EQ(none.idle_bytes, 0u);
  EXPECT_EQ(none.reserved_bytes, 0u);
  EXPECT_EQ(none.trims, 2u);
  EXPECT_TRUE(device.Allocate(1));
}

TEST(MemoryTest, IdlePartsOfBlocksJoin) {
  Device device = OpenWith({.block_bytes = kMiB});
  {
    std::vector<Buffer> small;
    for (int i = 0; i < 64; ++i) small.push_back(*device.Allocate(16384));
  }
  ASSERT_EQ(device.Memory().blocks, 1u) << "full of idle buffers";
  std::vector<Buffer> large;
  for (int i = 0; i < 4; ++i) large.push_back(*device.Allocate(kMiB / 4));
  const MemoryStatistics statistics = device.Memory();
  EXPECT_EQ(statistics.blocks, 1u);
  EXPECT_EQ(statistics.driver_allocations, 1u);
  EXPECT_EQ(statistics.defragmentations, 1u);
}

TEST(MemoryTest, AQuotaEndsAllocationAndSaysSo) {
  Device device = OpenWith({.block_bytes = kMiB, .quota = 3 * kMiB});
  std::vector<Buffer> buffers;
  for (int i = 0; i < 12; ++i) {
    auto buffer = device.Allocate(kMiB / 4);
    ASSERT_OK(buffer);
    buffers.push_back(*buffer);
  }
  const auto over = device.Allocate(kMiB / 4);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code(), ErrorCode::kOutOfDeviceMemory);
  EXPECT_EQ(over.error().message(), "the memory quota of 3145728 bytes is used up: 3145728 are reserved");
  // What is idle does not count: it is given up for a buffer of another size.
  buffers.clear();
  EXPECT_TRUE(device.Allocate(2 * kMiB));
}

TEST(MemoryTest, RoundingUpCostsNoQuota) {
  Device device = OpenWith({.block_bytes = kMiB, .buckets = {{4 * kMiB}}, .quota = 3 * kMiB});
  EXPECT_TRUE(device.Allocate(3 * kMiB)) << "the bucket alone would exceed it";
}

TEST(MemoryTest, AQuotaOfALabel) {
  Device device = OpenWith({.label_quotas = {{"cache", 4096}}});
  const auto first = device.Allocate(4000, {.label = "cache"});
  ASSERT_OK(first);
  EXPECT_FALSE(device.Allocate(100, {.label = "cache"}));
  EXPECT_TRUE(device.Allocate(100, {.label = "weights"}));
}

TEST(MemoryTest, PressureIsTold) {
  std::vector<MemoryPressure> told;
  MemoryOptions options{.block_bytes = kMiB, .quota = 8 * kMiB, .pressure_shares = {0.5, 0.75, 0.9}};
  Device device;
  options.on_pressure = [&](MemoryPressure pressure, const MemoryStatistics& statistics) {
    EXPECT_EQ(statistics.pressure, pressure);
    EXPECT_EQ(device.Memory().pressure, pressure) << "a handler may ask the device";
    told.push_back(pressure);
  };
  device = OpenWith(options);
  std::vector<Buffer> buffers;
  for (int i = 0; i < 32; ++i) buffers.push_back(*device.Allocate(kMiB / 4));
  EXPECT_EQ(told, (std::vector{MemoryPressure::kModerate, MemoryPressure::kHigh, MemoryPressure::kCritical}));
  buffers.clear();
  EXPECT_GT(device.Memory().idle_bytes, 0u);
  device.TrimMemory();
  EXPECT_EQ(told.back(), MemoryPressure::kNone);
}

TEST(MemoryTest, NothingIdleIsKeptUnderPressure) {
  Device device = OpenWith({.block_bytes = kMiB, .quota = 4 * kMiB, .pressure_shares = {0.4, 0.6, 0.9}});
  {
    const auto idle = device.Allocate(kMiB);
  }
  EXPECT_GT(device.Memory().idle_bytes, 0u);
  const auto large = device.Allocate(2 * kMiB);
  ASSERT_OK(large);
  EXPECT_EQ(device.Memory().idle_bytes, 0u);
  EXPECT_EQ(device.Memory().reserved_bytes, 2 * kMiB);
}

TEST_F(RuntimeTest, LiveAllocationsNameTheirOwners) {
  const auto weights = device_.Allocate(100, {.label = "weights"});
  const auto image = device_.CreateImage({.format = {}, .width = 4, .height = 4}, "picture");
  const auto live = device_.LiveAllocations();
  ASSERT_GE(live.size(), 1u);
  EXPECT_EQ(live[0].label, "weights");
  EXPECT_EQ(live[0].bytes, 112u);
  EXPECT_NE(std::string(live[0].origin.file_name()).find("memory_test.cpp"), std::string::npos);
  if (image) {
    ASSERT_EQ(live.size(), 2u);
    EXPECT_EQ(live[1].label, "picture");
  }
}

TEST(MemoryDeathTest, LeaksAreReportedWhenTheProcessEnds) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        Device device = OpenWith({.report_leaks = true});
        {
          const auto let_go = device.Allocate(16);
        }
        new Buffer(*device.Allocate(32, {.label = "forgotten"}));
        device = {};
        std::exit(0);
      },
      testing::ExitedWithCode(0),
      "kiln: 1 buffer or image of '.*' never let go, 32 bytes:\n  'forgotten': 32 bytes in 1, allocated at "
      ".*memory_test.cpp:[0-9]+ in ");
}

TEST(MemoryTest, MappedUses) {
  for (const MemoryUse use : {MemoryUse::kHostVisible, MemoryUse::kReadback, MemoryUse::kUnified}) {
    Device device = OpenWith({}, true);
    auto kernel = device.Load(SaxpyWords(), SaxpyKernel());
    ASSERT_OK(kernel);
    auto buffer = device.Allocate(64, {.use = use});
    if (!buffer && use == MemoryUse::kUnified) {
      EXPECT_EQ(buffer.error().code(), ErrorCode::kUnsupported);
      continue;
    }
    ASSERT_OK(buffer);
    const std::span<std::byte> mapped = buffer->Mapped();
    ASSERT_EQ(mapped.size(), 64u) << MemoryUseName(use);
    const std::vector<float> ones(16, 1);
    std::memcpy(mapped.data(), ones.data(), 64);
    const auto x = device.Upload(std::vector<float>(16, 2));
    ASSERT_OK(x);
    EXPECT_TRUE(x->Mapped().empty()) << "staging is forced";
    ASSERT_OK(device.Run(*kernel, NdRange(16), *x, *buffer, 3.0f));
    std::vector<float> result(16);
    std::memcpy(result.data(), mapped.data(), 64);
    EXPECT_EQ(result, std::vector<float>(16, 7));
    EXPECT_EQ(device.TakeValidationMessages(), std::vector<std::string>());
  }
  EXPECT_TRUE(Buffer().Mapped().empty());
}

TEST_F(RuntimeTest, TheDeviceExplainsItsMemory) {
  for (const MemoryUse use : {MemoryUse::kAuto, MemoryUse::kHostVisible, MemoryUse::kReadback}) {
    const std::string& reason = device_.info().memory[static_cast<std::size_t>(use)];
    EXPECT_TRUE(reason.starts_with("type ")) << reason;
  }
  EXPECT_FALSE(device_.info().heaps.empty());
  ASSERT_EQ(device_.Memory().heaps.size(), device_.info().heaps.size());
}

TEST_F(StagedTest, StagingIsMadeOnce) {
  const auto values = Sequence<std::uint32_t>(10'000);
  Upload(values);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(Read<std::uint32_t>(Upload(values)), values);
  EXPECT_EQ(device_.Memory().driver_allocations, 2u) << "a block of buffers, one of staging";
}

TEST(MemoryTest, StagingOfAnotherSize) {
  Device device = OpenWith({.staging_bytes = 1}, true);
  const auto values = Sequence<std::uint32_t>(1'500'000);
  auto buffer = device.Upload(values);
  ASSERT_OK(buffer);
  std::vector<std::uint32_t> read(values.size());
  ASSERT_OK(buffer->Read(read));
  EXPECT_EQ(read, values);
}

TEST_F(RuntimeTest, ThreadsShareThePools) {
  std::vector<std::future<void>> threads;
  for (std::uint32_t thread = 0; thread < 8; ++thread) {
    threads.push_back(std::async(std::launch::async, [this, thread] {
      std::mt19937 random(thread);
      std::vector<Buffer> held(10);
      for (int i = 0; i < 300; ++i) {
        const std::uint32_t value = thread * 1000 + static_cast<std::uint32_t>(i);
        Buffer& buffer = held[random() % held.size()];
        buffer = Upload(std::vector<std::uint32_t>(1 + random() % 5000, value));
        EXPECT_EQ(Read<std::uint32_t>(buffer).back(), value);
        if (i % 50 == 0) device_.TrimMemory(random() % 100'000);
      }
    }));
  }
  for (auto& thread : threads) thread.get();
  EXPECT_EQ(device_.LiveAllocations().size(), 0u);
}

}  // namespace
}  // namespace kiln::runtime

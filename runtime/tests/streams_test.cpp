// Several streams: order across them, priorities, cancellation, callbacks, times.
#include "runtime/tests/runtime_fixture.h"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t kOne = 0x3f800000;  // 1.0f

class StreamTest : public RuntimeTest {
 protected:
  Stream NewStream(const StreamOptions& options = {}) {
    auto stream = device_.CreateStream(options);
    EXPECT_TRUE(stream) << stream.error().ToString();
    return stream.value_or(Stream());
  }
  Buffer Zeros(std::size_t count = 16) { return Upload(std::vector<float>(count)); }
};

// ---- order ----

TEST_F(StreamTest, AnEventOfAnotherStreamCanBeWaitedForOnTheDevice) {
  Stream other = NewStream();
  const Buffer large = Zeros(1 << 22), small = Zeros();
  for (int i = 0; i < 5; ++i) {
    const auto first = stream_.Fill(large, kOne);
    ASSERT_OK(first);
    ASSERT_OK(other.RunAfter(*first));
    const auto second = other.Fill(small, kOne);
    ASSERT_OK(second);
    ASSERT_OK(stream_.RunAfter(*second));
    const auto third = stream_.Fill(large, 0);
    ASSERT_OK(third);
    const auto first_times = first->Times(), second_times = second->Times(), third_times = third->Times();
    ASSERT_OK(first_times);
    ASSERT_OK(second_times);
    ASSERT_OK(third_times);
    EXPECT_LT(first_times->begin, first_times->end);
    EXPECT_LE(first_times->end, second_times->begin);
    EXPECT_LE(second_times->end, third_times->begin);
  }
}

TEST_F(StreamTest, AnEventOfTheSameStreamSeparatesCommandsThatShareNothing) {
  const Buffer a = Zeros(), b = Zeros();
  const auto first = stream_.Fill(a, kOne);
  ASSERT_OK(first);
  ASSERT_OK(stream_.RunAfter(*first));
  ASSERT_OK(stream_.RunAfter(Event())) << "that of a copy of nothing";
  const auto second = stream_.Fill(b, kOne);
  ASSERT_OK(second);
  EXPECT_LE(first->Times()->end, second->Times()->begin);
  EXPECT_EQ(Read<float>(b), std::vector<float>(16, 1));
}

TEST_F(StreamTest, EventsOfAnotherDeviceAreRefused) {
  auto device = Device::Open({.validation = true});
  ASSERT_OK(device);
  auto stream = device->CreateStream();
  ASSERT_OK(stream);
  const auto event = stream_.Fill(Zeros(), kOne);
  ASSERT_OK(event);
  EXPECT_EQ(stream->RunAfter(*event).error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(stream->Launch(LoadSaxpy(), NdRange(1), nullptr, nullptr, 1.0f).error().message(),
            "'saxpy' was loaded into another device");
}

TEST_F(StreamTest, ReadersOfSeveralStreamsShareABufferAndWritersWaitForThem) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer shared = Upload(std::vector<float>(1000, 1));
  std::vector<Stream> streams;
  std::vector<Buffer> sums;
  for (int s = 0; s < 6; ++s) {
    streams.push_back(NewStream({.timing = s % 2 == 0}));
    sums.push_back(Zeros(1000));
  }
  for (std::uint32_t round = 1; round <= 20; ++round) {
    for (std::size_t s = 0; s < streams.size(); ++s) {
      ASSERT_OK(streams[s].Launch(saxpy, NdRange(1000), shared, sums[s], 1.0f));
    }
    // shared = round + 1
    ASSERT_OK(
        streams[round % streams.size()].Fill(shared, std::bit_cast<std::uint32_t>(static_cast<float>(round + 1))));
  }
  for (const Buffer& sum : sums) EXPECT_EQ(Read<float>(sum), std::vector<float>(1000, 210));
}

TEST_F(StreamTest, EveryPriorityRuns) {
  for (const StreamPriority priority : {StreamPriority::kLow, StreamPriority::kNormal, StreamPriority::kHigh}) {
    Stream stream = NewStream({.priority = priority});
    const Buffer buffer = Zeros();
    ASSERT_OK(stream.Fill(buffer, kOne));
    EXPECT_EQ(Read<float>(buffer), std::vector<float>(16, 1));
  }
}

TEST_F(StreamTest, WhatIsMoreUrgentGoesFirstOnASharedQueue) {
  if (device_.info().driver_name != "llvmpipe") GTEST_SKIP() << "the device has queues of several priorities";
  Stream low = NewStream({.priority = StreamPriority::kLow}), high = NewStream({.priority = StreamPriority::kHigh});
  const Buffer a = Zeros(), b = Zeros();
  const auto later = low.Fill(a, kOne);
  const auto urgent = high.Fill(b, kOne);
  ASSERT_OK(later);
  ASSERT_OK(urgent);
  ASSERT_OK(low.Flush());
  EXPECT_LE(urgent->Times()->end, later->Times()->begin);
}

// ---- cancellation ----

TEST_F(StreamTest, WhatIsNotSubmittedCanBeCancelled) {
  const Buffer buffer = Zeros(), other = Zeros();
  ASSERT_OK(stream_.Fill(other, kOne));
  ASSERT_OK(stream_.Flush());
  std::vector<Event> events;
  for (int i = 0; i < 3; ++i) events.push_back(stream_.Fill(buffer, kOne).value());
  EXPECT_EQ(events[0].HasFinished(), false);
  EXPECT_FALSE(events[0].IsCancelled());
  EXPECT_EQ(stream_.Cancel().value(), 3u);
  EXPECT_EQ(stream_.Cancel().value(), 0u);
  for (const Event& event : events) {
    EXPECT_TRUE(event.IsCancelled());
    EXPECT_EQ(event.Wait().error().code(), ErrorCode::kOperationFailed);
    EXPECT_EQ(event.HasFinished().error().code(), ErrorCode::kOperationFailed);
    EXPECT_EQ(event.GpuNanoseconds().error().code(), ErrorCode::kOperationFailed);
    EXPECT_EQ(NewStream().RunAfter(event).error().code(), ErrorCode::kOperationFailed);
    std::promise<Status> told;
    ASSERT_OK(event.OnFinished([&](const Status& status) { told.set_value(status); }));
    EXPECT_EQ(told.get_future().get().error().code(), ErrorCode::kOperationFailed);
  }
  EXPECT_EQ(Read<float>(buffer), std::vector<float>(16, 0)) << "nothing waits for what never runs";
  EXPECT_EQ(Read<float>(other), std::vector<float>(16, 1));
  ASSERT_OK(stream_.Synchronize());
  ASSERT_OK(stream_.Fill(buffer, kOne));
  EXPECT_EQ(Read<float>(buffer), std::vector<float>(16, 1)) << "the stream goes on";
}

TEST_F(StreamTest, ACancelledCommandIsNotInTheWayOfOtherStreams) {
  Stream other = NewStream();
  const Buffer buffer = Zeros();
  for (int i = 0; i < 10; ++i) {
    ASSERT_OK(stream_.Fill(buffer, kOne));
    EXPECT_EQ(stream_.Cancel().value(), 1u);
    ASSERT_OK(other.Fill(buffer, 0));
  }
  EXPECT_EQ(Read<float>(buffer), std::vector<float>(16, 0));
}

// ---- callbacks ----

TEST_F(StreamTest, CallbacksComeInOrderFromAThreadOfTheStream) {
  const Buffer buffer = Zeros();
  std::vector<int> order;
  std::thread::id thread;
  std::promise<void> last;
  for (int i = 0; i < 100; ++i) {
    const auto event = stream_.Fill(buffer, kOne);
    ASSERT_OK(event);
    ASSERT_OK(event->OnFinished([&, i](const Status& status) {
      EXPECT_TRUE(status);
      order.push_back(i);
      thread = std::this_thread::get_id();
      if (i == 99) last.set_value();
    }));
  }
  last.get_future().wait();
  std::vector<int> expected(100);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(order, expected);
  EXPECT_NE(thread, std::this_thread::get_id());
  EXPECT_FALSE(Event().OnFinished([](const Status&) {}));
  EXPECT_FALSE(stream_.Fill(buffer, 0)->OnFinished(nullptr));
}

TEST_F(StreamTest, ACallbackMayUseTheRuntime) {
  const Buffer buffer = Zeros();
  std::promise<std::vector<float>> told;
  const auto event = stream_.Fill(buffer, kOne);
  ASSERT_OK(event);
  ASSERT_OK(event->OnFinished([&](const Status&) {
    std::vector<float> values(16);
    EXPECT_TRUE(stream_.Fill(buffer, 0, 0, 4));
    EXPECT_TRUE(stream_.Synchronize());
    EXPECT_TRUE(buffer.Read(values));
    told.set_value(values);
  }));
  std::vector<float> expected(16, 1);
  expected[0] = 0;
  EXPECT_EQ(told.get_future().get(), expected);
}

TEST_F(StreamTest, ACallbackMayOwnTheLastHandles) {
  auto device = Device::Open({.validation = true});
  ASSERT_OK(device);
  std::atomic<int> calls = 0;
  std::promise<void> end;
  {
    struct Owned {
      Device device;
      Stream stream;
      Event event;
    };
    auto owned = std::make_shared<Owned>();
    owned->device = *device;
    owned->stream = device->CreateStream().value();
    const Buffer buffer = device->Upload(std::vector<float>(16)).value();
    owned->event = owned->stream.Fill(buffer, kOne).value();
    // Two more come after the one that drops everything.
    Event event = owned->event;
    std::promise<void> ready;
    ASSERT_OK(event.OnFinished([&calls, &end, owned, started = ready.get_future().share()](const Status&) mutable {
      started.wait();
      owned.reset();
      if (++calls == 3) end.set_value();
    }));
    for (int i = 0; i < 2; ++i) {
      ASSERT_OK(event.OnFinished([&calls, &end](const Status& status) {
        EXPECT_TRUE(status);
        if (++calls == 3) end.set_value();
      }));
    }
    *device = Device();
    owned.reset();
    event = Event();
    ready.set_value();
  }
  end.get_future().wait();
  EXPECT_EQ(calls, 3);
}

TEST_F(StreamTest, CallbacksLearnOfErrors) {
  const Buffer buffer = Zeros();
  ASSERT_OK(stream_.Synchronize());
  const auto event = stream_.Fill(buffer, kOne);
  ASSERT_OK(event);
  std::promise<Status> told;
  {
    const ScopedVkFault fault("vkWaitSemaphores", VK_ERROR_DEVICE_LOST);
    ASSERT_OK(event->OnFinished([&](const Status& status) { told.set_value(status); }));
    EXPECT_EQ(told.get_future().get().error().code(), ErrorCode::kDeviceLost);
  }
  ASSERT_OK(event->Wait());
}

// ---- lifetimes ----

TEST_F(StreamTest, DestroyingAStreamWithWorkInItLosesNothing) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(100'000, 1)), y = Zeros(100'000);
  std::atomic<int> calls = 0;
  {
    Stream stream = NewStream();
    for (int i = 0; i < 150; ++i) {
      const auto event = stream.Launch(saxpy, NdRange(100'000), x, y, 1.0f);
      ASSERT_OK(event);
      if (i % 50 == 0) ASSERT_OK(event->OnFinished([&](const Status& status) { calls += status ? 1 : 0; }));
    }
  }
  EXPECT_EQ(calls, 3) << "they came before the end of the stream";
  EXPECT_EQ(Read<float>(y), std::vector<float>(100'000, 150));
}

TEST_F(StreamTest, AThousandThreadsLaunch) {
  const Kernel saxpy = LoadSaxpy();
  std::vector<Stream> streams;
  std::vector<Buffer> sums;
  for (int s = 0; s < 4; ++s) {
    streams.push_back(NewStream({.priority = static_cast<StreamPriority>(s % 3)}));
    sums.push_back(Zeros());
  }
  const Buffer ones = Upload(std::vector<float>(16, 1));
  std::atomic<int> failures = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 1000; ++t) {
      threads.emplace_back([&, t] {
        // Some wait, and some write what another stream writes, which makes that one submit.
        const bool crosses = t % 8 == 0;
        const auto event = streams[t % 4].Launch(saxpy, NdRange(16), ones, sums[(t + (crosses ? 1 : 0)) % 4], 1.0f);
        if (!event || (t % 20 == 1 && !event->Wait())) ++failures;
      });
    }
  }
  EXPECT_EQ(failures, 0);
  std::vector<float> total(16);
  for (const Buffer& sum : sums) {
    const auto values = Read<float>(sum);
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += values[i];
  }
  EXPECT_EQ(total, std::vector<float>(16, 1000));
}

TEST_F(StreamTest, ThreadsCreateAndDestroyStreams) {
  const Buffer buffer = Zeros();
  std::vector<std::jthread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        auto stream = device_.CreateStream();
        ASSERT_TRUE(stream);
        ASSERT_TRUE(stream->Fill(buffer, kOne));
        if (i % 3 == 0) {
          ASSERT_TRUE(stream->Cancel());
        } else if (i % 3 == 1) {
          ASSERT_TRUE(stream->Fill(buffer, kOne)->OnFinished([](const Status&) {}));
        }
      }
    });
  }
  threads.clear();
  ASSERT_OK(stream_.Fill(buffer, kOne));
  EXPECT_EQ(Read<float>(buffer), std::vector<float>(16, 1));
}

// ---- times ----

TEST_F(StreamTest, AProfileTellsHowTimesSpread) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(10'000, 1)), y = Zeros(10'000);
  const auto profile = stream_.Profile(saxpy, NdRange(10'000), 100, x, y, 1.0f);
  ASSERT_OK(profile);
  EXPECT_EQ(profile->count, 100u);
  EXPECT_GT(profile->min, 0u);
  EXPECT_LE(profile->min, profile->p50);
  EXPECT_LE(profile->p50, profile->p95);
  EXPECT_LE(profile->p95, profile->p99);
  EXPECT_LE(profile->p99, profile->max);
  EXPECT_GE(profile->mean, static_cast<double>(profile->min));
  EXPECT_LE(profile->mean, static_cast<double>(profile->max));
  EXPECT_EQ(Read<float>(y), std::vector<float>(10'000, 101)) << "one launch more than is counted";
  EXPECT_EQ(stream_.Profile(saxpy, NdRange(1), 0, x, y, 1.0f).error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(NewStream({.timing = false}).Profile(saxpy, NdRange(1), 1, x, y, 1.0f).error().code(),
            ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace kiln::runtime

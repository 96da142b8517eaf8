#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "harness/testing/schedule.h"

namespace kiln::harness {

void RunOnThreads(TestContext& context, const std::vector<FileJob>& jobs, std::uint32_t workers,
                  const ResultSink& sink) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      FileObserver observer;
      observer.started = [](std::size_t) {};
      observer.finished = [&](std::size_t subtest, SubtestResult result) {
        const std::lock_guard lock(mutex);
        sink(*jobs[i].file, subtest, std::move(result));
      };
      RunFile(context, jobs[i], observer);
    }
  };
  const std::size_t count = std::clamp<std::size_t>(workers, 1, std::max<std::size_t>(jobs.size(), 1));
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace kiln::harness

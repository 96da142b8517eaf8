#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <optional>
#include <utility>

#include "harness/testing/child.h"
#include "harness/testing/schedule.h"

namespace kiln::harness {
namespace {

using Clock = std::chrono::steady_clock;

// What is still to be run of jobs[job].
struct Order {
  std::size_t job = 0;
  std::vector<std::size_t> subtests;
  bool kernel_by_kernel = false;
};

struct Worker {
  std::optional<Child> child;
  std::optional<Order> order;          // what it runs; subtests that have finished are removed
  std::optional<std::size_t> running;  // the subtest that has started and not finished
  Clock::time_point deadline;
};

class Scheduler {
 public:
  Scheduler(TestContext& context, const std::vector<FileJob>& jobs, std::chrono::milliseconds timeout,
            const ResultSink& sink)
      : context_(context), jobs_(jobs), timeout_(timeout), sink_(sink) {
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (!jobs[i].subtests.empty()) queue_.push_back({i, jobs[i].subtests, jobs[i].kernel_by_kernel});
    }
  }

  Status Run(std::uint32_t count) {
    workers_.resize(std::clamp<std::size_t>(count, 1, std::max<std::size_t>(queue_.size(), 1)));
    for (;;) {
      bool busy = false;
      for (Worker& worker : workers_) {
        if (!worker.order) KILN_RETURN_IF_ERROR(Assign(worker));
        busy |= worker.order.has_value();
      }
      if (!busy) return {};
      Wait();
    }
  }

 private:
  Status Assign(Worker& worker) {
    if (queue_.empty()) return {};
    if (!worker.child) {
      KILN_ASSIGN_OR_RETURN(worker.child, Child::Start(context_, jobs_));
    }
    worker.order = std::move(queue_.front());
    queue_.pop_front();
    worker.running.reset();
    worker.deadline = Clock::now() + timeout_;
    // A child that is gone is noticed when its socket is read.
    worker.child->Send(worker.order->job, worker.order->subtests, worker.order->kernel_by_kernel);
    return {};
  }

  void Wait() {
    std::vector<pollfd> sockets;
    std::vector<Worker*> polled;
    Clock::time_point earliest = Clock::time_point::max();
    for (Worker& worker : workers_) {
      if (!worker.order) continue;
      sockets.push_back({worker.child->socket(), POLLIN, 0});
      polled.push_back(&worker);
      earliest = std::min(earliest, worker.deadline);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(earliest - Clock::now()).count();
    const int ready = poll(sockets.data(), sockets.size(), static_cast<int>(std::clamp<std::int64_t>(left, 0, 60000)));
    if (ready < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      if (sockets[i].revents != 0) {
        Receive(*polled[i]);
      } else if (Clock::now() >= polled[i]->deadline) {
        Replace(*polled[i], true);
      }
    }
  }

  void Receive(Worker& worker) {
    std::vector<ChildMessage> messages;
    const bool open = worker.child->Receive(messages);
    for (ChildMessage& message : messages) {
      if (!worker.order) break;
      switch (message.kind) {
        case ChildMessage::Kind::kStarted:
          worker.running = message.subtest;
          break;
        case ChildMessage::Kind::kFinished:
          Finish(worker, message.subtest, std::move(message.result));
          break;
        case ChildMessage::Kind::kDone:
          worker.order.reset();
          break;
      }
    }
    if (!open) Replace(worker, false);
  }

  void Finish(Worker& worker, std::size_t subtest, SubtestResult result) {
    const auto removed = std::erase(worker.order->subtests, subtest);
    worker.running.reset();
    if (removed != 0) sink_(*jobs_[worker.order->job].file, subtest, std::move(result));
  }

  // The child has crashed or hangs: blames the subtest it was at, and puts the file's others back into the queue.
  void Replace(Worker& worker, bool timed_out) {
    std::string how = worker.child->End();
    if (timed_out) {
      const std::size_t log = std::min(how.find('\n'), how.size());
      how.replace(0, log, "timed out after " + std::to_string(timeout_.count()) + " ms");
    }
    worker.child.reset();
    if (!worker.order) return;
    Order order = std::move(*worker.order);
    worker.order.reset();
    if (order.subtests.empty()) return;
    if (!worker.running && !order.kernel_by_kernel) {
      // It was translating all kernels together, or had not begun: try them one by one, to find the one at fault.
      order.kernel_by_kernel = true;
    } else {
      const std::size_t blamed = worker.running.value_or(order.subtests.front());
      SubtestResult result;
      result.name = jobs_[order.job].file->SubtestNames()[blamed];
      result.outcome = Outcome::kFail;
      result.message = how;
      std::erase(order.subtests, blamed);
      sink_(*jobs_[order.job].file, blamed, std::move(result));
    }
    worker.running.reset();
    if (!order.subtests.empty()) queue_.push_front(std::move(order));
  }

  TestContext& context_;
  const std::vector<FileJob>& jobs_;
  std::chrono::milliseconds timeout_;
  const ResultSink& sink_;
  std::deque<Order> queue_;
  std::vector<Worker> workers_;
};

}  // namespace

Status RunInChildren(TestContext& context, const std::vector<FileJob>& jobs, std::uint32_t workers,
                     std::chrono::milliseconds timeout, const ResultSink& sink) {
  return Scheduler(context, jobs, timeout, sink).Run(workers);
}

}  // namespace kiln::harness

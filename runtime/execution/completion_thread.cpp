#include "runtime/execution/completion_thread.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace kiln::runtime {

struct CompletionThread::Queue {
  struct Item {
    std::uint64_t value = 0;
    std::optional<Status> ended;
    Callback callback;
  };

  void Push(Item item) {
    {
      const std::lock_guard lock(mutex);
      items.push_back(std::move(item));
    }
    changed.notify_one();
  }

  const std::function<Status(std::uint64_t)> wait;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Item> items;
  bool is_closed = false;  // no more items come
};

CompletionThread::CompletionThread(std::function<Status(std::uint64_t)> wait)
    : queue_(new Queue{.wait = std::move(wait), .mutex = {}, .changed = {}, .items = {}}) {
  thread_ = std::thread([queue = queue_] {
    while (true) {
      {
        std::unique_lock lock(queue->mutex);
        queue->changed.wait(lock, [&] { return queue->is_closed || !queue->items.empty(); });
        if (queue->items.empty()) return;
      }
      CallOne(*queue);
    }
  });
}

CompletionThread::~CompletionThread() {
  if (std::this_thread::get_id() != thread_.get_id()) {
    {
      const std::lock_guard lock(queue_->mutex);
      queue_->is_closed = true;
    }
    queue_->changed.notify_one();
    thread_.join();
    return;
  }
  while (true) {
    {
      const std::lock_guard lock(queue_->mutex);
      queue_->is_closed = queue_->items.empty();
      if (queue_->is_closed) break;
    }
    CallOne(*queue_);
  }
  thread_.detach();
}

// Only ever called from the thread.
void CompletionThread::CallOne(Queue& queue) {
  std::unique_lock lock(queue.mutex);
  Queue::Item item = std::move(queue.items.front());
  queue.items.pop_front();
  lock.unlock();
  item.callback(item.ended ? *item.ended : queue.wait(item.value));
}

void CompletionThread::Add(std::uint64_t value, Callback callback) {
  queue_->Push({value, std::nullopt, std::move(callback)});
}

void CompletionThread::AddEnded(Status status, Callback callback) {
  queue_->Push({0, std::move(status), std::move(callback)});
}

}  // namespace kiln::runtime

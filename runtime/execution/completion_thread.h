// Tells callbacks that commands have finished.
#ifndef KILN_RUNTIME_EXECUTION_COMPLETION_THREAD_H_
#define KILN_RUNTIME_EXECUTION_COMPLETION_THREAD_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <thread>

#include "kiln/base/result.h"

namespace kiln::runtime {

// A thread that waits for one command after the other and calls what was added for it, in the order in which it was
// added. Add may be called from several threads, also from a callback.
class CompletionThread {
 public:
  using Callback = std::function<void(const Status&)>;

  // `wait` blocks until the command with that value has finished; called by the thread alone.
  explicit CompletionThread(std::function<Status(std::uint64_t)> wait);
  // When every callback has been called. It may be a callback that ends the last owner of this: what is left is then
  // called from here, and the thread goes by itself.
  ~CompletionThread();
  CompletionThread(const CompletionThread&) = delete;
  CompletionThread& operator=(const CompletionThread&) = delete;

  // The callback and what it holds are destroyed on the thread, after the call.
  void Add(std::uint64_t value, Callback callback);
  // For a command of which it is known how it ended.
  void AddEnded(Status status, Callback callback);

 private:
  struct Queue;
  static void CallOne(Queue& queue);

  std::shared_ptr<Queue> queue_;  // the thread has it too
  std::thread thread_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_COMPLETION_THREAD_H_

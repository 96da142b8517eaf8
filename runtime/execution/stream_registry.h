// The streams of a device: which queue each uses, and what goes before it there.
#ifndef KILN_RUNTIME_EXECUTION_STREAM_REGISTRY_H_
#define KILN_RUNTIME_EXECUTION_STREAM_REGISTRY_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "kiln/runtime/stream.h"
#include "runtime/device/device_plan.h"
#include "runtime/execution/batch_pool.h"

namespace kiln::runtime {

class StreamState;

// Guarded by the recording mutex.
class StreamRegistry {
 public:
  StreamRegistry(const QueuePlan& plan, BatchPool& batches) : plan_(plan), batches_(batches) {}

  BatchPool& batches() { return batches_; }

  // The streams of a priority take its queues in turns.
  std::uint32_t NextQueue(StreamPriority priority) {
    const auto index = static_cast<std::size_t>(priority);
    const QueuePlan::Range range = plan_.of_priority[index];
    return range.first + turns_[index]++ % range.count;
  }

  // A stream is known from its making to its end.
  void Add(StreamState* stream) { streams_.push_back(stream); }
  void Remove(StreamState* stream) { std::erase(streams_, stream); }
  const std::vector<StreamState*>& streams() const { return streams_; }

 private:
  const QueuePlan& plan_;
  BatchPool& batches_;
  std::array<std::uint32_t, 3> turns_ = {};
  std::vector<StreamState*> streams_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_STREAM_REGISTRY_H_

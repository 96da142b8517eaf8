// When a command has to wait for the ones before it. Pure.
#ifndef KILN_RUNTIME_EXECUTION_HAZARD_TRACKER_H_
#define KILN_RUNTIME_EXECUTION_HAZARD_TRACKER_H_

#include <span>
#include <vector>

namespace kiln::runtime {

struct Access {
  const void* resource = nullptr;
  bool is_read = false, is_written = false;
};

// Remembers what the commands since the last barrier access. Not for use by several threads at once.
class HazardTracker {
 public:
  // True when the next command reads what one of them writes, or writes what one of them touches: put a barrier before
  // it, which this call takes as done.
  bool NeedsBarrier(std::span<const Access> accesses);
  void Clear() { since_barrier_.clear(); }

 private:
  std::vector<Access> since_barrier_;  // one for each resource
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_HAZARD_TRACKER_H_

#include "runtime/execution/hazard_tracker.h"

#include <algorithm>

namespace kiln::runtime {

bool HazardTracker::NeedsBarrier(std::span<const Access> accesses) {
  const auto find = [this](const void* resource) {
    return std::find_if(since_barrier_.begin(), since_barrier_.end(),
                        [&](const Access& known) { return known.resource == resource; });
  };
  const bool needs_barrier = std::any_of(accesses.begin(), accesses.end(), [&](const Access& next) {
    const auto known = find(next.resource);
    return known != since_barrier_.end() &&
           ((next.is_read && known->is_written) || (next.is_written && (known->is_read || known->is_written)));
  });
  if (needs_barrier) Clear();
  for (const Access& next : accesses) {
    if (const auto known = find(next.resource); known != since_barrier_.end()) {
      known->is_read |= next.is_read;
      known->is_written |= next.is_written;
    } else {
      since_barrier_.push_back(next);
    }
  }
  return needs_barrier;
}

}  // namespace kiln::runtime

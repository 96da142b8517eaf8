#include "runtime/memory/free_list.h"

#include <iterator>

namespace kiln::runtime {

FreeList::FreeList(std::uint64_t size) : size_(size) {
  free_.emplace(0, size);
}

std::optional<std::uint64_t> FreeList::Allocate(std::uint64_t size, std::uint64_t alignment) {
  auto best = free_.end();
  std::uint64_t best_start = 0;
  for (auto range = free_.begin(); range != free_.end(); ++range) {
    const std::uint64_t start = (range->first + alignment - 1) & ~(alignment - 1);
    const std::uint64_t lead = start - range->first;
    if (lead > range->second || range->second - lead < size) continue;
    if (best == free_.end() || range->second < best->second) {
      best = range;
      best_start = start;
    }
  }
  if (best == free_.end()) return std::nullopt;
  const auto [offset, available] = *best;
  free_.erase(best);
  if (best_start > offset) free_.emplace(offset, best_start - offset);
  const std::uint64_t end = best_start + size;
  if (end < offset + available) free_.emplace(end, offset + available - end);
  return best_start;
}

void FreeList::Free(std::uint64_t offset, std::uint64_t size) {
  auto range = free_.emplace(offset, size).first;
  if (const auto next = std::next(range); next != free_.end() && range->first + range->second == next->first) {
    range->second += next->second;
    free_.erase(next);
  }
  if (range != free_.begin()) {
    const auto previous = std::prev(range);
    if (previous->first + previous->second == range->first) {
      previous->second += range->second;
      free_.erase(range);
    }
  }
}

bool FreeList::IsAllFree() const {
  return free_.size() == 1 && free_.begin()->second == size_;
}

}  // namespace kiln::runtime

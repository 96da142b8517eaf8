#include "runtime/memory/size_buckets.h"

#include <algorithm>

#include "kiln/runtime/memory.h"

namespace kiln::runtime {

std::vector<std::uint64_t> DefaultBuckets() {
  constexpr std::uint64_t kSmallest = 256, kLargest = 256ull << 20;
  constexpr std::uint64_t kSteps = 4;  // so that rounding up wastes a fifth at most
  std::vector<std::uint64_t> sizes;
  for (std::uint64_t power = kSmallest; power < kLargest; power *= 2) {
    for (std::uint64_t step = 0; step < kSteps; ++step) sizes.push_back(power + step * power / kSteps);
  }
  sizes.push_back(kLargest);
  return sizes;
}

SizeBuckets::SizeBuckets(std::vector<std::uint64_t> sizes) : sizes_(std::move(sizes)) {
  constexpr std::uint64_t kGranularity = 16;
  for (std::uint64_t& size : sizes_) {
    size = std::max((size + kGranularity - 1) / kGranularity * kGranularity, kGranularity);
  }
  std::sort(sizes_.begin(), sizes_.end());
  sizes_.erase(std::unique(sizes_.begin(), sizes_.end()), sizes_.end());
}

std::optional<std::size_t> SizeBuckets::Find(std::uint64_t size) const {
  const auto found = std::lower_bound(sizes_.begin(), sizes_.end(), size);
  if (found == sizes_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - sizes_.begin());
}

}  // namespace kiln::runtime

// The sizes to which buffers are rounded up. Pure.
#ifndef KILN_RUNTIME_MEMORY_SIZE_BUCKETS_H_
#define KILN_RUNTIME_MEMORY_SIZE_BUCKETS_H_

#include <cstdint>
#include <optional>
#include <vector>

namespace kiln::runtime {

class SizeBuckets {
 public:
  // In any order; those that are no multiple of 16 are rounded up to one. None: nothing is kept.
  explicit SizeBuckets(std::vector<std::uint64_t> sizes);

  // The index of the smallest bucket that holds `size`; empty when it is larger than all.
  std::optional<std::size_t> Find(std::uint64_t size) const;
  std::uint64_t size(std::size_t bucket) const { return sizes_[bucket]; }
  std::size_t count() const { return sizes_.size(); }

 private:
  std::vector<std::uint64_t> sizes_;  // ascending
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_SIZE_BUCKETS_H_

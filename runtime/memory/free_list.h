// Which parts of a range are free: the arithmetic of the memory pool, with no memory in it.
#ifndef KILN_RUNTIME_MEMORY_FREE_LIST_H_
#define KILN_RUNTIME_MEMORY_FREE_LIST_H_

#include <cstdint>
#include <map>
#include <optional>

namespace kiln::runtime {

// Best fit; neighbours are joined when freed. Not for use by several threads at once.
class FreeList {
 public:
  explicit FreeList(std::uint64_t size);

  // The offset of `size` > 0 bytes at a multiple of `alignment`, a power of two. Empty when nothing fits.
  std::optional<std::uint64_t> Allocate(std::uint64_t size, std::uint64_t alignment);
  // Gives back what Allocate returned for the same size.
  void Free(std::uint64_t offset, std::uint64_t size);
  bool IsAllFree() const;

 private:
  std::uint64_t size_;
  std::map<std::uint64_t, std::uint64_t> free_;  // offset -> size
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_FREE_LIST_H_

// How one memory access is spelled along a typed view: whole, element by element, or in raw pieces.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_ACCESS_PATH_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_ACCESS_PATH_H_

#include <optional>

#include "translator/ir/memory_ops.h"
#include "translator/ir/memory_type.h"

namespace kiln::translator {

// One index per array, struct or vector level, and the type of the value at the end.
struct AccessPath {
  struct Step {
    LinearOffset index;      // units of 1
    unsigned shift = 0;      // index >> shift, for offsets that only their alignment proves divisible
  };
  llvm::SmallVector<Step, 4> steps;
  llvm::Type* leaf = nullptr;
};

// The path of a value of `size` bytes (`count` elements, 1 for scalars) at `offset` of `type`; nothing when the offset does
// not fall on such a value. `alignment` is what the offset is known to be a multiple of.
std::optional<AccessPath> FindPath(const llvm::DataLayout& layout, const MemoryType& type, const LinearOffset& offset,
                                   std::uint64_t element_size, unsigned count, std::uint64_t alignment);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_ACCESS_PATH_H_

// Which view or views an object gets, from its declared type and all accesses to it.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_CHOOSE_VIEWS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_CHOOSE_VIEWS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/ir/memory_ops.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// An access and what it needs to know of its value's shape.
struct ShapedAccess {
  llvm::Instruction* instruction;
  MemoryOp op;
  std::uint64_t element_size = 0;  // bytes of one element
  unsigned count = 1;              // elements

  bool IsAtomic() const {
    return op.kind != MemoryOpKind::kLoad && op.kind != MemoryOpKind::kStore;
  }
  // Width in bytes of the largest words that the access may be cut into: its element, or less where it is misaligned.
  std::uint64_t RawWidth() const { return std::min<std::uint64_t>(element_size, op.alignment); }
};

// True if the access can be spelled on a view of this type: whole, or element by element, and for raw words in pieces.
bool Fits(const llvm::DataLayout& layout, const ShapedAccess& access, const MemoryType& view);

// Views for the object and, per access, the index into the result. Reports what has no view.
std::vector<MemoryTypeRef> ChooseViews(PassContext& context, const llvm::DataLayout& layout, const MemoryObject& object,
                                       llvm::ArrayRef<ShapedAccess> accesses, std::vector<unsigned>& view_of_access);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_CHOOSE_VIEWS_H_

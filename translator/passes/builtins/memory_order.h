// The memory_order and memory_scope arguments of builtins, and what they become.
//
// Vulkan has no sequentially consistent order: such an operation is an acquire-release one behind an acquire-release
// fence, so that no access before it passes it, a store before a load neither. Where the target's atomics carry no
// order at all (TargetProfile::ordered_atomics), fences before and after do.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_MEMORY_ORDER_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_MEMORY_ORDER_H_

#include <optional>

#include <llvm/Support/AtomicOrdering.h>

#include "translator/builtins/ops.h"
#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {

// An order that is not constant counts as the strongest.
llvm::AtomicOrdering OrderingOf(llvm::Value* memory_order);
// Nothing for a relaxed fence, which orders nothing.
std::optional<FenceOrder> FenceOrderOf(llvm::AtomicOrdering ordering);
// True for memory_scope_work_group and what is inside it; a scope that is not constant is the widest.
bool IsWithinWorkGroup(llvm::Value* memory_scope);

// What the call's arguments of type memory_order (the second is of a failed compare-exchange) and memory_scope say.
struct OrderArguments {
  std::optional<llvm::AtomicOrdering> order, failure;
  std::optional<bool> is_work_group;
};
OrderArguments FindOrderArguments(const Call& call);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_MEMORY_ORDER_H_

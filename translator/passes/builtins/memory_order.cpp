#include "translator/passes/builtins/memory_order.h"

namespace kiln::translator::builtins {

using llvm::AtomicOrdering;

// As Clang defines it for OpenCL: __ATOMIC_RELAXED 0, CONSUME 1, ACQUIRE 2, RELEASE 3, ACQ_REL 4, SEQ_CST 5.
AtomicOrdering OrderingOf(llvm::Value* memory_order) {
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(memory_order);
  switch (constant == nullptr ? 5 : constant->getZExtValue()) {
    case 0:
      return AtomicOrdering::Monotonic;
    case 1:
    case 2:
      return AtomicOrdering::Acquire;
    case 3:
      return AtomicOrdering::Release;
    case 4:
      return AtomicOrdering::AcquireRelease;
    default:
      return AtomicOrdering::SequentiallyConsistent;
  }
}

std::optional<FenceOrder> FenceOrderOf(AtomicOrdering ordering) {
  switch (ordering) {
    case AtomicOrdering::Acquire:
      return FenceOrder::kAcquire;
    case AtomicOrdering::Release:
      return FenceOrder::kRelease;
    case AtomicOrdering::AcquireRelease:
      return FenceOrder::kAcquireRelease;
    case AtomicOrdering::SequentiallyConsistent:
      return FenceOrder::kSequentiallyConsistent;
    default:
      return std::nullopt;
  }
}

// As Clang defines it: WORK_ITEM 0, WORK_GROUP 1, DEVICE 2, ALL_SVM_DEVICES 3, SUB_GROUP 4.
bool IsWithinWorkGroup(llvm::Value* memory_scope) {
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(memory_scope);
  const std::uint64_t scope = constant == nullptr ? 3 : constant->getZExtValue();
  return scope == 0 || scope == 1 || scope == 4;
}

OrderArguments FindOrderArguments(const Call& call) {
  OrderArguments found;
  for (unsigned i = 0; i < call.Count(); ++i) {
    if (call.Type(i).name == "memory_order") {
      (found.order ? found.failure : found.order) = OrderingOf(call.Argument(i));
    } else if (call.Type(i).name == "memory_scope") {
      found.is_work_group = IsWithinWorkGroup(call.Argument(i));
    }
  }
  return found;
}

}  // namespace kiln::translator::builtins

// Barriers and fences.
#include <optional>

#include "translator/builtins/ops.h"
#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

// memory_order as Clang defines it for OpenCL: __ATOMIC_RELAXED 0, ACQUIRE 2, RELEASE 3, ACQ_REL 4, SEQ_CST 5. Values
// that are not constant get the strongest order.
std::optional<FenceOrder> FenceOrderOf(llvm::Value* order) {
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(order);
  switch (constant == nullptr ? 5 : constant->getZExtValue()) {
    case 0:
      return std::nullopt;
    case 1:
    case 2:
      return FenceOrder::kAcquire;
    case 3:
      return FenceOrder::kRelease;
    case 4:
      return FenceOrder::kAcquireRelease;
    default:
      return FenceOrder::kSequentiallyConsistent;
  }
}

// Flags known only at run time order everything.
llvm::Value* Flags(Expander& expander, llvm::Value* flags) {
  return llvm::isa<llvm::ConstantInt>(flags) ? flags : expander.Int(kLocalMemory | kGlobalMemory);
}

}  // namespace

llvm::Value* ExpandSynchronization(Expander& expander, Call& call, std::string&) {
  llvm::Type* none = expander.builder().getVoidTy();
  llvm::Value* flags = Flags(expander, call.Argument(0));
  if (call.name == "barrier" || call.name == "work_group_barrier") {
    return expander.Op("barrier", none, {flags}, {});
  }
  std::optional<FenceOrder> order = FenceOrder::kAcquireRelease;
  if (call.name == "read_mem_fence") {
    order = FenceOrder::kAcquire;
  } else if (call.name == "write_mem_fence") {
    order = FenceOrder::kRelease;
  } else if (call.name == "atomic_work_item_fence") {
    order = FenceOrderOf(call.Argument(1));
  }
  if (!order) {
    return call.instruction;  // a relaxed fence orders nothing
  }
  return expander.Op("fence", none, {flags, expander.Int(static_cast<std::uint32_t>(*order))}, {});
}

}  // namespace kiln::translator::builtins

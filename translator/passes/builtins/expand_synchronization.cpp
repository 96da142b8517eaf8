// Barriers and fences.
#include "translator/builtins/ops.h"
#include "translator/passes/builtins/expander.h"
#include "translator/passes/builtins/memory_order.h"

namespace kiln::translator::builtins {
namespace {

// Flags known only at run time order everything.
std::uint32_t MemoryOf(llvm::Value* flags) {
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(flags);
  return constant == nullptr ? kLocalMemory | kGlobalMemory : static_cast<std::uint32_t>(constant->getZExtValue());
}

}  // namespace

llvm::Value* ExpandSynchronization(Expander& expander, Call& call, std::string&) {
  llvm::Type* none = expander.builder().getVoidTy();
  const std::uint32_t memory = MemoryOf(call.Argument(0));
  const OrderArguments arguments = FindOrderArguments(call);
  if (call.name == "barrier" || call.name == "work_group_barrier") {
    const MemoryFlags scope = arguments.is_work_group.value_or(true) ? kWorkGroupScope : kDeviceScope;
    return expander.Op("barrier", none, {expander.Int(memory | scope)}, {});
  }
  // Kernels of OpenCL C 1.x pass data between work-groups with mem_fence and an atomic, so it is for the device.
  std::optional<FenceOrder> order = FenceOrder::kAcquireRelease;
  if (call.name == "read_mem_fence") {
    order = FenceOrder::kAcquire;
  } else if (call.name == "write_mem_fence") {
    order = FenceOrder::kRelease;
  } else if (call.name == "atomic_work_item_fence") {
    order = FenceOrderOf(arguments.order.value_or(llvm::AtomicOrdering::SequentiallyConsistent));
  }
  if (!order) {
    return call.instruction;  // a relaxed fence orders nothing
  }
  const MemoryFlags scope = arguments.is_work_group.value_or(false) ? kWorkGroupScope : kDeviceScope;
  return expander.Op("fence", none, {expander.Int(memory | scope), expander.Int(static_cast<std::uint32_t>(*order))},
                     {});
}

}  // namespace kiln::translator::builtins

#include "translator/passes/memory/describe_access.h"

#include "llvm/IR/LLVMContext.h"

namespace kiln::translator {
namespace {

MemoryOp Describe(MemoryOpKind kind, llvm::Type* type, llvm::Align align, bool is_volatile) {
  MemoryOp op;
  op.kind = kind;
  op.type = type;
  op.alignment = static_cast<std::uint32_t>(align.value());
  op.is_volatile = is_volatile;
  return op;
}

AtomicOrder Order(llvm::Instruction& access, llvm::AtomicOrdering order, llvm::SyncScope::ID scope) {
  AtomicOrder result;
  result.order = order;
  result.is_work_group = scope == access.getContext().getOrInsertSyncScopeID("workgroup");
  return result;
}

}  // namespace

std::optional<DescribedAccess> DescribeAccess(llvm::Instruction& instruction) {
  if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction)) {
    const MemoryOpKind kind = load->isAtomic() ? MemoryOpKind::kAtomicLoad : MemoryOpKind::kLoad;
    MemoryOp op = Describe(kind, load->getType(), load->getAlign(), load->isVolatile());
    if (load->isAtomic()) op.order = Order(*load, load->getOrdering(), load->getSyncScopeID());
    return DescribedAccess{load->getPointerOperand(), std::move(op)};
  }
  if (auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
    const MemoryOpKind kind = store->isAtomic() ? MemoryOpKind::kAtomicStore : MemoryOpKind::kStore;
    MemoryOp op = Describe(kind, store->getValueOperand()->getType(), store->getAlign(), store->isVolatile());
    if (store->isAtomic()) op.order = Order(*store, store->getOrdering(), store->getSyncScopeID());
    op.values = {store->getValueOperand()};
    return DescribedAccess{store->getPointerOperand(), std::move(op)};
  }
  if (auto* rmw = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction)) {
    MemoryOp op = Describe(MemoryOpKind::kAtomicRmw, rmw->getType(), rmw->getAlign(), rmw->isVolatile());
    op.values = {rmw->getValOperand()};
    op.rmw = rmw->getOperation();
    op.order = Order(*rmw, rmw->getOrdering(), rmw->getSyncScopeID());
    return DescribedAccess{rmw->getPointerOperand(), std::move(op)};
  }
  return std::nullopt;
}

MemoryOp DescribeCompareExchange(llvm::AtomicCmpXchgInst& exchange) {
  MemoryOp op = Describe(MemoryOpKind::kCompareExchange, exchange.getCompareOperand()->getType(), exchange.getAlign(),
                         exchange.isVolatile());
  op.values = {exchange.getCompareOperand(), exchange.getNewValOperand()};
  op.order = Order(exchange, exchange.getSuccessOrdering(), exchange.getSyncScopeID());
  op.order.failure = exchange.getFailureOrdering();
  return op;
}

}  // namespace kiln::translator

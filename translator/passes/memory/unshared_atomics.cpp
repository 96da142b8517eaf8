#include "translator/passes/memory/unshared_atomics.h"

#include "llvm/Transforms/Utils/LowerAtomic.h"

namespace kiln::translator {

namespace {

llvm::CallInst* Plain(llvm::IRBuilderBase& builder, MemoryOp op, llvm::Value* stored) {
  op.kind = stored ? MemoryOpKind::kStore : MemoryOpKind::kLoad;
  op.rmw = llvm::AtomicRMWInst::BAD_BINOP;
  op.order = {};
  op.values.clear();
  if (stored) op.values.push_back(stored);
  return Create(builder, op);
}

}  // namespace

llvm::Value* CreateUnshared(llvm::IRBuilderBase& builder, const MemoryOp& op) {
  if (op.kind == MemoryOpKind::kStore || op.kind == MemoryOpKind::kAtomicStore) {
    Plain(builder, op, op.values[0]);
    return nullptr;
  }
  llvm::Value* old = Plain(builder, op, nullptr);
  if (op.kind == MemoryOpKind::kAtomicRmw) {
    Plain(builder, op, llvm::buildAtomicRMWValue(op.rmw, builder, old, op.values[0]));
  } else if (op.kind == MemoryOpKind::kCompareExchange) {
    Plain(builder, op, builder.CreateSelect(builder.CreateICmpEQ(old, op.values[0]), op.values[1], old));
  }
  return old;
}

}  // namespace kiln::translator

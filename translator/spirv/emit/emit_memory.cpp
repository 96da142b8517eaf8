// Loads, stores and atomics along the path of a view.
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

Id Pointer(FunctionEmitter& emitter, const ViewOp& op) {
  const KernelInterface::Root& root = emitter.interface().RootOf(op.view);
  if (root.prefix.empty() && op.path.empty()) return root.variable;
  std::vector<Id> path = root.prefix;
  for (llvm::Value* index : op.path) path.push_back(emitter.Use(index));
  const Id type = emitter.module().Pointer(root.storage, emitter.owner().types().Of(op.type, emitter.signs().IsSignedLeaf(op)));
  return emitter.Emit(spv::Op::OpAccessChain, type, Of(root.variable, path));
}

spv::Op AtomicOpcode(llvm::AtomicRMWInst::BinOp op) {
  using B = llvm::AtomicRMWInst;
  switch (op) {
    case B::Xchg: return spv::Op::OpAtomicExchange;
    case B::Add: return spv::Op::OpAtomicIAdd;
    case B::Sub: return spv::Op::OpAtomicISub;
    case B::And: return spv::Op::OpAtomicAnd;
    case B::Or: return spv::Op::OpAtomicOr;
    case B::Xor: return spv::Op::OpAtomicXor;
    case B::Max: return spv::Op::OpAtomicSMax;
    case B::Min: return spv::Op::OpAtomicSMin;
    case B::UMax: return spv::Op::OpAtomicUMax;
    case B::UMin: return spv::Op::OpAtomicUMin;
    default: return spv::Op::OpNop;
  }
}

// Order comes from barriers and fences; the atomic itself is relaxed, at the scope of its memory.
Id EmitAtomic(FunctionEmitter& emitter, const ViewOp& op, Id pointer) {
  spirv::Module& module = emitter.module();
  const bool is_local = emitter.interface().RootOf(op.view).storage == spv::StorageClass::Workgroup;
  const Id scope = module.Uint(static_cast<std::uint32_t>(is_local ? spv::Scope::Workgroup : spv::Scope::Device));
  const Id relaxed = module.Uint(0);
  const Id type = emitter.owner().types().Of(op.type, emitter.signs().IsSignedLeaf(op));
  switch (op.kind) {
    case MemoryOpKind::kAtomicLoad: return emitter.Emit(spv::Op::OpAtomicLoad, type, Of(pointer, scope, relaxed));
    case MemoryOpKind::kAtomicStore:
      emitter.EmitVoid(spv::Op::OpAtomicStore, Of(pointer, scope, relaxed, emitter.UseAs(op.values[0], emitter.signs().IsSignedLeaf(op))));
      return {};
    case MemoryOpKind::kCompareExchange: {
      const Id expected = emitter.UseAs(op.values[0], emitter.signs().IsSignedLeaf(op)), desired = emitter.UseAs(op.values[1], emitter.signs().IsSignedLeaf(op));
      return emitter.Emit(spv::Op::OpAtomicCompareExchange, type, Of(pointer, scope, relaxed, relaxed, desired, expected));
    }
    default:
      return emitter.Emit(AtomicOpcode(op.rmw), type, Of(pointer, scope, relaxed, emitter.UseAs(op.values[0], emitter.signs().IsSignedLeaf(op))));
  }
}

}  // namespace

Id EmitMemory(FunctionEmitter& emitter, const ViewOp& op) {
  const Id pointer = Pointer(emitter, op);
  const auto volatile_mask = spv::MemoryAccessMask::Volatile;
  if (op.kind == MemoryOpKind::kLoad) {
    spirv::Operands operands = Of(pointer);
    if (op.is_volatile) operands.Add(volatile_mask);
    return emitter.Emit(spv::Op::OpLoad, emitter.owner().types().Of(op.type, emitter.signs().IsSignedLeaf(op)), operands);
  }
  if (op.kind == MemoryOpKind::kStore) {
    spirv::Operands operands = Of(pointer, emitter.UseAs(op.values[0], emitter.signs().IsSignedLeaf(op)));
    if (op.is_volatile) operands.Add(volatile_mask);
    emitter.EmitVoid(spv::Op::OpStore, operands);
    return {};
  }
  return EmitAtomic(emitter, op, pointer);
}

}  // namespace kiln::translator

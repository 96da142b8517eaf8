// Loads, stores and atomics along the path of a view.
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

Id Pointer(FunctionEmitter& emitter, const ViewOp& op) {
  const KernelInterface::Root& root = emitter.interface().RootOf(op.view);
  if (root.storage == spv::StorageClass::PhysicalStorageBuffer) {
    const Id type = emitter.module().Pointer(root.storage, emitter.owner().types().Of(op.type, emitter.signs().IsSignedLeaf(op)));
    return emitter.Emit(spv::Op::OpConvertUToPtr, type, Of(emitter.UseAs(op.path[0], false)));
  }
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

spv::MemorySemanticsMask SemanticsOf(llvm::AtomicOrdering order) {
  using M = spv::MemorySemanticsMask;
  switch (order) {
    case llvm::AtomicOrdering::Acquire: return M::Acquire;
    case llvm::AtomicOrdering::Release: return M::Release;
    case llvm::AtomicOrdering::AcquireRelease: return M::AcquireRelease;
    default: return M::MaskNone;
  }
}

class AtomicEmitter {
 public:
  AtomicEmitter(FunctionEmitter& emitter, const ViewOp& op, Id pointer)
      : emitter_(emitter),
        module_(emitter.module()),
        op_(op),
        pointer_(pointer),
        is_local_(emitter.interface().RootOf(op.view).storage == spv::StorageClass::Workgroup),
        is_signed_(emitter.signs().IsSignedLeaf(op)) {}

  Id Emit() {
    if (op_.type->getScalarSizeInBits() == 64) module_.AddCapability(spv::Capability::Int64Atomics);
    const Id type = emitter_.owner().types().Of(op_.type, is_signed_);
    const Id scope = Scope(), semantics = Semantics(op_.order.order);
    switch (op_.kind) {
      case MemoryOpKind::kAtomicLoad: return emitter_.Emit(spv::Op::OpAtomicLoad, type, Of(pointer_, scope, semantics));
      case MemoryOpKind::kAtomicStore:
        emitter_.EmitVoid(spv::Op::OpAtomicStore, Of(pointer_, scope, semantics, Value(0)));
        return {};
      case MemoryOpKind::kCompareExchange: {
        const Id expected = Value(0), desired = Value(1), failure = Semantics(op_.order.failure);
        return emitter_.Emit(spv::Op::OpAtomicCompareExchange, type,
                             Of(pointer_, scope, semantics, failure, desired, expected));
      }
      default: return emitter_.Emit(AtomicOpcode(op_.rmw), type, Of(pointer_, scope, semantics, Value(0)));
    }
  }

 private:
  Id Value(unsigned i) { return emitter_.UseAs(op_.values[i], is_signed_); }

  // Nobody outside the work-group sees local memory.
  Id Scope() {
    const bool is_group = is_local_ || op_.order.is_work_group;
    return module_.Uint(static_cast<std::uint32_t>(is_group ? spv::Scope::Workgroup : spv::Scope::Device));
  }

  // An atomic on global memory orders global memory, one on local memory local memory, as in the memory model of OpenCL 2.0.
  Id Semantics(llvm::AtomicOrdering order) {
    using M = spv::MemorySemanticsMask;
    const auto semantics = static_cast<std::uint32_t>(SemanticsOf(order));
    const auto memory = static_cast<std::uint32_t>(is_local_ ? M::WorkgroupMemory : M::UniformMemory);
    return module_.Uint(semantics ? semantics | memory : 0);
  }

  FunctionEmitter& emitter_;
  spirv::Module& module_;
  const ViewOp& op_;
  Id pointer_;
  bool is_local_, is_signed_;
};

}  // namespace

// The memory operands of a plain access: SPIR-V demands an alignment of those through addresses.
void AddMemoryOperands(FunctionEmitter& emitter, const ViewOp& op, spirv::Operands& operands) {
  const std::uint64_t alignment = emitter.interface().AlignmentOf(op.view);
  auto mask = static_cast<std::uint32_t>(spv::MemoryAccessMask::MaskNone);
  if (op.is_volatile) mask |= static_cast<std::uint32_t>(spv::MemoryAccessMask::Volatile);
  if (alignment != 0) mask |= static_cast<std::uint32_t>(spv::MemoryAccessMask::Aligned);
  if (mask != 0) operands.Add(mask);
  if (alignment != 0) operands.Add(static_cast<std::uint32_t>(alignment));
}

Id EmitMemory(FunctionEmitter& emitter, const ViewOp& op) {
  const Id pointer = Pointer(emitter, op);
  if (op.kind == MemoryOpKind::kLoad) {
    spirv::Operands operands = Of(pointer);
    AddMemoryOperands(emitter, op, operands);
    return emitter.Emit(spv::Op::OpLoad, emitter.owner().types().Of(op.type, emitter.signs().IsSignedLeaf(op)), operands);
  }
  if (op.kind == MemoryOpKind::kStore) {
    spirv::Operands operands = Of(pointer, emitter.UseAs(op.values[0], emitter.signs().IsSignedLeaf(op)));
    AddMemoryOperands(emitter, op, operands);
    emitter.EmitVoid(spv::Op::OpStore, operands);
    return {};
  }
  return AtomicEmitter(emitter, op, pointer).Emit();
}

}  // namespace kiln::translator

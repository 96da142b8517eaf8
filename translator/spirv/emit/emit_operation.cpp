// The kiln.* operations that resolved builtins call (translator/builtins/ops.h).
#include <spirv/unified1/GLSL.std.450.h>

#include "llvm/ADT/StringSwitch.h"
#include "translator/builtins/ops.h"
#include "translator/passes/abi/plan_kernel_abi.h"
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using artifact::ImplicitKind;
using spirv::Id;
using spirv::Of;

namespace {

std::uint32_t ExtendedInstruction(llvm::StringRef name) {
  return llvm::StringSwitch<std::uint32_t>(name)
#define KILN_EXT(name) .Case(#name, GLSLstd450##name)
      KILN_EXT(Round) KILN_EXT(RoundEven) KILN_EXT(Trunc) KILN_EXT(FAbs) KILN_EXT(SAbs) KILN_EXT(FSign) KILN_EXT(SSign)
      KILN_EXT(Floor) KILN_EXT(Ceil) KILN_EXT(Fract) KILN_EXT(Radians) KILN_EXT(Degrees) KILN_EXT(Sin) KILN_EXT(Cos)
      KILN_EXT(Tan) KILN_EXT(Asin) KILN_EXT(Acos) KILN_EXT(Atan) KILN_EXT(Sinh) KILN_EXT(Cosh) KILN_EXT(Tanh)
      KILN_EXT(Asinh) KILN_EXT(Acosh) KILN_EXT(Atanh) KILN_EXT(Atan2) KILN_EXT(Pow) KILN_EXT(Exp) KILN_EXT(Log)
      KILN_EXT(Exp2) KILN_EXT(Log2) KILN_EXT(Sqrt) KILN_EXT(InverseSqrt) KILN_EXT(FMin) KILN_EXT(UMin) KILN_EXT(SMin)
      KILN_EXT(FMax) KILN_EXT(UMax) KILN_EXT(SMax) KILN_EXT(FClamp) KILN_EXT(UClamp) KILN_EXT(SClamp) KILN_EXT(FMix)
      KILN_EXT(Step) KILN_EXT(SmoothStep) KILN_EXT(Fma) KILN_EXT(Ldexp) KILN_EXT(Length) KILN_EXT(Distance)
      KILN_EXT(Cross) KILN_EXT(Normalize) KILN_EXT(FindILsb) KILN_EXT(FindSMsb) KILN_EXT(FindUMsb) KILN_EXT(NMin)
      KILN_EXT(NMax) KILN_EXT(NClamp)
#undef KILN_EXT
      .Default(0);
}

std::uint32_t Semantics(std::uint32_t flags) {
  using M = spv::MemorySemanticsMask;
  std::uint32_t semantics = 0;
  if (flags & builtins::kLocalMemory) semantics |= static_cast<std::uint32_t>(M::WorkgroupMemory);
  if (flags & builtins::kGlobalMemory) semantics |= static_cast<std::uint32_t>(M::UniformMemory);
  if (flags & builtins::kImageMemory) semantics |= static_cast<std::uint32_t>(M::ImageMemory);
  return semantics;
}

class OperationEmitter {
 public:
  OperationEmitter(FunctionEmitter& emitter, const llvm::CallInst& call)
      : emitter_(emitter), module_(emitter.module()), call_(call) {}

  Id Emit() {
    llvm::StringRef name = call_.getCalledFunction() ? call_.getCalledFunction()->getName() : "";
    auto prefix = [&](std::string_view text) { return name.consume_front(llvm::StringRef(text)); };
    if (prefix(builtins::kWorkItemPrefix)) return EmitWorkItem(name);
    if (prefix(builtins::kExtPrefix)) return EmitExt(name);
    if (prefix(builtins::kSubgroupPrefix)) return EmitSubgroupOperation(emitter_, call_, name);
    if (prefix(builtins::kArgumentAddress)) return EmitArgumentAddress();
    if (prefix(builtins::kBarrier)) return EmitBarrier();
    if (prefix(builtins::kFence)) return EmitFence();
    if (prefix(builtins::kDotPrefix)) return emitter_.Emit(spv::Op::OpDot, Type(), Of(Operand(0), Operand(1)));
    if (prefix(builtins::kAnyPrefix)) return emitter_.Emit(spv::Op::OpAny, Type(), Of(Operand(0)));
    if (prefix(builtins::kAllPrefix)) return emitter_.Emit(spv::Op::OpAll, Type(), Of(Operand(0)));
    if (prefix(builtins::kMulHiSignedPrefix)) return EmitMulHigh(spv::Op::OpSMulExtended);
    if (prefix(builtins::kMulHiUnsignedPrefix)) return EmitMulHigh(spv::Op::OpUMulExtended);
    if (name == kSamplerArgument) return EmitSampler();
    emitter_.Report(call_, "a call of '" + name.str() + "' cannot be translated; use another function");
    return {};
  }

 private:
  Id Type() { return emitter_.TypeOf(call_); }
  Id Operand(unsigned i) { return emitter_.UseAs(call_.getArgOperand(i), emitter_.IsSigned(call_)); }
  Id Uint3() { return module_.Vector(module_.Int(32), 3); }

  std::uint32_t Literal(unsigned i) const {
    auto* constant = llvm::dyn_cast<llvm::ConstantInt>(call_.getArgOperand(i));
    return constant ? static_cast<std::uint32_t>(constant->getZExtValue()) : 0;
  }

  Id EmitArgumentAddress() {
    return emitter_.CastTo(call_, emitter_.LoadArgument(Literal(0), module_.Int(64)), false);
  }

  Id EmitExt(llvm::StringRef name) {
    const std::uint32_t instruction = ExtendedInstruction(name.split('.').first);
    if (!instruction) {
      emitter_.Report(call_, "the builtin '" + name.str() + "' cannot be translated; use another function");
      return {};
    }
    std::vector<Id> operands;
    for (unsigned i = 0; i < call_.arg_size(); ++i) operands.push_back(Operand(i));
    return emitter_.ExtInst(Type(), instruction, operands);
  }

  Id EmitMulHigh(spv::Op op) {
    const bool is_signed = op == spv::Op::OpSMulExtended;
    const Id type = emitter_.owner().types().Of(call_.getType(), is_signed);
    const Id pair = module_.Constant(spv::Op::OpTypeStruct, {}, Of(type, type));
    const Id left = emitter_.UseAs(call_.getArgOperand(0), is_signed), right = emitter_.UseAs(call_.getArgOperand(1), is_signed);
    const Id product = emitter_.Emit(op, pair, Of(left, right));
    return emitter_.CastTo(call_, emitter_.Emit(spv::Op::OpCompositeExtract, type, Of(product, 1u)), is_signed);
  }

  // A sampler argument is its bits, a value like any other.
  Id EmitSampler() {
    auto* argument = llvm::dyn_cast<llvm::Argument>(call_.getArgOperand(0));
    if (!argument) {
      emitter_.Report(call_, "a sampler that is no argument and no literal cannot be translated");
      return {};
    }
    return emitter_.CastTo(call_, emitter_.LoadArgument(argument->getArgNo(), module_.Int(32)), false);
  }

  // ---- Synchronization.
  Id MemoryScope() {
    const bool is_device = (Literal(0) & builtins::kDeviceScope) != 0;
    return module_.Uint(static_cast<std::uint32_t>(is_device ? spv::Scope::Device : spv::Scope::Workgroup));
  }

  Id EmitBarrier() {
    const Id group = module_.Uint(static_cast<std::uint32_t>(spv::Scope::Workgroup));
    emitter_.EmitVoid(spv::Op::OpControlBarrier, Of(group, MemoryScope(), module_.Uint(BarrierSemantics(Literal(0)))));
    return {};
  }

  Id EmitFence() {
    std::uint32_t semantics = Semantics(Literal(0));
    if (!semantics) return {};
    using M = spv::MemorySemanticsMask;
    switch (static_cast<builtins::FenceOrder>(Literal(1))) {
      case builtins::FenceOrder::kAcquire: semantics |= static_cast<std::uint32_t>(M::Acquire); break;
      case builtins::FenceOrder::kRelease: semantics |= static_cast<std::uint32_t>(M::Release); break;
      // Vulkan has no sequentially consistent order; acquire and release is its strongest.
      default: semantics |= static_cast<std::uint32_t>(M::AcquireRelease); break;
    }
    emitter_.EmitVoid(spv::Op::OpMemoryBarrier, Of(MemoryScope(), module_.Uint(semantics)));
    return {};
  }

  // ---- Work-item functions.
  Id Input(spv::BuiltIn builtin, std::uint32_t dimension) {
    const Id pointer = emitter_.Emit(spv::Op::OpAccessChain, module_.Pointer(spv::StorageClass::Input, module_.Int(32)),
                                     Of(emitter_.interface().Builtin(builtin), module_.Uint(dimension)));
    return emitter_.Emit(spv::Op::OpLoad, module_.Int(32), Of(pointer));
  }

  Id Implicit(ImplicitKind kind, std::uint32_t dimension) {
    const KernelInterface::Root& root = emitter_.interface().ImplicitRoot(kind);
    std::vector<Id> path = root.prefix;
    if (kind != ImplicitKind::kWorkDim) path.push_back(module_.Uint(dimension));
    const Id pointer = emitter_.Emit(spv::Op::OpAccessChain, module_.Pointer(root.storage, module_.Int(32)), Of(root.variable, path));
    return emitter_.Emit(spv::Op::OpLoad, module_.Int(32), Of(pointer));
  }

  Id EmitWorkItem(llvm::StringRef what) {
    const std::uint32_t dimension = call_.arg_size() ? Literal(0) : 0;
    Id own;
    if (what == "global_id") own = Input(spv::BuiltIn::GlobalInvocationId, dimension);
    if (what == "local_id") own = Input(spv::BuiltIn::LocalInvocationId, dimension);
    if (what == "group_id") own = Input(spv::BuiltIn::WorkgroupId, dimension);
    if (what == "local_size") {
      const Id size = emitter_.owner().WorkGroupSize(emitter_.interface().abi());
      return emitter_.CastTo(call_, emitter_.Emit(spv::Op::OpCompositeExtract, module_.Int(32), Of(size, dimension)), false);
    }
    const auto kind = ImplicitBehind(emitter_.context().profile, what);
    if (!kind || !emitter_.interface().HasImplicit(*kind)) return emitter_.CastTo(call_, own ? own : module_.Uint(0), false);
    const Id implicit = Implicit(*kind, dimension);
    const Id sum = own ? emitter_.Emit(spv::Op::OpIAdd, module_.Int(32), Of(own, implicit)) : implicit;
    return emitter_.CastTo(call_, sum, false);
  }

  FunctionEmitter& emitter_;
  spirv::Module& module_;
  const llvm::CallInst& call_;
};

}  // namespace

std::uint32_t BarrierSemantics(std::uint32_t flags) {
  const std::uint32_t semantics = Semantics(flags);
  return semantics ? semantics | static_cast<std::uint32_t>(spv::MemorySemanticsMask::AcquireRelease) : 0;
}

Id EmitOperation(FunctionEmitter& emitter, const llvm::CallInst& call) { return OperationEmitter(emitter, call).Emit(); }

}  // namespace kiln::translator

// The kiln.subgroup.* operations: GroupNonUniform instructions, each with the capability that it needs.
#include "llvm/ADT/StringSwitch.h"
#include "translator/builtins/ops.h"
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;
using spv::Capability;
using spv::Op;

namespace {

class SubgroupEmitter {
 public:
  SubgroupEmitter(FunctionEmitter& emitter, const llvm::CallInst& call)
      : emitter_(emitter), module_(emitter.module()), call_(call) {}

  Id Emit(llvm::StringRef name) {
    module_.AddCapability(Capability::GroupNonUniform);
    const auto input = llvm::StringSwitch<spv::BuiltIn>(name)
                           .Case("max_size", spv::BuiltIn::SubgroupSize)
                           .Case("local_id", spv::BuiltIn::SubgroupLocalInvocationId)
                           .Case("id", spv::BuiltIn::SubgroupId)
                           .Case("count", spv::BuiltIn::NumSubgroups)
                           .Default(spv::BuiltIn::Max);
    if (input != spv::BuiltIn::Max) return Input(input);
    if (name == "barrier") return Barrier();
    if (name == "ballot") {
      const Id type = module_.Vector(module_.Int(32), 4);
      return emitter_.CastTo(call_, Group(Op::OpGroupNonUniformBallot, Capability::GroupNonUniformBallot, type), false);
    }
    if (name == "all") return Group(Op::OpGroupNonUniformAll, Capability::GroupNonUniformVote, module_.Bool());
    if (name == "any") return Group(Op::OpGroupNonUniformAny, Capability::GroupNonUniformVote, module_.Bool());
    const auto [kind, rest] = name.split('.');
    const auto group = llvm::StringSwitch<spv::GroupOperation>(kind)
                           .Case("reduce", spv::GroupOperation::Reduce)
                           .Case("inclusive", spv::GroupOperation::InclusiveScan)
                           .Case("exclusive", spv::GroupOperation::ExclusiveScan)
                           .Default(spv::GroupOperation::Max);
    return group == spv::GroupOperation::Max ? Move(kind) : Arithmetic(group, rest.split('.').first);
  }

 private:
  Id Scope(spv::Scope scope) { return module_.Uint(static_cast<std::uint32_t>(scope)); }
  // The operand as the result's type: the instructions demand equal types.
  Id Value() { return emitter_.UseAs(call_.getArgOperand(0), emitter_.IsSigned(call_)); }

  void NoteWidth() {
    const llvm::Type* type = call_.getType();
    if (type->isIntegerTy(64) || type->isHalfTy()) emitter_.owner().RequireFeature("subgroup_extended_types");
  }

  Id Input(spv::BuiltIn builtin) {
    const Id value = emitter_.Emit(Op::OpLoad, module_.Int(32), Of(emitter_.interface().Builtin(builtin)));
    return emitter_.CastTo(call_, value, false);
  }

  Id Group(Op op, Capability capability, Id type) {
    module_.AddCapability(capability);
    return emitter_.Emit(op, type, Of(Scope(spv::Scope::Subgroup), emitter_.Use(call_.getArgOperand(0))));
  }

  Id Barrier() {
    const auto literal = [&](unsigned i) {
      return static_cast<std::uint32_t>(llvm::cast<llvm::ConstantInt>(call_.getArgOperand(i))->getZExtValue());
    };
    static constexpr spv::Scope kScopes[] = {spv::Scope::Subgroup, spv::Scope::Workgroup, spv::Scope::Device,
                                             spv::Scope::Device, spv::Scope::Subgroup};
    const Id memory = Scope(kScopes[std::min<std::uint32_t>(literal(1), 4)]);
    const Id semantics = module_.Uint(BarrierSemantics(literal(0)));
    emitter_.EmitVoid(Op::OpControlBarrier, Of(Scope(spv::Scope::Subgroup), memory, semantics));
    return {};
  }

  Id Move(llvm::StringRef kind) {
    struct Instruction {
      Op op;
      Capability capability;
    };
    const auto instruction =
        llvm::StringSwitch<Instruction>(kind)
            .Case("broadcast", {Op::OpGroupNonUniformBroadcast, Capability::GroupNonUniformBallot})
            .Case("broadcast_first", {Op::OpGroupNonUniformBroadcastFirst, Capability::GroupNonUniformBallot})
            .Case("shuffle", {Op::OpGroupNonUniformShuffle, Capability::GroupNonUniformShuffle})
            .Case("shuffle_xor", {Op::OpGroupNonUniformShuffleXor, Capability::GroupNonUniformShuffle})
            .Case("shuffle_up", {Op::OpGroupNonUniformShuffleUp, Capability::GroupNonUniformShuffleRelative})
            .Case("shuffle_down", {Op::OpGroupNonUniformShuffleDown, Capability::GroupNonUniformShuffleRelative})
            .Default({Op::OpNop, Capability::Shader});
    if (instruction.op == Op::OpNop) {
      emitter_.Report(call_, "the sub-group operation '" + kind.str() + "' cannot be translated");
      return {};
    }
    module_.AddCapability(instruction.capability);
    NoteWidth();
    spirv::Operands operands = Of(Scope(spv::Scope::Subgroup), Value());
    if (call_.arg_size() > 1) operands.Add(emitter_.UseAs(call_.getArgOperand(1), false));
    return emitter_.Emit(instruction.op, emitter_.TypeOf(call_), operands);
  }

  Id Arithmetic(spv::GroupOperation group, llvm::StringRef operation) {
    const bool is_float = call_.getType()->isFloatingPointTy();
    const Op op = llvm::StringSwitch<Op>(operation)
                      .Case("add", is_float ? Op::OpGroupNonUniformFAdd : Op::OpGroupNonUniformIAdd)
                      .Case("mul", is_float ? Op::OpGroupNonUniformFMul : Op::OpGroupNonUniformIMul)
                      .Case("min", Op::OpGroupNonUniformFMin)
                      .Case("max", Op::OpGroupNonUniformFMax)
                      .Case("smin", Op::OpGroupNonUniformSMin)
                      .Case("smax", Op::OpGroupNonUniformSMax)
                      .Case("umin", Op::OpGroupNonUniformUMin)
                      .Case("umax", Op::OpGroupNonUniformUMax)
                      .Case("and", Op::OpGroupNonUniformBitwiseAnd)
                      .Case("or", Op::OpGroupNonUniformBitwiseOr)
                      .Default(Op::OpGroupNonUniformBitwiseXor);
    module_.AddCapability(Capability::GroupNonUniformArithmetic);
    NoteWidth();
    return emitter_.Emit(op, emitter_.TypeOf(call_), Of(Scope(spv::Scope::Subgroup), group, Value()));
  }

  FunctionEmitter& emitter_;
  spirv::Module& module_;
  const llvm::CallInst& call_;
};

}  // namespace

Id EmitSubgroupOperation(FunctionEmitter& emitter, const llvm::CallInst& call, llvm::StringRef name) {
  return SubgroupEmitter(emitter, call).Emit(name);
}

}  // namespace kiln::translator

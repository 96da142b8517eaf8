// The body of one kernel, or of a function that kernels call: walks the structured tree and emits block after block.
//
// Every phi is a Function variable (copies run along the edges; SPIRV-Cross prints variables correctly and phis not), and so
// is every value that is used outside the construct that computes it. Drivers promote them to registers again.
#ifndef KILN_TRANSLATOR_SPIRV_EMIT_FUNCTION_EMITTER_H_
#define KILN_TRANSLATOR_SPIRV_EMIT_FUNCTION_EMITTER_H_

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "translator/ir/image_ops.h"
#include "translator/ir/memory_ops.h"
#include "translator/spirv/emit/kernel_interface.h"
#include "translator/spirv/emit/module_emitter.h"

namespace kiln::translator {

class FunctionEmitter {
 public:
  FunctionEmitter(ModuleEmitter& owner, const KernelIr& kernel, const Signedness& signs, KernelInterface& interface);

  // Returns the function's id.
  spirv::Id Emit(const StructuredTree& tree);

  // ---- For the emitters of the operation families (emit_*.cpp).
  spirv::Module& module() { return owner_.module(); }
  ModuleEmitter& owner() { return owner_; }
  KernelInterface& interface() { return interface_; }
  PassContext& context() { return owner_.context(); }
  const Signedness& signs() const { return signs_; }
  bool IsSigned(const llvm::Value& value) const { return signs_.IsSigned(value); }
  spirv::Id TypeOf(const llvm::Value& value) { return owner_.types().Of(value.getType(), IsSigned(value)); }
  // The id of a value at this point: loads it first when it lives in a variable.
  // Constants are unsigned unless asked for with a sign.
  spirv::Id Use(const llvm::Value* value);
  // The same with the sign given: where SPIR-V demands equal types.
  spirv::Id UseAs(const llvm::Value* value, bool is_signed);
  // For operands that may differ in sign: only a constant takes the one given.
  spirv::Id UseNear(const llvm::Value* value, bool is_signed);
  // The argument `index`, of the value block, as a value of `type`.
  spirv::Id LoadArgument(unsigned index, spirv::Id type);
  // `id`, an integer of the sign `from_signed`, as the type of `value`.
  spirv::Id CastTo(const llvm::Value& value, spirv::Id id, bool from_signed);
  spirv::Id Emit(spv::Op op, spirv::Id type, const spirv::Operands& operands);
  void EmitVoid(spv::Op op, const spirv::Operands& operands);
  spirv::Id ExtInst(spirv::Id type, std::uint32_t instruction, const std::vector<spirv::Id>& operands);
  void Report(const llvm::Instruction& instruction, std::string what);

 private:
  struct Construct {
    spirv::Id merge, continuing;
  };

  void PlanVariables(const StructuredTree& tree);
  void ScanScopes(const TreeSequence& sequence, int scope);
  void ScanUse(llvm::Value* value, int scope);
  bool IsInScope(int definition, int use) const;

  // Declares the parameters of a function, and returns their types.
  std::vector<spirv::Id> DeclareParameters();
  void EmitReturn(const TreeNode& node);
  spirv::Id EmitCall(const llvm::CallInst& call);
  void EmitSequence(const TreeSequence& sequence, int loop_label = -1);
  bool EmitLoopExit(const TreeNode& node, int loop_label);
  void EmitIf(const TreeNode& node);
  void EmitSwitch(const TreeNode& node);
  void EmitLoop(const TreeNode& node);
  void EmitScope(const TreeNode& node);
  void EmitCopies(const TreeNode& copies);
  void EmitBlock(const llvm::BasicBlock& block);
  bool IsValueRead(const llvm::Instruction& instruction) const;
  void EmitInstruction(const llvm::Instruction& instruction);
  spirv::Id EmitValue(const llvm::Instruction& instruction);

  void StartBlock(spirv::Id label);
  void Branch(spirv::Id target);
  void EmitLine(const llvm::Instruction* instruction);
  spirv::Id NewVariable(spirv::Id type, std::string_view name);

  ModuleEmitter& owner_;
  const KernelIr& kernel_;
  const Signedness& signs_;
  KernelInterface& interface_;
  FunctionSigns own_signs_;  // of a function's result and parameters
  std::vector<spirv::Instruction> parameters_, variables_, body_;
  bool is_open_ = false;  // the current block has no terminator yet
  llvm::DenseMap<const llvm::Value*, spirv::Id> ids_;
  llvm::DenseMap<const llvm::Value*, spirv::Id> value_variables_;  // phis and values that leave their construct
  std::vector<spirv::Id> flags_;
  std::map<int, Construct> constructs_;
  // Scopes of the tree: parent of each, and in which one each block is.
  std::vector<int> scope_parent_;
  llvm::DenseMap<const llvm::BasicBlock*, int> block_scope_;
  std::vector<std::pair<llvm::Value*, int>> uses_;
  unsigned line_ = 0, column_ = 0;
  spirv::Id line_file_;
};

// One per operation family; each returns no id when the instruction is not of its family.
spirv::Id EmitArithmetic(FunctionEmitter& emitter, const llvm::Instruction& instruction);
spirv::Id EmitConversion(FunctionEmitter& emitter, const llvm::Instruction& instruction);
spirv::Id EmitComparison(FunctionEmitter& emitter, const llvm::Instruction& instruction);
spirv::Id EmitVector(FunctionEmitter& emitter, const llvm::Instruction& instruction);
spirv::Id EmitMemory(FunctionEmitter& emitter, const ViewOp& op);
spirv::Id EmitIntrinsic(FunctionEmitter& emitter, const llvm::IntrinsicInst& intrinsic);
spirv::Id EmitImage(FunctionEmitter& emitter, const llvm::CallInst& call, const ImageOp& op);
// A call of a kiln.* operation.
spirv::Id EmitOperation(FunctionEmitter& emitter, const llvm::CallInst& call);
// True for floating-point operations that a device must compute as they stand: fused or merged with their neighbours they
// would round otherwise, and nothing allows it.
bool MustNotCombine(const PassContext& context, const llvm::Instruction& instruction);
// The same for kiln.subgroup.*, whose name follows without that prefix.
spirv::Id EmitSubgroupOperation(FunctionEmitter& emitter, const llvm::CallInst& call, llvm::StringRef name);
// The semantics of a barrier that orders the memory which `flags` (builtins::MemoryFlags) name.
std::uint32_t BarrierSemantics(std::uint32_t flags);
// True for instructions whose value a later one states in full (the links of an insertelement chain).
bool IsFoldedIntoUser(const llvm::Instruction& instruction);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_SPIRV_EMIT_FUNCTION_EMITTER_H_

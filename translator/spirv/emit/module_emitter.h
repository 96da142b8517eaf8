// Kernels that have been lowered -> one SPIR-V module with an entry point each.
#ifndef KILN_TRANSLATOR_SPIRV_EMIT_MODULE_EMITTER_H_
#define KILN_TRANSLATOR_SPIRV_EMIT_MODULE_EMITTER_H_

#include <map>
#include <optional>
#include <set>

#include "kiln/artifact/reflection.h"
#include "translator/ir/kernel_ir.h"
#include "translator/passes/control_flow/structured_tree.h"
#include "translator/passes/pass_context.h"
#include "translator/spirv/emit/signedness.h"
#include "translator/spirv/emit/type_table.h"
#include "translator/spirv/model/module.h"

namespace kiln::translator {

class ModuleEmitter {
 public:
  // `has_fixed_size`: every kernel of the module states its work-group size, so none needs specialization constants.
  ModuleEmitter(PassContext& context, bool has_fixed_size);

  // Emits one function that kernels call, before them and after those that it calls itself.
  void EmitFunction(const KernelIr& function, const StructuredTree& tree);
  // Emits one kernel. `abi` also receives the features that the code needs.
  void EmitKernel(const KernelIr& kernel, const StructuredTree& tree, artifact::Kernel& abi);

  std::vector<std::uint32_t> Assemble() const { return module_.Assemble(); }

  // What the emitters of one operation family share.
  spirv::Module& module() { return module_; }
  TypeTable& types() { return types_; }
  PassContext& context() { return context_; }
  // A function that has been emitted, and the signs of what it takes and returns.
  spirv::Id IdOfFunction(const llvm::Function& function) const { return functions_.lookup(&function); }
  const FunctionSigns& SignsOfFunction(const llvm::Function& function) const { return signs_.find(&function)->second; }
  // The kernel that is being emitted needs a device feature that no capability states.
  void RequireFeature(std::string_view name) { features_.emplace(name); }
  // An Input variable of a SPIR-V built-in, made once.
  spirv::Id BuiltinInput(spv::BuiltIn builtin);
  // The uvec3 constant of the work-group size: specialization constants 0..2 unless fixed.
  spirv::Id WorkGroupSize(const artifact::Kernel& abi);
  // The constant length of an array with an element for each work-item of the group.
  spirv::Id WorkItemCount(const artifact::Kernel& abi);
  // `constant` as a SPIR-V constant of its type. Reports what is no plain value.
  spirv::Id Constant(const llvm::Constant& constant, bool is_signed);
  // The value of a constant memory object, laid out as `type`.
  spirv::Id TableConstant(const llvm::Constant& initializer, const MemoryType& type, std::uint64_t offset,
                          const llvm::DataLayout& layout, bool is_signed);

 private:
  PassContext& context_;
  spirv::Module module_;
  TypeTable types_;
  bool has_fixed_size_;
  std::map<spv::BuiltIn, spirv::Id> builtins_;
  spirv::Id work_group_size_, work_item_count_;
  std::set<std::string> features_, function_features_;
  llvm::DenseMap<const llvm::Function*, spirv::Id> functions_;
  SignsOfFunctions signs_;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_SPIRV_EMIT_MODULE_EMITTER_H_

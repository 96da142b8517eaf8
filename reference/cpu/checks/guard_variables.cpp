#include "reference/cpu/checks/guard_variables.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Module.h>

#include <algorithm>
#include <string>

#include "reference/cpu/checks/memory_objects.h"

namespace kiln::reference::cpu {
namespace {

using llvm::Value;

class FunctionGuards {
 public:
  FunctionGuards(llvm::Function& function, TableWriter& tables)
      : function_(function),
        tables_(tables),
        layout_(function.getParent()->getDataLayout()),
        builder_(function.getContext()) {
    llvm::Module& module = *function.getParent();
    llvm::Type *nothing = builder_.getVoidTy(), *word = builder_.getInt32Ty();
    enter_ = module.getOrInsertFunction("kiln_check_enter", nothing, builder_.getPtrTy(), builder_.getInt64Ty(), word);
    leave_ = module.getOrInsertFunction("kiln_check_leave", nothing, word);
  }

  void Run(const std::vector<llvm::AllocaInst*>& variables) {
    for (llvm::AllocaInst* variable : variables) Guard(*variable);
    for (llvm::Argument& argument : function_.args()) {
      if (!argument.hasByValAttr()) continue;
      builder_.SetInsertPoint(&*function_.getEntryBlock().getFirstNonPHIOrDbgOrAlloca());
      Enter(&argument, layout_.getTypeAllocSize(argument.getParamByValType()), argument.getName());
    }
    if (count_ == 0) return;
    for (llvm::BasicBlock& block : function_) {
      if (!llvm::isa<llvm::ReturnInst>(block.getTerminator())) continue;
      builder_.SetInsertPoint(block.getTerminator());
      builder_.CreateCall(leave_, {builder_.getInt32(count_)});
    }
  }

 private:
  void Guard(llvm::AllocaInst& variable) {
    for (llvm::User* user : llvm::make_early_inc_range(variable.users())) {
      auto* call = llvm::dyn_cast<llvm::IntrinsicInst>(user);
      if (call != nullptr && call->isLifetimeStartOrEnd()) call->eraseFromParent();
    }
    const std::uint64_t size = layout_.getTypeAllocSize(variable.getAllocatedType());
    const llvm::Align alignment = std::max(variable.getAlign(), llvm::Align(16));
    const std::uint64_t guard = llvm::alignTo(kGuardBytes, alignment);
    builder_.SetInsertPoint(&variable);
    auto* block = builder_.CreateAlloca(llvm::ArrayType::get(builder_.getInt8Ty(), size + 2 * guard));
    block->setAlignment(alignment);
    Value* begin = builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), block, guard);
    Enter(begin, size, variable.getName());
    begin->takeName(&variable);
    variable.replaceAllUsesWith(begin);
    variable.eraseFromParent();
  }

  void Enter(Value* begin, std::uint64_t size, llvm::StringRef name) {
    builder_.CreateCall(enter_, {begin, builder_.getInt64(size), builder_.getInt32(tables_.NameOf(name))});
    ++count_;
  }

  llvm::Function& function_;
  TableWriter& tables_;
  const llvm::DataLayout& layout_;
  llvm::IRBuilder<> builder_;
  llvm::FunctionCallee enter_, leave_;
  std::uint32_t count_ = 0;
};

// A variable of a function is called <function>.<name>, one of several with a number behind it; texts are .str, and
// initial values of private variables __const.<function>.<name>.
std::string ProgramName(llvm::StringRef name) {
  if (name.starts_with(".") || name.starts_with("__const.")) return "";
  while (name.contains('.')) {
    const auto [front, last] = name.rsplit('.');
    unsigned number = 0;
    if (last.getAsInteger(10, number)) return last.str();
    name = front;
  }
  return name.str();
}

// {guard, variable, guard}
void Guard(llvm::GlobalVariable& variable, TableWriter& tables) {
  llvm::Module& module = *variable.getParent();
  const llvm::DataLayout& layout = module.getDataLayout();
  llvm::IRBuilder<> builder(module.getContext());
  std::vector<ProgramObject>& objects = tables.tables().objects;
  const std::uint64_t size = layout.getTypeAllocSize(variable.getValueType());
  const llvm::Align alignment = std::max(variable.getAlign().valueOrOne(), llvm::Align(16));
  llvm::Type* guard_type = llvm::ArrayType::get(builder.getInt8Ty(), llvm::alignTo(kGuardBytes, alignment));
  auto* type = llvm::StructType::get(module.getContext(), {guard_type, variable.getValueType(), guard_type});
  llvm::Constant* zeros = llvm::Constant::getNullValue(guard_type);
  llvm::Constant* value = llvm::ConstantStruct::get(type, {zeros, variable.getInitializer(), zeros});
  const std::string symbol = "kiln.object." + std::to_string(objects.size());
  auto* guarded =
      new llvm::GlobalVariable(module, type, variable.isConstant(), llvm::GlobalValue::ExternalLinkage, value, symbol);
  guarded->setAlignment(alignment);
  const std::uint64_t offset = layout.getStructLayout(type)->getElementOffset(1);
  objects.push_back({symbol, ProgramName(variable.getName()), offset, size, variable.isConstant(), /*address=*/0});
  variable.replaceAllUsesWith(llvm::ConstantExpr::getInBoundsGetElementPtr(
      builder.getInt8Ty(), guarded, llvm::ConstantInt::get(builder.getInt64Ty(), offset)));
  variable.eraseFromParent();
}

}  // namespace

void GuardVariables(llvm::Function& function, const std::vector<llvm::AllocaInst*>& variables, TableWriter& tables) {
  FunctionGuards(function, tables).Run(variables);
}

void GuardProgramVariables(llvm::Module& module, TableWriter& tables) {
  std::vector<llvm::GlobalVariable*> variables;
  for (llvm::GlobalVariable& variable : module.globals()) {
    const bool is_local = variable.hasInitializer() && llvm::isa<llvm::UndefValue>(variable.getInitializer());
    if (variable.hasInitializer() && !is_local && !variable.hasAppendingLinkage()) variables.push_back(&variable);
  }
  for (llvm::GlobalVariable* variable : variables) Guard(*variable, tables);
}

}  // namespace kiln::reference::cpu

#include "reference/cpu/print_calls.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

namespace kiln::reference::cpu {
namespace {

void PassByAddress(llvm::CallInst& call, llvm::FunctionCallee host) {
  llvm::Module& module = *call.getModule();
  llvm::IRBuilder<> entry(&*call.getFunction()->getEntryBlock().getFirstInsertionPt());
  llvm::IRBuilder<> builder(&call);
  const unsigned count = call.arg_size() - 1;
  llvm::Value* places = entry.CreateAlloca(llvm::ArrayType::get(builder.getPtrTy(), count));
  llvm::Value* sizes = entry.CreateAlloca(llvm::ArrayType::get(builder.getInt32Ty(), count));
  for (unsigned i = 0; i < count; ++i) {
    llvm::Value* value = call.getArgOperand(i + 1);
    llvm::Type* type = call.isByValArgument(i + 1) ? call.getParamByValType(i + 1) : value->getType();
    llvm::Value* place = value;
    if (!call.isByValArgument(i + 1)) {
      place = entry.CreateAlloca(type);
      builder.CreateStore(value, place);
    }
    builder.CreateStore(place, builder.CreateConstGEP1_32(builder.getPtrTy(), places, i));
    const auto size = static_cast<std::uint32_t>(module.getDataLayout().getTypeStoreSize(type));
    builder.CreateStore(builder.getInt32(size), builder.CreateConstGEP1_32(builder.getInt32Ty(), sizes, i));
  }
  llvm::CallInst* made = builder.CreateCall(host, {call.getArgOperand(0), builder.getInt32(count), places, sizes});
  made->setDebugLoc(call.getDebugLoc());
  call.replaceAllUsesWith(made);
  call.eraseFromParent();
}

}  // namespace

void PassPrintedByAddress(llvm::Module& module) {
  llvm::Function* print = module.getFunction("printf");
  if (print == nullptr) return;
  llvm::IRBuilder<> builder(module.getContext());
  llvm::FunctionCallee host = module.getOrInsertFunction("kiln_host_printf", builder.getInt32Ty(), builder.getPtrTy(),
                                                         builder.getInt32Ty(), builder.getPtrTy(), builder.getPtrTy());
  for (llvm::User* user : llvm::make_early_inc_range(print->users())) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(user);
    if (call != nullptr && call->getCalledFunction() == print) PassByAddress(*call, host);
  }
  if (print->use_empty()) print->eraseFromParent();
}

}  // namespace kiln::reference::cpu

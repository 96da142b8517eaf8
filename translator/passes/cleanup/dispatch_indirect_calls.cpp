#include "translator/passes/cleanup/dispatch_indirect_calls.h"

#include <map>
#include <vector>

#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

namespace kiln::translator {

namespace {

constexpr unsigned kConstantSpace = 2;

bool IsCallee(const llvm::Use& use) {
  const auto* call = llvm::dyn_cast<llvm::CallBase>(use.getUser());
  return call && call->isCallee(&use);
}

class Dispatcher {
 public:
  explicit Dispatcher(llvm::Module& module) : module_(module) {}

  void Run() {
    std::vector<llvm::CallInst*> calls = IndirectCalls();
    TakeAddresses();
    for (llvm::CallInst* call : calls) {
      if (const std::vector<llvm::Function*>& callees = by_type_[call->getFunctionType()]; !callees.empty()) Dispatch(*call, callees);
    }
  }

 private:
  std::vector<llvm::CallInst*> IndirectCalls() {
    std::vector<llvm::CallInst*> calls;
    for (llvm::Function& function : module_) {
      for (llvm::Instruction& instruction : llvm::instructions(function)) {
        auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
        if (call && !call->getCalledFunction() && !call->isInlineAsm()) calls.push_back(call);
      }
    }
    return calls;
  }

  // Every function whose address is used gets an object that stands for it.
  void TakeAddresses() {
    for (llvm::Function& function : llvm::make_early_inc_range(module_)) {
      if (function.isDeclaration() || function.getCallingConv() == llvm::CallingConv::SPIR_KERNEL) continue;
      if (llvm::all_of(function.uses(), IsCallee)) continue;
      llvm::Type* byte = llvm::Type::getInt8Ty(module_.getContext());
      auto* object = new llvm::GlobalVariable(module_, byte, true, llvm::GlobalValue::InternalLinkage, llvm::ConstantInt::get(byte, 0),
                                              function.getName() + ".address", nullptr, llvm::GlobalValue::NotThreadLocal, kConstantSpace);
      llvm::Constant* address = llvm::ConstantExpr::getAddrSpaceCast(object, function.getType());
      function.replaceUsesWithIf(address, [](llvm::Use& use) { return !IsCallee(use) && !llvm::isa<llvm::Constant>(use.getUser()); });
      ReplaceInConstants(function, address);
      addresses_[&function] = object;
      by_type_[function.getFunctionType()].push_back(&function);
    }
  }

  static void ReplaceInConstants(llvm::Function& function, llvm::Constant* address) {
    std::vector<llvm::Constant*> users;
    for (llvm::User* user : function.users()) {
      if (auto* constant = llvm::dyn_cast<llvm::Constant>(user); constant && !llvm::isa<llvm::GlobalValue>(constant)) users.push_back(constant);
      if (auto* global = llvm::dyn_cast<llvm::GlobalVariable>(user)) global->setInitializer(address);
    }
    for (llvm::Constant* user : users) user->handleOperandChange(&function, address);
  }

  void Dispatch(llvm::CallInst& call, const std::vector<llvm::Function*>& callees) {
    llvm::Value* pointer = call.getCalledOperand();
    llvm::Function* dispatch = FunctionFor(call.getFunctionType(), pointer->getType(), callees);
    llvm::SmallVector<llvm::Value*, 8> arguments(call.args());
    arguments.insert(arguments.begin(), pointer);
    llvm::IRBuilder<> builder(&call);
    llvm::CallInst* direct = builder.CreateCall(dispatch, arguments);
    direct->setCallingConv(dispatch->getCallingConv());
    direct->setDebugLoc(call.getDebugLoc());
    if (!call.getType()->isVoidTy()) direct->takeName(&call);
    call.replaceAllUsesWith(direct);
    call.eraseFromParent();
  }

  // R kiln.dispatch(pointer, arguments...): one for all calls of a type through pointers of a type.
  llvm::Function* FunctionFor(llvm::FunctionType* type, llvm::Type* pointer, const std::vector<llvm::Function*>& callees) {
    llvm::Function*& function = dispatchers_[{type, pointer}];
    if (function) return function;
    llvm::SmallVector<llvm::Type*, 8> parameters(type->params());
    parameters.insert(parameters.begin(), pointer);
    function = llvm::Function::Create(llvm::FunctionType::get(type->getReturnType(), parameters, false), llvm::GlobalValue::InternalLinkage,
                                      "dispatch", module_);
    function->setCallingConv(llvm::CallingConv::SPIR_FUNC);
    llvm::LLVMContext& context = module_.getContext();
    llvm::IRBuilder<> builder(llvm::BasicBlock::Create(context, "entry", function));
    for (llvm::Function* callee : callees) {
      if (callee != callees.back()) {
        llvm::Constant* address = llvm::ConstantExpr::getAddrSpaceCast(addresses_[callee], pointer);
        auto* match = llvm::BasicBlock::Create(context, "match", function);
        auto* next = llvm::BasicBlock::Create(context, "next", function);
        builder.CreateCondBr(builder.CreateICmpEQ(function->getArg(0), address), match, next);
        builder.SetInsertPoint(match);
        CallAndReturn(builder, *function, *callee);
        builder.SetInsertPoint(next);
      } else {
        CallAndReturn(builder, *function, *callee);
      }
    }
    return function;
  }

  static void CallAndReturn(llvm::IRBuilder<>& builder, llvm::Function& function, llvm::Function& callee) {
    llvm::SmallVector<llvm::Value*, 8> arguments;
    for (llvm::Argument& argument : llvm::drop_begin(function.args())) arguments.push_back(&argument);
    llvm::CallInst* call = builder.CreateCall(&callee, arguments);
    call->setCallingConv(callee.getCallingConv());
    // Structs passed by value are so by an attribute of the parameter.
    call->setAttributes(callee.getAttributes().removeFnAttributes(builder.getContext()));
    if (call->getType()->isVoidTy()) {
      builder.CreateRetVoid();
    } else {
      builder.CreateRet(call);
    }
  }

  llvm::Module& module_;
  std::map<llvm::Function*, llvm::GlobalVariable*> addresses_;
  std::map<llvm::FunctionType*, std::vector<llvm::Function*>> by_type_;
  std::map<std::pair<llvm::FunctionType*, llvm::Type*>, llvm::Function*> dispatchers_;
};

}  // namespace

void DispatchIndirectCalls(llvm::Module& module) { Dispatcher(module).Run(); }

}  // namespace kiln::translator

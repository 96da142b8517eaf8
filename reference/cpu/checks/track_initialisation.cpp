#include "reference/cpu/checks/track_initialisation.h"

#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Transforms/Instrumentation/MemorySanitizer.h>

#include <map>
#include <string>
#include <vector>

#include "kiln/frontend/analysis_managers.h"
#include "reference/cpu/checks/mark_kernel_code.h"

namespace kiln::reference::cpu {
namespace {

using llvm::Instruction;
using llvm::Value;

constexpr const char* kUse = "kiln.use.";  // functions that stand for a use, until the pass has seen them

// Clang says of nearly all arguments that they hold a value, which for vectors of which a part is unset is not so. Here
// it is said of uses alone, and checked.
void ForgetPromises(llvm::Module& module) {
  const auto forget = [&](auto& callable, unsigned count) {
    callable.removeRetAttr(llvm::Attribute::NoUndef);
    for (unsigned i = 0; i < count; ++i) callable.removeParamAttr(i, llvm::Attribute::NoUndef);
  };
  for (llvm::Function& function : module) {
    forget(function, static_cast<unsigned>(function.arg_size()));
    for (Instruction& instruction : llvm::instructions(function)) {
      if (auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction)) forget(*call, call->arg_size());
    }
  }
}

class Preparation {
 public:
  explicit Preparation(llvm::Module& module) : module_(module), builder_(module.getContext()) {
    is_global_ = module.getOrInsertFunction("kiln_check_is_global", builder_.getInt1Ty(), builder_.getPtrTy());
    written_ = module.getOrInsertFunction("kiln_check_written", builder_.getVoidTy(), builder_.getPtrTy(),
                                          builder_.getInt64Ty());
  }

  void Run() {
    for (llvm::Function& function : module_) {
      if (function.isDeclaration()) continue;
      if (!function.getName().starts_with("kiln.entry")) function.addFnAttr(llvm::Attribute::SanitizeMemory);
      std::vector<llvm::StoreInst*> stores;
      std::vector<llvm::CallInst*> calls;
      for (Instruction& instruction : llvm::instructions(function)) {
        // What the library does with a lane that the kernel does not use is not the kernel's.
        if (instruction.isTerminator() && !IsKernelCode(instruction)) {
          instruction.setMetadata(llvm::LLVMContext::MD_nosanitize, llvm::MDNode::get(module_.getContext(), {}));
        }
        auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
        if (store != nullptr && IsKernelCode(instruction)) stores.push_back(store);
        if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) calls.push_back(call);
      }
      for (llvm::StoreInst* store : stores) UseWhatIsStored(*store);
      for (llvm::CallInst* call : calls) NoteWhatIsWritten(*call);
    }
  }

 private:
  // A copy in private or local memory is no use.
  void UseWhatIsStored(llvm::StoreInst& store) {
    if (llvm::isa<llvm::AllocaInst>(llvm::getUnderlyingObject(store.getPointerOperand(), 0))) return;
    Value* value = Declared(store.getValueOperand());
    if (llvm::isa<llvm::Constant>(value) || value->getType()->isStructTy() || value->getType()->isArrayTy()) return;
    builder_.SetInsertPoint(&store);
    Value* is_global = builder_.CreateCall(is_global_, {store.getPointerOperand()});
    Value* used = builder_.CreateSelect(is_global, value, llvm::Constant::getNullValue(value->getType()));
    auto [function, is_new] = uses_.try_emplace(value->getType());
    if (is_new) {
      function->second =
          module_.getOrInsertFunction(kUse + std::to_string(uses_.size()), builder_.getVoidTy(), value->getType());
    }
    builder_.CreateCall(function->second, {used})->addParamAttr(0, llvm::Attribute::NoUndef);
  }

  // A vector of three is stored as one of four.
  static Value* Declared(Value* stored) {
    auto* widened = llvm::dyn_cast<llvm::ShuffleVectorInst>(stored);
    if (widened == nullptr || !widened->isIdentityWithPadding()) return stored;
    return widened->getOperand(0);
  }

  // Functions of the host fill variables of which they get the address.
  void NoteWhatIsWritten(llvm::CallInst& call) {
    const llvm::Function* callee = call.getCalledFunction();
    if (callee == nullptr || !callee->getName().starts_with("kiln_host_")) return;
    for (Value* argument : call.args()) {
      if (!argument->getType()->isPointerTy()) continue;
      auto* variable = llvm::dyn_cast<llvm::AllocaInst>(llvm::getUnderlyingObject(argument, 0));
      if (variable == nullptr) continue;
      builder_.SetInsertPoint(call.getNextNode());
      const std::uint64_t size = module_.getDataLayout().getTypeAllocSize(variable->getAllocatedType());
      builder_.CreateCall(written_, {variable, builder_.getInt64(size)});
    }
  }

  llvm::Module& module_;
  llvm::IRBuilder<> builder_;
  llvm::FunctionCallee is_global_, written_;
  std::map<llvm::Type*, llvm::FunctionCallee> uses_;
};

void Sanitize(llvm::Module& module) {
  llvm::PassBuilder builder;
  frontend::AnalysisManagers analyses(builder);
  const llvm::MemorySanitizerOptions options(/*TrackOrigins=*/2, /*Recover=*/true, /*Kernel=*/true,
                                             /*EagerChecks=*/true);
  llvm::MemorySanitizerPass(options).run(module, analyses.modules);
}

// The pass says that a value is used, not where.
void PlaceWarnings(llvm::Module& module, const std::function<std::uint32_t(const Instruction&)>& place) {
  llvm::Function* warning = module.getFunction("__msan_warning");
  if (warning == nullptr) return;
  llvm::IRBuilder<> builder(module.getContext());
  llvm::FunctionCallee host = module.getOrInsertFunction("kiln_check_uninitialised", builder.getVoidTy(),
                                                         builder.getInt32Ty(), builder.getInt32Ty());
  for (llvm::User* user : llvm::make_early_inc_range(warning->users())) {
    auto* call = llvm::cast<llvm::CallInst>(user);
    if (call->getDebugLoc()) {
      builder.SetInsertPoint(call);
      builder.CreateCall(host, {call->getArgOperand(0), builder.getInt32(place(*call))});
    }
    call->eraseFromParent();
  }
  warning->eraseFromParent();
}

void RemoveUses(llvm::Module& module) {
  for (llvm::Function& function : llvm::make_early_inc_range(module)) {
    if (!function.getName().starts_with(kUse)) continue;
    for (llvm::User* user : llvm::make_early_inc_range(function.users())) {
      llvm::cast<Instruction>(user)->eraseFromParent();
    }
    function.eraseFromParent();
  }
}

}  // namespace

void TrackInitialisation(llvm::Module& module, const std::function<std::uint32_t(const Instruction&)>& place) {
  ForgetPromises(module);
  Preparation(module).Run();
  Sanitize(module);
  PlaceWarnings(module, place);
  RemoveUses(module);
}

}  // namespace kiln::reference::cpu

#include "translator/passes/cleanup/inline_kernels.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Cloning.h"

namespace kiln::translator {

namespace {

using FunctionSet = llvm::SmallPtrSet<llvm::Function*, 16>;

void Reach(llvm::Function& function, FunctionSet& reached) {
  if (!reached.insert(&function).second) return;
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    for (llvm::Value* operand : instruction.operands()) {
      if (auto* callee = llvm::dyn_cast<llvm::Function>(operand->stripPointerCasts())) Reach(*callee, reached);
    }
  }
}

// Depth-first over the call graph; reports the call that closes a cycle.
class RecursionFinder {
 public:
  explicit RecursionFinder(PassContext& context) : context_(context) {}

  bool Visit(llvm::Function& function) {
    if (done_.contains(&function)) return false;
    open_.insert(&function);
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
      if (!call) continue;
      llvm::Function* callee = call->getCalledFunction();
      if (!callee) {
        if (!call->isInlineAsm()) {
          context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, *call, "a call through a pointer cannot be translated");
        } else {
          context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, *call, "inline assembly cannot be translated");
        }
        return true;
      }
      if (open_.contains(callee)) {
        context_.diagnostics.Error(DiagnosticCode::kRecursion, *call,
                                   "recursion cannot be translated: '" + llvm::demangle(callee->getName()) + "' calls itself; use a loop");
        return true;
      }
      if (!callee->isDeclaration() && Visit(*callee)) return true;
      if (callee->isDeclaration() && !callee->isIntrinsic() && !callee->getName().starts_with("kiln.")) {
        context_.diagnostics.Error(DiagnosticCode::kUndefinedFunction, *call,
                                   "'" + llvm::demangle(callee->getName()) + "' is declared but has no body");
      }
    }
    open_.erase(&function);
    done_.insert(&function);
    return false;
  }

 private:
  PassContext& context_;
  FunctionSet open_, done_;
};

}  // namespace

void KeepOnly(llvm::Module& module, const std::vector<llvm::Function*>& kernels) {
  FunctionSet reached;
  for (llvm::Function* kernel : kernels) Reach(*kernel, reached);
  // Lists such as llvm.used would keep references.
  for (const char* name : {"llvm.used", "llvm.compiler.used"}) {
    if (auto* list = module.getGlobalVariable(name)) list->eraseFromParent();
  }
  for (llvm::Function& function : module) {
    if (!reached.contains(&function) && !function.isDeclaration()) function.deleteBody();
  }
  for (llvm::Function& function : llvm::make_early_inc_range(module)) {
    if (function.isDeclaration() && function.use_empty()) function.eraseFromParent();
  }
}

void InlineKernels(PassContext& context, const std::vector<llvm::Function*>& kernels) {
  RecursionFinder recursion(context);
  for (llvm::Function* kernel : kernels) {
    if (recursion.Visit(*kernel)) return;
  }
  if (context.diagnostics.HasErrors()) return;
  // Callees first would be best for long chains; working through each kernel's calls until none is left is simplest.
  for (llvm::Function* kernel : kernels) {
    std::vector<llvm::CallInst*> calls;
    auto collect = [&] {
      calls.clear();
      for (llvm::Instruction& instruction : llvm::instructions(*kernel)) {
        auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
        if (call && call->getCalledFunction() && !call->getCalledFunction()->isDeclaration()) calls.push_back(call);
      }
      return !calls.empty();
    };
    while (collect()) {
      for (llvm::CallInst* call : calls) {
        call->setCallingConv(call->getCalledFunction()->getCallingConv());
        llvm::InlineFunctionInfo info;
        const llvm::InlineResult result = llvm::InlineFunction(*call, info);
        if (!result.isSuccess()) {
          context.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, *call,
                                    std::string("a call cannot be inlined: ") + result.getFailureReason());
          return;
        }
      }
    }
  }
}

}  // namespace kiln::translator

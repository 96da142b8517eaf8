#include "translator/passes/cleanup/inline_kernels.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "translator/passes/cleanup/keep_functions.h"
#include "translator/passes/cleanup/name_values.h"
#include "translator/passes/cleanup/simplify.h"

namespace kiln::translator {

namespace {

using FunctionSet = llvm::SmallPtrSet<llvm::Function*, 16>;

void Reach(llvm::Function& function, FunctionSet& reached);

// Functions that a constant names, in tables of pointers too.
void Reach(llvm::Constant& constant, FunctionSet& reached, llvm::SmallPtrSetImpl<llvm::Constant*>& seen) {
  if (auto* function = llvm::dyn_cast<llvm::Function>(&constant)) return Reach(*function, reached);
  if (llvm::isa<llvm::ConstantData>(constant) || !seen.insert(&constant).second) return;
  for (llvm::Value* operand : constant.operands()) {
    if (auto* part = llvm::dyn_cast<llvm::Constant>(operand)) Reach(*part, reached, seen);
  }
}

void Reach(llvm::Function& function, FunctionSet& reached) {
  if (!reached.insert(&function).second) return;
  llvm::SmallPtrSet<llvm::Constant*, 16> seen;
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    for (llvm::Value* operand : instruction.operands()) {
      if (auto* constant = llvm::dyn_cast<llvm::Constant>(operand)) Reach(*constant, reached, seen);
    }
  }
}

// Depth-first over the call graph, callees first; reports the call that closes a cycle.
class CallOrder {
 public:
  explicit CallOrder(PassContext& context) : context_(context) {}

  const std::vector<llvm::Function*>& functions() const { return order_; }

  bool Visit(llvm::Function& function) {
    if (done_.contains(&function)) return false;
    open_.insert(&function);
    DropEmptyAssembly(function);
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
      if (!call) continue;
      llvm::Function* callee = call->getCalledFunction();
      if (!callee) {
        if (!call->isInlineAsm()) {
          context_.diagnostics.Error(
              DiagnosticCode::kUnsupportedInstruction, *call,
              "a call through a pointer cannot be translated; call the functions by name, in a switch");
        } else {
          context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, *call,
                                     "inline assembly cannot be translated; write it in OpenCL C");
        }
        return true;
      }
      if (open_.contains(callee)) {
        context_.diagnostics.Error(
            DiagnosticCode::kRecursion, *call,
            "recursion cannot be translated: '" + llvm::demangle(callee->getName()) + "' calls itself; use a loop");
        return true;
      }
      if (!callee->isDeclaration() && Visit(*callee)) return true;
      if (callee->isDeclaration() && !callee->isIntrinsic() && !callee->getName().starts_with("kiln.")) {
        context_.diagnostics.Error(
            DiagnosticCode::kUndefinedFunction, *call,
            "'" + llvm::demangle(callee->getName()) + "' is declared but has no body; define it in this source");
      }
    }
    open_.erase(&function);
    done_.insert(&function);
    order_.push_back(&function);
    return false;
  }

 private:
  // `asm volatile("" ::: "memory")` holds no instruction: it keeps a compiler from moving accesses across it, which no pass of
  // this one does for what other work-items can see.
  static void DropEmptyAssembly(llvm::Function& function) {
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
      auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
      auto* assembly = call ? llvm::dyn_cast<llvm::InlineAsm>(call->getCalledOperand()) : nullptr;
      if (assembly && assembly->getAsmString().empty() && call->arg_empty() && call->getType()->isVoidTy()) call->eraseFromParent();
    }
  }

  PassContext& context_;
  FunctionSet open_, done_;
  std::vector<llvm::Function*> order_;
};

// A call that becomes a constant when it is inlined, or nearly.
bool HasConstantArguments(const llvm::CallInst& call) {
  return llvm::all_of(call.args(), [](const llvm::Use& argument) { return llvm::isa<llvm::Constant>(argument); });
}

// False when a call cannot be inlined, which is reported.
bool InlineCalls(PassContext& context, llvm::Function& function) {
  std::vector<llvm::CallInst*> calls;
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
    if (!call || !call->getCalledFunction() || call->getCalledFunction()->isDeclaration()) continue;
    if (!IsKeptCall(*call) || HasConstantArguments(*call)) calls.push_back(call);
  }
  for (llvm::CallInst* call : calls) {
    call->setCallingConv(call->getCalledFunction()->getCallingConv());
    call->removeFnAttr(llvm::Attribute::NoInline);
    llvm::InlineFunctionInfo info;
    const llvm::InlineResult result = llvm::InlineFunction(*call, info);
    if (result.isSuccess()) continue;
    context.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, *call,
                              std::string("a call cannot be inlined (") + result.getFailureReason() +
                                  "); write what the function does in its place");
    return false;
  }
  return true;
}

}  // namespace

std::unique_ptr<llvm::Module> CloneReached(const llvm::Module& module, const std::vector<llvm::Function*>& roots) {
  FunctionSet reached;
  for (llvm::Function* root : roots) Reach(*root, reached);
  llvm::ValueToValueMapTy values;
  return llvm::CloneModule(module, values, [&](const llvm::GlobalValue* global) {
    const auto* function = llvm::dyn_cast<llvm::Function>(global);
    return !function || reached.contains(function);
  });
}

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

std::vector<llvm::Function*> InlineKernels(PassContext& context, const std::vector<llvm::Function*>& kernels,
                                           Functions functions) {
  CallOrder order(context);
  for (llvm::Function* kernel : kernels) {
    if (order.Visit(*kernel)) return {};
  }
  if (context.diagnostics.HasErrors()) return {};
  std::vector<llvm::Function*> kept;
  // Callees first, each simplified before it is copied into its callers: a call tree of some depth multiplies bodies,
  // and the front end's are ten times as large as need be.
  for (llvm::Function* function : order.functions()) {
    if (!InlineCalls(context, *function)) return {};
    if (llvm::is_contained(kernels, function)) continue;
    NameValues(*function);
    SimplifySource(context, *function);
    if (functions == Functions::kKeepPlain && CanKeepFunction(context, *function)) {
      KeepFunction(*function);
      kept.push_back(function);
    }
  }
  return kept;
}

}  // namespace kiln::translator

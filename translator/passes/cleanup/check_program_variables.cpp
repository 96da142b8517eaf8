#include "translator/passes/cleanup/check_program_variables.h"

#include <algorithm>

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

namespace kiln::translator {

namespace {

constexpr unsigned kLocalSpace = static_cast<unsigned>(frontend::AddressSpace::kLocal);

// The functions that kernels reach; constructors, which are evaluated, are none of them.
llvm::SmallPtrSet<const llvm::Function*, 32> ReachedByKernels(frontend::KernelModule& source) {
  llvm::SmallPtrSet<const llvm::Function*, 32> reached;
  llvm::SmallVector<const llvm::Function*, 32> pending;
  for (const frontend::KernelSignature& kernel : source.kernels()) {
    const llvm::Function* function = source.module().getFunction(kernel.name);
    if (function && reached.insert(function).second) pending.push_back(function);
  }
  while (!pending.empty()) {
    for (const llvm::BasicBlock& block : *pending.pop_back_val()) {
      for (const llvm::Instruction& instruction : block) {
        for (const llvm::Value* operand : instruction.operand_values()) {
          const auto* function = llvm::dyn_cast<llvm::Function>(operand->stripPointerCasts());
          if (function && reached.insert(function).second) pending.push_back(function);
        }
      }
    }
  }
  return reached;
}

// Follows the address of a variable to all its uses.
class WriteSearch {
 public:
  explicit WriteSearch(const llvm::SmallPtrSetImpl<const llvm::Function*>& reached) : reached_(reached) {}

  bool MayBeWritten(const llvm::GlobalVariable& variable) {
    Follow(variable);
    while (!pending_.empty()) {
      const llvm::Value* pointer = pending_.pop_back_val();
      for (const llvm::Use& use : pointer->uses()) {
        if (Writes(use)) return true;
      }
    }
    return false;
  }

 private:
  void Follow(const llvm::Value& pointer) {
    if (seen_.insert(&pointer).second) pending_.push_back(&pointer);
  }

  // Follows what passes the address on; true for what may store through it, or hide it.
  bool Writes(const llvm::Use& use) {
    const llvm::User* user = use.getUser();
    if (llvm::isa<llvm::GlobalVariable>(user)) return false;  // a table of addresses: constant, or checked itself
    if (llvm::isa<llvm::GEPOperator, llvm::AddrSpaceCastOperator, llvm::BitCastOperator, llvm::PHINode,
                  llvm::SelectInst, llvm::FreezeInst, llvm::Constant>(user)) {
      Follow(*user);
      return false;
    }
    const auto* instruction = llvm::cast<llvm::Instruction>(user);
    if (!reached_.contains(instruction->getFunction())) return false;
    if (llvm::isa<llvm::LoadInst, llvm::ICmpInst>(instruction)) return false;
    if (auto* store = llvm::dyn_cast<llvm::StoreInst>(instruction)) {
      if (use.getOperandNo() == store->getPointerOperandIndex()) return true;
      return FollowSlot(*store->getPointerOperand());
    }
    if (const auto* call = llvm::dyn_cast<llvm::CallBase>(instruction)) return WritesByCall(*call, use);
    if (llvm::isa<llvm::ReturnInst>(instruction)) return FollowResults(*instruction->getFunction());
    return true;
  }

  // Unoptimised code keeps every parameter and pointer variable in a private variable of its own.
  bool FollowSlot(const llvm::Value& slot) {
    const auto* variable = llvm::dyn_cast<llvm::AllocaInst>(slot.stripPointerCasts());
    if (!variable) return true;
    llvm::SmallVector<const llvm::Value*, 8> addresses = {variable};
    while (!addresses.empty()) {
      for (const llvm::User* user : addresses.pop_back_val()->users()) {
        if (llvm::isa<llvm::LoadInst>(user)) {
          Follow(*user);
        } else if (llvm::isa<llvm::AddrSpaceCastInst, llvm::BitCastInst>(user)) {
          addresses.push_back(user);
        } else if (!llvm::isa<llvm::StoreInst>(user) && !IsLifetime(*user)) {
          return true;
        }
      }
    }
    return false;
  }

  static bool IsLifetime(const llvm::User& user) {
    const auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&user);
    return intrinsic && (intrinsic->isLifetimeStartOrEnd() || llvm::isa<llvm::DbgInfoIntrinsic>(intrinsic));
  }

  bool FollowResults(const llvm::Function& function) {
    for (const llvm::User* user : function.users()) {
      if (llvm::isa<llvm::CallBase>(user)) Follow(*user);
    }
    return false;
  }

  bool WritesByCall(const llvm::CallBase& call, const llvm::Use& use) {
    if (call.isCallee(&use)) return false;
    const unsigned number = call.getArgOperandNo(&use);
    if (const auto* copy = llvm::dyn_cast<llvm::MemTransferInst>(&call)) return number == 0 || copy->isVolatile();
    const llvm::Function* callee = call.getCalledFunction();
    if (callee && !callee->isDeclaration() && number < callee->arg_size()) {
      Follow(*callee->getArg(number));
      return false;
    }
    // Builtins that only read are declared so: vload, and those of pure mathematics.
    return !call.onlyReadsMemory() && !call.onlyReadsMemory(number) && !(callee && callee->getName().contains("vload"));
  }

  const llvm::SmallPtrSetImpl<const llvm::Function*>& reached_;
  llvm::SmallPtrSet<const llvm::Value*, 32> seen_;
  llvm::SmallVector<const llvm::Value*, 32> pending_;
};

// An instruction that names the variable, itself or inside a constant expression; null where none does.
const llvm::Instruction* FirstUse(const llvm::GlobalVariable& variable) {
  llvm::SmallVector<const llvm::Value*, 8> pending = {&variable};
  llvm::SmallPtrSet<const llvm::Value*, 8> seen;
  while (!pending.empty()) {
    const llvm::Value* value = pending.pop_back_val();
    if (!seen.insert(value).second) continue;
    for (const llvm::User* user : value->users()) {
      if (const auto* instruction = llvm::dyn_cast<llvm::Instruction>(user)) return instruction;
      pending.push_back(user);
    }
  }
  return nullptr;
}

// C++ writes to such a variable, and to its guard, when control reaches it first: EvaluateConstructors speaks of that.
bool IsGuarded(const llvm::Module& module, llvm::StringRef name) {
  return name.starts_with("_ZGV") || (name.consume_front("_Z") && module.getNamedGlobal("_ZGV" + name.str()));
}

}  // namespace

void CheckProgramVariables(PassContext& context, frontend::KernelModule& source, llvm::Module& module) {
  const auto reached = ReachedByKernels(source);
  const auto& known = source.globals();
  for (const llvm::GlobalVariable& variable : module.globals()) {
    if (variable.getName().starts_with("llvm.") || IsGuarded(module, variable.getName())) continue;
    const llvm::Instruction* use = FirstUse(variable);
    if (!use) continue;
    const auto declared = std::find_if(known.begin(), known.end(), [&](const frontend::GlobalVariable& candidate) {
      return candidate.ir_name == variable.getName();
    });
    const std::string name = "'" + (declared == known.end() ? variable.getName().str() : declared->source_name) + "'";
    const frontend::SourcePosition place = declared == known.end() ? frontend::SourcePosition{} : declared->position;
    if (variable.getAddressSpace() == kLocalSpace) {
      if (declared != known.end() && declared->has_constructor) {
        context.diagnostics.Error(DiagnosticCode::kDynamicInitialization, place,
                                  "the constructor of " + name + " never runs, because it is in local memory; give the type a "
                                  "trivial constructor and set the members in one work-item, before a barrier");
      }
      continue;
    }
    if (!variable.hasInitializer()) {
      context.diagnostics.Error(DiagnosticCode::kUndefinedVariable, *use,
                                name + " is declared, but defined nowhere; define it in this source");
      continue;
    }
    const llvm::GlobalVariable* original = source.module().getGlobalVariable(variable.getName(), /*AllowInternal=*/true);
    if (!original || original->isConstant() || !WriteSearch(reached).MayBeWritten(*original)) continue;
    context.diagnostics.Error(DiagnosticCode::kProgramVariable, *use,
                              "the program-scope variable " + name +
                                  " is written by a kernel, and no target keeps it from launch to launch; pass a buffer instead");
  }
}

}  // namespace kiln::translator

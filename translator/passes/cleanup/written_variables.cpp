#include "translator/passes/cleanup/written_variables.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

namespace kiln::translator {

namespace {

constexpr unsigned kGlobalSpace = static_cast<unsigned>(frontend::AddressSpace::kGlobal);

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
    if (llvm::isa<llvm::GlobalVariable>(user)) return true;  // who reads the address there may write through it
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

}  // namespace

std::vector<const llvm::GlobalVariable*> WrittenVariables(frontend::KernelModule& source) {
  const auto reached = ReachedByKernels(source);
  std::vector<const llvm::GlobalVariable*> written;
  for (const llvm::GlobalVariable& variable : source.module().globals()) {
    if (variable.getAddressSpace() != kGlobalSpace || variable.isConstant() || !variable.hasInitializer()) continue;
    if (variable.getName().starts_with("llvm.") || IsGuarded(variable)) continue;
    if (WriteSearch(reached).MayBeWritten(variable)) written.push_back(&variable);
  }
  return written;
}

bool IsGuarded(const llvm::GlobalVariable& variable) {
  llvm::StringRef name = variable.getName();
  return name.starts_with("_ZGV") ||
         (name.consume_front("_Z") && variable.getParent()->getNamedGlobal("_ZGV" + name.str()));
}

}  // namespace kiln::translator

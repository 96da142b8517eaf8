#include "reference/cpu/number_meetings.h"

#include <llvm/ADT/SetVector.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

#include "reference/cpu/inline_functions.h"

namespace kiln::reference::cpu {
namespace {

// Functions from which it is asked for.
llvm::SetVector<llvm::Function*> LeadTo(llvm::Function& asked) {
  llvm::SetVector<llvm::Function*> found;
  found.insert(&asked);
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (llvm::User* user : found[i]->users()) {
      if (auto* call = llvm::dyn_cast<llvm::CallBase>(user)) found.insert(call->getFunction());
    }
  }
  found.remove(&asked);
  return found;
}

}  // namespace

void NumberMeetings(llvm::Module& module) {
  llvm::Function* asked = module.getFunction("kiln_host_call_number");
  if (asked == nullptr) return;
  for (llvm::Function* function : LeadTo(*asked)) InlineEverywhere(*function);
  InlineMarked(module);
  std::uint64_t number = 0;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
      auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction);
      if (call == nullptr || call->getCalledFunction() != asked) continue;
      call->replaceAllUsesWith(llvm::ConstantInt::get(call->getType(), ++number));
      call->eraseFromParent();
    }
  }
}

}  // namespace kiln::reference::cpu

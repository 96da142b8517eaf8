#include "reference/cpu/checks/mark_kernel_code.h"

#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Module.h>

#include "reference/cpu/inline_functions.h"

namespace kiln::reference::cpu {
namespace {

constexpr const char* kKernelCode = "kiln.kernel";
constexpr const char* kLibraryVariable = "kiln.library";

void Mark(llvm::Instruction& instruction, const char* kind) {
  instruction.setMetadata(kind, llvm::MDNode::get(instruction.getContext(), {}));
}

// The pointers by which an instruction accesses memory.
llvm::SmallVector<const llvm::Value*, 2> PointersOf(const llvm::Instruction& instruction) {
  if (const auto* memory = llvm::dyn_cast<llvm::MemTransferInst>(&instruction)) {
    return {memory->getRawDest(), memory->getRawSource()};
  }
  if (const auto* memory = llvm::dyn_cast<llvm::MemIntrinsic>(&instruction)) return {memory->getRawDest()};
  if (const auto* update = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction)) return {update->getPointerOperand()};
  if (const auto* exchange = llvm::dyn_cast<llvm::AtomicCmpXchgInst>(&instruction)) {
    return {exchange->getPointerOperand()};
  }
  if (const llvm::Value* pointer = llvm::getLoadStorePointerOperand(&instruction)) return {pointer};
  return {};
}

bool IsHandedIn(const llvm::Value* pointer) {
  const auto* argument = llvm::dyn_cast<llvm::Argument>(llvm::getUnderlyingObject(pointer, 0));
  return argument != nullptr && !argument->hasByValAttr() && !argument->hasStructRetAttr();
}

// For others, which has a line, too.
bool IsWaiting(const llvm::CallBase& call) {
  const llvm::Function* callee = call.getCalledFunction();
  if (callee == nullptr) return false;
  const llvm::StringRef name = callee->getName();
  return name == "kiln_host_barrier" || name == "kiln_host_gather" || name == "kiln_host_sub_group_barrier";
}

// Whether it accesses memory for its caller, or waits.
bool MarkLibraryFunction(llvm::Function& function) {
  bool accesses = false;
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    if (llvm::isa<llvm::AllocaInst>(instruction)) Mark(instruction, kLibraryVariable);
    for (const llvm::Value* pointer : PointersOf(instruction)) {
      if (!IsHandedIn(pointer)) continue;
      Mark(instruction, kKernelCode);
      accesses = true;
    }
    // It may hand the pointer on.
    const auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction);
    if (call == nullptr || llvm::isa<llvm::IntrinsicInst>(call)) continue;
    accesses |= IsWaiting(*call);
    for (const llvm::Value* argument : call->args()) {
      accesses |= argument->getType()->isPointerTy() && IsHandedIn(argument);
    }
  }
  return accesses;
}

// Inlined into another function of the library, an access may turn out to be of that one's variable.
bool IsOfLibraryVariable(const llvm::Instruction& instruction) {
  for (const llvm::Value* pointer : PointersOf(instruction)) {
    const auto* variable = llvm::dyn_cast<llvm::AllocaInst>(llvm::getUnderlyingObject(pointer, 0));
    if (variable == nullptr || !IsLibraryVariable(*variable)) return false;
  }
  return true;
}

}  // namespace

void MarkKernelCode(llvm::Module& module, const std::set<std::string>& own) {
  for (llvm::Function& function : module) {
    if (function.isDeclaration() || function.getName().starts_with("kiln.")) continue;
    if (own.contains(function.getName().str())) {
      for (llvm::Instruction& instruction : llvm::instructions(function)) Mark(instruction, kKernelCode);
    } else if (MarkLibraryFunction(function)) {
      InlineEverywhere(function);
    }
  }
  InlineMarked(module);
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      if (!IsKernelCode(instruction) || PointersOf(instruction).empty()) continue;
      if (IsOfLibraryVariable(instruction)) instruction.setMetadata(kKernelCode, nullptr);
    }
  }
}

bool IsKernelCode(const llvm::Instruction& instruction) {
  return instruction.hasMetadata(kKernelCode);
}

bool IsLibraryVariable(const llvm::AllocaInst& variable) {
  return variable.hasMetadata(kLibraryVariable);
}

}  // namespace kiln::reference::cpu

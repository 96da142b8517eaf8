#include "translator/passes/cleanup/name_values.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

namespace {

// Clang's names for stack slots of its own: return values, temporaries, cleanups, parameters of inlined functions.
bool IsCompilerSlot(llvm::StringRef name) {
  return name.empty() || name.contains(".addr") || name.contains('.') || name.starts_with("retval") ||
         name.starts_with("ref") || name.starts_with("agg") || name.starts_with("cleanup") || name.starts_with("saved") ||
         name.starts_with("tmp") || name.starts_with("undef");
}

// The only value ever stored to the slot; null when there are several or other uses than loads, stores and markers.
llvm::Instruction* OnlyStoredValue(llvm::AllocaInst& slot) {
  llvm::Instruction* value = nullptr;
  unsigned stores = 0;
  for (llvm::User* user : slot.users()) {
    if (auto* store = llvm::dyn_cast<llvm::StoreInst>(user)) {
      if (store->getPointerOperand() != &slot) return nullptr;
      value = llvm::dyn_cast<llvm::Instruction>(store->getValueOperand());
      ++stores;
    }
  }
  return stores == 1 ? value : nullptr;
}

}  // namespace

void NameValues(llvm::Function& function) {
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    auto* slot = llvm::dyn_cast<llvm::AllocaInst>(&instruction);
    if (!slot) continue;
    // Inlining adds ".i" and a number to make names unique.
    llvm::StringRef name = slot->getName();
    llvm::StringRef source = name.split(".i").first;
    if (IsCompilerSlot(source)) continue;
    // The dot keeps the number that LLVM appends to a name in use apart from the name.
    const std::string marked = kSourceNameMark + source.str() + '.';
    llvm::Instruction* value = OnlyStoredValue(*slot);
    slot->setName(marked);
    if (value && !value->getType()->isPointerTy() && !llvm::isa<llvm::LoadInst>(value) &&
        !value->getName().starts_with(llvm::StringRef(&kSourceNameMark, 1))) {
      value->setName(marked);
    } else if (value && llvm::isa<llvm::LoadInst>(value) &&
               !llvm::isa<llvm::AllocaInst>(llvm::cast<llvm::LoadInst>(value)->getPointerOperand())) {
      value->setName(marked);
    }
  }
}

std::string SourceName(llvm::StringRef ir_name) {
  if (ir_name.empty() || ir_name.front() != kSourceNameMark) return {};
  llvm::StringRef name = ir_name.drop_front().split('.').first;
  return name.empty() || llvm::isDigit(name.front()) ? std::string() : name.str();
}

}  // namespace kiln::translator

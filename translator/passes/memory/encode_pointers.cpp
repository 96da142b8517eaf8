#include "translator/passes/memory/encode_pointers.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

namespace kiln::translator {

namespace {

constexpr llvm::StringLiteral kMark = "kiln.pointer";

class Encoder {
 public:
  explicit Encoder(llvm::Function& function)
      : layout_(function.getParent()->getDataLayout()), builder_(function.getContext()) {}

  void Load(llvm::LoadInst& load) {
    builder_.SetInsertPoint(&load);
    llvm::LoadInst* word = builder_.CreateAlignedLoad(WordOf(load.getType()), load.getPointerOperand(), load.getAlign(),
                                                      load.isVolatile(), load.getName() + ".word");
    word->setAtomic(load.getOrdering(), load.getSyncScopeID());
    Mark(*word);
    Replace(load, builder_.CreateIntToPtr(word, load.getType()));
  }

  void Store(llvm::StoreInst& store) {
    builder_.SetInsertPoint(&store);
    llvm::StoreInst* word = builder_.CreateAlignedStore(Word(store.getValueOperand()), store.getPointerOperand(),
                                                        store.getAlign(), store.isVolatile());
    word->setAtomic(store.getOrdering(), store.getSyncScopeID());
    Mark(*word);
    store.eraseFromParent();
  }

  void Exchange(llvm::AtomicRMWInst& exchange) {
    builder_.SetInsertPoint(&exchange);
    llvm::AtomicRMWInst* word =
        builder_.CreateAtomicRMW(exchange.getOperation(), exchange.getPointerOperand(), Word(exchange.getValOperand()),
                                 exchange.getAlign(), exchange.getOrdering(), exchange.getSyncScopeID());
    Mark(*word);
    Replace(exchange, builder_.CreateIntToPtr(word, exchange.getType()));
  }

 private:
  llvm::Type* WordOf(llvm::Type* pointer) { return layout_.getIntPtrType(pointer); }
  llvm::Value* Word(llvm::Value* pointer) { return builder_.CreatePtrToInt(pointer, WordOf(pointer->getType())); }
  void Mark(llvm::Instruction& access) { access.setMetadata(kMark, llvm::MDNode::get(access.getContext(), {})); }

  static void Replace(llvm::Instruction& access, llvm::Value* pointer) {
    pointer->takeName(&access);
    access.replaceAllUsesWith(pointer);
    access.eraseFromParent();
  }

  const llvm::DataLayout& layout_;
  llvm::IRBuilder<> builder_;
};

}  // namespace

bool HoldsPointer(const llvm::Instruction& access) {
  return access.hasMetadata(kMark);
}

void EncodePointers(PassContext&, KernelIr& kernel) {
  Encoder encoder(*kernel.function);
  for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(*kernel.function))) {
    if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction); load && load->getType()->isPointerTy()) {
      encoder.Load(*load);
    } else if (auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
               store && store->getValueOperand()->getType()->isPointerTy()) {
      encoder.Store(*store);
    } else if (auto* exchange = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction);
               exchange && exchange->getType()->isPointerTy()) {
      encoder.Exchange(*exchange);
    }
  }
}

}  // namespace kiln::translator

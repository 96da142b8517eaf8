#include "translator/passes/memory/store_components.h"

#include <optional>

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

namespace {

// Where a lane of a vector comes from: a lane of another, or a scalar. No value: undefined.
struct Origin {
  llvm::Value* value = nullptr;
  unsigned lane = 0;
};

Origin OriginOf(llvm::Value* vector, unsigned lane) {
  while (true) {
    if (llvm::isa<llvm::UndefValue>(vector)) return {};
    if (auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(vector)) {
      auto* place = llvm::dyn_cast<llvm::ConstantInt>(insert->getOperand(2));
      if (!place) return {vector, lane};
      if (place->getZExtValue() == lane) return {insert->getOperand(1), 0};
      vector = insert->getOperand(0);
    } else if (auto* shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(vector)) {
      const int from = shuffle->getMaskValue(lane);
      if (from < 0) return {};
      const unsigned width = llvm::cast<llvm::FixedVectorType>(shuffle->getOperand(0)->getType())->getNumElements();
      const bool is_second = static_cast<unsigned>(from) >= width;
      vector = shuffle->getOperand(is_second ? 1 : 0);
      lane = static_cast<unsigned>(from) - (is_second ? width : 0);
    } else {
      return {vector, lane};
    }
  }
}

bool NothingWritesBetween(const llvm::LoadInst& load, const llvm::StoreInst& store) {
  if (load.getParent() != store.getParent()) return false;
  for (const llvm::Instruction* at = load.getNextNode(); at; at = at->getNextNode()) {
    if (at == &store) return true;
    if (at->mayWriteToMemory()) return false;
  }
  return false;  // the store comes first
}

// The lanes that `store` changes, with what they become; absent where it is no change of a vector that was read there.
std::optional<llvm::SmallVector<std::pair<unsigned, Origin>, 4>> ChangedLanes(llvm::StoreInst& store) {
  auto* type = llvm::dyn_cast<llvm::FixedVectorType>(store.getValueOperand()->getType());
  if (!type || !store.isSimple() || type->getScalarSizeInBits() % 8 != 0) return std::nullopt;
  llvm::SmallVector<std::pair<unsigned, Origin>, 4> changed;
  const llvm::LoadInst* read = nullptr;
  for (unsigned lane = 0; lane < type->getNumElements(); ++lane) {
    const Origin origin = OriginOf(store.getValueOperand(), lane);
    auto* load = llvm::dyn_cast_or_null<llvm::LoadInst>(origin.value);
    const bool is_same = load && load->isSimple() && load->getType() == type && origin.lane == lane &&
                         load->getPointerOperand() == store.getPointerOperand();
    if (is_same && (!read || read == load)) {
      read = load;
    } else if (origin.value) {
      changed.emplace_back(lane, origin);
    }
  }
  if (!read || changed.empty() || !NothingWritesBetween(*read, store)) return std::nullopt;
  return changed;
}

}  // namespace

void StoreComponents(llvm::Function& function) {
  const llvm::DataLayout& layout = function.getParent()->getDataLayout();
  for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
    if (!store) continue;
    const auto changed = ChangedLanes(*store);
    if (!changed) continue;
    llvm::Type* element = store->getValueOperand()->getType()->getScalarType();
    const std::uint64_t size = layout.getTypeStoreSize(element);
    llvm::IRBuilder<> builder(store);
    for (const auto& [lane, origin] : *changed) {
      llvm::Value* value = origin.value->getType()->isVectorTy()
                               ? builder.CreateExtractElement(origin.value, origin.lane)
                               : origin.value;
      llvm::Value* place = builder.CreateConstInBoundsGEP1_32(element, store->getPointerOperand(), lane);
      builder.CreateAlignedStore(value, place, llvm::commonAlignment(store->getAlign(), lane * size));
    }
    store->eraseFromParent();
  }
}

}  // namespace kiln::translator

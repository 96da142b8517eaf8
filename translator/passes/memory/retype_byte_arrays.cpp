#include "translator/passes/memory/retype_byte_arrays.h"

#include <algorithm>

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"
#include "llvm/Support/MathExtras.h"

namespace kiln::translator {

namespace {

constexpr std::uint64_t kWidest = 4;  // bytes: what every target has

// The element that serves all accesses of one array.
class ElementChooser {
 public:
  explicit ElementChooser(const llvm::AllocaInst& array)
      : layout_(array.getModule()->getDataLayout()),
        width_(std::min(kWidest, array.getAlign().value())),
        size_(layout_.getTypeAllocSize(array.getAllocatedType())) {
    Narrow(size_);
    Visit(array);
  }

  // Null: bytes it is.
  llvm::Type* Element(llvm::LLVMContext& context) const {
    if (width_ < 2 || !is_known_) return nullptr;
    if (scalar_ && !has_several_ && layout_.getTypeStoreSize(scalar_) == width_) return scalar_;
    return llvm::Type::getIntNTy(context, static_cast<unsigned>(width_ * 8));
  }
  std::uint64_t Count() const { return size_ / width_; }

 private:
  void Narrow(std::uint64_t bytes) { width_ = llvm::MinAlign(width_, bytes); }

  void Visit(const llvm::Value& address) {
    for (const llvm::User* user : address.users()) {
      if (auto* element = llvm::dyn_cast<llvm::GetElementPtrInst>(user)) {
        VisitSteps(*element);
      } else if (auto* load = llvm::dyn_cast<llvm::LoadInst>(user)) {
        VisitAccess(load->getType());
      } else if (auto* store = llvm::dyn_cast<llvm::StoreInst>(user); store && store->getValueOperand() != &address) {
        VisitAccess(store->getValueOperand()->getType());
      } else if (auto* block = llvm::dyn_cast<llvm::MemIntrinsic>(user)) {
        auto* length = llvm::dyn_cast<llvm::ConstantInt>(block->getLength());
        Narrow(length ? length->getZExtValue() : 1);
      } else if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(user);
                 !intrinsic || !intrinsic->isLifetimeStartOrEnd()) {
        is_known_ = false;
      }
    }
  }

  void VisitSteps(const llvm::GetElementPtrInst& element) {
    llvm::MapVector<llvm::Value*, llvm::APInt> steps;
    const unsigned bits = layout_.getIndexTypeSizeInBits(element.getType());
    llvm::APInt constant(bits, 0);
    if (!element.collectOffset(layout_, bits, steps, constant)) {
      is_known_ = false;
      return;
    }
    Narrow(constant.getZExtValue());
    for (const auto& [index, scale] : steps) Narrow(scale.getZExtValue());
    Visit(element);
  }

  void VisitAccess(llvm::Type* type) {
    llvm::Type* scalar = type->getScalarType();
    if (!scalar->isIntegerTy() && !scalar->isFloatingPointTy()) {
      is_known_ = false;
      return;
    }
    Narrow(layout_.getTypeStoreSize(scalar));
    has_several_ = has_several_ || (scalar_ && scalar_ != scalar);
    scalar_ = scalar;
  }

  const llvm::DataLayout& layout_;
  std::uint64_t width_, size_;
  bool is_known_ = true, has_several_ = false;
  llvm::Type* scalar_ = nullptr;  // of the accesses
};

}  // namespace

void RetypeByteArrays(llvm::Function& function) {
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    auto* array = llvm::dyn_cast<llvm::AllocaInst>(&instruction);
    auto* type = array ? llvm::dyn_cast<llvm::ArrayType>(array->getAllocatedType()) : nullptr;
    if (!type || !type->getElementType()->isIntegerTy(8) || array->isArrayAllocation()) continue;
    const ElementChooser chooser(*array);
    if (llvm::Type* element = chooser.Element(function.getContext())) {
      array->setAllocatedType(llvm::ArrayType::get(element, chooser.Count()));
    }
  }
}

}  // namespace kiln::translator

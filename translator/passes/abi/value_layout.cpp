#include "translator/passes/abi/value_layout.h"

#include "llvm/IR/Module.h"
#include "llvm/Support/MathExtras.h"
#include "translator/ir/image_ops.h"
#include "translator/ir/native_types.h"

namespace kiln::translator {

namespace {

constexpr std::uint32_t kWord = 4;

bool IsInBlock(const KernelIr& kernel, const llvm::Argument& argument) {
  if (AsImageType(argument.getType())) return false;
  if (!argument.getType()->isPointerTy() || argument.hasByValAttr()) return true;
  const auto space = kernel.signature->arguments[argument.getArgNo()].address_space;
  return kernel.address_object && space != frontend::AddressSpace::kLocal;
}

ValueSlot Place(const llvm::DataLayout& layout, const llvm::Argument& argument, std::uint32_t from) {
  const bool is_struct = argument.hasByValAttr();
  llvm::Type* type = is_struct ? argument.getParamByValType() : argument.getType();
  if (IsSamplerType(type)) type = llvm::Type::getInt32Ty(type->getContext());
  const llvm::Align natural = layout.getABITypeAlign(type);
  ValueSlot slot;
  slot.size = static_cast<std::uint32_t>(layout.getTypeAllocSize(type));
  slot.alignment = static_cast<std::uint32_t>((is_struct ? std::max(argument.getParamAlign().valueOrOne(), natural) : natural).value());
  slot.offset = static_cast<std::uint32_t>(llvm::alignTo(from, slot.alignment));
  slot.leader = argument.getArgNo();
  return slot;
}

}  // namespace

std::map<unsigned, ValueSlot> LayOutValues(const TargetProfile& profile, const KernelIr& kernel) {
  const llvm::DataLayout& layout = kernel.function->getParent()->getDataLayout();
  llvm::LLVMContext& ir = kernel.function->getContext();
  const bool in_words = !IsNative(profile, llvm::Type::getInt8Ty(ir)) || !IsNative(profile, llvm::Type::getInt16Ty(ir));
  std::map<unsigned, ValueSlot> slots;
  std::uint32_t end = 0;
  const ValueSlot* last = nullptr;
  for (const llvm::Argument& argument : kernel.function->args()) {
    if (!IsInBlock(kernel, argument)) continue;
    ValueSlot slot = Place(layout, argument, end);
    if (in_words && last && slot.offset < llvm::alignTo(end, kWord)) {
      slot.leader = last->leader;
      slot.shares_words = slots[slot.leader].shares_words = true;
    }
    end = slot.offset + slot.size;
    slots[argument.getArgNo()] = slot;
    ValueSlot& leader = slots[slot.leader];
    leader.run_size = static_cast<std::uint32_t>(llvm::alignTo(end - leader.offset, kWord));
    last = &slots[argument.getArgNo()];
  }
  return slots;
}

}  // namespace kiln::translator

#include "translator/passes/control_flow/resize_switches.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

namespace {

void Extend(llvm::SwitchInst& select) {
  llvm::IRBuilder<> builder(&select);
  select.setCondition(builder.CreateZExt(select.getCondition(), builder.getInt32Ty()));
  for (auto one : select.cases())
    one.setValue(builder.getInt32(static_cast<std::uint32_t>(one.getCaseValue()->getZExtValue())));
}

// The selector becomes the number of the case that it is, from 1 on; 0 is the default.
void Number(llvm::SwitchInst& select) {
  llvm::IRBuilder<> builder(&select);
  llvm::Value* number = builder.getInt32(0);
  std::uint32_t next = 0;
  for (auto one : select.cases()) {
    llvm::Value* is_it = builder.CreateICmpEQ(select.getCondition(), one.getCaseValue());
    number = builder.CreateSelect(is_it, builder.getInt32(++next), number);
    one.setValue(builder.getInt32(next));
  }
  select.setCondition(number);
}

}  // namespace

void ResizeSwitches(llvm::Function& function) {
  for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    auto* select = llvm::dyn_cast<llvm::SwitchInst>(&instruction);
    if (!select) continue;
    const unsigned bits = select->getCondition()->getType()->getIntegerBitWidth();
    if (bits == 8 || bits == 16 || bits == 32) continue;
    if (bits < 32) {
      Extend(*select);
    } else {
      Number(*select);
    }
  }
}

}  // namespace kiln::translator

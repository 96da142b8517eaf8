// What the passes share that keep integers of n bits as wider ones: each is the number 0 .. 2^n - 1 with the same bits, and
// operations that read a sign extend it first.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_WIDENED_INTEGERS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_WIDENED_INTEGERS_H_

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "translator/passes/types/value_replacer.h"

namespace kiln::translator {

class WidenedIntegers : public ValueReplacer {
 public:
  // `bits`: of the wide integers; IsReplaced says which become such.
  WidenedIntegers(PassContext& context, KernelIr& kernel, unsigned bits);

 protected:
  llvm::SmallVector<llvm::Constant*, 2> PartsOf(llvm::Constant& lane) override;
  // All that computes, and all conversions but bitcasts.
  bool Rewrite(llvm::Instruction& instruction) override;

  static unsigned BitsOf(const llvm::Type* type) { return type->getScalarSizeInBits(); }
  // With the lanes of `type`.
  llvm::Type* Wide(const llvm::Type* type) { return Like(type, wide_); }
  // Without what is above the bits of `type`.
  llvm::Value* Masked(llvm::Value* wide, const llvm::Type* type);
  llvm::Value* SignExtended(llvm::Value* value);

 private:
  bool RewriteBinary(llvm::Instruction& instruction);
  bool RewriteIntrinsic(llvm::IntrinsicInst& intrinsic);
  bool RewriteSwitch(llvm::SwitchInst& select);
  bool RewriteCast(llvm::CastInst& cast);
  llvm::Value* Extend(llvm::Value* value, llvm::Type* to, bool is_signed);

  llvm::IntegerType* wide_;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_WIDENED_INTEGERS_H_

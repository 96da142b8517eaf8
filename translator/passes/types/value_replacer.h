// What the passes share that take a type out of a kernel: each value of such a type is replaced by one or two values of others
// with as many lanes, its parts (a long by its low and its high word, a half by the float that equals it).
//
// The walk, phis, moves between lanes, and arguments are the same for all; a pass says what the parts are and rewrites the
// operations that compute.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_VALUE_REPLACER_H_
#define KILN_TRANSLATOR_PASSES_TYPES_VALUE_REPLACER_H_

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/IRBuilder.h"
#include "translator/ir/kernel_ir.h"
#include "translator/ir/memory_ops.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

class ValueReplacer {
 public:
  using Parts = llvm::SmallVector<llvm::Value*, 2>;

  ValueReplacer(PassContext& context, KernelIr& kernel, llvm::Type* part_element, unsigned part_count);
  virtual ~ValueReplacer() = default;
  // Requires: vectors of at most 4 elements; memory operations on (object, offset).
  void Run();
  // Arguments of a replaced type become loads of it, which Run rewrites. Run does it unless it has been done.
  void LoadArguments();

 protected:
  // Whether values of the type are replaced.
  virtual bool IsReplaced(const llvm::Type* type) const = 0;
  // The parts of one lane of a constant.
  virtual llvm::SmallVector<llvm::Constant*, 2> PartsOf(llvm::Constant& lane) = 0;
  // An instruction with such a result or operand that is no move. The builder stands before it. False: there is none.
  virtual bool Rewrite(llvm::Instruction& instruction) = 0;
  // In words for a diagnostic: "64-bit integers".
  virtual const char* What() const = 0;

  Parts Get(llvm::Value* value);
  llvm::Value* First(llvm::Value* value) { return Get(value)[0]; }
  // Empty parts: for instructions without a result.
  void Replace(llvm::Instruction& instruction, Parts parts);
  // A type with the lanes of `shape`.
  static llvm::Type* Like(const llvm::Type* shape, llvm::Type* element);
  static unsigned Lanes(const llvm::Type* type);
  llvm::Value* Lane(llvm::Value* value, unsigned index);
  llvm::Value* Gather(llvm::ArrayRef<llvm::Value*> lanes);
  static llvm::Constant* Number(llvm::Type* type, std::uint64_t value) { return llvm::ConstantInt::get(type, value); }

  PassContext& context_;
  KernelIr& kernel_;
  llvm::IRBuilder<> b_;
  llvm::Type* word_;  // i32

 private:
  bool Touches(const llvm::Instruction& instruction) const;
  void Visit(llvm::Instruction& instruction);
  void NarrowIndex(llvm::Instruction& instruction);
  bool RewriteMove(llvm::Instruction& instruction);
  void FillPhi(llvm::PHINode& phi, llvm::ArrayRef<llvm::Value*> parts);
  Parts OfConstant(llvm::Constant& constant);

  llvm::Type* part_element_;
  unsigned part_count_;
  llvm::DenseMap<llvm::Value*, Parts> parts_;
  std::vector<std::pair<llvm::PHINode*, Parts>> phis_;
  llvm::SmallVector<llvm::Instruction*, 32> dead_;
};

// A memory object for a by-value argument, for code that reads it in pieces. The number of the object.
unsigned AddValueObject(KernelIr& kernel, const llvm::Argument& argument);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_VALUE_REPLACER_H_

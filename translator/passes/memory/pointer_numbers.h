// Pointers as numbers: the object's number plus one in the top bits, the byte offset below; null is zero.
//
// Any injective mapping is right. This one keeps differences, alignment and order within an object, and leaves the offset
// every bit that the objects do not need: 29 bits beside up to 7 objects where a pointer has 32 bits, 40 where it has 64.
//
// In physical addressing most pointers are device addresses, which are numbers already. The rest, into local and private
// memory and into tables, are told apart by the top bit, which no address has: 1, 15 bits of object, 48 of offset. The
// program-scope variables have the number of object that no other has, all ones: kernels hand it to each other.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_POINTER_NUMBERS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_POINTER_NUMBERS_H_

#include <optional>

#include "llvm/IR/IRBuilder.h"
#include "translator/ir/kernel_ir.h"
#include "translator/passes/memory/collect_objects.h"

namespace kiln::translator {

class PointerNumbers {
 public:
  PointerNumbers(const llvm::DataLayout& layout, const KernelIr& kernel);

  // The number, of a pointer's width, of the object `tag` (i32) at `offset` (i32, bytes).
  llvm::Value* Encode(llvm::IRBuilderBase& builder, llvm::Value* tag, llvm::Value* offset) const;
  // The way back, each an i32; the tag of an address is the address object's. `number` may be an integer of any width.
  llvm::Value* Tag(llvm::IRBuilderBase& builder, llvm::Value* number) const;
  llvm::Value* Offset(llvm::IRBuilderBase& builder, llvm::Value* number) const;

  // Bytes of an object that an offset can reach.
  std::uint64_t reach() const { return std::uint64_t{1} << shift_; }
  // Tables that hold addresses hold numbers from here on.
  void EncodeTables(std::vector<MemoryObject>& objects, const PointsTo& points_to) const;

 private:
  llvm::IntegerType* WordType(llvm::LLVMContext& context) const { return llvm::IntegerType::get(context, bits_); }
  llvm::Constant* EncodeTable(llvm::Constant& table, const PointsTo& points_to) const;
  llvm::Type* EncodedType(llvm::Type& type) const;

  const llvm::DataLayout& layout_;
  std::uint64_t NumberOf(unsigned tag) const;

  std::optional<unsigned> address_object_, program_object_;
  unsigned bits_;   // of a pointer
  unsigned shift_;  // of the object's number
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_POINTER_NUMBERS_H_

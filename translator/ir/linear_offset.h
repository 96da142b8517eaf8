// A byte offset into a memory object as a sum: constant + scale[0] * value[0] + scale[1] * value[1] + ...
//
// Keeping the sum symbolic is what lets index arithmetic stay in element units: dividing by an element size divides the
// scales. Values are i32; sums wrap modulo 2^32, which is exact for objects smaller than 4 GiB.
#ifndef KILN_TRANSLATOR_IR_LINEAR_OFFSET_H_
#define KILN_TRANSLATOR_IR_LINEAR_OFFSET_H_

#include <cstdint>

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/IRBuilder.h"

namespace kiln::translator {

struct LinearOffset {
  struct Term {
    std::int64_t scale;  // bytes per unit of value
    llvm::Value* value;  // i32
    std::int64_t limit = 0;  // 0 <= value < limit; 0 where nothing is known
  };
  std::int64_t constant = 0;
  llvm::SmallVector<Term, 4> terms;

  void Add(const LinearOffset& other);
  void AddTerm(std::int64_t scale, llvm::Value* value, std::int64_t limit = 0);  // folds constants and equal values
  // Greatest common divisor of the constant and all scales; 0 for the offset zero.
  std::int64_t Granularity() const;
  // True if the offset is known to lie between 0 and `end`, the latter excluded.
  bool IsWithin(std::int64_t end) const;
};

// constant / unit + sum(scale / unit * value) as an i32. Every scale and the constant must be multiples of `unit`.
llvm::Value* Materialize(llvm::IRBuilderBase& builder, const LinearOffset& offset, std::int64_t unit);

// `value` (any integer width, sign-extended as a GEP index is) as an i32, looking through extensions.
llvm::Value* AsIndex(llvm::IRBuilderBase& builder, llvm::Value* value);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_LINEAR_OFFSET_H_

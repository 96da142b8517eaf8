#include "translator/passes/types/round_integers.h"

#include "llvm/ADT/bit.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "translator/passes/types/widened_integers.h"
#include "translator/passes/types/word_memory.h"

namespace kiln::translator {

namespace {

using llvm::Instruction;
using llvm::Value;

// The width that an integer of the type (or of its lanes) is rounded to; 0 where it is fine, or too wide.
unsigned RoundedWidth(const llvm::Type* type) {
  if (!type->getScalarType()->isIntegerTy()) return 0;
  const unsigned bits = type->getScalarSizeInBits();
  const unsigned rounded = std::max(8u, llvm::bit_ceil(bits));
  return bits == 1 || bits == rounded || rounded > 128 ? 0 : rounded;
}

// Those that become integers of one width.
class IntegerRounder final : public WidenedIntegers {
 public:
  IntegerRounder(PassContext& context, KernelIr& kernel, unsigned bits)
      : WidenedIntegers(context, kernel, bits), bits_(bits) {}

 protected:
  bool IsReplaced(const llvm::Type* type) const override { return RoundedWidth(type) == bits_; }
  const char* What() const override { return "integers of odd widths"; }

  bool Rewrite(Instruction& instruction) override {
    if (auto op = AsMemoryOp(instruction)) return RewriteMemory(instruction, *op);
    return WidenedIntegers::Rewrite(instruction);
  }

 private:
  // An integer of n bits takes as many bytes as hold them; those of a vector lie bit by bit, which is left to whole
  // bytes.
  bool RewriteMemory(Instruction& instruction, const MemoryOp& op) {
    if (op.kind != MemoryOpKind::kLoad && op.kind != MemoryOpKind::kStore) return false;
    const unsigned lanes = Lanes(op.type), bits = BitsOf(op.type), bytes = (bits + 7) / 8;
    if (lanes > 1 && bits % 8 != 0) return false;
    const bool is_load = op.values.empty();
    llvm::SmallVector<Value*, 4> loaded;
    for (unsigned i = 0; i < lanes; ++i) {
      Value* lane = is_load ? nullptr : Lane(First(op.values[0]), i);
      Value* all = is_load ? Load(At(op, i * bytes), bytes) : nullptr;
      if (is_load)
        loaded.push_back(Masked(all, op.type));
      else
        Store(At(op, i * bytes), bytes, lane);
    }
    if (is_load)
      Replace(instruction, {Gather(loaded)});
    else
      Replace(instruction, {});
    return true;
  }

  // In pieces that targets have, the largest first.
  Value* Load(const MemoryOp& op, unsigned bytes) {
    llvm::Type* wide = b_.getIntNTy(bits_);
    Value* all = nullptr;
    for (unsigned at = 0; at < bytes;) {
      const unsigned size = llvm::bit_floor(std::min(bytes - at, 8u));
      MemoryOp piece = At(op, at);
      piece.type = b_.getIntNTy(size * 8);
      Value* part = b_.CreateShl(b_.CreateZExt(Create(b_, piece), wide), at * 8);
      all = all ? b_.CreateOr(all, part) : part;
      at += size;
    }
    return all;
  }

  void Store(const MemoryOp& op, unsigned bytes, Value* value) {
    for (unsigned at = 0; at < bytes;) {
      const unsigned size = llvm::bit_floor(std::min(bytes - at, 8u));
      MemoryOp piece = At(op, at);
      piece.type = b_.getIntNTy(size * 8);
      piece.values = {b_.CreateTrunc(b_.CreateLShr(value, at * 8), piece.type)};
      Create(b_, piece);
      at += size;
    }
  }

  unsigned bits_;
};

}  // namespace

void RoundIntegers(PassContext& context, KernelIr& kernel) {
  const bool any = llvm::any_of(llvm::instructions(*kernel.function), [](const Instruction& instruction) {
    return RoundedWidth(instruction.getType()) != 0 ||
           llvm::any_of(instruction.operand_values(),
                        [](const Value* value) { return RoundedWidth(value->getType()) != 0; });
  });
  if (!any) return;
  for (const unsigned bits : {8u, 16u, 32u, 64u, 128u}) IntegerRounder(context, kernel, bits).Run();
}

}  // namespace kiln::translator

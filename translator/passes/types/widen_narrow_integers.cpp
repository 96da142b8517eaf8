#include "translator/passes/types/widen_narrow_integers.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "translator/ir/native_types.h"
#include "translator/passes/abi/value_layout.h"
#include "translator/passes/types/widened_integers.h"
#include "translator/passes/types/word_memory.h"

namespace kiln::translator {

namespace {

using llvm::Instruction;
using llvm::Value;

class IntegerWidener final : public WidenedIntegers {
 public:
  IntegerWidener(PassContext& context, KernelIr& kernel)
      : WidenedIntegers(context, kernel, 32), memory_(b_, kernel) {}

 protected:
  bool IsReplaced(const llvm::Type* type) const override {
    const unsigned bits = type->getScalarType()->isIntegerTy() ? type->getScalarSizeInBits() : 0;
    return (bits == 8 || bits == 16) && !IsNative(context_.profile, type);
  }
  const char* What() const override { return "8- or 16-bit integers"; }

  bool Rewrite(Instruction& instruction) override {
    if (auto op = AsMemoryOp(instruction)) return RewriteMemory(instruction, *op);
    if (auto* cast = llvm::dyn_cast<llvm::BitCastInst>(&instruction)) {
      Replace(instruction, {FromWords(ToWords(cast->getOperand(0)), cast->getType())});
      return true;
    }
    return WidenedIntegers::Rewrite(instruction);
  }

 private:
  // The bits of a value, 32 at a time, the lowest first; what is short of a word fills its low end.
  llvm::SmallVector<Value*, 8> ToWords(Value* value) {
    llvm::Type* type = value->getType();
    llvm::SmallVector<Value*, 8> words;
    if (!IsReplaced(type)) {
      const auto bits = static_cast<unsigned>(type->getPrimitiveSizeInBits().getFixedValue());
      if (bits < 32) {
        words.push_back(b_.CreateZExt(b_.CreateBitCast(value, b_.getIntNTy(bits)), word_));
      } else if (bits == 32) {
        words.push_back(b_.CreateBitCast(value, word_));
      } else {
        Value* vector = b_.CreateBitCast(value, llvm::FixedVectorType::get(word_, bits / 32));
        for (unsigned i = 0; i < bits / 32; ++i) words.push_back(Lane(vector, i));
      }
      return words;
    }
    const unsigned step = 32 / BitsOf(type);
    for (unsigned i = 0; i < Lanes(type); ++i) {
      Value* lane = Lane(First(value), i);
      if (i % step == 0) {
        words.push_back(lane);
      } else {
        words.back() = b_.CreateOr(words.back(), b_.CreateShl(lane, (i % step) * BitsOf(type)));
      }
    }
    return words;
  }

  Value* FromWords(llvm::ArrayRef<Value*> words, llvm::Type* to) {
    if (!IsReplaced(to)) {
      const auto bits = static_cast<unsigned>(to->getPrimitiveSizeInBits().getFixedValue());
      Value* whole = bits < 32 ? b_.CreateTrunc(words[0], b_.getIntNTy(bits)) : Gather(words);
      return b_.CreateBitCast(whole, to);
    }
    const unsigned step = 32 / BitsOf(to);
    llvm::SmallVector<Value*, 4> lanes;
    for (unsigned i = 0; i < Lanes(to); ++i) {
      Value* word = words[i / step];
      if (i % step != 0) word = b_.CreateLShr(word, (i % step) * BitsOf(to));
      lanes.push_back(Masked(word, to));
    }
    return Gather(lanes);
  }

  // ---- Memory, lane by lane, or word by word where the place is aligned to one.
  bool RewriteMemory(Instruction& instruction, const MemoryOp& op) {
    if (op.kind != MemoryOpKind::kLoad && op.kind != MemoryOpKind::kStore) return false;
    const unsigned bits = BitsOf(op.type), lanes = Lanes(op.type);
    const bool by_words = op.alignment >= 4 && lanes * bits % 32 == 0;
    const unsigned step = by_words ? 32 : bits, count = lanes * bits / step;
    const llvm::SmallVector<Value*, 8> stored = op.values.empty() ? llvm::SmallVector<Value*, 8>() : Pieces(op.values[0], by_words);
    llvm::SmallVector<Value*, 8> loaded;
    for (unsigned i = 0; i < count; ++i) {
      const MemoryOp piece = At(op, i * step / 8);
      if (op.values.empty()) {
        loaded.push_back(memory_.Load(piece, step));
      } else {
        memory_.Store(piece, step, stored[i]);
      }
    }
    if (op.values.empty()) {
      Replace(instruction, {by_words ? FromWords(loaded, op.type) : Gather(loaded)});
    } else {
      Replace(instruction, {});
    }
    return true;
  }

  llvm::SmallVector<Value*, 8> Pieces(Value* value, bool by_words) {
    if (by_words) return ToWords(value);
    llvm::SmallVector<Value*, 8> lanes;
    for (unsigned i = 0; i < Lanes(value->getType()); ++i) lanes.push_back(Lane(First(value), i));
    return lanes;
  }

  WordMemory memory_;
};

// Accesses of 32 and 64 bits that may straddle words.
class AccessAligner {
 public:
  explicit AccessAligner(KernelIr& kernel) : kernel_(kernel), b_(kernel.function->getContext()), memory_(b_, kernel) {}

  void Run() {
    for (Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(*kernel_.function))) {
      auto op = AsMemoryOp(instruction);
      const bool is_plain = op && (op->kind == MemoryOpKind::kLoad || op->kind == MemoryOpKind::kStore);
      if (is_plain && op->alignment < 4 && op->type->getScalarSizeInBits() >= 32) Align(instruction, *op);
    }
  }

 private:
  void Align(Instruction& instruction, const MemoryOp& op) {
    b_.SetInsertPoint(&instruction);
    const auto bits = static_cast<unsigned>(op.type->getPrimitiveSizeInBits().getFixedValue());
    llvm::Type* words = b_.getInt32Ty();
    if (bits > 32) words = llvm::FixedVectorType::get(words, bits / 32);
    Value* value = op.values.empty() ? llvm::PoisonValue::get(words) : b_.CreateBitCast(op.values[0], words);
    for (unsigned i = 0; i < bits / 32; ++i) {
      const MemoryOp piece = At(op, i * 4);
      if (op.values.empty()) {
        Value* word = memory_.Load(piece, 32);
        value = bits > 32 ? b_.CreateInsertElement(value, word, i) : word;
      } else {
        memory_.Store(piece, 32, bits > 32 ? b_.CreateExtractElement(value, i) : value);
      }
    }
    if (op.values.empty()) {
      value = b_.CreateBitCast(value, op.type);
      if (llvm::isa<Instruction>(value)) value->takeName(&instruction);
      instruction.replaceAllUsesWith(value);
    }
    instruction.eraseFromParent();
  }

  KernelIr& kernel_;
  llvm::IRBuilder<> b_;
  WordMemory memory_;
};

// By-value arguments that share words are one object: that of the first of them.
void ShareWords(PassContext& context, KernelIr& kernel) {
  const std::map<unsigned, ValueSlot> slots = LayOutValues(context.profile, kernel);
  std::map<unsigned, unsigned> object_of_leader;
  for (Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(*kernel.function))) {
    auto op = AsMemoryOp(instruction);
    if (!op || kernel.objects[op->object].storage != Storage::kValue) continue;
    const ValueSlot& slot = slots.at(static_cast<unsigned>(kernel.objects[op->object].argument));
    if (!slot.shares_words) continue;
    auto [entry, is_new] = object_of_leader.try_emplace(slot.leader, static_cast<unsigned>(kernel.objects.size()));
    if (is_new) {
      MemoryObject words = kernel.objects[op->object];
      words.argument = static_cast<int>(slot.leader);
      words.declared = nullptr;
      words.size = slot.run_size;
      words.alignment = 4;
      kernel.objects.push_back(std::move(words));
    }
    op->object = entry->second;
    op = At(*op, slot.offset - slots.at(slot.leader).offset);
    llvm::IRBuilder<> builder(&instruction);
    llvm::CallInst* moved = Create(builder, *op);
    moved->takeName(&instruction);
    instruction.replaceAllUsesWith(moved);
    instruction.eraseFromParent();
  }
}

}  // namespace

void WidenNarrowIntegers(PassContext& context, KernelIr& kernel) {
  llvm::LLVMContext& ir = kernel.function->getContext();
  const bool has_bytes = IsNative(context.profile, llvm::Type::getInt8Ty(ir));
  if (has_bytes && IsNative(context.profile, llvm::Type::getInt16Ty(ir))) return;
  // Every word of an object is its own.
  for (MemoryObject& object : kernel.objects) {
    object.size = llvm::alignTo(object.size, 4);
    object.alignment = std::max<std::uint64_t>(object.alignment, 4);
  }
  IntegerWidener widener(context, kernel);
  widener.LoadArguments();
  ShareWords(context, kernel);
  if (!has_bytes) AccessAligner(kernel).Run();
  widener.Run();
}

}  // namespace kiln::translator

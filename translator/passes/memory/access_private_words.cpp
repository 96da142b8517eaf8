#include "translator/passes/memory/access_private_words.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MathExtras.h"
#include "translator/passes/types/word_memory.h"

namespace kiln::translator {

namespace {

using llvm::Value;

constexpr unsigned kWord = 4;
// What a byte costs inside a word, in accesses: to read it, and to replace it.
constexpr unsigned kLoadCost = 2, kStoreCost = 4;

struct Access {
  llvm::Instruction* instruction;
  MemoryOp op;
  unsigned width;  // bytes of an element
  unsigned count;  // elements
};

struct Costs {
  unsigned as_words = 0, as_pieces = 0;
};

bool IsPlain(const MemoryOp& op) {
  return (op.kind == MemoryOpKind::kLoad || op.kind == MemoryOpKind::kStore) && !op.is_volatile;
}

// Accesses of the two ways to see the object; nothing where words do not serve.
std::optional<Costs> Count(llvm::ArrayRef<Access> accesses) {
  unsigned narrowest = kWord;
  for (const Access& access : accesses) {
    const bool is_whole =
        access.op.type->getScalarSizeInBits() == access.width * 8 && llvm::isPowerOf2_32(access.width);
    if (!is_whole || !IsPlain(access.op) || access.op.alignment < std::min(access.width, kWord)) return std::nullopt;
    narrowest = std::min(narrowest, access.width);
  }
  if (narrowest == kWord) return std::nullopt;
  Costs costs;
  for (const Access& access : accesses) {
    costs.as_pieces += access.count * access.width / narrowest;
    const unsigned inside_word = access.op.values.empty() ? kLoadCost : kStoreCost;
    costs.as_words += access.count * (access.width >= kWord ? access.width / kWord : inside_word);
  }
  return costs;
}

class Rewriter {
 public:
  explicit Rewriter(KernelIr& kernel) : b_(kernel.function->getContext()), memory_(b_, kernel) {}

  // One element at a time, as an integer of its width.
  void Rewrite(const Access& access) {
    b_.SetInsertPoint(access.instruction);
    b_.SetCurrentDebugLocation(access.instruction->getDebugLoc());
    const unsigned bits = access.width * 8;
    llvm::Type* type = access.op.type;
    llvm::Type* integer = b_.getIntNTy(bits);
    const bool is_load = access.op.values.empty();
    Value* result = is_load ? llvm::PoisonValue::get(type) : nullptr;
    for (unsigned i = 0; i < access.count; ++i) {
      const MemoryOp place = At(access.op, i * access.width);
      if (is_load) {
        Value* element = b_.CreateBitCast(b_.CreateTrunc(memory_.Load(place, bits), integer), type->getScalarType());
        result = type->isVectorTy() ? b_.CreateInsertElement(result, element, i) : element;
      } else {
        Value* element = access.op.values[0];
        if (type->isVectorTy()) element = b_.CreateExtractElement(element, i);
        // The fourth lane of a vector of three is poison, and would make the word poison that it shares with the others.
        element = b_.CreateFreeze(element);
        memory_.Store(place, bits, b_.CreateZExt(b_.CreateBitCast(element, integer), b_.getInt32Ty()));
      }
    }
    if (is_load) {
      if (llvm::isa<llvm::Instruction>(result)) result->takeName(access.instruction);
      access.instruction->replaceAllUsesWith(result);
    }
    access.instruction->eraseFromParent();
  }

 private:
  llvm::IRBuilder<> b_;
  WordMemory memory_;
};

}  // namespace

void AccessPrivateWords(KernelIr& kernel) {
  const llvm::DataLayout& layout = kernel.function->getParent()->getDataLayout();
  std::vector<std::vector<Access>> accesses(kernel.objects.size());
  for (llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    auto op = AsMemoryOp(instruction);
    if (!op || kernel.objects[op->object].storage != Storage::kPrivate) continue;
    auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(op->type);
    const auto width = static_cast<unsigned>(layout.getTypeStoreSize(op->type->getScalarType()).getFixedValue());
    accesses[op->object].push_back({&instruction, *op, width, vector ? vector->getNumElements() : 1});
  }
  for (unsigned object = 0; object < accesses.size(); ++object) {
    const auto costs = Count(accesses[object]);
    if (!costs || costs->as_words >= costs->as_pieces) continue;
    MemoryObject& memory = kernel.objects[object];
    memory.size = llvm::alignTo(memory.size, kWord);
    memory.alignment = std::max<std::uint64_t>(memory.alignment, kWord);
    for (const Access& access : accesses[object]) {
      if (access.width >= kWord) continue;
      // An index may have been another object's load, replaced meanwhile.
      Access current = access;
      current.op = *AsMemoryOp(*access.instruction);
      Rewriter(kernel).Rewrite(current);
    }
  }
}

}  // namespace kiln::translator

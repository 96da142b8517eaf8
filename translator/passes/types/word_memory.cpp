#include "translator/passes/types/word_memory.h"

#include <numeric>

namespace kiln::translator {

using llvm::Value;

namespace {

constexpr std::int64_t kWord = 4;

}  // namespace

MemoryOp At(const MemoryOp& op, unsigned bytes) {
  MemoryOp result = op;
  result.offset.constant += bytes;
  result.alignment = bytes == 0 ? op.alignment : std::gcd(op.alignment, bytes);
  return result;
}

WordMemory::Place WordMemory::Find(const MemoryOp& op) {
  Place place;
  place.word = op;
  place.word.kind = MemoryOpKind::kLoad;
  place.word.type = b_.getInt32Ty();
  place.word.values.clear();
  place.word.alignment = kWord;
  if (op.alignment >= kWord) return place;
  const bool is_static = llvm::all_of(op.offset.terms, [](const LinearOffset::Term& term) { return term.scale % kWord == 0; });
  if (is_static) {
    const std::int64_t inside = op.offset.constant & (kWord - 1);
    place.word.offset.constant -= inside;
    if (inside != 0) place.shift = b_.getInt32(static_cast<std::uint32_t>(inside * 8));
    return place;
  }
  Value* offset = Materialize(b_, op.offset, 1);
  place.word.offset = {};
  place.word.offset.AddTerm(kWord, b_.CreateAShr(offset, 2));
  place.shift = b_.CreateShl(b_.CreateAnd(offset, kWord - 1), 3);
  return place;
}

Value* WordMemory::Load(const MemoryOp& op, unsigned bits) {
  if (bits / 8 > op.alignment) {  // it may lie across two words
    Value* low = Load(op, bits / 2);
    Value* high = Load(At(op, bits / 16), bits / 2);
    return b_.CreateOr(low, b_.CreateShl(high, bits / 2));
  }
  const Place place = Find(op);
  Value* word = Create(b_, place.word);
  if (place.shift) word = b_.CreateLShr(word, place.shift);
  return bits == 32 ? word : b_.CreateAnd(word, (1u << bits) - 1);
}

void WordMemory::Store(const MemoryOp& op, unsigned bits, Value* value) {
  if (bits / 8 > op.alignment) {
    Store(op, bits / 2, b_.CreateAnd(value, (1u << bits / 2) - 1));
    Store(At(op, bits / 16), bits / 2, b_.CreateLShr(value, bits / 2));
    return;
  }
  Place place = Find(op);
  MemoryOp& word = place.word;
  if (bits == 32) {
    word.kind = MemoryOpKind::kStore;
    word.values = {value};
    Create(b_, word);
    return;
  }
  Value* mask = b_.getInt32((1u << bits) - 1);
  if (place.shift) {
    mask = b_.CreateShl(mask, place.shift);
    value = b_.CreateShl(value, place.shift);
  }
  Value* others = b_.CreateNot(mask);
  if (kernel_.objects[op.object].storage == Storage::kPrivate) {
    Value* kept = b_.CreateAnd(Create(b_, word), others);
    word.kind = MemoryOpKind::kStore;
    word.values = {b_.CreateOr(kept, value)};
    Create(b_, word);
    return;
  }
  word.kind = MemoryOpKind::kAtomicRmw;
  word.rmw = llvm::AtomicRMWInst::And;
  word.values = {others};
  Create(b_, word);
  word.rmw = llvm::AtomicRMWInst::Or;
  word.values = {value};
  Create(b_, word);
}

}  // namespace kiln::translator

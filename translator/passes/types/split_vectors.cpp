#include "translator/passes/types/split_vectors.h"

#include <numeric>

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "translator/ir/memory_ops.h"
#include "translator/passes/types/value_replacer.h"

namespace kiln::translator {

namespace {

using llvm::Value;
using Chunks = llvm::SmallVector<Value*, 4>;
constexpr unsigned kChunk = 4;

llvm::FixedVectorType* AsWide(llvm::Type* type) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  if (!vector) return nullptr;
  const unsigned count = vector->getNumElements();
  return count >= 2 && count <= kChunk ? nullptr : vector;
}

unsigned ElementCount(llvm::Type* type) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  return vector ? vector->getNumElements() : 1;
}

llvm::Type* ChunkType(llvm::Type* element, unsigned count) {
  return count == 1 ? element : llvm::FixedVectorType::get(element, count);
}

class Splitter {
 public:
  Splitter(PassContext& context, KernelIr& kernel)
      : context_(context), kernel_(kernel), builder_(kernel.function->getContext()) {}

  void Run() {
    llvm::ReversePostOrderTraversal<llvm::Function*> order(kernel_.function);
    for (llvm::BasicBlock* block : order) {
      for (llvm::Instruction& instruction : llvm::make_early_inc_range(*block)) Visit(instruction);
    }
    for (auto& [phi, parts] : phis_) FillPhi(*phi, parts);
    for (llvm::Instruction* instruction : dead_) instruction->replaceAllUsesWith(llvm::PoisonValue::get(instruction->getType()));
    for (llvm::Instruction* instruction : dead_) instruction->eraseFromParent();
  }

 private:
  static bool Touches(const llvm::Instruction& instruction) {
    if (AsWide(instruction.getType())) return true;
    return llvm::any_of(instruction.operands(), [](const llvm::Use& use) { return AsWide(use->getType()) != nullptr; });
  }

  void Visit(llvm::Instruction& instruction) {
    if (!Touches(instruction)) return;
    builder_.SetInsertPoint(&instruction);
    builder_.SetCurrentDebugLocation(instruction.getDebugLoc());
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(&instruction)) return SplitPhi(*phi);
    if (auto* shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(&instruction)) return SplitShuffle(*shuffle);
    if (auto* extract = llvm::dyn_cast<llvm::ExtractElementInst>(&instruction)) return SplitExtract(*extract);
    if (auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(&instruction)) return SplitInsert(*insert);
    if (auto* cast = llvm::dyn_cast<llvm::BitCastInst>(&instruction)) return SplitBitcast(*cast);
    if (auto op = AsMemoryOp(instruction)) return SplitMemoryOp(instruction, *op);
    if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) return SplitCall(*call);
    if (llvm::isa<llvm::BinaryOperator, llvm::UnaryOperator, llvm::CmpInst, llvm::SelectInst, llvm::CastInst,
                  llvm::FreezeInst>(instruction)) {
      return SplitElementwise(instruction);
    }
    context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, instruction,
                               std::string("a vector of this size cannot be used in '") + instruction.getOpcodeName() + "'; use vectors of at most 4 elements here");
    Replace(instruction, {});
  }

  // ---- Values.
  Chunks Get(Value* value) {
    llvm::Type* type = value->getType();
    if (!AsWide(type)) return {value};
    if (auto found = chunks_.find(value); found != chunks_.end()) return found->second;
    auto* vector = llvm::cast<llvm::FixedVectorType>(type);
    Chunks result;
    if (auto* constant = llvm::dyn_cast<llvm::Constant>(value)) {
      for (unsigned at = 0; at < vector->getNumElements(); at += kChunk) {
        const unsigned count = std::min(kChunk, vector->getNumElements() - at);
        llvm::SmallVector<llvm::Constant*, 4> elements;
        for (unsigned i = 0; i < count; ++i) elements.push_back(constant->getAggregateElement(at + i));
        result.push_back(count == 1 ? elements[0] : llvm::ConstantVector::get(elements));
      }
    } else if (auto* argument = llvm::dyn_cast<llvm::Argument>(value)) {
      result = LoadArgument(*argument);
    } else {
      // Defined in a block that cannot be reached.
      for (unsigned at = 0; at < vector->getNumElements(); at += kChunk) {
        result.push_back(llvm::PoisonValue::get(
            ChunkType(vector->getElementType(), std::min(kChunk, vector->getNumElements() - at))));
      }
      return result;
    }
    chunks_[value] = result;
    return result;
  }

  // A by-value argument of 8 or 16 elements is a member of the value block that is read in pieces.
  Chunks LoadArgument(llvm::Argument& argument) {
    const llvm::DataLayout& layout = kernel_.function->getParent()->getDataLayout();
    const unsigned number = AddValueObject(kernel_, argument);
    const std::uint64_t alignment = kernel_.objects[number].alignment;
    auto* vector = llvm::cast<llvm::FixedVectorType>(argument.getType());
    const std::uint64_t element_size = layout.getTypeAllocSize(vector->getElementType());
    llvm::BasicBlock& entry = kernel_.function->getEntryBlock();
    llvm::IRBuilder<> builder(&entry, entry.getFirstInsertionPt());
    Chunks result;
    for (unsigned at = 0; at < vector->getNumElements(); at += kChunk) {
      MemoryOp op;
      op.type = ChunkType(vector->getElementType(), std::min(kChunk, vector->getNumElements() - at));
      op.object = number;
      op.alignment = static_cast<std::uint32_t>(std::gcd(alignment, at * element_size + alignment));
      op.offset.constant = static_cast<std::int64_t>(at * element_size);
      result.push_back(Create(builder, op));
    }
    return result;
  }

  Value* Element(Value* value, unsigned index) {
    if (!value->getType()->isVectorTy()) return value;
    const Chunks chunks = Get(value);
    const bool is_wide = AsWide(value->getType()) != nullptr;
    Value* chunk = is_wide ? chunks[index / kChunk] : value;
    if (!chunk->getType()->isVectorTy()) return chunk;
    return builder_.CreateExtractElement(chunk, is_wide ? index % kChunk : index);
  }

  Value* Gather(llvm::Type* element, llvm::ArrayRef<Value*> elements) {
    if (elements.size() == 1) return elements[0];
    Value* result = llvm::PoisonValue::get(ChunkType(element, static_cast<unsigned>(elements.size())));
    for (unsigned i = 0; i < elements.size(); ++i) {
      if (!llvm::isa<llvm::UndefValue>(elements[i])) result = builder_.CreateInsertElement(result, elements[i], i);
    }
    return result;
  }

  // Chunks (or the one narrow value) of a vector of type `type` whose elements are given.
  Chunks FromElements(llvm::Type* type, llvm::ArrayRef<Value*> elements) {
    llvm::Type* element = type->getScalarType();
    if (!AsWide(type)) return {Gather(element, elements)};
    Chunks result;
    for (std::size_t at = 0; at < elements.size(); at += kChunk) {
      result.push_back(Gather(element, elements.slice(at, std::min<std::size_t>(kChunk, elements.size() - at))));
    }
    return result;
  }

  void Replace(llvm::Instruction& instruction, Chunks chunks) {
    if (AsWide(instruction.getType())) {
      for (std::size_t i = 0; i < chunks.size(); ++i) {
        if (instruction.hasName() && !chunks[i]->hasName() && llvm::isa<llvm::Instruction>(chunks[i])) {
          chunks[i]->setName(instruction.getName());
        }
      }
      if (!chunks.empty()) chunks_[&instruction] = std::move(chunks);
    } else if (!chunks.empty() && chunks[0]) {
      instruction.replaceAllUsesWith(chunks[0]);
    }
    dead_.push_back(&instruction);
  }

  // ---- Instructions.
  void SplitElementwise(llvm::Instruction& instruction) {
    llvm::Type* shape = AsWide(instruction.getType()) ? instruction.getType() : instruction.getOperand(0)->getType();
    const unsigned count = ElementCount(shape);
    Chunks result;
    for (unsigned at = 0, chunk = 0; at < count; at += kChunk, ++chunk) {
      llvm::Instruction* piece = instruction.clone();
      for (unsigned i = 0; i < piece->getNumOperands(); ++i) {
        Value* operand = instruction.getOperand(i);
        if (AsWide(operand->getType())) piece->setOperand(i, Get(operand)[chunk]);
      }
      piece->mutateType(ChunkType(instruction.getType()->getScalarType(), std::min(kChunk, count - at)));
      result.push_back(builder_.Insert(piece));
    }
    Replace(instruction, std::move(result));
  }

  void SplitCall(llvm::CallInst& call) {
    llvm::Function* callee = call.getCalledFunction();
    const unsigned count = ElementCount(call.getType());
    if (!callee || !AsWide(call.getType())) {
      context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, call, "a vector of this size cannot be passed on; use vectors of at most 4 elements here");
      return Replace(call, {});
    }
    Chunks result;
    for (unsigned at = 0, chunk = 0; at < count; at += kChunk, ++chunk) {
      llvm::SmallVector<Value*, 4> arguments;
      for (Value* argument : call.args()) arguments.push_back(AsWide(argument->getType()) ? Get(argument)[chunk] : argument);
      llvm::Type* type = ChunkType(call.getType()->getScalarType(), std::min(kChunk, count - at));
      result.push_back(builder_.CreateCall(Narrowed(*callee, type, arguments), arguments));
      llvm::cast<llvm::CallInst>(result.back())->copyIRFlags(&call);
    }
    Replace(call, std::move(result));
  }

  // The declaration of `callee` for a narrower result: an overload of the intrinsic, or the kiln op with another suffix.
  llvm::FunctionCallee Narrowed(llvm::Function& callee, llvm::Type* type, llvm::ArrayRef<Value*> arguments) {
    llvm::Module& module = *callee.getParent();
    if (callee.isIntrinsic()) {
      return llvm::Intrinsic::getDeclaration(&module, callee.getIntrinsicID(), {type});
    }
    llvm::SmallVector<llvm::Type*, 4> parameters;
    for (Value* argument : arguments) parameters.push_back(argument->getType());
    const std::string name = (callee.getName().rsplit('.').first + "." + TypeSuffix(type)).str();
    llvm::FunctionCallee narrow =
        module.getOrInsertFunction(name, llvm::FunctionType::get(type, parameters, false), callee.getAttributes());
    return narrow;
  }

  void SplitPhi(llvm::PHINode& phi) {
    auto* vector = llvm::cast<llvm::FixedVectorType>(phi.getType());
    Chunks parts;
    for (unsigned at = 0; at < vector->getNumElements(); at += kChunk) {
      llvm::Type* type = ChunkType(vector->getElementType(), std::min(kChunk, vector->getNumElements() - at));
      parts.push_back(builder_.CreatePHI(type, phi.getNumIncomingValues(), phi.getName()));
    }
    phis_.emplace_back(&phi, parts);
    Replace(phi, parts);
  }

  void FillPhi(llvm::PHINode& phi, const Chunks& parts) {
    for (unsigned i = 0; i < phi.getNumIncomingValues(); ++i) {
      builder_.SetInsertPoint(phi.getIncomingBlock(i)->getTerminator());
      const Chunks incoming = Get(phi.getIncomingValue(i));
      for (std::size_t k = 0; k < parts.size(); ++k) {
        llvm::cast<llvm::PHINode>(parts[k])->addIncoming(incoming[k], phi.getIncomingBlock(i));
      }
    }
  }

  void SplitShuffle(llvm::ShuffleVectorInst& shuffle) {
    const unsigned source_count = ElementCount(shuffle.getOperand(0)->getType());
    llvm::Type* element = shuffle.getType()->getElementType();
    const llvm::ArrayRef<int> mask = shuffle.getShuffleMask();
    Chunks result;
    const unsigned step = AsWide(shuffle.getType()) ? kChunk : static_cast<unsigned>(mask.size());
    for (unsigned at = 0; at < mask.size(); at += step) {
      const unsigned count = std::min<unsigned>(step, static_cast<unsigned>(mask.size()) - at);
      result.push_back(ShuffleChunk(shuffle, mask.slice(at, count), source_count, element));
    }
    Replace(shuffle, std::move(result));
  }

  // One result chunk: a shuffle of one or two source chunks where that suffices, else element by element.
  Value* ShuffleChunk(llvm::ShuffleVectorInst& shuffle, llvm::ArrayRef<int> mask, unsigned source_count, llvm::Type* element) {
    llvm::SmallVector<Value*, 2> sources;
    llvm::SmallVector<int, 4> narrow;
    bool fits = mask.size() > 1;
    for (int index : mask) {
      if (index < 0) {
        narrow.push_back(-1);
        continue;
      }
      const unsigned position = static_cast<unsigned>(index) % source_count;
      const Chunks chunks = Get(shuffle.getOperand(static_cast<unsigned>(index) / source_count));
      Value* chunk = AsWide(shuffle.getOperand(0)->getType()) ? chunks[position / kChunk] : chunks[0];
      auto found = llvm::find(sources, chunk);
      if (found == sources.end()) {
        sources.push_back(chunk);
        found = sources.end() - 1;
      }
      const int base = found == sources.begin() ? 0 : static_cast<int>(ElementCount(sources[0]->getType()));
      narrow.push_back(base + static_cast<int>(AsWide(shuffle.getOperand(0)->getType()) ? position % kChunk : position));
    }
    if (sources.empty()) return llvm::PoisonValue::get(ChunkType(element, static_cast<unsigned>(mask.size())));
    fits = fits && sources.size() <= 2 && sources[0]->getType()->isVectorTy() &&
           sources.back()->getType() == sources[0]->getType();
    if (fits) {
      Value* second = sources.size() == 2 ? sources[1] : llvm::PoisonValue::get(sources[0]->getType());
      const bool is_identity = sources.size() == 1 && narrow.size() == ElementCount(sources[0]->getType()) &&
                               llvm::all_of(llvm::enumerate(narrow), [](auto at) { return at.value() == static_cast<int>(at.index()); });
      return is_identity ? sources[0] : builder_.CreateShuffleVector(sources[0], second, narrow);
    }
    llvm::SmallVector<Value*, 4> elements;
    for (int index : mask) {
      if (index < 0) {
        elements.push_back(llvm::PoisonValue::get(element));
      } else {
        elements.push_back(Element(shuffle.getOperand(static_cast<unsigned>(index) / source_count),
                                   static_cast<unsigned>(index) % source_count));
      }
    }
    return Gather(element, elements);
  }

  void SplitExtract(llvm::ExtractElementInst& extract) {
    Value* vector = extract.getVectorOperand();
    if (auto* index = llvm::dyn_cast<llvm::ConstantInt>(extract.getIndexOperand())) {
      const std::uint64_t at = index->getZExtValue();
      if (at >= ElementCount(vector->getType())) return Replace(extract, {llvm::PoisonValue::get(extract.getType())});
      return Replace(extract, {Element(vector, static_cast<unsigned>(at))});
    }
    Value* result = Element(vector, 0);
    for (unsigned i = 1; i < ElementCount(vector->getType()); ++i) {
      Value* is_here = builder_.CreateICmpEQ(extract.getIndexOperand(), llvm::ConstantInt::get(extract.getIndexOperand()->getType(), i));
      result = builder_.CreateSelect(is_here, Element(vector, i), result);
    }
    Replace(extract, {result});
  }

  void SplitInsert(llvm::InsertElementInst& insert) {
    const unsigned count = ElementCount(insert.getType());
    Value* index = insert.getOperand(2);
    if (auto* constant = llvm::dyn_cast<llvm::ConstantInt>(index)) {
      Chunks result = Get(insert.getOperand(0));
      const auto at = static_cast<unsigned>(constant->getZExtValue());
      if (at < count) {
        Value*& chunk = result[at / kChunk];
        chunk = chunk->getType()->isVectorTy() ? builder_.CreateInsertElement(chunk, insert.getOperand(1), at % kChunk)
                                               : insert.getOperand(1);
      }
      return Replace(insert, std::move(result));
    }
    llvm::SmallVector<Value*, 16> elements;
    for (unsigned i = 0; i < count; ++i) {
      Value* is_here = builder_.CreateICmpEQ(index, llvm::ConstantInt::get(index->getType(), i));
      elements.push_back(builder_.CreateSelect(is_here, insert.getOperand(1), Element(insert.getOperand(0), i)));
    }
    Replace(insert, FromElements(insert.getType(), elements));
  }

  // Little endian, as OpenCL devices are: element 0 holds the lowest bits.
  void SplitBitcast(llvm::BitCastInst& cast) {
    llvm::Type* from = cast.getSrcTy();
    llvm::Type* to = cast.getDestTy();
    const unsigned from_bits = from->getScalarSizeInBits(), to_bits = to->getScalarSizeInBits();
    llvm::SmallVector<Value*, 16> words;
    for (unsigned i = 0; i < ElementCount(from); ++i) {
      words.push_back(builder_.CreateBitCast(Element(cast.getOperand(0), i), builder_.getIntNTy(from_bits)));
    }
    llvm::SmallVector<Value*, 16> elements;
    for (unsigned i = 0; i < ElementCount(to); ++i) {
      Value* bits = nullptr;
      if (to_bits <= from_bits) {
        const unsigned ratio = from_bits / to_bits;
        Value* word = words[i / ratio];
        if (i % ratio != 0) word = builder_.CreateLShr(word, (i % ratio) * to_bits);
        bits = builder_.CreateTrunc(word, builder_.getIntNTy(to_bits));
      } else {
        const unsigned ratio = to_bits / from_bits;
        bits = llvm::ConstantInt::get(builder_.getIntNTy(to_bits), 0);
        for (unsigned k = 0; k < ratio; ++k) {
          Value* part = builder_.CreateZExt(words[i * ratio + k], builder_.getIntNTy(to_bits));
          if (k != 0) part = builder_.CreateShl(part, k * from_bits);
          bits = builder_.CreateOr(bits, part);
        }
      }
      elements.push_back(builder_.CreateBitCast(bits, to->getScalarType()));
    }
    Replace(cast, FromElements(to, elements));
  }

  void SplitMemoryOp(llvm::Instruction& instruction, const MemoryOp& op) {
    const llvm::DataLayout& layout = kernel_.function->getParent()->getDataLayout();
    llvm::Type* element = op.type->getScalarType();
    const std::uint64_t element_size = layout.getTypeAllocSize(element);
    const unsigned count = ElementCount(op.type);
    const Chunks stored = op.values.empty() ? Chunks() : Get(op.values[0]);
    Chunks result;
    for (unsigned at = 0; at < count; at += kChunk) {
      MemoryOp piece = op;
      piece.type = ChunkType(element, std::min(kChunk, count - at));
      piece.offset.constant += static_cast<std::int64_t>(at * element_size);
      if (at != 0) piece.alignment = static_cast<std::uint32_t>(std::gcd<std::uint64_t>(op.alignment, at * element_size));
      if (!stored.empty()) piece.values = {stored[at / kChunk]};
      llvm::CallInst* call = Create(builder_, piece);
      if (stored.empty()) result.push_back(call);
    }
    Replace(instruction, std::move(result));
  }

  PassContext& context_;
  KernelIr& kernel_;
  llvm::IRBuilder<> builder_;
  llvm::DenseMap<Value*, Chunks> chunks_;
  std::vector<std::pair<llvm::PHINode*, Chunks>> phis_;
  llvm::SmallVector<llvm::Instruction*, 32> dead_;
};

}  // namespace

void SplitVectors(PassContext& context, KernelIr& kernel) { Splitter(context, kernel).Run(); }

}  // namespace kiln::translator

#include "translator/passes/memory/expand_memory_intrinsics.h"

#include <algorithm>

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/LowerMemIntrinsics.h"

namespace kiln::translator {

namespace {

// Longer copies become loops.
constexpr std::uint64_t kMaxUnrolledPieces = 32;

// True if every use of `pointer`, followed through address arithmetic, only loads.
bool IsOnlyRead(const llvm::Value& pointer) {
  return llvm::all_of(pointer.uses(), [](const llvm::Use& use) {
    const llvm::User* user = use.getUser();
    if (llvm::isa<llvm::LoadInst>(user)) return true;
    if (const auto* copy = llvm::dyn_cast<llvm::MemTransferInst>(user)) return copy->getRawSource() == use.get() && copy->getRawDest() != use.get();
    if (const auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(user)) return intrinsic->isAssumeLikeIntrinsic();
    return llvm::isa<llvm::GetElementPtrInst, llvm::AddrSpaceCastInst, llvm::BitCastInst>(user) && IsOnlyRead(*user);
  });
}

class Expander {
 public:
  Expander(PassContext& context, KernelIr& kernel)
      : context_(context), builder_(kernel.function->getContext()) {}

  void Expand(llvm::MemIntrinsic& intrinsic) {
    builder_.SetInsertPoint(&intrinsic);
    builder_.SetCurrentDebugLocation(intrinsic.getDebugLoc());
    auto* length = llvm::dyn_cast<llvm::ConstantInt>(intrinsic.getLength());
    if (!length) return ExpandBytes(intrinsic);
    std::uint64_t align = intrinsic.getDestAlign().valueOrOne().value();
    if (auto* copy = llvm::dyn_cast<llvm::MemTransferInst>(&intrinsic)) {
      align = std::min<std::uint64_t>(align, copy->getSourceAlign().valueOrOne().value());
    }
    const std::uint64_t bytes = length->getZExtValue();
    const std::uint64_t width = std::min<std::uint64_t>(align, 4);
    if (llvm::isa<llvm::MemMoveInst>(intrinsic) && bytes / width > kMaxUnrolledPieces) {
      return ExpandBytes(intrinsic);
    } else if (bytes / width <= kMaxUnrolledPieces) {
      ExpandUnrolled(intrinsic, bytes, width);
    } else {
      ExpandLoop(intrinsic, bytes, width);
    }
    intrinsic.eraseFromParent();
  }

 private:
  // Of a length that is known only at run time, or long and perhaps overlapping: byte by byte.
  void ExpandBytes(llvm::MemIntrinsic& intrinsic) {
    const llvm::TargetTransformInfo costs(intrinsic.getModule()->getDataLayout());
    bool is_expanded = true;
    if (auto* set = llvm::dyn_cast<llvm::MemSetInst>(&intrinsic)) {
      llvm::expandMemSetAsLoop(set);
    } else if (auto* move = llvm::dyn_cast<llvm::MemMoveInst>(&intrinsic)) {
      is_expanded = llvm::expandMemMoveAsLoop(move, costs);
    } else {
      llvm::expandMemCpyAsLoop(llvm::cast<llvm::MemCpyInst>(&intrinsic), costs);
    }
    if (!is_expanded) {
      context_.diagnostics.Error(DiagnosticCode::kUnsupportedAccess, intrinsic,
                                 "a copy between ranges of different address spaces that may overlap cannot be translated; copy in "
                                 "a loop");
    }
    intrinsic.eraseFromParent();
  }

  llvm::Value* At(llvm::Value* base, llvm::Value* byte_offset) {
    return builder_.CreateInBoundsGEP(builder_.getInt8Ty(), base, byte_offset);
  }

  // The memset byte repeated over a word of `width` bytes.
  llvm::Value* Fill(llvm::MemSetInst& set, std::uint64_t width) {
    llvm::Type* word = builder_.getIntNTy(static_cast<unsigned>(width * 8));
    const llvm::APInt ones = llvm::APInt::getSplat(static_cast<unsigned>(width * 8), llvm::APInt(8, 1));
    return builder_.CreateMul(builder_.CreateZExt(set.getValue(), word), llvm::ConstantInt::get(word, ones));
  }

  llvm::Value* Piece(llvm::MemIntrinsic& intrinsic, llvm::Value* offset, std::uint64_t width) {
    if (auto* set = llvm::dyn_cast<llvm::MemSetInst>(&intrinsic)) return Fill(*set, width);
    auto& copy = llvm::cast<llvm::MemTransferInst>(intrinsic);
    return builder_.CreateAlignedLoad(builder_.getIntNTy(static_cast<unsigned>(width * 8)), At(copy.getRawSource(), offset),
                                      llvm::Align(width), copy.isVolatile());
  }

  void StorePiece(llvm::MemIntrinsic& intrinsic, llvm::Value* value, llvm::Value* offset, std::uint64_t width) {
    builder_.CreateAlignedStore(value, At(intrinsic.getRawDest(), offset), llvm::Align(width), intrinsic.isVolatile());
  }

  void ExpandUnrolled(llvm::MemIntrinsic& intrinsic, std::uint64_t bytes, std::uint64_t width) {
    struct Part { llvm::Value* value; std::uint64_t offset, width; };
    llvm::SmallVector<Part, 32> parts;
    // All loads come first: right for overlapping ranges too.
    for (std::uint64_t offset = 0; offset < bytes;) {
      while (width > bytes - offset) width /= 2;
      parts.push_back({Piece(intrinsic, builder_.getInt32(static_cast<std::uint32_t>(offset)), width), offset, width});
      offset += width;
    }
    for (const Part& part : parts) {
      StorePiece(intrinsic, part.value, builder_.getInt32(static_cast<std::uint32_t>(part.offset)), part.width);
    }
  }

  void ExpandLoop(llvm::MemIntrinsic& intrinsic, std::uint64_t bytes, std::uint64_t width) {
    const std::uint64_t whole = bytes / width;
    llvm::BasicBlock* before = intrinsic.getParent();
    llvm::BasicBlock* after = llvm::SplitBlock(before, &intrinsic);
    llvm::LLVMContext& context = before->getContext();
    auto* loop = llvm::BasicBlock::Create(context, "copy.loop", before->getParent(), after);
    auto* body = llvm::BasicBlock::Create(context, "copy.body", before->getParent(), after);
    before->getTerminator()->setSuccessor(0, loop);

    builder_.SetInsertPoint(loop);
    llvm::PHINode* index = builder_.CreatePHI(builder_.getInt32Ty(), 2, "k");
    index->addIncoming(builder_.getInt32(0), before);
    builder_.CreateCondBr(builder_.CreateICmpULT(index, builder_.getInt32(static_cast<std::uint32_t>(whole))), body, after);

    builder_.SetInsertPoint(body);
    llvm::Value* offset = builder_.CreateMul(index, builder_.getInt32(static_cast<std::uint32_t>(width)), "", true, true);
    StorePiece(intrinsic, Piece(intrinsic, offset, width), offset, width);
    index->addIncoming(builder_.CreateAdd(index, builder_.getInt32(1)), body);
    builder_.CreateBr(loop);

    builder_.SetInsertPoint(&intrinsic);
    for (std::uint64_t at = whole * width; at < bytes;) {
      std::uint64_t part = width;
      while (part > bytes - at) part /= 2;
      llvm::Value* tail = builder_.getInt32(static_cast<std::uint32_t>(at));
      StorePiece(intrinsic, Piece(intrinsic, tail, part), tail, part);
      at += part;
    }
  }

  PassContext& context_;
  llvm::IRBuilder<> builder_;
};

}  // namespace

void CopyWrittenStructs(PassContext&, KernelIr& kernel) {
  llvm::IRBuilder<> builder(&kernel.function->getEntryBlock(), kernel.function->getEntryBlock().getFirstInsertionPt());
  const llvm::DataLayout& layout = kernel.function->getParent()->getDataLayout();
  for (llvm::Argument& argument : kernel.function->args()) {
    if (!argument.hasByValAttr() || IsOnlyRead(argument)) continue;
    llvm::Type* type = argument.getParamByValType();
    const llvm::Align align = argument.getParamAlign().value_or(layout.getABITypeAlign(type));
    llvm::AllocaInst* copy = builder.CreateAlloca(type, nullptr, argument.getName());
    copy->setAlignment(align);
    argument.replaceAllUsesWith(copy);
    builder.CreateMemCpy(copy, align, &argument, align, layout.getTypeAllocSize(type));
  }
}

void ExpandMemoryIntrinsics(PassContext& context, KernelIr& kernel) {
  llvm::SmallVector<llvm::MemIntrinsic*, 8> intrinsics;
  for (llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    if (auto* intrinsic = llvm::dyn_cast<llvm::MemIntrinsic>(&instruction)) intrinsics.push_back(intrinsic);
  }
  Expander expander(context, kernel);
  for (llvm::MemIntrinsic* intrinsic : intrinsics) expander.Expand(*intrinsic);
}

}  // namespace kiln::translator

#include "translator/passes/images/expand_sampling.h"

#include <map>
#include <string>
#include <vector>

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "translator/ir/pure_call.h"
#include "translator/passes/images/sample_texels.h"

namespace kiln::translator {

namespace {

class Expansion {
 public:
  Expansion(PassContext& context, KernelIr& kernel)
      : context_(context),
        kernel_(kernel),
        layout_(kernel.function->getParent()->getDataLayout()),
        builder_(kernel.function->getContext(), llvm::InstSimplifyFolder(layout_)) {
    // The specification leaves the rounding of a filter open.
    llvm::FastMathFlags flags;
    flags.setAllowContract();
    builder_.setFastMathFlags(flags);
  }

  void Run() {
    std::vector<llvm::CallInst*> samples, stores;
    std::map<int, ImageElement> elements;
    for (llvm::Instruction& instruction : llvm::instructions(*kernel_.function)) {
      const std::optional<ImageOp> op = AsImageOp(instruction);
      if (!op) continue;
      if (!IsLegal(instruction, *op, elements)) return;
      if (op->kind == ImageOp::Kind::kSample) samples.push_back(llvm::cast<llvm::CallInst>(&instruction));
      if (op->kind == ImageOp::Kind::kStore && op->element != ImageElement::kFloat) {
        stores.push_back(llvm::cast<llvm::CallInst>(&instruction));
      }
    }
    for (llvm::CallInst* sample : samples) ExpandSample(*sample);
    for (llvm::CallInst* store : stores) Saturate(*store);
  }

 private:
  bool IsLegal(const llvm::Instruction& instruction, const ImageOp& op, std::map<int, ImageElement>& elements) {
    const int argument = op.argument();
    if (argument < 0) {
      context_.diagnostics.Error(
          DiagnosticCode::kUnsupportedImage, instruction,
          "it cannot be told which image this is; use an image that the kernel gets as an argument");
      return false;
    }
    if (op.kind == ImageOp::Kind::kSize || op.kind == ImageOp::Kind::kFormat) return true;
    const auto [known, is_new] = elements.try_emplace(argument, op.element);
    if (is_new || known->second == op.element) return true;
    context_.diagnostics.Error(DiagnosticCode::kUnsupportedImage, instruction,
                               "the image '" + kernel_.signature->arguments[static_cast<std::size_t>(argument)].name +
                                   "' is accessed as different element types (f, i or ui); use one kernel for each");
    return false;
  }

  // The bits of a sampler: an argument, a literal, or a choice between such.
  llvm::Value* BitsOf(llvm::Value* sampler) {
    if (llvm::Value* known = bits_.lookup(sampler)) return known;
    if (auto* call = llvm::dyn_cast<llvm::CallInst>(sampler);
        call && call->getCalledFunction() && call->getCalledFunction()->getName() == kSamplerLiteral) {
      return call->getArgOperand(0);
    }
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(sampler)) {
      builder_.SetInsertPoint(phi);
      llvm::PHINode* bits = builder_.CreatePHI(builder_.getInt32Ty(), phi->getNumIncomingValues());
      bits_[sampler] = bits;
      for (unsigned i = 0; i < phi->getNumIncomingValues(); ++i) {
        bits->addIncoming(BitsOf(phi->getIncomingValue(i)), phi->getIncomingBlock(i));
      }
      return bits;
    }
    if (auto* select = llvm::dyn_cast<llvm::SelectInst>(sampler)) {
      llvm::Value *first = BitsOf(select->getTrueValue()), *second = BitsOf(select->getFalseValue());
      builder_.SetInsertPoint(select);
      return bits_[sampler] = builder_.CreateSelect(select->getCondition(), first, second);
    }
    llvm::BasicBlock& entry = kernel_.function->getEntryBlock();
    builder_.SetInsertPoint(&entry, entry.getFirstInsertionPt());
    return bits_[sampler] = CallPure(builder_, kSamplerArgument, builder_.getInt32Ty(), {sampler});
  }

  void ExpandSample(llvm::CallInst& call) {
    const ImageOp op = *AsImageOp(call);
    llvm::Value* sampler = BitsOf(op.sampler);
    builder_.SetInsertPoint(&call);
    llvm::Value* texel = SampleTexels(builder_, call, op, sampler);
    if (llvm::isa<llvm::Instruction>(texel) && !texel->hasName()) texel->takeName(&call);
    call.replaceAllUsesWith(texel);
    call.eraseFromParent();
  }

  // The range of the image's channels: 8, 16 or 32 bits, by its channel data type.
  void Saturate(llvm::CallInst& call) {
    ImageOp op = *AsImageOp(call);
    const bool is_signed = op.element == ImageElement::kSigned;
    const llvm::APInt known_zero = llvm::computeKnownBits(op.value, layout_).Zero;
    const unsigned needed =
        is_signed ? llvm::ComputeMaxSignificantBits(op.value, layout_) : 32 - known_zero.countLeadingOnes();
    if (needed <= 8) return;  // fits in all of them
    builder_.SetInsertPoint(&call);
    ImageOp format = op;
    format.kind = ImageOp::Kind::kFormat;
    format.part = static_cast<unsigned>(FormatPart::kChannelDataType);
    llvm::Value* type = Create(builder_, format);
    constexpr std::uint32_t kSignedInt8 = 0x10D7, kUnsignedInt8 = 0x10DA;
    const std::uint32_t byte = is_signed ? kSignedInt8 : kUnsignedInt8;
    auto limit = [&](std::uint32_t of_byte, std::uint32_t of_short, std::uint32_t of_int) {
      llvm::Value* wide = builder_.CreateSelect(builder_.CreateICmpEQ(type, builder_.getInt32(byte + 1)),
                                                builder_.getInt32(of_short), builder_.getInt32(of_int));
      llvm::Value* scalar =
          builder_.CreateSelect(builder_.CreateICmpEQ(type, builder_.getInt32(byte)), builder_.getInt32(of_byte), wide);
      return builder_.CreateVectorSplat(4, scalar);
    };
    llvm::Value* value = op.value;
    if (is_signed) {
      value = builder_.CreateBinaryIntrinsic(llvm::Intrinsic::smax, value, limit(-0x80u, -0x8000u, 0x80000000u));
      value = builder_.CreateBinaryIntrinsic(llvm::Intrinsic::smin, value, limit(0x7F, 0x7FFF, 0x7FFFFFFF));
    } else {
      value = builder_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, value, limit(0xFF, 0xFFFF, 0xFFFFFFFF));
    }
    call.setArgOperand(2, value);
  }

  PassContext& context_;
  KernelIr& kernel_;
  const llvm::DataLayout& layout_;
  FoldingBuilder builder_;
  llvm::DenseMap<const llvm::Value*, llvm::Value*> bits_;
};

}  // namespace

void ExpandSampling(PassContext& context, KernelIr& kernel) {
  Expansion(context, kernel).Run();
}

}  // namespace kiln::translator

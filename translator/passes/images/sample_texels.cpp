#include "translator/passes/images/sample_texels.h"

#include <vector>

#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

namespace kiln::translator {

namespace {

using Value = llvm::Value;
using Make = llvm::function_ref<Value*()>;

// Where one coordinate leads: a texel, or two with the weight of the second.
struct Axis {
  Value* index[2] = {};
  Value* outside[2] = {};  // i1: the border colour stands for the texel; null: never
  Value* weight = nullptr;
};

bool ReadsAlpha(const llvm::CallInst& call) {
  return !llvm::all_of(call.users(), [](const llvm::User* user) {
    const auto* extract = llvm::dyn_cast<llvm::ExtractElementInst>(user);
    const auto* index = extract ? llvm::dyn_cast<llvm::ConstantInt>(extract->getIndexOperand()) : nullptr;
    if (index) return index->getZExtValue() != 3;
    const auto* shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(user);
    return shuffle && llvm::none_of(shuffle->getShuffleMask(), [](int element) { return element % 4 == 3; });
  });
}

class Sampler {
 public:
  Sampler(FoldingBuilder& builder, llvm::CallInst& call, const ImageOp& op, Value* bits)
      : builder_(builder), call_(call), op_(op), reads_alpha_(ReadsAlpha(call)) {
    Value* mode = builder_.CreateAnd(bits, kSamplerAddressMask);
    auto is_mode = [&](std::uint32_t which) { return builder_.CreateICmpEQ(mode, Int(which)); };
    clamps_to_border_ = is_mode(kSamplerClamp);
    repeats_ = is_mode(kSamplerRepeat);
    mirrors_ = is_mode(kSamplerMirroredRepeat);
    trusts_ = is_mode(kSamplerAddressNone);
    normalized_ = builder_.CreateICmpNE(builder_.CreateAnd(bits, kSamplerNormalized), Int(0));
    linear_ = builder_.CreateICmpNE(builder_.CreateAnd(bits, kSamplerLinear), Int(0));
  }

  Value* Read() {
    for (unsigned i = 0; i < op_.type.coordinates(); ++i) sizes_.push_back(Size(i));
    // Only floating-point texels can be mixed, and only floating-point coordinates lie between texels.
    if (!HasFloatCoordinates() || op_.element != ImageElement::kFloat) return Filter(false);
    return Choose(linear_, [&] { return Filter(true); }, [&] { return Filter(false); });
  }

 private:
  llvm::Constant* Int(std::int64_t value) { return builder_.getInt32(static_cast<std::uint32_t>(value)); }
  llvm::Constant* Float(double value) { return llvm::ConstantFP::get(builder_.getFloatTy(), value); }
  Value* Min(Value* a, Value* b) { return builder_.CreateBinaryIntrinsic(llvm::Intrinsic::smin, a, b); }
  Value* Max(Value* a, Value* b) { return builder_.CreateBinaryIntrinsic(llvm::Intrinsic::smax, a, b); }
  Value* Floor(Value* x) { return builder_.CreateUnaryIntrinsic(llvm::Intrinsic::floor, x); }
  Value* Rint(Value* x) { return builder_.CreateUnaryIntrinsic(llvm::Intrinsic::rint, x); }
  Value* ToInt(Value* x) { return builder_.CreateFPToSI(x, builder_.getInt32Ty()); }
  // Comparisons make of a NaN the lower bound, and read better than minnum where a target's own min has no such
  // promise.
  Value* Between(Value* x, Value* low, Value* high) {
    Value* least = builder_.CreateSelect(builder_.CreateFCmpOGT(x, low), x, low);
    return builder_.CreateSelect(builder_.CreateFCmpOLT(least, high), least, high);
  }
  bool HasFloatCoordinates() const { return op_.coordinates->getType()->getScalarType()->isFloatTy(); }
  static bool IsTrue(const Value* condition) {
    const auto* constant = llvm::dyn_cast<llvm::ConstantInt>(condition);
    return constant && constant->isOne();
  }
  static bool IsFalse(const Value* condition) {
    const auto* constant = llvm::dyn_cast<llvm::ConstantInt>(condition);
    return constant && constant->isZero();
  }

  // What is not needed is not made.
  Value* Select(Value* condition, Make if_true, Make if_false) {
    if (IsTrue(condition)) return if_true();
    if (IsFalse(condition)) return if_false();
    Value* first = if_true();
    return builder_.CreateSelect(condition, first, if_false());
  }

  // The same with a branch, for what is expensive.
  Value* Choose(Value* condition, Make if_true, Make if_false) {
    if (IsTrue(condition)) return if_true();
    if (IsFalse(condition)) return if_false();
    llvm::Instruction *then_end = nullptr, *else_end = nullptr;
    llvm::SplitBlockAndInsertIfThenElse(condition, &call_, &then_end, &else_end);
    const llvm::DebugLoc location = call_.getDebugLoc();
    auto make = [&](llvm::Instruction* end, Make value) {
      builder_.SetInsertPoint(end);
      builder_.SetCurrentDebugLocation(location);
      return value();
    };
    Value* first = make(then_end, if_true);
    Value* second = make(else_end, if_false);
    builder_.SetInsertPoint(&call_);
    llvm::PHINode* phi = llvm::PHINode::Create(call_.getType(), 2, "texel", call_.getParent()->begin());
    phi->addIncoming(first, then_end->getParent());
    phi->addIncoming(second, else_end->getParent());
    return phi;
  }

  Value* Size(unsigned component) {
    ImageOp size = op_;
    size.kind = ImageOp::Kind::kSize;
    size.part = component;
    return Create(builder_, size);
  }

  Value* Coordinate(unsigned axis) {
    return op_.coordinates->getType()->isVectorTy() ? builder_.CreateExtractElement(op_.coordinates, axis)
                                                    : op_.coordinates;
  }

  Value* Inside(Value* index, Value* size) { return Min(Max(index, Int(0)), builder_.CreateSub(size, Int(1))); }

  // Below zero is above the size as well when read without a sign.
  Value* Outside(Value* index, Value* size) {
    return IsFalse(clamps_to_border_) ? nullptr
                                      : builder_.CreateAnd(clamps_to_border_, builder_.CreateICmpUGE(index, size));
  }

  // u of the specification: the place in texels.
  Value* Place(Value* s, Value* extent) {
    return Select(
        repeats_, [&] { return builder_.CreateFMul(builder_.CreateFSub(s, Floor(s)), extent); },
        [&] {
          return Select(
              mirrors_,
              [&] {
                Value* even = builder_.CreateFMul(Float(2), Rint(builder_.CreateFMul(Float(0.5), s)));
                Value* mirrored = builder_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, builder_.CreateFSub(s, even));
                return builder_.CreateFMul(mirrored, extent);
              },
              [&] { return Select(normalized_, [&] { return builder_.CreateFMul(s, extent); }, [&] { return s; }); });
        });
  }

  Value* Wrap(Value* index, Value* size) {
    Value* up = builder_.CreateSelect(builder_.CreateICmpSLT(index, Int(0)), builder_.CreateAdd(index, size), index);
    return builder_.CreateSelect(builder_.CreateICmpSGE(up, size), builder_.CreateSub(up, size), up);
  }

  Axis Nearest(unsigned axis) {
    Value* size = sizes_[axis];
    Axis result;
    if (!HasFloatCoordinates()) {
      Value* index = Coordinate(axis);
      result.outside[0] = Outside(index, size);
      // With CLK_ADDRESS_NONE the source promises that there is such a texel.
      result.index[0] = IsTrue(trusts_) ? index : Inside(index, size);
      return result;
    }
    Value* extent = builder_.CreateSIToFP(size, builder_.getFloatTy());
    Value* place = Floor(Place(Coordinate(axis), extent));
    if (IsTrue(trusts_)) {
      result.index[0] = ToInt(place);
      return result;
    }
    // No conversion of what an int cannot hold.
    Value* index = ToInt(Between(place, Float(-1), extent));
    result.outside[0] = Outside(index, size);
    result.index[0] = Select(repeats_, [&] { return Wrap(index, size); }, [&] { return Inside(index, size); });
    return result;
  }

  Axis Linear(unsigned axis) {
    Value* size = sizes_[axis];
    Value* extent = builder_.CreateSIToFP(size, builder_.getFloatTy());
    Value* place = builder_.CreateFSub(Place(Coordinate(axis), extent), Float(0.5));
    Value* whole = Floor(place);
    Axis result;
    result.weight = builder_.CreateFSub(place, whole);
    Value* first = ToInt(Between(whole, Float(-2), extent));
    for (unsigned i = 0; i < 2; ++i) {
      Value* index = builder_.CreateAdd(first, Int(i));
      result.outside[i] = Outside(index, size);
      // Also with CLK_ADDRESS_NONE: the neighbour of a texel at the edge has the weight 0, but has to be a number.
      result.index[i] = Select(repeats_, [&] { return Wrap(index, size); }, [&] { return Inside(index, size); });
    }
    return result;
  }

  Value* Layer() {
    const unsigned axis = op_.type.dimensions;
    if (!HasFloatCoordinates()) return Inside(Coordinate(axis), sizes_[axis]);
    Value* last = builder_.CreateSIToFP(builder_.CreateSub(sizes_[axis], Int(1)), builder_.getFloatTy());
    return ToInt(Between(Rint(Coordinate(axis)), Float(0), last));
  }

  Value* Filter(bool is_linear) {
    std::vector<Axis> axes;
    for (unsigned i = 0; i < op_.type.dimensions; ++i) axes.push_back(is_linear ? Linear(i) : Nearest(i));
    Value* layer = op_.type.is_array ? Layer() : nullptr;
    if (!is_linear) return Texel(axes, 0, layer);
    // T = (1 - a)(1 - b) T00 + a (1 - b) T10 + (1 - a) b T01 + a b T11, and likewise for one and three axes.
    Value* sum = nullptr;
    for (unsigned corner = 0; corner < 1u << axes.size(); ++corner) {
      Value* weight = nullptr;
      for (unsigned i = 0; i < axes.size(); ++i) {
        Value* part = corner >> i & 1 ? axes[i].weight : builder_.CreateFSub(Float(1), axes[i].weight);
        weight = weight ? builder_.CreateFMul(weight, part) : part;
      }
      Value* term = builder_.CreateFMul(builder_.CreateVectorSplat(4, weight), Texel(axes, corner, layer));
      sum = sum ? builder_.CreateFAdd(sum, term) : term;
    }
    return sum;
  }

  // Bit i of `corner` chooses between the two texels of axis i.
  Value* Texel(const std::vector<Axis>& axes, unsigned corner, Value* layer) {
    std::vector<Value*> place;
    Value* outside = nullptr;
    for (unsigned i = 0; i < axes.size(); ++i) {
      const unsigned which = corner >> i & 1;
      place.push_back(axes[i].index[which]);
      Value* beyond = axes[i].outside[which];
      outside = outside && beyond ? builder_.CreateOr(outside, beyond) : beyond;
    }
    if (layer) place.push_back(layer);
    ImageOp load = op_;
    load.kind = ImageOp::Kind::kLoad;
    load.coordinates = place.front();
    if (place.size() > 1) {
      load.coordinates = llvm::PoisonValue::get(
          llvm::FixedVectorType::get(builder_.getInt32Ty(), static_cast<unsigned>(place.size())));
      for (unsigned i = 0; i < place.size(); ++i) {
        load.coordinates = builder_.CreateInsertElement(load.coordinates, place[i], std::uint64_t{i});
      }
    }
    Value* texel = Create(builder_, load);
    return outside ? builder_.CreateSelect(outside, Border(), texel) : texel;
  }

  // Zeros; the last is 1 where the channel order has no alpha: CL_R, CL_RG, CL_RGB and CL_LUMINANCE.
  Value* Border() {
    llvm::Constant* zeros = llvm::Constant::getNullValue(call_.getType());
    if (!reads_alpha_) return zeros;
    ImageOp format = op_;
    format.kind = ImageOp::Kind::kFormat;
    format.part = static_cast<unsigned>(FormatPart::kChannelOrder);
    constexpr std::uint32_t kR = 0x10B0, kRg = 0x10B2, kRgb = 0x10B4, kLuminance = 0x10B9;
    constexpr std::uint32_t kOpaque = 1u << (kR & 31) | 1u << (kRg & 31) | 1u << (kRgb & 31) | 1u << (kLuminance & 31);
    Value* bit = builder_.CreateLShr(Int(kOpaque), builder_.CreateAnd(Create(builder_, format), Int(31)));
    Value* alpha = builder_.CreateAnd(bit, Int(1));
    if (op_.element == ImageElement::kFloat) alpha = builder_.CreateUIToFP(alpha, builder_.getFloatTy());
    return builder_.CreateInsertElement(zeros, alpha, std::uint64_t{3});
  }

  FoldingBuilder& builder_;
  llvm::CallInst& call_;
  ImageOp op_;
  bool reads_alpha_;
  std::vector<Value*> sizes_;
  // i1 each; constants for a literal sampler.
  Value *clamps_to_border_, *repeats_, *mirrors_, *trusts_, *normalized_, *linear_;
};

}  // namespace

llvm::Value* SampleTexels(FoldingBuilder& builder, llvm::CallInst& call, const ImageOp& op, llvm::Value* sampler) {
  return Sampler(builder, call, op, sampler).Read();
}

}  // namespace kiln::translator

// vloadn, vstoren, vload_half, vstore_half and their aligned forms.
#include <llvm/ADT/StringRef.h>

#include "translator/passes/builtins/expander.h"
#include "translator/passes/builtins/rounding.h"

namespace kiln::translator::builtins {
namespace {

// "vstorea_half4_rtz" taken apart.
struct Access {
  bool is_store = false;
  bool is_aligned = false;
  bool is_half = false;
  unsigned lanes = 1;
  Rounding rounding = Rounding::kToNearestEven;
};

bool ParseAccess(llvm::StringRef name, Access& access) {
  access.is_store = name.consume_front("vstore");
  if (!access.is_store && !name.consume_front("vload")) {
    return false;
  }
  access.is_aligned = name.consume_front("a_half");
  access.is_half = access.is_aligned || name.consume_front("_half");
  name.consumeInteger(10, access.lanes);
  if (access.is_half && access.is_store && name.consume_front("_")) {
    return ParseRounding(name, access.rounding);
  }
  return name.empty();
}

class AccessExpansion {
 public:
  AccessExpansion(Expander& expander, Call& call, const Access& access)
      : e_(expander), b_(expander.builder()), call_(call), access_(access) {}

  llvm::Value* Expand() {
    const unsigned first = access_.is_store ? 1 : 0;  // of (offset, pointer)
    if (call_.Count() < first + 2 || !call_.Type(first + 1).is_pointer) {
      return nullptr;
    }
    const Parameter& pointee = call_.Type(first + 1);
    llvm::Type* element = access_.is_half ? HalfStorage() : Element(pointee);
    if (element == nullptr) {
      return nullptr;
    }
    // Aligned accesses of three halves are four apart.
    const unsigned stride = access_.is_aligned && access_.lanes == 3 ? 4 : access_.lanes;
    llvm::Value* offset = call_.Argument(first);
    llvm::Value* index = b_.CreateMul(offset, Expander::Integer(offset->getType(), stride));
    llvm::Value* pointer = b_.CreateInBoundsGEP(element, call_.Argument(first + 1), index);
    const std::uint64_t bytes = element->getPrimitiveSizeInBits() / 8;
    const llvm::Align alignment(access_.is_aligned ? bytes * stride : bytes);
    llvm::Type* type = access_.lanes == 1 ? element : llvm::FixedVectorType::get(element, access_.lanes);
    if (access_.is_store) {
      llvm::Value* value = access_.is_half ? ToHalf(call_.Argument(0)) : call_.Argument(0);
      b_.CreateAlignedStore(value, pointer, alignment);
      return call_.instruction;
    }
    llvm::Value* value = b_.CreateAlignedLoad(type, pointer, alignment);
    return access_.is_half ? FromHalf(value) : value;
  }

 private:
  llvm::Type* Element(const Parameter& pointee) {
    switch (pointee.scalar) {
      case Scalar::kSigned:
      case Scalar::kUnsigned:
        return b_.getIntNTy(pointee.bits);
      case Scalar::kFloat:
        return pointee.bits == 16 ? b_.getHalfTy() : pointee.bits == 32 ? b_.getFloatTy() : b_.getDoubleTy();
      default:
        return nullptr;
    }
  }

  // Metal rounds to nearest even when it narrows; Vulkan does not say how it rounds, so there the bits are made by
  // hand.
  bool DeviceNarrows() const {
    return access_.rounding == Rounding::kToNearestEven && e_.profile().language == TargetLanguage::kMsl &&
           call_.Type(0).bits == 32;
  }
  llvm::Type* HalfStorage() {
    const bool as_half = access_.is_store ? DeviceNarrows() : e_.profile().float16;
    return as_half ? b_.getHalfTy() : static_cast<llvm::Type*>(b_.getInt16Ty());
  }

  llvm::Value* ToHalf(llvm::Value* value) {
    if (DeviceNarrows()) {
      return b_.CreateFPTrunc(value, Expander::Like(value->getType(), b_.getHalfTy()));
    }
    return NarrowToHalfBits(e_, value, access_.rounding);
  }

  llvm::Value* FromHalf(llvm::Value* value) {
    if (e_.profile().float16) {
      return b_.CreateFPExt(value, call_.Result());
    }
    return e_.Library("__kiln_widen_f16", call_.Result(), {value});
  }

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
  const Access& access_;
};

}  // namespace

llvm::Value* ExpandVectorMemory(Expander& expander, Call& call, std::string&) {
  Access access;
  return ParseAccess(call.name, access) ? AccessExpansion(expander, call, access).Expand() : nullptr;
}

}  // namespace kiln::translator::builtins

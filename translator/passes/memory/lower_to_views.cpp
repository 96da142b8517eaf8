#include "translator/passes/memory/lower_to_views.h"

#include <numeric>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "translator/passes/memory/access_path.h"
#include "translator/passes/memory/choose_views.h"

namespace kiln::translator {

namespace {

class ViewLowering {
 public:
  ViewLowering(PassContext& context, KernelIr& kernel)
      : context_(context),
        kernel_(kernel),
        layout_(kernel.function->getParent()->getDataLayout()),
        builder_(kernel.function->getContext()) {}

  void Run() {
    std::vector<std::vector<ShapedAccess>> accesses(kernel_.objects.size());
    for (llvm::Instruction& instruction : llvm::instructions(*kernel_.function)) {
      if (auto op = AsMemoryOp(instruction)) accesses[op->object].push_back(Shape(instruction, *op));
    }
    for (unsigned object = 0; object < accesses.size(); ++object) {
      if (!accesses[object].empty()) LowerObject(object, accesses[object]);
    }
  }

 private:
  ShapedAccess Shape(llvm::Instruction& instruction, const MemoryOp& op) const {
    ShapedAccess access{&instruction, op};
    auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(op.type);
    access.count = vector ? vector->getNumElements() : 1;
    access.element_size = layout_.getTypeStoreSize(op.type->getScalarType());
    return access;
  }

  void LowerObject(unsigned object, llvm::ArrayRef<ShapedAccess> accesses) {
    for (const ShapedAccess& access : accesses) {
      if (MakeLeaf(layout_, access.op.type->getScalarType())) continue;
      context_.diagnostics.Error(DiagnosticCode::kUnsupportedType, *access.instruction,
                                 "'" + kernel_.objects[object].name + "' is accessed as a type of " +
                                     std::to_string(access.op.type->getScalarSizeInBits()) + " bits, which no target has; use elements of 8, 16, 32 or 64 bits");
      return;
    }
    std::vector<unsigned> view_of_access;
    const std::vector<MemoryTypeRef> types =
        ChooseViews(context_, layout_, kernel_.objects[object], accesses, view_of_access);
    if (types.empty()) return;
    const auto first = static_cast<unsigned>(kernel_.views.size());
    for (const MemoryTypeRef& type : types) kernel_.views.push_back({object, type, types.size() > 1});
    for (std::size_t i = 0; i < accesses.size(); ++i) Lower(accesses[i], first + view_of_access[i]);
  }

  void Lower(ShapedAccess access, unsigned view) {
    // Values and indices may have been replaced meanwhile: they are loads of other objects.
    access.op = *AsMemoryOp(*access.instruction);
    builder_.SetInsertPoint(access.instruction);
    builder_.SetCurrentDebugLocation(access.instruction->getDebugLoc());
    const MemoryType& type = *kernel_.views[view].type;
    const MemoryOp& op = access.op;
    llvm::Value* result = nullptr;
    if (auto path = FindPath(layout_, type, op.offset, access.element_size, access.count, op.alignment)) {
      result = LowerWhole(op, view, *path, op.values);
    } else if (FindPath(layout_, type, op.offset, access.element_size, 1, access.RawWidth())) {
      result = LowerElements(access, [&](unsigned i, llvm::Value* value) {
        return LowerElement(access, view, i, value);
      });
    } else {
      result = LowerElements(access, [&](unsigned i, llvm::Value* value) {
        return LowerPieces(access, view, i, value);
      });
    }
    if (result && !access.instruction->getType()->isVoidTy()) {
      result = builder_.CreateBitCast(result, access.instruction->getType());
      if (llvm::isa<llvm::Instruction>(result)) result->takeName(access.instruction);
      access.instruction->replaceAllUsesWith(result);
    }
    access.instruction->eraseFromParent();
  }

  // Values are cast to and from the type at the end of the path where the source puns.
  llvm::Value* LowerWhole(const MemoryOp& op, unsigned view, const AccessPath& path, llvm::ArrayRef<llvm::Value*> values) {
    ViewOp result;
    result.kind = op.kind;
    result.type = path.leaf;
    result.view = view;
    result.is_volatile = op.is_volatile;
    result.rmw = op.rmw;
    result.order = op.order;
    for (llvm::Value* value : values) result.values.push_back(builder_.CreateBitCast(value, path.leaf));
    for (const AccessPath::Step& step : path.steps) {
      llvm::Value* index = Materialize(builder_, step.index, 1);
      // Signed: an offset may be negative on the way, and the compiler may have split it so.
      result.path.push_back(step.shift ? builder_.CreateAShr(index, step.shift) : index);
    }
    llvm::CallInst* call = Create(builder_, result);
    return call->getType()->isVoidTy() ? nullptr : call;
  }

  template <typename LowerOne>
  llvm::Value* LowerElements(const ShapedAccess& access, LowerOne lower_one) {
    llvm::Type* element = access.op.type->getScalarType();
    const bool is_load = access.op.values.empty();
    llvm::Value* result = is_load ? llvm::PoisonValue::get(access.op.type) : nullptr;
    for (unsigned i = 0; i < access.count; ++i) {
      llvm::Value* value = is_load ? nullptr : access.op.values[0];
      if (value && access.count > 1) value = builder_.CreateExtractElement(value, i);
      llvm::Value* loaded = lower_one(i, value);
      if (!is_load) continue;
      loaded = builder_.CreateBitCast(loaded, element);
      result = access.count > 1 ? builder_.CreateInsertElement(result, loaded, i) : loaded;
    }
    return result;
  }

  llvm::Value* LowerElement(const ShapedAccess& access, unsigned view, unsigned i, llvm::Value* value) {
    LinearOffset at = access.op.offset;
    at.constant += static_cast<std::int64_t>(i * access.element_size);
    auto path = FindPath(layout_, *kernel_.views[view].type, at, access.element_size, 1, access.RawWidth());
    return LowerWhole(access.op, view, *path, value ? llvm::ArrayRef<llvm::Value*>(value) : llvm::ArrayRef<llvm::Value*>());
  }

  // An element in words of the raw view, lowest first.
  llvm::Value* LowerPieces(const ShapedAccess& access, unsigned view, unsigned i, llvm::Value* value) {
    const MemoryType& type = *kernel_.views[view].type;
    const std::uint64_t width = type.element->size;
    const auto width_bits = static_cast<unsigned>(width * 8);
    llvm::Type* whole = builder_.getIntNTy(static_cast<unsigned>(access.element_size * 8));
    llvm::Type* word = builder_.getIntNTy(width_bits);
    if (value) value = builder_.CreateBitCast(value, whole);
    llvm::Value* result = llvm::ConstantInt::get(whole, 0);
    for (unsigned k = 0; k * width < access.element_size; ++k) {
      LinearOffset at = access.op.offset;
      at.constant += static_cast<std::int64_t>(i * access.element_size + k * width);
      auto path = FindPath(layout_, type, at, width, 1, width);
      if (value) {
        llvm::Value* piece = builder_.CreateTrunc(k == 0 ? value : builder_.CreateLShr(value, k * width_bits), word);
        LowerWhole(access.op, view, *path, {piece});
      } else {
        llvm::Value* piece = builder_.CreateZExt(builder_.CreateBitCast(LowerWhole(access.op, view, *path, {}), word), whole);
        result = builder_.CreateOr(result, k == 0 ? piece : builder_.CreateShl(piece, k * width_bits));
      }
    }
    return value ? nullptr : result;
  }

  PassContext& context_;
  KernelIr& kernel_;
  const llvm::DataLayout& layout_;
  llvm::IRBuilder<> builder_;
};

}  // namespace

void LowerToViews(PassContext& context, KernelIr& kernel) { ViewLowering(context, kernel).Run(); }

}  // namespace kiln::translator

#include "translator/passes/memory/physical_memory.h"

#include "translator/builtins/ops.h"
#include "translator/ir/pure_call.h"

namespace kiln::translator {
namespace {

MemoryOp PartOf(const MemoryOp& op, llvm::Type* type, std::uint64_t offset) {
  MemoryOp part = op;
  part.type = type;
  part.alignment = static_cast<std::uint32_t>(llvm::MinAlign(op.alignment, offset));
  part.values.clear();
  return part;
}

llvm::Value* Advance(llvm::IRBuilderBase& builder, llvm::Value* address, std::uint64_t bytes) {
  return bytes == 0 ? address : builder.CreateAdd(address, builder.getInt64(bytes));
}

}  // namespace

llvm::Value* PhysicalMemory::AddressOf(const llvm::Argument& argument) {
  llvm::Value*& address = addresses_[argument.getArgNo()];
  if (address) return address;
  llvm::BasicBlock& entry = kernel_.function->getEntryBlock();
  llvm::IRBuilder<> builder(&entry, entry.getFirstInsertionPt());
  address = CallPure(builder, builtins::kArgumentAddress, builder.getInt64Ty(), {builder.getInt32(argument.getArgNo())});
  address->setName(argument.getName());
  return address;
}

llvm::Value* PhysicalMemory::Access(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(op.type);
  const std::uint64_t scalar_size = layout_.getTypeStoreSize(op.type->getScalarType());
  if (op.alignment < scalar_size) return vector ? AccessVector(builder, op, address, 1) : AccessPieces(builder, op, address);
  if (vector && splits_vectors_ && op.alignment < layout_.getABITypeAlign(vector).value()) {
    return AccessVector(builder, op, address, 1);
  }
  if (vector && vector->getNumElements() > 4) return AccessVector(builder, op, address, 4);
  return AccessWhole(builder, op, address);
}

// A vector in parts of `width` elements.
llvm::Value* PhysicalMemory::AccessVector(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address,
                                          unsigned width) {
  auto* vector = llvm::cast<llvm::FixedVectorType>(op.type);
  const std::uint64_t element_size = layout_.getTypeStoreSize(vector->getElementType());
  const bool is_load = op.values.empty();
  llvm::Value* result = is_load ? llvm::PoisonValue::get(vector) : nullptr;
  for (unsigned first = 0; first < vector->getNumElements(); first += width) {
    const unsigned count = std::min(width, vector->getNumElements() - first);
    llvm::Type* type = count == 1 ? vector->getElementType() : llvm::FixedVectorType::get(vector->getElementType(), count);
    MemoryOp part = PartOf(op, type, first * element_size);
    if (!is_load) {
      llvm::Value* value = count == 1 ? nullptr : llvm::PoisonValue::get(type);
      for (unsigned i = 0; i < count; ++i) {
        llvm::Value* element = builder.CreateExtractElement(op.values[0], first + i);
        value = count == 1 ? element : builder.CreateInsertElement(value, element, i);
      }
      part.values = {value};
    }
    llvm::Value* loaded = Access(builder, part, Advance(builder, address, first * element_size));
    for (unsigned i = 0; is_load && i < count; ++i) {
      llvm::Value* element = count == 1 ? loaded : builder.CreateExtractElement(loaded, i);
      result = builder.CreateInsertElement(result, element, first + i);
    }
  }
  return result;
}

// A scalar that lies askew, in integers of its alignment, lowest first.
llvm::Value* PhysicalMemory::AccessPieces(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address) {
  const std::uint64_t size = layout_.getTypeStoreSize(op.type), width = op.alignment;
  llvm::Type* whole = builder.getIntNTy(static_cast<unsigned>(size * 8));
  llvm::Type* piece = builder.getIntNTy(static_cast<unsigned>(width * 8));
  llvm::Value* value = op.values.empty() ? nullptr : builder.CreateBitCast(op.values[0], whole);
  llvm::Value* result = llvm::ConstantInt::get(whole, 0);
  for (std::uint64_t at = 0; at < size; at += width) {
    MemoryOp part = PartOf(op, piece, at);
    if (value) part.values = {builder.CreateTrunc(builder.CreateLShr(value, at * 8), piece)};
    llvm::Value* loaded = AccessWhole(builder, part, Advance(builder, address, at));
    if (!value) result = builder.CreateOr(result, builder.CreateShl(builder.CreateZExt(loaded, whole), at * 8));
  }
  return value ? nullptr : builder.CreateBitCast(result, op.type);
}

llvm::Value* PhysicalMemory::AccessWhole(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address) {
  ViewOp access;
  access.kind = op.kind;
  access.type = op.type;
  access.view = ViewOf(op.type, op.alignment);
  access.is_volatile = op.is_volatile;
  access.rmw = op.rmw;
  access.order = op.order;
  access.values = op.values;
  access.path = {address};
  llvm::CallInst* call = Create(builder, access);
  return call->getType()->isVoidTy() ? nullptr : call;
}

unsigned PhysicalMemory::ViewOf(llvm::Type* type, std::uint64_t alignment) {
  auto [entry, is_new] = views_.try_emplace({type, alignment}, static_cast<unsigned>(kernel_.views.size()));
  if (is_new) {
    View view;
    view.object = *kernel_.address_object;
    view.type = MakeLeaf(layout_, type);
    view.alignment = alignment;
    kernel_.views.push_back(std::move(view));
  }
  return entry->second;
}

}  // namespace kiln::translator

// async_work_group_copy: the work-items of the group share the copy; wait_group_events is the barrier after it.
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

#include "translator/builtins/ops.h"
#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

llvm::Type* ElementType(llvm::IRBuilder<>& builder, const Parameter& pointee) {
  llvm::Type* scalar = nullptr;
  if (pointee.IsInteger()) {
    scalar = builder.getIntNTy(pointee.bits);
  } else if (pointee.IsFloat()) {
    scalar = pointee.bits == 16   ? builder.getHalfTy()
             : pointee.bits == 32 ? builder.getFloatTy()
                                  : builder.getDoubleTy();
  }
  if (scalar == nullptr || pointee.lanes == 1) return scalar;
  // The specification: elements of three components are copied as if they had four.
  return llvm::FixedVectorType::get(scalar, pointee.lanes == 3 ? 4 : pointee.lanes);
}

llvm::Value* Copy(Expander& expander, Call& call, llvm::Type* element, llvm::Value* stride) {
  llvm::IRBuilder<>& builder = expander.builder();
  llvm::Type* index_type = call.Argument(2)->getType();
  auto query = [&](const char* operation, unsigned dimension) {
    llvm::Value* value =
        expander.Op(llvm::Twine("workitem.") + operation, builder.getInt32Ty(), {expander.Int(dimension)}, {});
    return builder.CreateZExt(value, index_type);
  };
  llvm::Value* sizes[] = {query("local_size", 0), query("local_size", 1), query("local_size", 2)};
  llvm::Value* row = builder.CreateAdd(builder.CreateMul(query("local_id", 2), sizes[1]), query("local_id", 1));
  llvm::Value* first = builder.CreateAdd(builder.CreateMul(row, sizes[0]), query("local_id", 0));
  llvm::Value* step = builder.CreateMul(builder.CreateMul(sizes[0], sizes[1]), sizes[2]);

  // for (i = first; i < count; i += step) destination[i * d] = source[i * s];
  llvm::BasicBlock* before = builder.GetInsertBlock();
  llvm::BasicBlock* after = llvm::SplitBlock(before, call.instruction);
  llvm::Function* function = before->getParent();
  auto* head = llvm::BasicBlock::Create(builder.getContext(), "copy.head", function, after);
  auto* body = llvm::BasicBlock::Create(builder.getContext(), "copy.body", function, after);
  before->getTerminator()->setSuccessor(0, head);

  builder.SetInsertPoint(head);
  llvm::PHINode* index = builder.CreatePHI(index_type, 2, "copy.index");
  builder.CreateCondBr(builder.CreateICmpULT(index, call.Argument(2)), body, after);
  builder.SetInsertPoint(body);
  // The stride, where there is one, applies to the global side.
  auto at = [&](unsigned argument) {
    const bool is_strided = stride != nullptr && call.Type(argument).address_space != 3;
    llvm::Value* position = is_strided ? builder.CreateMul(index, stride) : index;
    return builder.CreateInBoundsGEP(element, call.Argument(argument), position);
  };
  const llvm::Align alignment = expander.module().getDataLayout().getABITypeAlign(element);
  llvm::Value* value = builder.CreateAlignedLoad(element, at(1), alignment);
  builder.CreateAlignedStore(value, at(0), alignment);
  llvm::Value* next = builder.CreateAdd(index, step);
  builder.CreateBr(head);
  index->addIncoming(first, before);
  index->addIncoming(next, body);
  builder.SetInsertPoint(call.instruction);
  return call.Argument(call.Count() - 1);  // an event that waits for nothing more than what it waited for before
}

}  // namespace

llvm::Value* ExpandAsyncCopy(Expander& expander, Call& call, std::string&) {
  llvm::IRBuilder<>& builder = expander.builder();
  if (call.name == "prefetch") {
    return call.instruction;
  }
  if (call.name == "wait_group_events") {
    expander.Op("barrier", builder.getVoidTy(), {expander.Int(kLocalMemory | kGlobalMemory)}, {});
    return call.instruction;
  }
  const bool is_strided = call.name == "async_work_group_strided_copy";
  if (call.Count() != (is_strided ? 5U : 4U) || !call.Type(0).is_pointer) {
    return nullptr;
  }
  llvm::Type* element = ElementType(builder, call.Type(0));
  return element == nullptr ? nullptr : Copy(expander, call, element, is_strided ? call.Argument(3) : nullptr);
}

}  // namespace kiln::translator::builtins

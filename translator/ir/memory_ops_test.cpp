#include "translator/ir/memory_ops.h"

#include <gtest/gtest.h>

#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"

namespace kiln::translator {
namespace {

class MemoryOps : public ::testing::Test {
 protected:
  MemoryOps() : module_("test", context_), builder_(context_) {
    auto* type = llvm::FunctionType::get(builder_.getVoidTy(), {builder_.getInt32Ty(), builder_.getFloatTy()}, false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, "f", module_);
    builder_.SetInsertPoint(llvm::BasicBlock::Create(context_, "entry", function_));
  }

  MemoryOp Sample(MemoryOpKind kind) {
    MemoryOp op;
    op.kind = kind;
    op.type = builder_.getInt32Ty();
    op.object = 7;
    op.alignment = 8;
    op.offset.constant = -20;
    op.offset.AddTerm(-4, function_->getArg(0));
    const bool has_value = kind != MemoryOpKind::kLoad && kind != MemoryOpKind::kAtomicLoad;
    if (has_value) op.values.push_back(builder_.getInt32(11));
    if (kind == MemoryOpKind::kCompareExchange) op.values.push_back(builder_.getInt32(12));
    if (kind == MemoryOpKind::kAtomicRmw) op.rmw = llvm::AtomicRMWInst::UMin;
    return op;
  }

  llvm::LLVMContext context_;
  llvm::Module module_;
  llvm::IRBuilder<> builder_;
  llvm::Function* function_;
};

constexpr MemoryOpKind kKinds[] = {MemoryOpKind::kLoad,        MemoryOpKind::kStore,      MemoryOpKind::kAtomicRmw,
                                   MemoryOpKind::kCompareExchange, MemoryOpKind::kAtomicLoad, MemoryOpKind::kAtomicStore};

TEST_F(MemoryOps, ReadBackAsTheyWereMade) {
  for (MemoryOpKind kind : kKinds) {
    for (bool is_volatile : {false, true}) {
      MemoryOp op = Sample(kind);
      op.is_volatile = is_volatile;
      const auto read = AsMemoryOp(*Create(builder_, op));
      ASSERT_TRUE(read);
      EXPECT_EQ(read->kind, kind);
      EXPECT_EQ(read->type, op.type);
      EXPECT_EQ(read->object, 7u);
      EXPECT_EQ(read->alignment, 8u);
      EXPECT_EQ(read->is_volatile, is_volatile);
      EXPECT_EQ(read->rmw, op.rmw);
      EXPECT_EQ(read->values, op.values);
      EXPECT_EQ(read->offset.constant, -20);
      ASSERT_EQ(read->offset.terms.size(), 1u);
      EXPECT_EQ(read->offset.terms[0].scale, -4);
      EXPECT_EQ(read->offset.terms[0].value, function_->getArg(0));
    }
  }
  builder_.CreateRetVoid();
  EXPECT_FALSE(llvm::verifyFunction(*function_));
}

TEST_F(MemoryOps, ViewOperationsReadBackAsTheyWereMade) {
  for (MemoryOpKind kind : kKinds) {
    ViewOp op;
    const MemoryOp sample = Sample(kind);
    op.kind = kind;
    op.type = sample.type;
    op.view = 3;
    op.is_volatile = true;
    op.rmw = sample.rmw;
    op.values = sample.values;
    op.path = {function_->getArg(0), builder_.getInt32(2)};
    const auto read = AsViewOp(*Create(builder_, op));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->kind, kind);
    EXPECT_EQ(read->type, op.type);
    EXPECT_EQ(read->view, 3u);
    EXPECT_TRUE(read->is_volatile);
    EXPECT_EQ(read->rmw, op.rmw);
    EXPECT_EQ(read->values, op.values);
    EXPECT_EQ(read->path, op.path);
  }
}

TEST_F(MemoryOps, OnlyPlainLoadsMayBeRepeatedOrDropped) {
  MemoryOp op = Sample(MemoryOpKind::kLoad);
  EXPECT_TRUE(Create(builder_, op)->onlyReadsMemory());
  op.is_volatile = true;
  EXPECT_FALSE(Create(builder_, op)->onlyReadsMemory());
  EXPECT_FALSE(Create(builder_, Sample(MemoryOpKind::kAtomicLoad))->onlyReadsMemory());
  EXPECT_FALSE(Create(builder_, Sample(MemoryOpKind::kStore))->onlyReadsMemory());
}

TEST_F(MemoryOps, OtherInstructionsAreNone) {
  llvm::Value* sum = builder_.CreateAdd(function_->getArg(0), function_->getArg(0));
  EXPECT_FALSE(AsMemoryOp(*llvm::cast<llvm::Instruction>(sum)));
  llvm::CallInst* access = Create(builder_, Sample(MemoryOpKind::kLoad));
  EXPECT_FALSE(AsViewOp(*access));
  EXPECT_TRUE(AsMemoryOp(*access));
}

TEST_F(MemoryOps, SuffixesNameTheType) {
  EXPECT_EQ(TypeSuffix(builder_.getInt8Ty()), "i8");
  EXPECT_EQ(TypeSuffix(builder_.getHalfTy()), "f16");
  EXPECT_EQ(TypeSuffix(llvm::FixedVectorType::get(builder_.getFloatTy(), 4)), "v4f32");
}

}  // namespace
}  // namespace kiln::translator

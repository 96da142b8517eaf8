#include "translator/ir/linear_offset.h"

#include <gtest/gtest.h>

#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"

namespace kiln::translator {
namespace {

using namespace llvm::PatternMatch;

// A builder at the end of void @f(i32 %x, i32 %y, i64 %w, i16 %h).
class LinearOffsets : public ::testing::Test {
 protected:
  LinearOffsets() : module_("test", context_), builder_(context_) {
    auto* type = llvm::FunctionType::get(
        builder_.getVoidTy(), {builder_.getInt32Ty(), builder_.getInt32Ty(), builder_.getInt64Ty(), builder_.getInt16Ty()}, false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, "f", module_);
    builder_.SetInsertPoint(llvm::BasicBlock::Create(context_, "entry", function_));
  }
  llvm::Value* Argument(unsigned i) { return function_->getArg(i); }

  llvm::LLVMContext context_;
  llvm::Module module_;
  llvm::IRBuilder<> builder_;
  llvm::Function* function_;
};

TEST_F(LinearOffsets, ConstantsAndEqualTermsFold) {
  LinearOffset offset;
  offset.AddTerm(4, builder_.getInt32(static_cast<std::uint32_t>(-3)));
  offset.AddTerm(8, Argument(0));
  offset.AddTerm(4, Argument(1));
  offset.AddTerm(4, Argument(0));
  EXPECT_EQ(offset.constant, -12);
  ASSERT_EQ(offset.terms.size(), 2u);
  EXPECT_EQ(offset.terms[0].scale, 12);
  offset.AddTerm(-12, Argument(0));
  ASSERT_EQ(offset.terms.size(), 1u);
  EXPECT_EQ(offset.terms[0].value, Argument(1));
  offset.AddTerm(0, Argument(0));
  EXPECT_EQ(offset.terms.size(), 1u);
}

TEST_F(LinearOffsets, ByteOffsetsGiveTheirFactorUnlessTheyWrap) {
  LinearOffset offset;
  offset.AddTerm(1, builder_.CreateShl(Argument(0), 3, "", false, true));
  offset.AddTerm(1, builder_.CreateMul(Argument(1), builder_.getInt32(12), "", true, false));
  ASSERT_EQ(offset.terms.size(), 2u);
  EXPECT_EQ(offset.terms[0].scale, 8);
  EXPECT_EQ(offset.terms[0].value, Argument(0));
  EXPECT_EQ(offset.terms[1].scale, 12);
  EXPECT_EQ(offset.terms[1].value, Argument(1));
  // (x << 3) modulo 2^32, divided by 4, is not 2 * x.
  LinearOffset wrapping;
  wrapping.AddTerm(1, builder_.CreateShl(Argument(0), 3));
  ASSERT_EQ(wrapping.terms.size(), 1u);
  EXPECT_EQ(wrapping.terms[0].scale, 1);
}

TEST_F(LinearOffsets, AddSumsBothParts) {
  LinearOffset a, b;
  a.constant = 4;
  a.AddTerm(8, Argument(0));
  b.constant = -20;
  b.AddTerm(16, Argument(0));
  a.Add(b);
  EXPECT_EQ(a.constant, -16);
  ASSERT_EQ(a.terms.size(), 1u);
  EXPECT_EQ(a.terms[0].scale, 24);
}

TEST_F(LinearOffsets, GranularityDividesEverything) {
  LinearOffset offset;
  EXPECT_EQ(offset.Granularity(), 0);
  offset.constant = -24;
  EXPECT_EQ(offset.Granularity(), 24);
  offset.AddTerm(-36, Argument(0));
  EXPECT_EQ(offset.Granularity(), 12);
}

TEST_F(LinearOffsets, MaterializeDividesByTheUnit) {
  LinearOffset offset;
  offset.constant = 4;
  offset.AddTerm(4, Argument(0));
  EXPECT_TRUE(match(Materialize(builder_, offset, 4), m_Add(m_Specific(Argument(0)), m_One())));
  EXPECT_TRUE(match(Materialize(builder_, offset, 2), m_Add(m_Mul(m_Specific(Argument(0)), m_SpecificInt(2)), m_SpecificInt(2))));
}

TEST_F(LinearOffsets, MaterializeOfSingleTermsAddsNothing) {
  LinearOffset offset;
  EXPECT_TRUE(match(Materialize(builder_, offset, 4), m_Zero()));
  offset.AddTerm(16, Argument(1));
  EXPECT_EQ(Materialize(builder_, offset, 16), Argument(1));
  offset.constant = -16;
  EXPECT_TRUE(match(Materialize(builder_, offset, 16), m_Add(m_Specific(Argument(1)), m_AllOnes())));
}

TEST_F(LinearOffsets, NegativeTermIsSubtracted) {
  LinearOffset offset;
  offset.AddTerm(4, Argument(0));
  offset.AddTerm(-4, Argument(1));
  EXPECT_TRUE(match(Materialize(builder_, offset, 4), m_Sub(m_Specific(Argument(0)), m_Specific(Argument(1)))));
}

TEST_F(LinearOffsets, IndexLooksThroughExtensionsOf32Bits) {
  EXPECT_EQ(AsIndex(builder_, builder_.CreateSExt(Argument(0), builder_.getInt64Ty())), Argument(0));
  EXPECT_EQ(AsIndex(builder_, builder_.CreateZExt(Argument(1), builder_.getInt64Ty())), Argument(1));
  EXPECT_EQ(AsIndex(builder_, Argument(0)), Argument(0));
  EXPECT_TRUE(match(AsIndex(builder_, Argument(2)), m_Trunc(m_Specific(Argument(2)))));
  EXPECT_TRUE(match(AsIndex(builder_, Argument(3)), m_SExt(m_Specific(Argument(3)))));
}

}  // namespace
}  // namespace kiln::translator

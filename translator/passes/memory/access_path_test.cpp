#include "translator/passes/memory/access_path.h"

#include <gtest/gtest.h>

#include "llvm/IR/Module.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

class AccessPaths : public ::testing::Test {
 protected:
  AccessPaths() : module_("test", context_) {
    llvm::Type* i32 = llvm::Type::getInt32Ty(context_);
    function_ = llvm::Function::Create(llvm::FunctionType::get(i32, {i32, i32}, false), llvm::Function::ExternalLinkage, "f", module_);
  }

  MemoryTypeRef Leaf(llvm::Type* type) { return MakeLeaf(layout_, type); }
  static LinearOffset At(std::int64_t constant) {
    LinearOffset offset;
    offset.constant = constant;
    return offset;
  }
  LinearOffset At(std::int64_t constant, std::int64_t scale) {
    LinearOffset offset = At(constant);
    offset.AddTerm(scale, function_->getArg(0));
    return offset;
  }
  // { int id; float pos[3]; float4 color; }, 32 bytes, repeated.
  MemoryTypeRef Items() {
    auto item = std::make_shared<MemoryType>();
    item->kind = MemoryType::Kind::kStruct;
    item->size = 32;
    item->fields = {{"id", 0, Leaf(llvm::Type::getInt32Ty(context_))}, {"pos", 4, MakeArray(Leaf(float_), 3)}, {"color", 16, Leaf(float4_)}};
    return MakeArray(item, 0);
  }
  std::vector<std::int64_t> Constants(const AccessPath& path) {
    std::vector<std::int64_t> constants;
    for (const AccessPath::Step& step : path.steps) constants.push_back(step.index.constant);
    return constants;
  }

  llvm::LLVMContext context_;
  llvm::Module module_;
  llvm::Function* function_;
  llvm::DataLayout layout_{testing::kSpirLayout};
  llvm::Type* float_ = llvm::Type::getFloatTy(context_);
  llvm::Type* float4_ = llvm::FixedVectorType::get(float_, 4);
};

TEST_F(AccessPaths, ConstantOffsetsNameFieldsElementsAndComponents) {
  const MemoryTypeRef items = Items();
  auto path = FindPath(layout_, *items, At(64 + 12), 4, 1, 4);
  ASSERT_TRUE(path);
  EXPECT_EQ(Constants(*path), (std::vector<std::int64_t>{2, 1, 2}));
  EXPECT_EQ(path->leaf, float_);
  path = FindPath(layout_, *items, At(32 + 16), 4, 4, 16);
  ASSERT_TRUE(path);
  EXPECT_EQ(Constants(*path), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(path->leaf, float4_);
  path = FindPath(layout_, *items, At(24), 4, 1, 4);
  ASSERT_TRUE(path);
  EXPECT_EQ(Constants(*path), (std::vector<std::int64_t>{0, 2, 2}));
}

TEST_F(AccessPaths, ScalesAreDividedByTheStride) {
  const auto path = FindPath(layout_, *Items(), At(0, 64), 4, 1, 4);
  ASSERT_TRUE(path);
  ASSERT_EQ(path->steps[0].index.terms.size(), 1u);
  EXPECT_EQ(path->steps[0].index.terms[0].scale, 2);
  EXPECT_EQ(path->steps[0].shift, 0u);
}

TEST_F(AccessPaths, NegativeOffsetsRoundDown) {
  const auto path = FindPath(layout_, *Items(), At(-28, 32), 4, 1, 4);
  ASSERT_TRUE(path);
  EXPECT_EQ(Constants(*path), (std::vector<std::int64_t>{-1, 1, 0}));
}

TEST_F(AccessPaths, OffsetsBetweenElementsHaveNone) {
  const MemoryTypeRef floats = MakeArray(Leaf(float_), 0);
  EXPECT_FALSE(FindPath(layout_, *floats, At(2), 4, 1, 2));
  EXPECT_FALSE(FindPath(layout_, *floats, At(4), 2, 1, 2));
  EXPECT_FALSE(FindPath(layout_, *floats, At(0), 8, 1, 8));
  EXPECT_FALSE(FindPath(layout_, *Items(), At(28), 4, 4, 4)) << "across two items";
}

TEST_F(AccessPaths, AlignmentMakesUnknownOffsetsDivisible) {
  const MemoryTypeRef floats = MakeArray(Leaf(float_), 0);
  const auto path = FindPath(layout_, *floats, At(0, 1), 4, 1, 4);
  ASSERT_TRUE(path);
  EXPECT_EQ(path->steps[0].shift, 2u);
  EXPECT_FALSE(FindPath(layout_, *floats, At(0, 1), 4, 1, 2));
}

TEST_F(AccessPaths, VariableScalarIndexDoesNotStayInOneVector) {
  EXPECT_FALSE(FindPath(layout_, *MakeArray(Leaf(float4_), 0), At(0, 4), 4, 1, 4));
}

}  // namespace
}  // namespace kiln::translator

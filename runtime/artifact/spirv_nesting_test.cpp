#include "kiln/artifact/spirv_nesting.h"

#include <gtest/gtest.h>

#include <spirv/unified1/spirv.hpp11>
#include <vector>

namespace kiln::artifact {
namespace {

// The body of a function: only what nests.
class Body {
 public:
  Body& Add(spv::Op opcode, std::vector<std::uint32_t> operands) {
    words_.push_back(static_cast<std::uint32_t>(operands.size() + 1) << 16 | static_cast<std::uint32_t>(opcode));
    words_.insert(words_.end(), operands.begin(), operands.end());
    return *this;
  }
  Body& If(std::uint32_t merge) { return Add(spv::Op::OpSelectionMerge, {merge, 0}); }
  Body& Loop(std::uint32_t merge) { return Add(spv::Op::OpLoopMerge, {merge, merge, 0}); }
  Body& Label(std::uint32_t id) { return Add(spv::Op::OpLabel, {id}); }
  std::vector<std::uint32_t> Module() const {
    Body module;
    module.words_ = {spv::MagicNumber, 0x00010300, 0, 1000, 0};
    module.Add(spv::Op::OpFunction, {1, 2, 0, 3});
    module.words_.insert(module.words_.end(), words_.begin(), words_.end());
    module.Add(spv::Op::OpFunctionEnd, {});
    return module.words_;
  }

 private:
  std::vector<std::uint32_t> words_;
};

TEST(SpirvNestingTest, CountsWhatIsInsideEachOther) {
  Body body;
  body.Label(10).If(20).Label(11).Loop(21).Label(12).If(22).Label(13).Label(22).Label(21).Label(20);
  body.If(30).Label(31).Label(30).Loop(40).Label(41).Label(40);
  const auto depth = DeepestNesting(body.Module());
  ASSERT_TRUE(depth);
  EXPECT_EQ(depth->selections, 2u);
  EXPECT_EQ(depth->loops, 1u);
}

TEST(SpirvNestingTest, AMergeEndsWhatIsInside) {
  Body body;
  for (std::uint32_t i = 0; i < 100; ++i)
    body.Label(10 + 4 * i).If(12 + 4 * i).Label(11 + 4 * i).Loop(999).Label(12 + 4 * i);
  const auto depth = DeepestNesting(body.Module());
  ASSERT_TRUE(depth);
  EXPECT_EQ(depth->selections, 1u);
  EXPECT_EQ(depth->loops, 1u);
}

TEST(SpirvNestingTest, DamagedModules) {
  std::vector<std::uint32_t> words = Body().Module();
  words.pop_back();
  EXPECT_FALSE(DeepestNesting(words));
}

}  // namespace
}  // namespace kiln::artifact

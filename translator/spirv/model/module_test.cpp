#include "translator/spirv/model/module.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kiln/translator/lower.h"

namespace kiln::translator::spirv {
namespace {

// A compute shader that stores a constant to a storage buffer.
Module SmallShader() {
  Module m(0x00010300);
  m.AddCapability(spv::Capability::Shader);
  const Id uint = m.Int(32);
  const Id block = m.NewStruct({m.RuntimeArray(uint, 4)});
  m.Decorate(block, spv::Decoration::Block);
  m.DecorateMember(block, 0, spv::Decoration::Offset, {0});
  const Id variable = m.AddGlobal(spv::Op::OpVariable, m.Pointer(spv::StorageClass::StorageBuffer, block), Of(spv::StorageClass::StorageBuffer));
  m.Decorate(variable, spv::Decoration::DescriptorSet, {0});
  m.Decorate(variable, spv::Decoration::Binding, {0});
  m.Name(variable, "out");
  const Id type = m.Function(m.Void(), {});
  const Id function = m.NewId(), place = m.NewId();
  const Id element = m.Pointer(spv::StorageClass::StorageBuffer, uint);
  m.AddFunctionInstruction({spv::Op::OpFunction, m.Void(), function, Of(spv::FunctionControlMask::MaskNone, type).Take()});
  m.AddFunctionInstruction({spv::Op::OpLabel, {}, m.NewId(), {}});
  m.AddFunctionInstruction({spv::Op::OpAccessChain, element, place, Of(variable, m.Uint(0), m.Uint(3)).Take()});
  m.AddFunctionInstruction({spv::Op::OpStore, {}, {}, Of(place, m.Uint(42)).Take()});
  m.AddFunctionInstruction({spv::Op::OpReturn, {}, {}, {}});
  m.AddFunctionInstruction({spv::Op::OpFunctionEnd, {}, {}, {}});
  m.AddEntryPoint("main", function, {});
  m.AddExecutionMode(function, spv::ExecutionMode::LocalSize, {1, 1, 1});
  return m;
}

TEST(Module, AssemblesWhatTheValidatorAccepts) {
  const std::vector<std::uint32_t> words = SmallShader().Assemble();
  const Status valid = Validate(words, *FindProfile("vulkan1.1"));
  EXPECT_TRUE(valid) << valid.error().ToString();
  EXPECT_EQ(words[0], 0x07230203u);
  EXPECT_EQ(words[1], 0x00010300u);
}

TEST(Module, EqualInputGivesEqualWords) { EXPECT_EQ(SmallShader().Assemble(), SmallShader().Assemble()); }

TEST(Module, TypesAndConstantsAreMadeOnce) {
  Module m(0x00010600);
  EXPECT_EQ(m.Int(32), m.Int(32));
  EXPECT_NE(m.Int(32), m.SignedInt(32));
  EXPECT_EQ(m.Vector(m.Float(32), 4), m.Vector(m.Float(32), 4));
  EXPECT_EQ(m.Uint(7), m.Uint(7));
  EXPECT_NE(m.Uint(7), m.Uint(8));
  EXPECT_EQ(m.Null(m.Int(32)), m.Null(m.Int(32)));
  EXPECT_NE(m.Null(m.Int(32)), m.Null(m.Float(32)));
  EXPECT_EQ(m.Composite(m.Vector(m.Int(32), 2), {m.Uint(1), m.Uint(2)}), m.Composite(m.Vector(m.Int(32), 2), {m.Uint(1), m.Uint(2)}));
  EXPECT_EQ(m.String("a"), m.String("a"));
  EXPECT_NE(m.String("a"), m.String("b"));
}

TEST(Module, FewOfManyValuesOfOneNameAreNamed) {
  constexpr int kCount = 10'000;
  Module m(0x00010300);
  for (int i = 0; i < kCount; ++i) m.NameValue(m.NewId(), "r");
  m.NameValue(m.NewId(), "other");
  m.Name(m.NewId(), "r");
  const std::vector<std::uint32_t> words = m.Assemble();
  const auto named = std::count(words.begin(), words.end(), std::uint32_t{3} << 16 | static_cast<std::uint32_t>(spv::Op::OpName));
  EXPECT_GT(named, 100);
  EXPECT_LT(named, 1000);
}

TEST(Module, StructsAndStridesMakeTheirOwnTypes) {
  Module m(0x00010600);
  const Id uint = m.Int(32);
  EXPECT_NE(m.NewStruct({uint}), m.NewStruct({uint}));
  EXPECT_EQ(m.Array(uint, m.Uint(4), 4), m.Array(uint, m.Uint(4), 4));
  EXPECT_NE(m.Array(uint, m.Uint(4), 4), m.Array(uint, m.Uint(4), 0));
  EXPECT_NE(m.Array(uint, m.Uint(4), 4), m.Array(uint, m.Uint(4), 16));
  EXPECT_NE(m.RuntimeArray(uint, 4), m.RuntimeArray(uint, 8));
  EXPECT_NE(m.SpecUint(1, 0), m.SpecUint(1, 1));
}

TEST(Module, WidthsStateTheirCapabilities) {
  Module m(0x00010600);
  m.Int(32);
  m.Float(32);
  EXPECT_FALSE(m.HasCapability(spv::Capability::Int8));
  m.Int(8);
  m.SignedInt(16);
  m.Int(64);
  m.Float(16);
  m.Float(64);
  for (auto capability : {spv::Capability::Int8, spv::Capability::Int16, spv::Capability::Int64, spv::Capability::Float16, spv::Capability::Float64}) {
    EXPECT_TRUE(m.HasCapability(capability));
  }
}

}  // namespace
}  // namespace kiln::translator::spirv

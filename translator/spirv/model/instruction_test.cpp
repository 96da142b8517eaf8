#include "translator/spirv/model/instruction.h"

#include <gtest/gtest.h>

namespace kiln::translator::spirv {
namespace {

using Words = std::vector<std::uint32_t>;

TEST(Operands, StringsArePaddedAndTerminated) {
  EXPECT_EQ(Of(std::string_view("")).words(), (Words{0}));
  EXPECT_EQ(Of(std::string_view("abc")).words(), (Words{0x00636261}));
  EXPECT_EQ(Of(std::string_view("main")).words(), (Words{0x6e69616d, 0}));
  EXPECT_EQ(Of(std::string_view("\xc3\xa9")).words(), (Words{0x0000a9c3})) << "bytes above 127 are not signed";
}

TEST(Operands, KeepTheirOrder) {
  EXPECT_EQ(Of(Id{5}, 7u, spv::StorageClass::Function, std::vector<Id>{Id{8}, Id{9}}).words(), (Words{5, 7, 7, 8, 9}));
}

TEST(Instruction, FirstWordCountsWhatIsThere) {
  Words words;
  Instruction{spv::Op::OpIAdd, Id{2}, Id{9}, {4, 5}}.AppendTo(words);
  Instruction{spv::Op::OpTypeVoid, {}, Id{3}, {}}.AppendTo(words);
  Instruction{spv::Op::OpReturn, {}, {}, {}}.AppendTo(words);
  EXPECT_EQ(words, (Words{5u << 16 | 128u, 2, 9, 4, 5, 2u << 16 | 19u, 3, 1u << 16 | 253u}));
}

}  // namespace
}  // namespace kiln::translator::spirv

#include "translator/passes/types/widen_narrow_integers.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "translator/passes/abi/value_layout.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::KernelInputs;
using testing::Pattern;
using testing::Stage;
using testing::TestKernel;

void ExpectWords(const TestKernel& test) {
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    const llvm::Type* element = instruction.getType()->getScalarType();
    EXPECT_FALSE(element->isIntegerTy(8) || element->isIntegerTy(16)) << test.Text();
  }
  for (const View& view : test.kernel.views) {
    if (view.type->element) {
      EXPECT_EQ(view.type->element->size % 4, 0u);
    }
  }
}

void ExpectWidened(const std::string& source, const std::map<unsigned, std::uint64_t>& values = {{3, 5}}) {
  TestKernel test(source, "", "vulkan1.1");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kSimplified);
  ExpectSameMeaning(test, {{{"a", Pattern(256)}, {"b", Pattern(256)}, {"out", Pattern(256)}}, values}, Stage::kViews);
  ExpectWords(test);
}

std::string Kernel(const std::string& type, const std::string& expression) {
  return "#define T " + type + "\nkernel void k(global " + type + " *a, global " + type + " *b, global " + type + " *out, int n) {\n  for (int i = 0; i < 8; ++i) {\n    " +
         type + " x = a[i], y = b[n + i] | (" + type + ")1; out[i] = " + expression + ";\n  }\n}";
}

class WidenNarrowIntegersOf : public ::testing::TestWithParam<const char*> {};
TEST_P(WidenNarrowIntegersOf, EveryNarrowTypeKeepsItsValues) {
  for (const char* type : {"char", "uchar", "short", "ushort", "char2", "uchar4", "short3", "ushort4"}) {
    SCOPED_TRACE(type);
    ExpectWidened(Kernel(type, GetParam()));
  }
}
INSTANTIATE_TEST_SUITE_P(Expressions, WidenNarrowIntegersOf,
                         ::testing::Values("x + y", "x - y", "x * y", "x / y", "x % y", "x & ~y", "x ^ y", "x << (y & (T)7)",
                                           "x >> (y & (T)7)", "min(x, y)", "max(x, y)", "add_sat(x, y)", "sub_sat(x, y)",
                                           "rotate(x, y)", "clz(x)", "popcount(x)", "-x", "mad_sat(x, y, x)", "hadd(x, y)",
                                           "mul_hi(x, y)"));

TEST(WidenNarrowIntegers, ConversionsKeepTheirValues) {
  ExpectWidened("kernel void k(global char *a, global uchar *b, global int *out, int n) { out[0] = a[n] + b[n + 1]; out[1] = a[n] < (char)b[9]; out[2] = (short)b[77] * 300; }");
  ExpectWidened("kernel void k(global short *a, global float *b, global float *out, int n) { out[0] = a[n]; out[1] = (ushort)a[n + 9]; }");
  ExpectWidened("kernel void k(global char *a, global float *b, global long *out, int n) { out[0] = a[n]; out[1] = (uchar)a[n + 9]; out[2] = (long)a[n + 4] << 40; }");
  ExpectWidened("kernel void k(global uint *a, global uint *b, global uchar4 *out, int n) { out[n] = as_uchar4(a[n]); out[n + 1].y = as_char4(b[1]).w; }");
  ExpectWidened("kernel void k(global uchar8 *a, global uint *b, global long *out, int n) { out[0] = as_long(a[n]); out[1] = as_long(as_short4(a[1]).wzyx); }");
}

TEST(WidenNarrowIntegers, StoresLeaveTheNeighboursAlone) {
  ExpectWidened("kernel void k(global uchar *a, global int *b, global uchar *out, int n) { out[n] = 7; out[n + 1] = a[2]; out[9] = 200; }");
  ExpectWidened("kernel void k(global ushort *a, global int *b, global ushort *out, int n) { out[n] = a[n]; out[n + 3] = 65535; }");
  ExpectWidened("kernel void k(global uchar *a, global int *b, global uchar *out, int n) { uchar t[13]; for (int i = 0; i < 13; ++i) t[i] = a[i] * n; out[n] = t[n] + t[12]; }");
  TestKernel test("kernel void k(global uchar *a, int n) { a[n] = 7; }", "", "vulkan1.1");
  test.Advance(Stage::kViews);
  unsigned atomics = 0;
  for (const ViewOp& op : test.ViewOps()) atomics += op.kind == MemoryOpKind::kAtomicRmw;
  EXPECT_EQ(atomics, 2u);
}

TEST(WidenNarrowIntegers, MisalignedAccessesAreMadeOfNarrowerOnes) {
  ExpectWidened("kernel void k(global uchar *a, global int *b, global uchar *out, int n) { vstore4(vload4(0, a + n), 0, out + n + 2); }");
  ExpectWidened("struct __attribute__((packed)) S { char c; int i; short s; long l; float f; };\n"
                "kernel void k(global struct S *a, global int *b, global struct S *out, int n) { out[n].s = a[n + 1].s; out[1].i = a[3].i + b[2]; out[2].l = a[2].l; out[4].f = a[n].f; }");
}

TEST(WidenNarrowIntegers, SwitchesChooseByTheSameBits) {
  ExpectWidened("kernel void k(global char *a, global int *b, global int *out, int n) { for (int i = 0; i < 20; ++i) { switch (a[i]) { case -1: case 75: out[i] = 1; break; case 1: out[i] = 2; break; case -38: out[i] = 3; break; default: out[i] = a[i]; } } }");
}

TEST(ValueLayout, ArgumentsThatShareAWordAreOneMember) {
  TestKernel test("kernel void k(char a, uchar b, short c, int d, char3 e, char f, float4 g) {}", "", "vulkan1.1");
  ASSERT_TRUE(test.Ok());
  const auto slots = LayOutValues(test.profile, test.kernel);
  ASSERT_EQ(slots.size(), 7u);
  std::vector<std::uint32_t> offsets, leaders;
  for (const auto& [number, slot] : slots) offsets.push_back(slot.offset), leaders.push_back(slot.leader);
  EXPECT_EQ(offsets, (std::vector<std::uint32_t>{0, 1, 2, 4, 8, 12, 16}));
  EXPECT_EQ(leaders, (std::vector<std::uint32_t>{0, 0, 0, 3, 4, 5, 6}));
  EXPECT_TRUE(slots.at(0).shares_words);
  EXPECT_EQ(slots.at(0).run_size, 4u);
  EXPECT_FALSE(slots.at(3).shares_words);
  for (const auto& [number, slot] : LayOutValues(*FindProfile("vulkan1.3"), test.kernel)) EXPECT_EQ(slot.leader, number);
}

}  // namespace
}  // namespace kiln::translator

#include "translator/passes/memory/lower_to_views.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"
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

// Every access is a view operation; the meaning of the kernel is that of the IR before the memory passes.
void ExpectViews(TestKernel& test, const KernelInputs& inputs) {
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kExpanded);
  ExpectSameMeaning(test, inputs);
  EXPECT_TRUE(test.MemoryOps().empty());
  EXPECT_FALSE(test.ViewOps().empty());
}

std::vector<const View*> ViewsOf(const TestKernel& test, std::string_view name) {
  std::vector<const View*> views;
  for (const View& view : test.kernel.views) {
    if (view.object == test.Object(name)) views.push_back(&view);
  }
  return views;
}

bool IsConstant(const llvm::Value* value, std::uint64_t number) {
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(value);
  return constant && constant->getZExtValue() == number;
}

TEST(LowerToViews, IndexIsInElementsWithoutShifts) {
  TestKernel test("kernel void k(global float *a, int i) { a[i + 1] = 2.0f; }");
  ExpectViews(test, {{{"a", Pattern(64)}}, {{1, 7}}});
  const std::vector<ViewOp> ops = test.ViewOps();
  ASSERT_EQ(ops.size(), 1u);
  ASSERT_EQ(ops[0].path.size(), 1u);
  using namespace llvm::PatternMatch;
  EXPECT_TRUE(match(ops[0].path[0], m_Add(m_Specific(test.kernel.function->getArg(1)), m_One())));
  EXPECT_TRUE(ops[0].type->isFloatTy());
}

TEST(LowerToViews, StructFieldsAreReachedByPath) {
  TestKernel test(R"(
typedef struct { int id; float pos[3]; short tag; } Item;
kernel void k(global Item *items, global float *out, int i) {
  out[0] = items[i].pos[2];
  items[i + 1].tag = 9;
})");
  ExpectViews(test, {{{"items", Pattern(80)}, {"out", Bytes(4)}}, {{2, 2}}});
  const auto views = ViewsOf(test, "items");
  ASSERT_EQ(views.size(), 1u);
  ASSERT_EQ(views[0]->type->element->kind, MemoryType::Kind::kStruct);
  EXPECT_EQ(views[0]->type->element->fields[1].name, "pos");
  bool has_load = false, has_store = false;
  for (const ViewOp& op : test.ViewOps()) {
    if (test.kernel.views[op.view].object != test.Object("items")) continue;
    if (op.kind == MemoryOpKind::kLoad) {
      has_load = true;
      ASSERT_EQ(op.path.size(), 3u);
      EXPECT_EQ(op.path[0], test.kernel.function->getArg(2));
      EXPECT_TRUE(IsConstant(op.path[1], 1));
      EXPECT_TRUE(IsConstant(op.path[2], 2));
    } else {
      has_store = true;
      ASSERT_EQ(op.path.size(), 2u);
      EXPECT_TRUE(IsConstant(op.path[1], 2));
    }
  }
  EXPECT_TRUE(has_load && has_store);
}

TEST(LowerToViews, PackedStructIsSeenAsRawWords) {
  TestKernel test(R"(
typedef struct __attribute__((packed)) { char c; int n; } Odd;
kernel void k(global Odd *a, global int *out, int i) { out[0] = a[i].n; a[i + 1].n = 0x01020304; })");
  ExpectViews(test, {{{"a", Pattern(20)}, {"out", Bytes(4)}}, {{2, 2}}});
  const auto views = ViewsOf(test, "a");
  ASSERT_EQ(views.size(), 1u);
  EXPECT_TRUE(views[0]->type->element->leaf->isIntegerTy(8));
}

TEST(LowerToViews, MixedWidthsGetAliasedViewsOfOneBinding) {
  TestKernel test("kernel void k(global uchar *a, global uint *out) { out[0] = ((global uint *)a)[1] + a[3]; atomic_add((global uint *)a, 1u); }");
  ExpectViews(test, {{{"a", Pattern(16)}, {"out", Bytes(4)}}, {}});
  const auto views = ViewsOf(test, "a");
  ASSERT_EQ(views.size(), 2u);
  EXPECT_TRUE(views[0]->aliased && views[1]->aliased);
  EXPECT_NE(views[0]->type->element->size, views[1]->type->element->size);
  EXPECT_EQ(ViewsOf(test, "out").size(), 1u);
  EXPECT_FALSE(ViewsOf(test, "out")[0]->aliased);
}

TEST(LowerToViews, MixedWidthsWithoutAliasedViewsBecomeNarrowWords) {
  TestKernel test("kernel void k(global uint *a, global uint *out, int i) { out[0] = a[i] + ((global uchar *)a)[i]; }");
  ASSERT_TRUE(test.Ok());
  test.profile.aliased_views = false;
  ExpectViews(test, {{{"a", Pattern(32)}, {"out", Bytes(4)}}, {{2, 3}}});
  const auto views = ViewsOf(test, "a");
  ASSERT_EQ(views.size(), 1u);
  EXPECT_EQ(views[0]->type->element->size, 1u);
}

TEST(LowerToViews, AtomicsAndNarrowAccessesWithoutAliasedViewsAreReported) {
  TestKernel test("kernel void k(global uint *a, int i) { atomic_add(a, 1u); ((global uchar *)a)[i] = 3; }");
  ASSERT_TRUE(test.Ok());
  test.profile.aliased_views = false;
  test.Advance(Stage::kViews);
  ASSERT_EQ(test.Errors().size(), 1u);
  EXPECT_NE(test.Errors()[0].find("'a' is accessed atomically"), std::string::npos);
}

TEST(LowerToViews, PunnedValuesAreCastAtTheEndOfTheirPath) {
  TestKernel test("kernel void k(global float *a, global uint *out, int i) { out[0] = as_uint(a[i]); a[i + 1] = as_float(5u + out[1]); }");
  ExpectViews(test, {{{"a", Pattern(32)}, {"out", Pattern(8)}}, {{2, 3}}});
  EXPECT_EQ(ViewsOf(test, "a").size(), 1u);
}

TEST(LowerToViews, ScalarsOfAVectorBufferMayRunThroughAllOfIt) {
  // ((float *)a)[i] reaches every component of every float4, not only those of the first.
  TestKernel test("kernel void k(global float4 *a, global float *out, int i) { out[0] = ((global float *)a)[i]; }");
  ExpectViews(test, {{{"a", Pattern(64)}, {"out", Bytes(4)}}, {{2, 13}}});
}

TEST(LowerToViews, ScalarAndVectorAccessesShareAView) {
  TestKernel test("kernel void k(global float *a, global float4 *out, int i) { out[0] = vload4(i, a); a[i] = 3.0f; out[1].y = a[1]; }");
  ExpectViews(test, {{{"a", Pattern(64)}, {"out", Bytes(32)}}, {{2, 2}}});
}

TEST(LowerToViews, VectorsOfThreeTakeFourElementsInArrays) {
  TestKernel test("kernel void k(global float3 *a, global float *b, int i) { a[i + 1] = a[i]; vstore3(a[0], i, b); }");
  ExpectViews(test, {{{"a", Pattern(64)}, {"b", Bytes(64)}}, {{2, 1}}});
}

TEST(LowerToViews, LocalPrivateAndConstantObjectsHaveViews) {
  TestKernel test(R"(
constant int table[5] = {3, 1, 4, 1, 5};
kernel void k(global int *out, int n) {
  local int tile[4];
  int row[4];
  for (int i = 0; i < 4; ++i) { tile[i] = table[i] + n; row[3 - i] = tile[i]; }
  out[0] = row[n] + tile[n];
})");
  ExpectViews(test, {{{"out", Bytes(4)}}, {{1, 2}}});
  EXPECT_EQ(test.kernel.objects[test.Object("table")].storage, Storage::kConstant);
  EXPECT_EQ(test.kernel.objects[test.Object("tile")].storage, Storage::kLocal);
  EXPECT_EQ(test.kernel.objects[test.Object("row")].storage, Storage::kPrivate);
}

TEST(LowerToViews, UnionsAndOddOffsetsKeepTheirBytes) {
  TestKernel test(R"(
typedef union { uint word; uchar bytes[4]; ushort halves[2]; } Mix;
kernel void k(global Mix *a, global uint *out, int i) {
  Mix m = a[i];
  m.bytes[1] = 7;
  out[0] = m.word + m.halves[1];
  a[i + 1] = m;
})");
  ExpectViews(test, {{{"a", Pattern(32)}, {"out", Bytes(4)}}, {{2, 3}}});
}

// Random kernels: reads and writes of all widths at aligned offsets of one buffer.
class RandomAccesses : public ::testing::TestWithParam<bool> {};

TEST_P(RandomAccesses, KeepTheirBytes) {
  const char* types[] = {"uchar", "ushort", "uint", "ulong", "ushort2", "uint2", "uint4", "uchar4"};
  const unsigned widths[] = {1, 2, 4, 8, 4, 8, 16, 4};
  std::uint32_t state = 12345;
  auto below = [&](unsigned bound) {
    state = state * 1664525u + 1013904223u;
    return (state >> 10) % bound;
  };
  for (int round = 0; round < 25 && !HasFatalFailure(); ++round) {
    const unsigned kinds = 1 + below(3);
    unsigned chosen[3];
    for (unsigned& one : chosen) one = below(8);
    std::string body;
    for (int k = 0; k < 6; ++k) {
      const unsigned kind = chosen[below(kinds)];
      const std::string type = types[kind];
      const unsigned limit = 64 / widths[kind] - 1;
      auto place = [&] {
        const std::string index = below(2) ? "i + " + std::to_string(below(limit)) : std::to_string(below(limit + 1));
        return "((global " + type + " *)a)[" + index + "]";
      };
      body += "  " + place() + " = " + place() + " + (" + type + ")" + std::to_string(1 + below(90)) + ";\n";
    }
    const std::string source = "kernel void k(global " + std::string(types[chosen[0]]) + " *a, int i) {\n" + body + "}";
    SCOPED_TRACE(source);
    TestKernel test(source);
    ASSERT_TRUE(test.Ok());
    test.profile.aliased_views = GetParam();
    ExpectViews(test, {{{"a", Pattern(96)}}, {{1, 1}}});
  }
}

INSTANTIATE_TEST_SUITE_P(AliasedViews, RandomAccesses, ::testing::Bool());

}  // namespace
}  // namespace kiln::translator

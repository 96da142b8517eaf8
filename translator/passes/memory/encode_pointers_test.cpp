#include "translator/passes/memory/encode_pointers.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::Pattern;
using testing::Stage;
using testing::TestKernel;

TEST(EncodePointers, LeavesNoAccessOfPointerType) {
  TestKernel test(R"(kernel void k(global int *a, global int *b, int i) {
    global int *both[2] = { a, b };
    *both[i] = 1;
  })");
  test.Advance(Stage::kExpanded);
  EncodePointers(test.context(), test.kernel);
  test.Verify("encode-pointers");
  unsigned marked = 0;
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    EXPECT_FALSE(llvm::isa<llvm::LoadInst>(instruction) && instruction.getType()->isPointerTy());
    if (const auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
      EXPECT_FALSE(store->getValueOperand()->getType()->isPointerTy());
    }
    marked += HoldsPointer(instruction);
  }
  EXPECT_EQ(marked, 3u);  // two stores, one load
}

TEST(EncodePointers, AnArrayOfBuffersReachesEachOfThem) {
  for (std::uint64_t i : {0, 1, 2}) {
    TestKernel test(R"(kernel void k(global int *a, global int *b, global int *c, int i) {
      global int *all[3] = { a + 1, b, c + 2 };
      *all[i] = 77;
    })");
    ExpectSameMeaning(test, {{{"a", Pattern(16)}, {"b", Pattern(16)}, {"c", Pattern(16)}}, {{3, i}}});
    EXPECT_TRUE(test.Errors().empty());
  }
}

TEST(EncodePointers, BuffersMustFitTheBitsThatAreLeft) {
  TestKernel narrow(R"(kernel void k(global int *a, global int *b, int i) {
    global int *both[2] = { a, b };
    *both[i] = 1;
  })");
  narrow.Advance(Stage::kResolved);
  EXPECT_EQ(narrow.kernel.largest_buffer, 1u << 30);  // three objects and null
  TestKernel none("kernel void k(global int *a, global int *b, int i) { *(i ? a : b) = 1; }");
  none.Advance(Stage::kResolved);
  EXPECT_EQ(none.kernel.largest_buffer, 0u);
}

TEST(EncodePointers, NullReadsBackAsNull) {
  for (std::uint64_t i : {0, 1}) {
    TestKernel test(R"(kernel void k(global int *a, global int *out, int i) {
      global int *slots[2] = { a, 0 };
      *out = slots[i] ? *slots[i] : -1;
    })");
    ExpectSameMeaning(test, {{{"a", Pattern(4)}, {"out", Bytes(4)}}, {{2, i}}});
  }
}

TEST(EncodePointers, OneObjectNeedsNoDispatch) {
  TestKernel test(R"(kernel void k(global int *a, int i) {
    global int *places[2] = { a + 1, a + 5 };
    *places[i] = 3;
  })");
  test.Advance(Stage::kResolved);
  EXPECT_EQ(test.kernel.function->size(), 1u);  // no branch
}

TEST(EncodePointers, TablesOfAddressesBecomeTablesOfNumbers) {
  TestKernel test(R"(constant int kFirst[2] = { 5, 6 };
    constant int kSecond[3] = { 7, 8, 9 };
    constant struct { int n; constant int *p; } kTable[3] = { { 1, kFirst }, { 2, kSecond + 1 }, { 3, 0 } };
    kernel void k(global int *out, int i) { *out = kTable[i].p ? kTable[i].p[1] + kTable[i].n : -1; })");
  test.Advance(Stage::kResolved);
  EXPECT_TRUE(test.Errors().empty());
  const llvm::Constant* table = test.kernel.objects[test.Object("kTable")].initializer;
  auto number = [&](unsigned row) {
    return llvm::cast<llvm::ConstantInt>(table->getAggregateElement(row)->getAggregateElement(1))->getZExtValue();
  };
  // Four objects and null: three bits for the object, 29 for the offset.
  EXPECT_EQ(number(0), (test.Object("kFirst") + 1ull) << 29);
  EXPECT_EQ(number(1), ((test.Object("kSecond") + 1ull) << 29) + 4);
  EXPECT_EQ(number(2), 0u);
}

TEST(EncodePointers, PointersInBuffersAreRefused) {
  TestKernel load(R"(typedef struct Node { int value; global struct Node *next; } Node;
    kernel void k(global Node *nodes, global int *out) { *out = nodes->next->value; })");
  load.options.addressing = Addressing::kLogical;
  load.Advance(Stage::kResolved);
  ASSERT_FALSE(load.Errors().empty());
  EXPECT_NE(load.Errors().front().find("kept in the buffer 'nodes'"), std::string::npos) << load.Errors().front();

  TestKernel store(R"(typedef struct { global int *p; } Slot;
    kernel void k(global Slot *slots, global int *a) { slots->p = a; })");
  store.options.addressing = Addressing::kLogical;
  store.Advance(Stage::kResolved);
  ASSERT_FALSE(store.Errors().empty());
  EXPECT_NE(store.Errors().front().find("kept in the buffer 'slots'"), std::string::npos) << store.Errors().front();
}

TEST(EncodePointers, AutomaticAddressingAsksForWidePointersFirst) {
  TestKernel test(R"(typedef struct Node { int value; global struct Node *next; } Node;
    kernel void k(global Node *nodes, global int *out) { *out = nodes->next->value; })");
  test.Advance(Stage::kResolved);
  EXPECT_TRUE(test.Errors().empty());
  EXPECT_NE(test.context().needs_wide_pointers.find("'k'"), std::string::npos);
}

TEST(EncodePointers, TargetsWithoutAddressesRefuseAtOnce) {
  TestKernel test(R"(typedef struct Node { int value; global struct Node *next; } Node;
    kernel void k(global Node *nodes, global int *out) { *out = nodes->next->value; })", "", "hlsl6");
  test.Advance(Stage::kResolved);
  EXPECT_FALSE(test.Errors().empty());
  EXPECT_TRUE(test.context().needs_wide_pointers.empty());
}

TEST(EncodePointers, NumbersThatWereNoPointersAreRefused) {
  for (const char* source : {"kernel void k(global int *out, uint n) { *out = *(global int *)(size_t)n; }",
                             "kernel void k(global int *out) { *out = *(global int *)0x1000; }"}) {
    TestKernel test(source);
    test.options.addressing = Addressing::kLogical;
    test.Advance(Stage::kResolved);
    ASSERT_EQ(test.Errors().size(), 1u) << source;
    EXPECT_NE(test.Errors().front().find("made from an integer"), std::string::npos) << test.Errors().front();
  }
}

}  // namespace
}  // namespace kiln::translator

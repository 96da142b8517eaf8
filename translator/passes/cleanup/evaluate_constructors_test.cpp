#include "translator/passes/cleanup/evaluate_constructors.h"

#include <gtest/gtest.h>

#include "llvm/IR/Constants.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::ParseIr;
using testing::TestKernel;

constexpr const char* kList =
    "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @start, ptr "
    "null }]\n";

// The module after the pass; its errors go to `test`.
std::unique_ptr<llvm::Module> Evaluated(TestKernel& test, const std::string& ir) {
  auto module = ParseIr(test.source().context(), kList + ir);
  if (module) EvaluateConstructors(test.context(), *module);
  return module;
}

TEST(EvaluateConstructors, CallsAndLoopsOfKnownLengthBecomeInitializers) {
  TestKernel test("kernel void k(global int *a) {}");
  auto module = Evaluated(test, R"(
@table = addrspace(1) global [4 x i32] zeroinitializer
define internal spir_func void @set(ptr addrspace(4) %to, i32 %value) {
  store i32 %value, ptr addrspace(4) %to
  ret void
}
define internal spir_func void @first() {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %place = getelementptr i32, ptr addrspace(4) addrspacecast (ptr addrspace(1) @table to ptr addrspace(4)), i32 %i
  %square = mul i32 %i, %i
  call spir_func void @set(ptr addrspace(4) %place, i32 %square)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 4
  br i1 %more, label %loop, label %done
done:
  ret void
}
define internal spir_kernel void @start() {
  call spir_func void @first()
  ret void
})");
  ASSERT_NE(module, nullptr);
  EXPECT_TRUE(test.Errors().empty());
  EXPECT_EQ(module->getGlobalVariable("llvm.global_ctors"), nullptr);
  auto* table = llvm::dyn_cast<llvm::ConstantDataArray>(module->getNamedGlobal("table")->getInitializer());
  ASSERT_NE(table, nullptr);
  for (unsigned i = 0; i < 4; ++i) EXPECT_EQ(table->getElementAsInteger(i), i * i);
}

TEST(EvaluateConstructors, LaterOnesSeeWhatEarlierOnesWrote) {
  TestKernel test("kernel void k(global int *a) {}");
  auto module = Evaluated(test, R"(
@a = addrspace(1) global i32 0
@b = addrspace(1) global i32 0
define internal void @one() {
  store i32 20, ptr addrspace(1) @a
  ret void
}
define internal void @two() {
  %a = load i32, ptr addrspace(1) @a
  %b = add i32 %a, 1
  store i32 %b, ptr addrspace(1) @b
  ret void
}
define internal void @start() {
  call void @one()
  call void @two()
  ret void
})");
  ASSERT_NE(module, nullptr);
  EXPECT_EQ(llvm::cast<llvm::ConstantInt>(module->getNamedGlobal("b")->getInitializer())->getZExtValue(), 21u);
}

TEST(EvaluateConstructors, WhatOnlyALaunchKnowsIsReported) {
  TestKernel test("kernel void k(global int *a) {}");
  auto module = Evaluated(test, R"(
@a = addrspace(1) global i32 0
declare i32 @kiln.global_id(i32)
define internal void @start() {
  %id = call i32 @kiln.global_id(i32 0)
  store i32 %id, ptr addrspace(1) @a
  ret void
})");
  ASSERT_EQ(test.Errors().size(), 1u);
  EXPECT_NE(test.Errors()[0].find("nothing runs before a kernel"), std::string::npos);
}

TEST(EvaluateConstructors, DestructorsAreDropped) {
  TestKernel test("kernel void k(global int *a) {}");
  auto module = Evaluated(test, R"(
@a = addrspace(1) global i32 7
declare i32 @__cxa_atexit(ptr, ptr, ptr)
define internal void @end(ptr %p) {
  ret void
}
define internal void @start() {
  %done = call i32 @__cxa_atexit(ptr @end, ptr null, ptr null)
  ret void
})");
  ASSERT_NE(module, nullptr);
  EXPECT_TRUE(test.Errors().empty());
}

TEST(EvaluateConstructors, GuardedStaticsAreReported) {
  TestKernel test("kernel void k(global int *a) {}");
  auto module = ParseIr(test.source().context(), R"(
@_ZGVZ1kE1n = internal addrspace(1) global i8 0
define void @f() {
  %seen = load i8, ptr addrspace(1) @_ZGVZ1kE1n
  ret void
})");
  EvaluateConstructors(test.context(), *module);
  ASSERT_EQ(test.Errors().size(), 1u);
  EXPECT_NE(test.Errors()[0].find("give it a constant initializer"), std::string::npos);
}

}  // namespace
}  // namespace kiln::translator

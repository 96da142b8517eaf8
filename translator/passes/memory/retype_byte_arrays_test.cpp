#include "translator/passes/memory/retype_byte_arrays.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

// The type of the array of 36 bytes, aligned to `alignment`, that `uses` uses as %a.
std::string TypeOf(const std::string& uses, const std::string& alignment = "4") {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(context, R"(
declare void @llvm.memcpy.p0.p1.i32(ptr, ptr addrspace(1), i32, i1)
declare void @llvm.lifetime.start.p0(i64, ptr)
declare void @use(ptr)
define void @f(ptr addrspace(1) %p, i32 %i) {
  %a = alloca [36 x i8], align )" + alignment + "\n" + uses +
                                              "\nret void\n}\n");
  EXPECT_TRUE(module);
  llvm::Function& function = *module->getFunction("f");
  RetypeByteArrays(function);
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << *llvm::cast<llvm::AllocaInst>(*llvm::inst_begin(function)).getAllocatedType();
  return text;
}

constexpr char kCopy[] = "call void @llvm.memcpy.p0.p1.i32(ptr align 4 %a, ptr addrspace(1) align 4 %p, i32 36, i1 false)\n";

TEST(RetypeByteArrays, WhatIsOnlyCopiedBecomesWords) {
  EXPECT_EQ(TypeOf(std::string("call void @llvm.lifetime.start.p0(i64 36, ptr %a)\n") + kCopy), "[9 x i32]");
  EXPECT_EQ(TypeOf(kCopy, "8"), "[9 x i32]");
  EXPECT_EQ(TypeOf(kCopy, "2"), "[18 x i16]");
}

TEST(RetypeByteArrays, AccessesSayTheElement) {
  EXPECT_EQ(TypeOf(std::string(kCopy) + "%q = getelementptr [3 x float], ptr %a, i32 %i\n%v = load <2 x float>, ptr %q\n"),
            "[9 x float]");
  EXPECT_EQ(TypeOf("%q = getelementptr i8, ptr %a, i32 8\nstore float 0.0, ptr %q\n%v = load i32, ptr %a\n"), "[9 x i32]");
  EXPECT_EQ(TypeOf("%q = getelementptr i16, ptr %a, i32 %i\nstore half 0.0, ptr %q\n"), "[18 x half]");
}

TEST(RetypeByteArrays, BytesStayBytes) {
  EXPECT_EQ(TypeOf("store i8 1, ptr %a\n"), "[36 x i8]");
  EXPECT_EQ(TypeOf("%v = load <4 x i8>, ptr %a\n"), "[36 x i8]");
  EXPECT_EQ(TypeOf("%q = getelementptr i8, ptr %a, i32 %i\nstore float 0.0, ptr %q\n"), "[36 x i8]");
  EXPECT_EQ(TypeOf("%q = getelementptr i8, ptr %a, i32 6\nstore float 0.0, ptr %q\n"), "[18 x i16]");
  EXPECT_EQ(TypeOf("call void @use(ptr %a)\n"), "[36 x i8]");
  EXPECT_EQ(TypeOf(kCopy, "1"), "[36 x i8]");
}

}  // namespace
}  // namespace kiln::translator

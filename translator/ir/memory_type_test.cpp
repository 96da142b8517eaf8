#include "translator/ir/memory_type.h"

#include <gtest/gtest.h>

#include "llvm/IR/DerivedTypes.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using Kind = MemoryType::Kind;

class MemoryTypes : public ::testing::Test {
 protected:
  llvm::Type* Vector(llvm::Type* element, unsigned count) { return llvm::FixedVectorType::get(element, count); }
  // The pointee of the first argument of `kernel void k(global T *a)`.
  MemoryTypeRef OfSource(const std::string& declarations, const std::string& type) {
    testing::TestKernel test(declarations + "\nkernel void k(global " + type + " *a) {}");
    if (!test.Ok()) return nullptr;
    return FromSource(layout_, context_, *test.kernel.signature->arguments[0].type->element);
  }

  llvm::LLVMContext context_;
  llvm::DataLayout layout_{testing::kSpirLayout};
  llvm::Type* float_ = llvm::Type::getFloatTy(context_);
};

TEST_F(MemoryTypes, LeavesHaveTheirAllocationSize) {
  EXPECT_EQ(MakeLeaf(layout_, float_)->size, 4u);
  const MemoryTypeRef triple = MakeLeaf(layout_, Vector(float_, 3));
  EXPECT_EQ(triple->kind, Kind::kVector);
  EXPECT_EQ(triple->size, 16u);
}

TEST_F(MemoryTypes, LongVectorsAreArraysOfFour) {
  const MemoryTypeRef sixteen = MakeLeaf(layout_, Vector(float_, 16));
  EXPECT_EQ(sixteen->kind, Kind::kArray);
  EXPECT_EQ(sixteen->count, 4u);
  EXPECT_EQ(sixteen->element->leaf, Vector(float_, 4));
  EXPECT_EQ(sixteen->size, 64u);
}

TEST_F(MemoryTypes, RowsOfArraysAreFlattened) {
  const MemoryTypeRef rows = MakeArray(MakeArray(MakeLeaf(layout_, float_), 17), 16);
  EXPECT_EQ(rows->count, 272u);
  EXPECT_TRUE(rows->element->IsLeaf());
  EXPECT_EQ(rows->size, 1088u);
}

TEST_F(MemoryTypes, WhatNoTargetHasGivesNone) {
  EXPECT_EQ(MakeLeaf(layout_, llvm::IntegerType::get(context_, 24)), nullptr);
  EXPECT_EQ(MakeLeaf(layout_, llvm::PointerType::get(context_, 1)), nullptr);
  EXPECT_EQ(MakeLeaf(layout_, Vector(float_, 6)), nullptr);
  EXPECT_EQ(MakeArray(nullptr, 3), nullptr);
  EXPECT_EQ(FromIr(layout_, llvm::StructType::get(context_)), nullptr);
}

TEST_F(MemoryTypes, StructsKeepOffsetsAndNamesOfTheSource) {
  const MemoryTypeRef type = OfSource("typedef struct { char c; float3 v; short s[2][3]; } Item;", "Item");
  ASSERT_TRUE(type);
  ASSERT_EQ(type->kind, Kind::kStruct);
  EXPECT_EQ(type->size, 48u);
  ASSERT_EQ(type->fields.size(), 3u);
  EXPECT_EQ(type->fields[1].name, "v");
  EXPECT_EQ(type->fields[1].offset, 16u);
  EXPECT_EQ(type->fields[2].offset, 32u);
  EXPECT_EQ(type->fields[2].type->count, 6u);
}

TEST_F(MemoryTypes, UnionsAndPackedStructsHaveNoTree) {
  EXPECT_EQ(OfSource("typedef union { int i; float f; } Mix;", "Mix"), nullptr);
  EXPECT_EQ(OfSource("typedef struct __attribute__((packed)) { char c; int n; } Odd;", "Odd"), nullptr);
  EXPECT_EQ(OfSource("typedef struct __attribute__((packed)) { int n; char c; } Odd;", "Odd"), nullptr) << "5 bytes apart";
  EXPECT_TRUE(OfSource("typedef struct __attribute__((packed)) { int n; float f; } Even;", "Even"));
}

TEST_F(MemoryTypes, IrStructsHaveTheLayoutsOffsets) {
  auto* structure = llvm::StructType::create(context_, {llvm::Type::getInt8Ty(context_), float_}, "struct.Pair");
  const MemoryTypeRef type = FromIr(layout_, structure);
  ASSERT_TRUE(type);
  EXPECT_EQ(type->name, "Pair");
  EXPECT_EQ(type->fields[1].offset, 4u);
  EXPECT_EQ(type->size, 8u);
}

}  // namespace
}  // namespace kiln::translator

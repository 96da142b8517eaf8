#include "translator/passes/memory/store_components.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Verifier.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

// The types that @f stores, in order, after the pass.
std::vector<std::string> Stored(const std::string& body) {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(
      context, "define void @f(ptr addrspace(1) %p, ptr addrspace(1) %q, i32 %x, i32 %y, <4 x i32> %w) {\n" + body +
                   "ret void\n}\n");
  EXPECT_TRUE(module);
  llvm::Function& function = *module->getFunction("f");
  StoreComponents(function);
  EXPECT_FALSE(llvm::verifyFunction(function, &llvm::errs()));
  std::vector<std::string> types;
  for (const llvm::Instruction& instruction : llvm::instructions(function)) {
    const auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
    if (!store) continue;
    std::string text;
    llvm::raw_string_ostream(text) << *store->getValueOperand()->getType();
    types.push_back(text);
  }
  return types;
}

using Types = std::vector<std::string>;

TEST(StoreComponents, WhatChangesIsWritten) {
  EXPECT_EQ(Stored("%v = load <4 x i32>, ptr addrspace(1) %p\n%a = insertelement <4 x i32> %v, i32 %x, i32 1\n"
                   "store <4 x i32> %a, ptr addrspace(1) %p\n"),
            Types{"i32"});
  EXPECT_EQ(Stored("%v = load <4 x i32>, ptr addrspace(1) %p\n%a = insertelement <4 x i32> %v, i32 %x, i32 1\n"
                   "%b = insertelement <4 x i32> %a, i32 %y, i32 3\nstore <4 x i32> %b, ptr addrspace(1) %p\n"),
            (Types{"i32", "i32"}));
}

// `p->xy = w.zw`, and a vector of three, which lies in memory as one of four.
TEST(StoreComponents, SwizzlesAndVectorsOfThree) {
  EXPECT_EQ(Stored("%v = load <4 x i32>, ptr addrspace(1) %p\n"
                   "%s = shufflevector <4 x i32> %v, <4 x i32> %w, <4 x i32> <i32 6, i32 7, i32 2, i32 3>\n"
                   "store <4 x i32> %s, ptr addrspace(1) %p\n"),
            (Types{"i32", "i32"}));
  EXPECT_EQ(Stored("%v = load <4 x i32>, ptr addrspace(1) %p\n"
                   "%t = shufflevector <4 x i32> %v, <4 x i32> poison, <3 x i32> <i32 0, i32 1, i32 2>\n"
                   "%a = insertelement <3 x i32> %t, i32 %x, i32 2\n"
                   "%s = shufflevector <3 x i32> %a, <3 x i32> poison, <4 x i32> <i32 0, i32 1, i32 2, i32 poison>\n"
                   "store <4 x i32> %s, ptr addrspace(1) %p\n"),
            Types{"i32"});
}

TEST(StoreComponents, WhatIsNoChangeInPlaceStays) {
  const std::string change = "%a = insertelement <4 x i32> %v, i32 %x, i32 1\n";
  const std::string load = "%v = load <4 x i32>, ptr addrspace(1) %p\n";
  // Elsewhere; after another write; every component; volatile; at a place that is not known.
  EXPECT_EQ(Stored(load + change + "store <4 x i32> %a, ptr addrspace(1) %q\n"), Types{"<4 x i32>"});
  EXPECT_EQ(Stored(load + change + "store i32 1, ptr addrspace(1) %q\nstore <4 x i32> %a, ptr addrspace(1) %p\n"),
            (Types{"i32", "<4 x i32>"}));
  EXPECT_EQ(Stored("store <4 x i32> %w, ptr addrspace(1) %p\n"), Types{"<4 x i32>"});
  EXPECT_EQ(Stored(load + change + "store volatile <4 x i32> %a, ptr addrspace(1) %p\n"), Types{"<4 x i32>"});
  EXPECT_EQ(Stored(load + "%a = insertelement <4 x i32> %v, i32 %x, i32 %y\nstore <4 x i32> %a, ptr addrspace(1) %p\n"),
            Types{"<4 x i32>"});
}

}  // namespace
}  // namespace kiln::translator

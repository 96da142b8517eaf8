#include "translator/passes/cleanup/dispatch_indirect_calls.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

constexpr const char* kFunctions = R"(
  define spir_func i32 @f(i32 %x) { ret i32 1 }
  define spir_func i32 @g(i32 %x) { ret i32 2 }
  define spir_func float @h(float %x) { ret float 3.0 }
)";

unsigned CountIndirectCalls(llvm::Module& module) {
  unsigned count = 0;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
      count += call && !call->getCalledFunction();
    }
  }
  return count;
}

TEST(DispatchIndirectCalls, ChoosesAmongFunctionsOfTheType) {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(context, std::string(kFunctions) + R"(
    @table = addrspace(2) constant [3 x ptr] [ptr @f, ptr @g, ptr @h]
    define spir_kernel void @k(ptr addrspace(1) %out, i32 %n) {
      %place = getelementptr [3 x ptr], ptr addrspace(2) @table, i32 0, i32 %n
      %p = load ptr, ptr addrspace(2) %place
      %r = call spir_func i32 %p(i32 %n)
      store i32 %r, ptr addrspace(1) %out
      ret void
    })");
  ASSERT_TRUE(module);
  DispatchIndirectCalls(*module);
  EXPECT_FALSE(llvm::verifyModule(*module, &llvm::errs()));
  EXPECT_EQ(CountIndirectCalls(*module), 0u);
  // @h has another type: @f is compared with, @g is what is left.
  unsigned comparisons = 0;
  for (llvm::Instruction& instruction : llvm::instructions(module->getFunction("dispatch"))) {
    comparisons += llvm::isa<llvm::ICmpInst>(instruction);
  }
  EXPECT_EQ(comparisons, 1u);
  for (const char* name : {"f", "g", "h"}) {
    for (const llvm::User* user : module->getFunction(name)->users()) EXPECT_TRUE(llvm::isa<llvm::CallInst>(user)) << name;
  }
}

TEST(DispatchIndirectCalls, LeavesCallsThatNothingCanMeet) {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(context, std::string(kFunctions) + R"(
    define spir_kernel void @k(ptr %p) {
      call spir_func void %p(i64 0)
      %r = call spir_func i32 @f(i32 0)
      ret void
    })");
  ASSERT_TRUE(module);
  DispatchIndirectCalls(*module);
  EXPECT_EQ(CountIndirectCalls(*module), 1u);
  EXPECT_TRUE(module->global_empty());
}

}  // namespace
}  // namespace kiln::translator

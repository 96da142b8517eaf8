#include "cli/report/fingerprint.h"

#include <gtest/gtest.h>
#include <llvm/AsmParser/Parser.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/SourceMgr.h>

#include <functional>
#include <stdexcept>

namespace kiln::cli::report {
namespace {

constexpr const char* kIr = R"(
@g = global i32 1, align 4
define void @k(ptr %p, i32 %a) {
entry:
  %x = load i32, ptr %p, align 4
  %c = icmp slt i32 %x, %a
  br i1 %c, label %then, label %end
then:
  %y = add nsw i32 %x, %a
  store i32 %y, ptr %p, align 4
  br label %end
end:
  %z = phi i32 [ %x, %entry ], [ %y, %then ]
  call void @f(i32 %z)
  ret void
}
declare void @f(i32)
)";

class FingerprintTest : public testing::Test {
 protected:
  void ExpectSeen(const std::function<void(llvm::Module&)>& change) {
    llvm::SMDiagnostic error;
    const auto module = llvm::parseAssemblyString(kIr, error, context_);
    ASSERT_NE(module, nullptr) << error.getMessage().str();
    const std::size_t before = Fingerprint(*module);
    EXPECT_EQ(Fingerprint(*module), before);
    change(*module);
    EXPECT_NE(Fingerprint(*module), before);
  }

  template <typename Instruction>
  static Instruction& First(llvm::Module& module) {
    for (llvm::Instruction& one : llvm::instructions(*module.getFunction("k"))) {
      if (auto* found = llvm::dyn_cast<Instruction>(&one)) return *found;
    }
    throw std::logic_error("none");
  }

  llvm::LLVMContext context_;
};

TEST_F(FingerprintTest, SeesWhatAPassMayChange) {
  using llvm::Module;
  ExpectSeen([](Module& m) { First<llvm::LoadInst>(m).setAlignment(llvm::Align(1)); });
  ExpectSeen([](Module& m) { First<llvm::StoreInst>(m).setVolatile(true); });
  ExpectSeen([](Module& m) { First<llvm::ICmpInst>(m).setPredicate(llvm::CmpInst::ICMP_ULT); });
  ExpectSeen([](Module& m) { First<llvm::BinaryOperator>(m).setHasNoSignedWrap(false); });
  ExpectSeen([](Module& m) { First<llvm::BinaryOperator>(m).setName("sum"); });
  ExpectSeen([](Module& m) { First<llvm::BinaryOperator>(m).swapOperands(); });
  ExpectSeen(
      [](Module& m) { First<llvm::PHINode>(m).setIncomingBlock(0, First<llvm::PHINode>(m).getIncomingBlock(1)); });
  ExpectSeen([](Module& m) { First<llvm::CallInst>(m).addFnAttr(llvm::Attribute::NoUnwind); });
  ExpectSeen([](Module& m) { First<llvm::CallInst>(m).setTailCall(); });
  ExpectSeen([](Module& m) { First<llvm::StoreInst>(m).eraseFromParent(); });
  ExpectSeen([](Module& m) { m.getFunction("f")->setName("g"); });
  ExpectSeen([](Module& m) { m.getFunction("k")->getArg(0)->setName("q"); });
  ExpectSeen([](Module& m) { m.getFunction("k")->begin()->setName("start"); });
  ExpectSeen([](Module& m) { m.getGlobalVariable("g")->setConstant(true); });
  ExpectSeen([](Module& m) {
    m.getGlobalVariable("g")->setInitializer(llvm::ConstantInt::get(llvm::Type::getInt32Ty(m.getContext()), 2));
  });
}

}  // namespace
}  // namespace kiln::cli::report

#include "translator/testing/same_meaning.h"

#include <gtest/gtest.h>

namespace kiln::translator::testing {

namespace {

// The arguments' memory after the run.
std::map<std::string, Bytes> Results(TestKernel& kernel, const KernelInputs& inputs, const std::string& where) {
  Evaluator evaluator(kernel.kernel);
  evaluator.memory = inputs.memory;
  for (const auto& [number, value] : inputs.values) {
    llvm::Type* type = kernel.kernel.function->getArg(number)->getType();
    evaluator.arguments[number] = llvm::ConstantInt::get(type, value);
  }
  evaluator.on_call = [](const llvm::CallInst& call, llvm::ArrayRef<llvm::Constant*>) -> llvm::Constant* {
    return call.getType()->isVoidTy() ? nullptr : llvm::Constant::getNullValue(call.getType());
  };
  EXPECT_TRUE(evaluator.Run()) << where << ": " << evaluator.problem() << "\n" << kernel.Text();
  EXPECT_FALSE(evaluator.ran_out()) << where;
  std::map<std::string, Bytes> results;
  for (const auto& [name, bytes] : inputs.memory) results[name] = evaluator.memory[name];
  return results;
}

}  // namespace

Bytes Pattern(std::size_t count) {
  Bytes bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(1 + i * 37 + i / 7);
  return bytes;
}

void ExpectSameMeaning(TestKernel& kernel, const KernelInputs& inputs, Stage last) {
  ASSERT_TRUE(kernel.Ok());
  const auto expected = Results(kernel, inputs, "before");
  for (int stage = static_cast<int>(kernel.stage()) + 1; stage <= static_cast<int>(last); ++stage) {
    kernel.Advance(static_cast<Stage>(stage));
    ASSERT_TRUE(kernel.Errors().empty()) << kernel.Errors().front();
    ASSERT_EQ(Results(kernel, inputs, "stage " + std::to_string(stage)), expected) << "stage " << stage << "\n" << kernel.Text();
  }
}

}  // namespace kiln::translator::testing

#include "translator/testing/same_meaning.h"

#include <gtest/gtest.h>

#include "translator/builtins/ops.h"

namespace kiln::translator::testing {

namespace {

llvm::Constant* MultiplyHigh(llvm::Constant& a, llvm::Constant& b) {
  if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(a.getType())) {
    llvm::SmallVector<llvm::Constant*, 4> lanes;
    for (unsigned i = 0; i < vector->getNumElements(); ++i) {
      lanes.push_back(MultiplyHigh(*a.getAggregateElement(i), *b.getAggregateElement(i)));
    }
    return llvm::ConstantVector::get(lanes);
  }
  const auto number = [](llvm::Constant& x) { return llvm::cast<llvm::ConstantInt>(x).getZExtValue(); };
  return llvm::ConstantInt::get(a.getType(), number(a) * number(b) >> 32);
}

// The arguments' memory after the run.
std::map<std::string, Bytes> Results(TestKernel& kernel, const KernelInputs& inputs, const std::string& where) {
  Evaluator evaluator(kernel.kernel);
  evaluator.memory = inputs.memory;
  for (const auto& [number, value] : inputs.values) {
    llvm::Type* type = kernel.kernel.function->getArg(number)->getType();
    evaluator.arguments[number] = llvm::ConstantInt::get(type, value);
  }
  evaluator.on_call = [](const llvm::CallInst& call, llvm::ArrayRef<llvm::Constant*> operands) -> llvm::Constant* {
    if (call.getCalledFunction()->getName().starts_with(llvm::StringRef(builtins::kMulHiUnsignedPrefix))) {
      return MultiplyHigh(*operands[0], *operands[1]);
    }
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

#include "translator/testing/test_kernel.h"

#include <gtest/gtest.h>

#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "translator/passes/builtins/lower_printf.h"
#include "translator/passes/builtins/resolve_builtins.h"
#include "translator/passes/cleanup/inline_kernels.h"
#include "translator/passes/cleanup/name_values.h"
#include "translator/passes/cleanup/simplify.h"
#include "translator/passes/memory/access_private_words.h"
#include "translator/passes/memory/encode_pointers.h"
#include "translator/passes/images/branch_on_images.h"
#include "translator/passes/images/expand_sampling.h"
#include "translator/passes/memory/expand_memory_intrinsics.h"
#include "translator/passes/memory/lower_to_views.h"
#include "translator/passes/memory/resolve_pointers.h"
#include "translator/passes/types/emulate_half.h"
#include "translator/passes/types/expand_long_operations.h"
#include "translator/passes/types/lower_integer_intrinsics.h"
#include "translator/passes/types/narrow_comparisons.h"
#include "translator/passes/types/round_integers.h"
#include "translator/passes/types/split_longs.h"
#include "translator/passes/types/split_vectors.h"
#include "translator/passes/types/widen_narrow_integers.h"

namespace kiln::translator::testing {

std::unique_ptr<llvm::Module> ParseIr(llvm::LLVMContext& context, const std::string& text) {
  llvm::SMDiagnostic error;
  const std::string whole = "target datalayout = \"" + std::string(kSpirLayout) + "\"\n" + text;
  std::unique_ptr<llvm::Module> module = llvm::parseAssemblyString(whole, error, context);
  if (!module) {
    ADD_FAILURE() << "line " << error.getLineNo() - 1 << ": " << error.getMessage().str() << ": "
                  << error.getLineContents().str();
    return nullptr;
  }
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  if (llvm::verifyModule(*module, &stream)) {
    ADD_FAILURE() << problem;
    return nullptr;
  }
  return module;
}

TestKernel::TestKernel(const std::string& source, const std::string& ir, std::string_view profile_name) {
  Compile(ir.empty() ? source : source + " {}", profile_name);
  if (!source_ || !kernel.signature) return;
  module_ = ir.empty() ? llvm::CloneModule(source_->module()) : ParseIr(source_->context(), ir);
  if (!module_) return;
  kernel.function = module_->getFunction("k");
  EXPECT_NE(kernel.function, nullptr);
  if (!kernel.function) return;
  kernel.function->removeFnAttr(llvm::Attribute::OptimizeNone);
  if (!ir.empty()) stage_ = Stage::kExpanded;
}

TestKernel::~TestKernel() = default;

void TestKernel::Compile(const std::string& text, std::string_view profile_name) {
  const TargetProfile* found = FindProfile(profile_name);
  ASSERT_NE(found, nullptr) << profile_name;
  profile = *found;
  frontend::CompileOptions compile;
  compile.clang_options = {"-cl-std=CL2.0"};
  auto compiled = frontend::Compile({"test.cl", text}, compile);
  ASSERT_TRUE(compiled) << compiled.error().ToString();
  source_ = std::make_unique<frontend::KernelModule>(std::move(*compiled));
  diagnostics_ = std::make_unique<Diagnostics>(*source_);
  context_ = std::make_unique<PassContext>(PassContext{profile, options, *diagnostics_});
  for (const frontend::KernelSignature& signature : source_->kernels()) {
    if (signature.name == "k") kernel.signature = &signature;
  }
  ASSERT_NE(kernel.signature, nullptr);
}

void TestKernel::Advance(Stage stage) {
  while (Ok() && stage_ < stage && !diagnostics_->HasErrors()) {
    stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1);
    Step(stage_);
    Verify("stage " + std::to_string(static_cast<int>(stage_)));
  }
}

void TestKernel::Step(Stage stage) {
  switch (stage) {
    case Stage::kCompiled: break;
    case Stage::kInlined: {
      KeepOnly(*module_, {kernel.function});
      std::vector<builtins::UnsupportedCall> unsupported;
      auto changed = builtins::ResolveBuiltins(*module_, profile, options, unsupported);
      EXPECT_TRUE(changed);
      EXPECT_TRUE(unsupported.empty());
      InlineKernels(*context_, {kernel.function});
      KeepOnly(*module_, {kernel.function});
      break;
    }
    case Stage::kSimplified:
      CopyWrittenStructs(*context_, kernel);
      NameValues(*kernel.function);
      SimplifySource(*context_, *kernel.function);
      LowerPrintf(*context_, kernel);
      BranchOnImages(kernel);
      ExpandSampling(*context_, kernel);
      builtins::LowerIntrinsics(*module_);
      break;
    case Stage::kExpanded:
      ExpandLongOperations(*context_, kernel);
      ExpandMemoryIntrinsics(*context_, kernel);
      break;
    case Stage::kResolved:
      EncodePointers(*context_, kernel);
      ResolvePointers(*context_, kernel, source_->globals());
      break;
    case Stage::kIntegersLowered: LowerIntegerIntrinsics(kernel); break;
    case Stage::kSplit:
      SplitVectors(*context_, kernel);
      SimplifyLowered(*kernel.function);
      break;
    case Stage::kNative:
      RoundIntegers(*context_, kernel);
      NarrowComparisons(*kernel.function);
      EmulateHalf(*context_, kernel);
      WidenNarrowIntegers(*context_, kernel);
      AccessPrivateWords(kernel);
      SplitLongs(*context_, kernel);
      SimplifyLowered(*kernel.function);
      break;
    case Stage::kViews: LowerToViews(*context_, kernel); break;
  }
}

void TestKernel::Verify(std::string_view where) const {
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  EXPECT_FALSE(llvm::verifyFunction(*kernel.function, &stream)) << "at " << where << ": " << problem << "\n" << Text();
}

std::string TestKernel::Text() const {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (kernel.function) kernel.function->print(stream);
  return text;
}

std::vector<std::string> TestKernel::Errors() const {
  std::vector<std::string> messages;
  if (!source_) return messages;
  for (const frontend::Diagnostic& diagnostic : source_->diagnostics()) {
    if (diagnostic.severity == frontend::Severity::kError) messages.push_back(diagnostic.message);
  }
  return messages;
}

std::vector<MemoryOp> TestKernel::MemoryOps() const {
  std::vector<MemoryOp> ops;
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    if (auto op = AsMemoryOp(instruction)) ops.push_back(std::move(*op));
  }
  return ops;
}

std::vector<ViewOp> TestKernel::ViewOps() const {
  std::vector<ViewOp> ops;
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    if (auto op = AsViewOp(instruction)) ops.push_back(std::move(*op));
  }
  return ops;
}

unsigned TestKernel::Object(std::string_view name) const {
  for (std::size_t i = 0; i < kernel.objects.size(); ++i) {
    if (kernel.objects[i].name == name) return static_cast<unsigned>(i);
  }
  ADD_FAILURE() << "no object " << name;
  return 0;
}

}  // namespace kiln::translator::testing

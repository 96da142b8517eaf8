// Test support: one kernel as the passes see it, from OpenCL C or from LLVM IR, and the pipeline up to a chosen step.
#ifndef KILN_TRANSLATOR_TESTING_TEST_KERNEL_H_
#define KILN_TRANSLATOR_TESTING_TEST_KERNEL_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/frontend/compile.h"
#include "kiln/translator/target_profile.h"
#include "llvm/IR/Module.h"
#include "translator/ir/kernel_ir.h"
#include "translator/ir/memory_ops.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator::testing {

// The data layout that Clang gives `spir`.
inline constexpr const char* kSpirLayout =
    "e-p:32:32-i64:64-v16:16-v24:32-v32:32-v48:64-v96:128-v192:256-v256:256-v512:512-v1024:1024-G1";

// What has been done to the kernel, in the order of the pipeline.
enum class Stage { kCompiled, kInlined, kSimplified, kExpanded, kResolved, kIntegersLowered, kSplit, kNative, kViews };

// A module of IR text; the test fails, and the result is null, when it does not parse or verify.
std::unique_ptr<llvm::Module> ParseIr(llvm::LLVMContext& context, const std::string& text);

// Compiles on construction; `Ok()` is false, and the test has failed, when that did not work. Not movable: the context
// that passes get refers to the members.
class TestKernel {
 public:
  // The kernel `k` of an OpenCL C source. With `ir`, only the signature comes from the source, the prototype
  // `kernel void k(...)`, and the function `@k` from the IR text.
  explicit TestKernel(const std::string& source, const std::string& ir = "", std::string_view profile = "vulkan1.3");
  TestKernel(const TestKernel&) = delete;
  TestKernel& operator=(const TestKernel&) = delete;
  ~TestKernel();

  bool Ok() const { return kernel.function != nullptr; }
  Stage stage() const { return stage_; }
  // Runs the pipeline's steps after the current stage up to and including `stage`.
  void Advance(Stage stage);
  // Expects valid IR; `where` names the place in the failure.
  void Verify(std::string_view where) const;
  std::string Text() const;
  // Messages of the translator's own diagnostics so far.
  std::vector<std::string> Errors() const;
  std::vector<MemoryOp> MemoryOps() const;
  std::vector<ViewOp> ViewOps() const;
  // The number of the object with that name; fails the test where there is none.
  unsigned Object(std::string_view name) const;

  TargetProfile profile;
  LowerOptions options;
  KernelIr kernel;

  PassContext& context() { return *context_; }
  frontend::KernelModule& source() { return *source_; }
  llvm::Module& module() { return *module_; }

 private:
  void Compile(const std::string& source, std::string_view profile_name);
  void Step(Stage stage);

  std::unique_ptr<frontend::KernelModule> source_;
  std::unique_ptr<llvm::Module> module_;
  std::unique_ptr<Diagnostics> diagnostics_;
  std::unique_ptr<PassContext> context_;
  Stage stage_ = Stage::kCompiled;
};

}  // namespace kiln::translator::testing

#endif  // KILN_TRANSLATOR_TESTING_TEST_KERNEL_H_

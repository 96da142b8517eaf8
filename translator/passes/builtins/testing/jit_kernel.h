// Test support: OpenCL C -> resolved builtins -> host code, to call and to compare with exact arithmetic.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_TESTING_JIT_KERNEL_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_TESTING_JIT_KERNEL_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/translator/lower.h"
#include "kiln/translator/target_profile.h"
#include "translator/passes/builtins/resolve_builtins.h"

namespace llvm {
class LLVMContext;
class Module;
}  // namespace llvm

namespace kiln::translator::builtins::testing {

// The module of `source` (spir or spir64 by address_bits) after ResolveBuiltins; fails on any unsupported call,
// unless `reported` is there to receive them.
Result<std::unique_ptr<llvm::Module>> ResolveSource(llvm::LLVMContext& context, const std::string& source,
                                                    const TargetProfile& profile, const LowerOptions& options,
                                                    std::uint32_t address_bits,
                                                    const std::vector<std::string>& clang_options = {},
                                                    std::vector<UnsupportedCall>* reported = nullptr);

// Inlines what is marked alwaysinline, optimises at O1, drops what is unused.
void InlineAndOptimize(llvm::Module& module);

// A kernel `k` whose arguments are buffers and a final uint. It runs once, as the only work-item.
class JitKernel {
 public:
  static Result<JitKernel> Create(const std::string& source, const TargetProfile& profile, const LowerOptions& options);
  ~JitKernel();
  JitKernel(JitKernel&&) noexcept;
  JitKernel& operator=(JitKernel&&) noexcept;

  void Run(const void* a, const void* b, const void* c, void* result, std::uint32_t count) const;

 private:
  struct State;
  explicit JitKernel(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kiln::translator::builtins::testing

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_TESTING_JIT_KERNEL_H_

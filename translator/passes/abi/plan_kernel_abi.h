// PlanKernelAbi: where every argument and implicit value of a kernel lives, as DESIGN of the ABI in docs/mapping.md states.
//
// Requires: resolved builtins and views (it looks at which implicit values and arguments the kernel uses).
// Tests: plan_kernel_abi_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_ABI_PLAN_KERNEL_ABI_H_
#define KILN_TRANSLATOR_PASSES_ABI_PLAN_KERNEL_ABI_H_

#include <optional>
#include <set>

#include "kiln/artifact/reflection.h"
#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// `next_spec_id` is the next free specialization constant of the module; it advances past the `__local` arguments.
artifact::Kernel PlanKernelAbi(PassContext& context, const KernelIr& kernel, std::uint32_t& next_spec_id);

// The implicit value behind a kiln.workitem call ("global_id", "num_groups", ...) on this target; nothing when a SPIR-V
// built-in or a constant gives it.
std::optional<artifact::ImplicitKind> ImplicitBehind(const TargetProfile& profile, llvm::StringRef what);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_ABI_PLAN_KERNEL_ABI_H_

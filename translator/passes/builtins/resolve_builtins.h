// Resolves every call of an OpenCL builtin into instructions, LLVM intrinsics, kiln.* operations or library code.
//
// Why: SPIR-V, GLSL, MSL and HLSL have no OpenCL builtins; where they have a function of the same name, its precision
// or its treatment of NaN is often another.
//
//   before:  %s = call spir_func float @_Z3sinf(float %x)      %i = call spir_func i32 @_Z13get_global_idj(i32 0)
//   after:   %s = call spir_func float @__kiln_sin_f32(float %x)   (internal, alwaysinline: libclc's sin)
//            %i = call i32 @kiln.workitem.global_id(i32 0)
//
// Requires: unoptimised or optimised IR as Clang makes it for `spir` or `spir64`; opaque pointers.
// Establishes: the module declares no function but kiln.* (translator/builtins/ops.h) and LLVM intrinsics; of those
// whose OpenCL meaning needs care only: fabs floor ceil trunc rint sqrt fma fmuladd minnum maxnum copysign ctpop ctlz
// cttz bitreverse bswap fshl fshr smin smax umin umax abs {s,u}add.sat {s,u}sub.sat. fma remains only where the
// profile's is exact. Debug locations of the calls stay on what replaces them. Atomics carry their LLVM ordering and
// the sync scope "workgroup" where the source says memory_scope_work_group. Calls listed in `unsupported` stay in the
// module.
//
// Tests: resolve_builtins_test.cpp, coverage_test.cpp, numeric_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_RESOLVE_BUILTINS_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_RESOLVE_BUILTINS_H_

#include <string>
#include <vector>

#include <llvm/IR/DebugLoc.h>
#include <llvm/IR/Module.h>

#include "kiln/base/result.h"
#include "kiln/translator/lower.h"
#include "kiln/translator/target_profile.h"

namespace kiln::translator::builtins {

// A call that no target gets, for a diagnostic.
struct UnsupportedCall {
  llvm::DebugLoc location;  // of the call; null without line information
  std::string name;         // of the builtin or function, as in the source
  std::string message;      // "'printf' is not supported"
  std::string code;         // stable: "unsupported-image", "unsupported-printf", "undefined-function", ...
};

// True when the module changed. One entry per unsupported call is appended. Errors are Kiln's own (kInternal).
Result<bool> ResolveBuiltins(llvm::Module& module, const TargetProfile& profile, const LowerOptions& options,
                             std::vector<UnsupportedCall>& unsupported);

// Rewrites intrinsics that optimisers like to make and the emitters do not know (is.fpclass, scmp, ucmp, round,
// roundeven, powi, ldexp, *.with.overflow, ...) into those above. ResolveBuiltins does it; run it again after
// InstCombine. True when something changed.
bool LowerIntrinsics(llvm::Module& module);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_RESOLVE_BUILTINS_H_

// The parameters that a Metal kernel gets, found in its SPIR-V interface and its reflection.
#ifndef KILN_TRANSLATOR_TARGETS_MSL_KERNEL_PARAMETERS_H_
#define KILN_TRANSLATOR_TARGETS_MSL_KERNEL_PARAMETERS_H_

#include <vector>

#include "translator/targets/msl/msl_parameter.h"
#include "translator/targets/prepare/prepare_kernel.h"

namespace kiln::translator::targets {

// Rewrites `code` so that SPIRV-Cross tells the parameters apart: each gets its place in the returned list as its
// binding; get_local_size becomes a kLaunch parameter; a local argument's length becomes 1.
// kUnsupported when the kernel uses a shape that the Metal profiles do not have (a push-constant block).
Result<std::vector<MslParameter>> ShapeKernelParameters(SpirvCode& code, const artifact::Kernel& kernel);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_MSL_KERNEL_PARAMETERS_H_

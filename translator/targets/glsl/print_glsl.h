// One kernel -> GLSL 4.60 for Vulkan. The kernel's name stands in a comment: the entry point of a GLSL text is `main`.
//
// A buffer argument is a block without an instance name, so the text says `y[i] = a * x[i]`; by-value arguments are
// members of the push-constant block `args`.
#ifndef KILN_TRANSLATOR_TARGETS_GLSL_PRINT_GLSL_H_
#define KILN_TRANSLATOR_TARGETS_GLSL_PRINT_GLSL_H_

#include "translator/targets/prepare/prepare_kernel.h"

namespace kiln::translator::targets {

Result<std::string> PrintGlsl(const PrintRequest& request);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_GLSL_PRINT_GLSL_H_

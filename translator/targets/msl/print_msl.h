// One kernel -> Metal Shading Language, with the ABI of the manual: argument i of the source is [[buffer(i)]], local
// arguments are [[threadgroup(n)]], the launch's sizes are kernel inputs.
//
// The text means what OpenCL means only when Metal compiles it without fast math (-fno-fast-math).
#ifndef KILN_TRANSLATOR_TARGETS_MSL_PRINT_MSL_H_
#define KILN_TRANSLATOR_TARGETS_MSL_PRINT_MSL_H_

#include "translator/targets/prepare/prepare_kernel.h"

namespace kiln::translator::targets {

Result<std::string> PrintMsl(const PrintRequest& request);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_MSL_PRINT_MSL_H_

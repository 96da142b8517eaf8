// What `kiln validate` makes inputs from: the signatures of a source's kernels.
#ifndef KILN_CLI_KERNEL_SHAPES_H_
#define KILN_CLI_KERNEL_SHAPES_H_

#include "cli/source_options.h"
#include "kiln/harness/validate.h"

namespace kiln::cli {

// Compiles with the front end alone. Diagnostics are not shown: whoever translates shows them.
harness::KernelShapes MakeKernelShapes(const SourceOptions& options);

}  // namespace kiln::cli

#endif  // KILN_CLI_KERNEL_SHAPES_H_

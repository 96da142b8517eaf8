// What can be told of a kernel from its source, before it is translated.
#ifndef KILN_TRANSLATOR_KERNEL_TRAITS_H_
#define KILN_TRANSLATOR_KERNEL_TRAITS_H_

#include <cstdint>
#include <string_view>

#include "kiln/frontend/compile.h"

namespace kiln::translator {

struct KernelTraits {
  // The greatest index that work-item functions are asked with, and one: 1 to 3.
  std::uint32_t dimensions = 1;
  // The bounds of all floating-point operations in the kernel and what it calls, in ULP, each place in the source
  // counted once: builtins by OpenCL's table, 2.5 for a division, 1 for a product and a sum that may be one operation.
  // 0: all are exact. Infinite: one has no bound.
  double ulp = 0;
};

// `source` as the front end made it. The traits of a kernel that is not there are the default ones.
KernelTraits InspectKernel(frontend::KernelModule& source, std::string_view kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_KERNEL_TRAITS_H_

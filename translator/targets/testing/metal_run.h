// Runs the texts of MSL kernels on the CPU: compiled as C++ against metal_shim.h. Scalar kernels without barriers whose
// parameters are buffers and the position in the grid.
#ifndef KILN_TRANSLATOR_TARGETS_TESTING_METAL_RUN_H_
#define KILN_TRANSLATOR_TARGETS_TESTING_METAL_RUN_H_

#include <string>
#include <vector>

#include "translator/targets/testing/vulkan_run.h"

namespace kiln::translator::targets::testing {

struct MetalKernel {
  std::string text;  // one kernel called "k"
  std::vector<Bytes> buffers;
  std::uint32_t items = 0;
};

// One compilation for all; the buffers after each kernel ran. Fails the test with the compiler's messages.
std::vector<std::vector<Bytes>> RunOnCpu(const std::vector<MetalKernel>& kernels);

}  // namespace kiln::translator::targets::testing

#endif  // KILN_TRANSLATOR_TARGETS_TESTING_METAL_RUN_H_

// OpenCL C source -> Kiln's whole way -> results from a Vulkan device.
#ifndef KILN_TESTS_PRECISION_DEVICE_PROGRAM_H_
#define KILN_TESTS_PRECISION_DEVICE_PROGRAM_H_

#include <cstddef>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/harness/translator.h"
#include "kiln/runtime/runtime.h"

namespace kiln::precision {

using Bytes = std::vector<std::byte>;

// Not for several threads at once.
class DeviceProgram {
 public:
  // Compiles all kernels of the source.
  static Result<DeviceProgram> Build(runtime::Device& device, const harness::Translator& translator,
                                     const std::string& source, const std::vector<std::string>& build_options);

  // The kernel's parameters are one buffer for each of `inputs`, then one for each of `output_bytes`; returns these.
  Result<std::vector<Bytes>> Run(const std::string& kernel, std::size_t work_items, const std::vector<Bytes>& inputs,
                                 const std::vector<std::size_t>& output_bytes);

 private:
  DeviceProgram(runtime::Device& device, harness::Translated translated)
      : device_(&device), translated_(std::move(translated)) {}
  runtime::Device* device_;
  harness::Translated translated_;
};

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_DEVICE_PROGRAM_H_

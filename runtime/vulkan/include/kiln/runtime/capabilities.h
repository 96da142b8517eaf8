// What a kernel needs, what a device has, and whether the two fit.
#ifndef KILN_RUNTIME_CAPABILITIES_H_
#define KILN_RUNTIME_CAPABILITIES_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "kiln/runtime/device.h"

namespace kiln::runtime {

// A snapshot of a device, taken when it was found: its features, among them what it guarantees about arithmetic
// ("denorm_preserve32", "rounding_rte32", ...), limits, heaps, and which memory serves which use.
using DeviceCapabilities = DeviceInfo;

struct FeatureRequirement {
  std::string name;        // of DeviceInfo::features
  std::string capability;  // the SPIR-V capability that the module declares; empty: the reflection alone asks for it
};

// A number of something, and the name of Vulkan's limit for it.
struct LimitRequirement {
  std::string what;  // "bytes of local memory"
  std::uint64_t needed = 0;
  std::string limit;   // "maxComputeSharedMemorySize"
  std::string advice;  // what to do where it is too low; may be empty
};

// What a kernel needs of a device, from its reflection and its module.
struct Requirements {
  std::string kernel;
  std::uint32_t spirv_version = 0;  // 0x00010600
  std::vector<FeatureRequirement> features;
  std::vector<LimitRequirement> limits;           // those that are not 0
  std::vector<std::string> foreign_capabilities;  // of SPIR-V that is not made for Vulkan: no device has them
};

struct Compatibility {
  // Each thing that the device lacks, in words: "it needs 65536 bytes of local memory, the device 'x' has 32768
  // (maxComputeSharedMemorySize)". Empty: it can run the kernel.
  std::vector<std::string> mismatches;
  // The share of the requirements that the device meets, from 0 to 1; 1 for a device that can run the kernel, and never
  // for another.
  double score = 1;

  bool ok() const { return mismatches.empty(); }
};

// kInvalidArtifact for damaged SPIR-V or a reflection that does not fit it. `words` may hold other kernels too.
Result<Requirements> RequirementsOf(std::span<const std::uint32_t> words, const artifact::Kernel& kernel);

Compatibility Check(const Requirements& requirements, const DeviceCapabilities& device);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_CAPABILITIES_H_

// States the formats of storage images in a module.
//
// An OpenCL kernel does not know the format of an image that it writes; the translator leaves it open, which needs the
// Vulkan features shaderStorageImageReadWithoutFormat and shaderStorageImageWriteWithoutFormat. A device that lacks
// them gets a module for each format that is bound.
#ifndef KILN_ARTIFACT_SPIRV_FORMATS_H_
#define KILN_ARTIFACT_SPIRV_FORMATS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::artifact {

struct StatedFormat {
  std::uint32_t binding = 0;  // of a storage image or storage texel buffer in set 0
  std::uint32_t format = 0;   // spv::ImageFormat
};

// `words` holds one entry point (ExtractEntryPoint). The images at these bindings get their formats; the capabilities
// that stand for open formats are dropped where `keeps_...` is false. Same trust and errors as ExtractEntryPoint.
Result<std::vector<std::uint32_t>> StateImageFormats(std::span<const std::uint32_t> words,
                                                     std::span<const StatedFormat> formats, bool keeps_open_reads,
                                                     bool keeps_open_writes);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_FORMATS_H_

// Whether a SPIR-V module is valid.
//
// Drivers do not look: what is invalid crashes them, or worse. A module that comes from a file, and not from the
// translator of this process, has to be asked about before a driver gets it.
#ifndef KILN_ARTIFACT_SPIRV_VALIDATE_H_
#define KILN_ARTIFACT_SPIRV_VALIDATE_H_

#include <cstdint>
#include <span>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"

namespace kiln::artifact {

// By the rules of Vulkan 1.3, with scalar layout of blocks: what a device lacks of it is another question. `words` need
// not be trusted; a module of more than 16 MiB is refused unseen. kInvalidArtifact with SPIRV-Tools' first complaint.
Status Validate(std::span<const std::uint32_t> words);

// Whether the kernel's reflection has all that the valid module binds: each buffer and image, of its kind, and as many bytes
// of push constants. A driver that is given less reads what is not there. kInvalidArtifact, kNotFound without the entry point.
Status CheckFits(const Kernel& kernel, std::span<const std::uint32_t> words);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_VALIDATE_H_

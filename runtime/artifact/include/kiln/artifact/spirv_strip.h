// One kernel out of a SPIR-V module that holds several.
//
// A pipeline is made from a module with one entry point: some drivers charge a kernel for the Workgroup variables of
// the others (up to half its speed), and a device without double precision cannot load a module in which another kernel
// uses it.
#ifndef KILN_ARTIFACT_SPIRV_STRIP_H_
#define KILN_ARTIFACT_SPIRV_STRIP_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::artifact {

// The module with the compute entry point of that name, the functions that it reaches, and the types, constants,
// variables, names, decorations and execution modes that those need; ids stay as they are. Source text and module-level
// non-semantic instructions that no kept function names are dropped, and so are the capabilities of number types and
// storage images that no longer occur.
//
// `words` need not be trusted: a damaged module gives kInvalidArtifact, one without the entry point kNotFound with the
// names that there are. The result is valid SPIR-V if the input was.
Result<std::vector<std::uint32_t>> ExtractEntryPoint(std::span<const std::uint32_t> words,
                                                     std::string_view entry_point);

// What a module declares about itself.
struct SpirvSummary {
  std::uint32_t version = 0;                // header word, e.g. 0x00010500
  std::vector<std::uint32_t> capabilities;  // spv::Capability, in the module's order
  std::vector<std::string> entry_points;    // compute entry points
};
// Same trust and errors as ExtractEntryPoint.
Result<SpirvSummary> Summarize(std::span<const std::uint32_t> words);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_STRIP_H_

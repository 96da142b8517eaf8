// The reflection inside the SPIR-V module that it describes, so that one file is enough.
//
// It stands in OpStrings that nothing refers to, which every driver ignores: "kiln-reflect 1/2:" and a part of the JSON.
// ExtractEntryPoint drops them, as what a driver compiles needs none; tools that strip debug information do, too.
#ifndef KILN_ARTIFACT_SPIRV_REFLECTION_H_
#define KILN_ARTIFACT_SPIRV_REFLECTION_H_

#include <cstdint>
#include <span>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"

namespace kiln::artifact {

// The module with this reflection in place of what it may have held before. kInvalidArtifact for damaged SPIR-V.
Result<std::vector<std::uint32_t>> EmbedReflection(std::span<const std::uint32_t> words, const Reflection& reflection);

// kNotFound when the module holds none, kInvalidArtifact when it, or the module, is damaged. `words` need not be trusted.
Result<Reflection> ReadReflection(std::span<const std::uint32_t> words);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_REFLECTION_H_

// How deep the control flow of a module nests.
//
// Seen: Mesa's llvmpipe (22.3) keeps 80 conditions and 80 loops; those inside are executed as if they were not there.
#ifndef KILN_ARTIFACT_SPIRV_NESTING_H_
#define KILN_ARTIFACT_SPIRV_NESTING_H_

#include <cstdint>
#include <span>

#include "kiln/base/result.h"

namespace kiln::artifact {

struct NestingDepth {
  std::uint32_t selections = 0;  // `if` and `switch`
  std::uint32_t loops = 0;
};

// The most of each that lie one inside the other, in any function. `words` need not be trusted: kInvalidArtifact.
Result<NestingDepth> DeepestNesting(std::span<const std::uint32_t> words);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_NESTING_H_

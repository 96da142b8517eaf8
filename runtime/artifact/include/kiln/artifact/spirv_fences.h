// Fences on drivers that take each for a barrier: lavapipe of Mesa 22.3.
//
// Seen: a work-group of more than 8 work-items runs as several vectors of 8, each of which stops at a memory barrier, as
// at a control barrier, until the others have come to one. Once a vector has ended, those that are still at a fence are
// dropped: in a loop with a fence whose rounds differ, or a compare-exchange loop with an order, they never finish.
// Each OpMemoryBarrier goes, and atomics become relaxed. That driver needs neither: it executes atomics as sequentially
// consistent, and the vectors of a work-group one after another.
#ifndef KILN_ARTIFACT_SPIRV_FENCES_H_
#define KILN_ARTIFACT_SPIRV_FENCES_H_

#include <cstdint>
#include <span>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::artifact {

// The module without fences beside its control barriers; the same words where it has none. `words` need not be trusted:
// kInvalidArtifact. Valid SPIR-V stays valid.
Result<std::vector<std::uint32_t>> RelaxFences(std::span<const std::uint32_t> words);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_FENCES_H_

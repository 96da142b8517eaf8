// Keeps values alive that leave a loop by a break, on drivers that lose them.
//
// Seen: lavapipe of Mesa 22.3 runs the work-items of a subgroup in lockstep, and goes on computing in a loop until its
// last work-item has left. A value that the loop computes and that is used behind it is then that of the last round,
// also for the work-items that had left before; if it comes from memory, they read 0.
// A value that is chosen between two exits of the loop is not affected. So each loop gets a second exit, never taken,
// behind which the variables that leave the loop are zero.
#ifndef KILN_ARTIFACT_SPIRV_LOOP_EXITS_H_
#define KILN_ARTIFACT_SPIRV_LOOP_EXITS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::artifact {

// The module with the second exits, of a module with one entry point; the same words where no loop needs one. Covers
// the Function variables that a round of a loop may store before it breaks and that are loaded behind the loop, if
// they are scalars, vectors, or composites that only constants index (drivers do not turn others into values).
// `words` need not be trusted: kInvalidArtifact. Valid SPIR-V stays valid.
Result<std::vector<std::uint32_t>> AddLoopExits(std::span<const std::uint32_t> words);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_LOOP_EXITS_H_

// Sub-groups on drivers that get them wrong: lavapipe of Mesa 22.3.
//
// It makes sub-groups of the work-items of one row: a work-group of 5 by 3 has three
// sub-groups of 5. But NumSubgroups is the number of work-items divided by 8, here 1, and SubgroupId the place of a
// work-item divided by 8. Each load of the two becomes the arithmetic that the driver should have done.
// OpGroupNonUniformBroadcastFirst of a value that was converted from an integer aborts the process: its compiler cannot
// select an instruction. It becomes a broadcast from the first work-item of a ballot.
#ifndef KILN_ARTIFACT_SPIRV_SUBGROUPS_H_
#define KILN_ARTIFACT_SPIRV_SUBGROUPS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::artifact {

// The module with NumSubgroups and SubgroupId computed, for sub-groups of `subgroup_size` work-items of one row; the
// same words where it uses neither, or does not decorate a constant as WorkgroupSize. Of a module with one entry point.
// `words` need not be trusted: kInvalidArtifact. Valid SPIR-V stays valid.
Result<std::vector<std::uint32_t>> MendSubgroups(std::span<const std::uint32_t> words, std::uint32_t subgroup_size);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_SPIRV_SUBGROUPS_H_

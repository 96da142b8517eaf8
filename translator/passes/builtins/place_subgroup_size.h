// PlaceSubgroupSize: counts the work-items of the sub-group where all of them still are: at the start of the kernel.
//
// Why: Vulkan's SubgroupSize is as wide as the hardware; the last sub-group may have fewer work-items, and OpenCL's
// get_sub_group_size is their number wherever it is asked, also where some of them have gone another way.
//   before   if (c) n = kiln.subgroup.size()        after   b = kiln.subgroup.ballot(true)  s = bits of b  if (c) n = s
// Requires: inlined kernels. Establishes: no kiln.subgroup.size.
// Tests: resolve_builtins_test.cpp, tests/language/subgroups.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_PLACE_SUBGROUP_SIZE_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_PLACE_SUBGROUP_SIZE_H_

#include "llvm/IR/Function.h"

namespace kiln::translator::builtins {

void PlaceSubgroupSize(llvm::Function& kernel);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_PLACE_SUBGROUP_SIZE_H_

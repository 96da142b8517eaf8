// Gives every variable, struct, member and kernel a name that the language takes as it is, and blocks their names.
//
// Why: SPIRV-Cross keeps many reserved words verbatim and renames others by id. Before: argument `sampler`, local
// variable `half4`. After, for MSL: `sampler_`, `half4_`.
//
// The rule, which the manual states: a name keeps its spelling unless it is a word of the language, or something of the
// same kernel that stands before it has the name already (kernel, arguments in order, struct types, everything else);
// then `_` is appended, then `_2`, `_3`, ... Characters that no identifier has become `_`, and `__` becomes `_`.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_ASSIGN_NAMES_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_ASSIGN_NAMES_H_

#include <set>
#include <string>
#include <string_view>

#include "kiln/translator/target_profile.h"
#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// `code` holds one entry point. Returns the kernel's name in the text. Blocks are renamed `<variable>_block` and the
// member of a one-member block takes the variable's name, or `data`/`value` where members have their own scope.
std::string AssignNames(SpirvCode& code, TargetLanguage language);

// What AssignNames makes of a kernel's name.
std::string KernelNameIn(TargetLanguage language, std::string_view name);

// Ids of the values in function bodies that have a name from the source: they print as variables of their own,
// `uint i = ...;`, where the rest is written into the expressions that use it. Names that compilers give to values of
// their own (`cmp`, `add12`, `arrayidx`) do not count. Sub-group operations always do: `a && subgroupAdd(x) > 0` would ask
// only the work-items in which `a` holds.
std::set<std::uint32_t> NamedValues(const SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_ASSIGN_NAMES_H_

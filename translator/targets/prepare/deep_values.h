// Finds where an expression would become too deep for the compilers that read the texts.
//
// Why: a value that is used once is written into the expression that uses it. A chain of thousands becomes one expression with
// as many parentheses; Clang, and Metal's compiler with it, allows 256, and every recursive compiler has a limit.
// Before: `out = (((x + 1) * 3) ^ 5) ...`. After: `int _70 = ((x + 1) * 3) ...; out = (_70 ^ 5) ...`.
// Tests: tests/cli/cli_test.sh.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_DEEP_VALUES_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_DEEP_VALUES_H_

#include <cstdint>
#include <set>

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Results that must print as variables of their own, so that no expression is deeper than 64 operations.
std::set<std::uint32_t> DeepValues(const SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_DEEP_VALUES_H_

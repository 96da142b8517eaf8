// Gives the constants that tables are made of the tables' names.
//
// Why: a table is a Function variable with a constant for initializer, and SPIRV-Cross prints the constant, outside of
// the kernel, in the variable's place. Before: `const uint8_t _280[256] = ...`. After: `const uint8_t sbox[256] = ...`.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_NAME_TABLES_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_NAME_TABLES_H_

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Needs all kernels of the module: their texts may end up in one file, where different tables of one name get `name_2`,
// `name_3`, ... The first variable of a constant names it.
void NameTables(SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_NAME_TABLES_H_

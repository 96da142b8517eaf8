// 8-bit integers as 32-bit ones, for targets that have none.
//
// A value of 8 bits becomes the uint of 0..255 with the same low byte: operations mask their result where it could
// leave that range, and extend the sign where they read it. Arrays in private and local memory hold a uint for each
// byte. A storage buffer of bytes or byte vectors becomes one of uints: a load takes its bytes out of a word; a store
// of less than a word is an atomic AND and an atomic OR, so that other work-items may write the neighbouring bytes at
// the same time.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_EMULATE_BYTES_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_EMULATE_BYTES_H_

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Needs id_operands (a module as parsed), bitcasts between equal counts of components only (LegalizeBitcasts) and no
// 8-bit switches (LegalizeSwitches). kUnsupported for bytes in the structs of a buffer, and for by-value bytes that
// share a word with another argument.
Status EmulateBytes(SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_EMULATE_BYTES_H_

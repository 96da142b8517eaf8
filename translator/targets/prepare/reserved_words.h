// The identifiers that a language keeps for itself: keywords, built-in types, functions, macros and constants.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_RESERVED_WORDS_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_RESERVED_WORDS_H_

#include <string_view>

#include "kiln/translator/target_profile.h"

namespace kiln::translator::targets {

// A user's name that is reserved cannot stand in the text, also where the language would only let it hide a function:
// the text may call that function within the name's scope. No reserved name ends with an underscore.
bool IsReserved(TargetLanguage language, std::string_view name);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_RESERVED_WORDS_H_

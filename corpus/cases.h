// The table of all cases, in the order of cases.def.
#ifndef KILN_CORPUS_CASES_H_
#define KILN_CORPUS_CASES_H_

#include <span>
#include <string_view>

#include "corpus/case.h"

namespace kiln::corpus {

// Lives as long as the program. Thread-safe, as are the make functions.
std::span<const Case> AllCases();
// By name; null when there is none.
const Case* FindCase(std::string_view name);

}  // namespace kiln::corpus

#endif  // KILN_CORPUS_CASES_H_

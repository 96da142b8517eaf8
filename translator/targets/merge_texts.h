// Several kernels' texts -> one text that declares what they share once.
#ifndef KILN_TRANSLATOR_TARGETS_MERGE_TEXTS_H_
#define KILN_TRANSLATOR_TARGETS_MERGE_TEXTS_H_

#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::translator::targets {

// Texts of one module's kernels, printed apart. Their top-level paragraphs (declarations, functions) stay in order,
// equal ones once, and functions that differ in the numbers of unnamed values alone; other functions of one name are
// renamed in the later text. Helpers of SPIRV-Cross's that nothing uses are left out. Runs of empty lines become one.
// kUnsupported when two kernels declare different things by one name.
Result<std::string> MergeTexts(const std::vector<std::string>& texts);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_MERGE_TEXTS_H_

// The page of the manual with every builtin, its bound and its largest error.
#ifndef KILN_TESTS_PRECISION_TABLE_H_
#define KILN_TESTS_PRECISION_TABLE_H_

#include "tests/precision/measure.h"

namespace kiln::precision {

// Replaces what stands between the marks of the page by the table.
Status WriteManual(const std::string& path, const std::vector<Measurement>& all, std::size_t samples);

// 0 when the page has a row for each builtin, with its bounds, and none besides; prints what differs.
Result<int> CheckManual(const std::string& path);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_TABLE_H_

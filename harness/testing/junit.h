// Test results as JUnit XML, the form that CI systems read.
#ifndef KILN_HARNESS_TESTING_JUNIT_H_
#define KILN_HARNESS_TESTING_JUNIT_H_

#include <string>

#include "kiln/harness/test.h"

namespace kiln::harness {

// One <testsuite> per file, one <testcase> per subtest. Known failures are <skipped> with their reason, unexpected
// passes are <failure>. Always well-formed: what XML 1.0 cannot hold (control characters, bad UTF-8) becomes '?'.
std::string ToJunitXml(const TestReport& report);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_JUNIT_H_

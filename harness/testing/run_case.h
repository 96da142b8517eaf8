// One [test]: sets the arguments, launches the kernel, compares what it wrote.
#ifndef KILN_HARNESS_TESTING_RUN_CASE_H_
#define KILN_HARNESS_TESTING_RUN_CASE_H_

#include <cstddef>
#include <vector>

#include "harness/description/description.h"
#include "harness/testing/case_target.h"
#include "kiln/harness/test.h"

namespace kiln::harness {

struct CaseResult {
  SubtestResult result;         // its name is the test's
  bool device_failed = false;   // lost, or still busy after a time-out: what follows needs a new device
  bool is_unsupported = false;  // it failed because the target has no such thing
};

// Buffers that are only arg_out begin as a pattern of 0xCD bytes, so that an element that the kernel never writes
// shows. `target` is for this one launch.
CaseResult RunCase(CaseTarget& target, const TestCase& test);

// The same launch, whose outputs are not compared but returned, in the order of arguments_out.
Result<std::vector<std::vector<std::byte>>> CaptureCase(CaseTarget& target, const TestCase& test);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_RUN_CASE_H_

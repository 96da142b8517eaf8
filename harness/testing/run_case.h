// One [test]: sets the arguments, launches the kernel, compares what it wrote.
#ifndef KILN_HARNESS_TESTING_RUN_CASE_H_
#define KILN_HARNESS_TESTING_RUN_CASE_H_

#include "harness/description/description.h"
#include "kiln/harness/test.h"
#include "kiln/runtime/runtime.h"

namespace kiln::harness {

struct CaseResult {
  SubtestResult result;        // its name is the test's
  bool device_failed = false;  // lost, or still busy after a time-out: what follows needs a new device
};

// Buffers that are only arg_out begin as a pattern of 0xCD bytes, so that an element that the kernel never writes
// shows.
//
// `printed` is what the stream's handler of printf fills.
CaseResult RunCase(runtime::Device& device, runtime::Stream& stream, const runtime::Kernel& kernel,
                   const TestCase& test, runtime::PrintedText& printed);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_RUN_CASE_H_

// One [test]: sets the arguments, launches the kernel, compares what it wrote.
#ifndef KILN_HARNESS_TESTING_RUN_CASE_H_
#define KILN_HARNESS_TESTING_RUN_CASE_H_

#include "harness/description/description.h"
#include "kiln/harness/test.h"
#include "kiln/runtime/runtime.h"

namespace kiln::harness {

// The result's name is the test's. Buffers that are only arg_out begin as a pattern of 0xCD bytes, so that an element that
// the kernel never writes shows.
SubtestResult RunCase(runtime::Device& device, runtime::Stream& stream, const runtime::Kernel& kernel,
                      const TestCase& test);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_RUN_CASE_H_

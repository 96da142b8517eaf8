// One launch in a process of its own, for what it computes.
#ifndef KILN_HARNESS_VALIDATE_RUN_APART_H_
#define KILN_HARNESS_VALIDATE_RUN_APART_H_

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "harness/description/description.h"
#include "kiln/base/result.h"
#include "kiln/harness/routes.h"

namespace kiln::harness {

// Translates for the route, launches, and returns the contents of arguments_out. A kernel that takes the process with
// it is kMismatch, as is an access outside of a buffer, whose memory ends (on the host, within 128 bytes) in a hole;
// one that does not end is kTimeout. Otherwise as the translator and the launch have it. The caller must have no other
// threads.
Result<std::vector<std::vector<std::byte>>> RunApart(const Route& route, const TranslateRequest& program,
                                                     const TestCase& test, const runtime::DeviceOptions& device,
                                                     std::chrono::milliseconds timeout);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALIDATE_RUN_APART_H_

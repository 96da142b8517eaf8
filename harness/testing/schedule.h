// Runs many files at once: on threads, or in child processes that may crash and hang.
#ifndef KILN_HARNESS_TESTING_SCHEDULE_H_
#define KILN_HARNESS_TESTING_SCHEDULE_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "harness/testing/run_file.h"
#include "kiln/base/result.h"

namespace kiln::harness {

// One result for each subtest of each job, in any order; called by one thread at a time.
using ResultSink = std::function<void(const TestFile& file, std::size_t subtest, SubtestResult result)>;

// On `workers` threads of this process, which share the context and its device.
void RunOnThreads(TestContext& context, const std::vector<FileJob>& jobs, std::uint32_t workers,
                  const ResultSink& sink);

// In `workers` child processes, forked from this one: the caller must have no other threads and the context no device
// yet. Each child opens its own device and runs one file after another. When a child crashes or spends more than
// `timeout` on a file, the subtest it was at fails and says so, with the end of what the child had written to stderr; a
// new child runs the file's other subtests. kOperationFailed when no child can be started.
Status RunInChildren(TestContext& context, const std::vector<FileJob>& jobs, std::uint32_t workers,
                     std::chrono::milliseconds timeout, const ResultSink& sink);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_SCHEDULE_H_

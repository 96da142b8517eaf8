// What an installed OpenCL implementation computes: an oracle that shares nothing with Kiln.
#ifndef KILN_TESTS_FUZZ_OPENCL_ORACLE_H_
#define KILN_TESTS_FUZZ_OPENCL_ORACLE_H_

#include <chrono>
#include <cstddef>
#include <vector>

#include "kiln/base/result.h"
#include "tests/fuzz/program.h"

namespace kiln::fuzz {

using Outputs = std::vector<std::vector<std::byte>>;

// One run of one program by the first device of the first OpenCL platform. The implementation runs in a child process,
// so that its crashes and hangs are errors; several can be under way.
class OpenClRun {
 public:
  // `program` must live until Finish.
  static Result<OpenClRun> Start(const Program& program);
  OpenClRun(OpenClRun&& other) noexcept;
  OpenClRun& operator=(OpenClRun&&) = delete;
  ~OpenClRun();

  // Waits. The bytes of each output after the launch, in order. kUnavailable without a loader or device, kCompile with
  // the build log, kTimeout, kInternal for everything else.
  Result<Outputs> Finish(std::chrono::milliseconds timeout);

 private:
  OpenClRun(const Program& program, int child, int answer) : program_(&program), child_(child), answer_(answer) {}
  const Program* program_;
  int child_;   // a process; -1 when it is gone
  int answer_;  // the end of a pipe
};

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_OPENCL_ORACLE_H_

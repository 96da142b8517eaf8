// A child process that runs test files on request.
#ifndef KILN_HARNESS_TESTING_CHILD_H_
#define KILN_HARNESS_TESTING_CHILD_H_

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/testing/run_file.h"
#include "kiln/base/result.h"

namespace kiln::harness {

// What a child says. Messages travel as one line of JSON each over a socket.
struct ChildMessage {
  enum class Kind : std::uint8_t { kStarted, kFinished, kDone };
  Kind kind = Kind::kDone;
  std::size_t subtest = 0;  // kStarted, kFinished
  SubtestResult result;     // kFinished
};

// Owned by the parent; the destructor ends the process.
class Child {
 public:
  // Forks. The child serves jobs until the socket is closed, and never returns from here; it ends with _exit, so that
  // it runs none of the parent's destructors.
  static Result<Child> Start(TestContext& context, const std::vector<FileJob>& jobs);

  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  int socket() const { return socket_; }

  // Begins a job: some subtests of jobs[job]. False when the child is gone.
  bool Send(std::size_t job, const std::vector<std::size_t>& subtests, bool kernel_by_kernel);
  // Reads what has arrived. False when the child has closed its end.
  bool Receive(std::vector<ChildMessage>& messages);
  // Kills the process if it still runs; says how it ended ("crashed: Segmentation fault") and, on further lines, the
  // end of what it wrote to stderr since the last Send.
  std::string End();

 private:
  Child(pid_t process, int socket, int log) : process_(process), socket_(socket), log_(log) {}
  std::string LogTail() const;

  pid_t process_ = -1;
  int socket_ = -1;
  int log_ = -1;          // an unlinked file that is the child's stderr
  std::string received_;  // an incomplete line
};

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_CHILD_H_

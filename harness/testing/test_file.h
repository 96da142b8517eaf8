// A file of tests, read and ready to run.
#ifndef KILN_HARNESS_TESTING_TEST_FILE_H_
#define KILN_HARNESS_TESTING_TEST_FILE_H_

#include <string>
#include <vector>

#include "harness/description/description.h"
#include "kiln/base/result.h"

namespace kiln::harness {

struct TestFile {
  std::string path;         // as found; results carry it
  std::string source_name;  // of the program: `path`, or the file that a .program_test names
  std::string source;
  TestDescription description;
  // Why the file cannot be run: it has then the one subtest "description".
  std::string error;
  // What a description can ask for and Kiln does not do: every subtest fails with it.
  std::string unsupported;

  // In order; {"build"} for a description without tests, {"description"} for a damaged file.
  std::vector<std::string> SubtestNames() const;
  // Words for the compiler: `extra`, the description's own options, and -cl-std when neither has one.
  std::vector<std::string> BuildOptions(const std::vector<std::string>& extra) const;
};

// Never fails: what is wrong with the file is in `error`.
TestFile LoadTestFile(const std::string& path);

// The test files among `paths`, in the order given, each folder's sorted; none twice. kNotFound, kIo, kInvalidArgument.
Result<std::vector<std::string>> FindTestFiles(const std::vector<std::string>& paths,
                                               const std::vector<std::string>& suffixes);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_TEST_FILE_H_

// The subtests of one file, one after another.
#ifndef KILN_HARNESS_TESTING_RUN_FILE_H_
#define KILN_HARNESS_TESTING_RUN_FILE_H_

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "harness/testing/test_file.h"
#include "kiln/harness/test.h"
#include "kiln/runtime/runtime.h"

namespace kiln::harness {

// What all files share. The device is opened when a file needs it, and again after one has failed. May be used from
// several threads.
class TestContext {
 public:
  TestContext(const Translator& translator, std::vector<std::string> build_options, runtime::DeviceOptions device,
              TestRoute route = {})
      : translator_(translator),
        build_options_(std::move(build_options)),
        device_options_(std::move(device)),
        route_(std::move(route)) {}

  const Translator& translator() const { return translator_; }
  const std::vector<std::string>& build_options() const { return build_options_; }
  const TestRoute& route() const { return route_; }
  Result<runtime::Device> device();
  void DropDevice();

 private:
  const Translator& translator_;
  std::vector<std::string> build_options_;
  runtime::DeviceOptions device_options_;
  TestRoute route_;
  std::mutex mutex_;
  std::optional<Result<runtime::Device>> device_;
};

struct FileJob {
  const TestFile* file = nullptr;
  std::vector<std::size_t> subtests;  // positions in SubtestNames(), ascending
  // Translate every kernel by itself instead of all together first: for a file whose translation has crashed.
  bool kernel_by_kernel = false;
};

struct FileObserver {
  // Before each subtest: what a crash from here on belongs to.
  std::function<void(std::size_t subtest)> started;
  std::function<void(std::size_t subtest, SubtestResult result)> finished;
};

void RunFile(TestContext& context, const FileJob& job, const FileObserver& observer);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_RUN_FILE_H_

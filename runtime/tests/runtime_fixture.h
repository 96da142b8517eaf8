// What the tests of the public API share: a real device with the validation layer on, which must stay silent.
#ifndef KILN_RUNTIME_TESTS_RUNTIME_FIXTURE_H_
#define KILN_RUNTIME_TESTS_RUNTIME_FIXTURE_H_

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "kiln/runtime/runtime.h"
#include "runtime/tests/test_kernels.h"

namespace kiln::runtime {

#define ASSERT_OK(expression)                                 \
  if (const auto& kiln_checked = (expression); !kiln_checked) \
  FAIL() << #expression << ": " << kiln_checked.error().ToString()

class RuntimeTest : public testing::Test {
 protected:
  virtual DeviceOptions Options() const { return {.validation = true}; }
  void SetUp() override {
    auto device = Device::Open(Options());
    ASSERT_TRUE(device) << device.error().ToString();
    device_ = *device;
    auto stream = device_.CreateStream();
    ASSERT_TRUE(stream) << stream.error().ToString();
    stream_ = *stream;
  }
  void TearDown() override {
    if (!device_) return;
    EXPECT_EQ(device_.TakeValidationMessages(), expected_messages_);
  }
  Kernel LoadSaxpy() {
    auto kernel = device_.Load(SaxpyWords(), SaxpyKernel());
    EXPECT_TRUE(kernel) << kernel.error().ToString();
    return kernel.value_or(Kernel());
  }
  template <typename T>
  Buffer Upload(const std::vector<T>& values) {
    auto buffer = device_.Upload(values);
    EXPECT_TRUE(buffer) << buffer.error().ToString();
    return buffer.value_or(Buffer());
  }
  template <typename T>
  std::vector<T> Read(const Buffer& buffer) {
    std::vector<T> values(buffer.size() / sizeof(T));
    const Status status = buffer.Read(values);
    EXPECT_TRUE(status) << status.error().ToString();
    return values;
  }

  Device device_;
  Stream stream_;
  std::vector<std::string> expected_messages_;
};

// The same tests with buffers that the host cannot map.
class StagedTest : public RuntimeTest {
 protected:
  DeviceOptions Options() const override { return {.validation = true, .force_staging = true}; }
};

template <typename T>
std::vector<T> Sequence(std::size_t count, T first = 0) {
  std::vector<T> values(count);
  std::iota(values.begin(), values.end(), first);
  return values;
}

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_TESTS_RUNTIME_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "harness/fixture/add_kernel.h"
#include "harness/values/npy.h"
#include "kiln/harness/run.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

class RunKernelTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto devices = runtime::EnumerateDevices(); !devices || devices->empty()) {
      GTEST_SKIP() << "no Vulkan device";
    }
    request_.file_name = "add.cl";
    request_.global = {6};
    request_.arguments = {"2x3xi32", "2x3xi32=iota", "100", "local:16"};
    request_.translator = [](const TranslateRequest&) { return MakeAddKernel(); };
    output_ = (fs::path(testing::TempDir()) /
               (std::string("kiln_run_") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".npy"))
                  .string();
  }
  void TearDown() override { fs::remove(output_); }

  RunReport Run() {
    const auto report = RunKernel(request_);
    EXPECT_TRUE(report) << (report ? "" : report.error().ToString());
    return report ? *report : RunReport{};
  }
  std::string Error() {
    const auto report = RunKernel(request_);
    return report ? "" : report.error().ToString();
  }

  RunRequest request_;
  std::string output_;
};

TEST_F(RunKernelTest, WritesOutputs) {
  request_.outputs = {{0, output_}};
  const RunReport report = Run();
  EXPECT_EQ(report.kernel, "add");
  EXPECT_GT(report.spirv_bytes, 0U);
  const auto array = ReadNpy(output_);
  ASSERT_TRUE(array);
  EXPECT_EQ(array->shape, (std::vector<std::size_t>{2, 3}));
  std::vector<int> values(6);
  std::memcpy(values.data(), array->data.data(), array->data.size());
  EXPECT_EQ(values, (std::vector<int>{100, 101, 102, 103, 104, 105}));
}

TEST_F(RunKernelTest, ComparesWithExpectations) {
  request_.expectations = {{0, "100,101,102,103,104,105"}};
  EXPECT_TRUE(Run().ok());
  request_.expectations = {{0, "100,101,102,103,7,105"}};
  const RunReport report = Run();
  EXPECT_FALSE(report.ok());
  EXPECT_EQ(report.expectations[0].checked, 6U);
  EXPECT_EQ(report.expectations[0].text, "index [1][1]: got 104, expected 7\n1 of 6 values differ");
  request_.absolute_tolerance = 97;
  EXPECT_TRUE(Run().ok());
}

TEST_F(RunKernelTest, OffsetAndLocalSizeReachTheDevice) {
  request_.arguments[0] = "2x3xi32=-1";
  request_.global = {2};
  request_.local = {2};
  request_.expectations = {{0, "100,101,-1,-1,-1,-1"}};
  const RunReport report = Run();
  EXPECT_TRUE(report.ok()) << report.expectations[0].text;
}

TEST_F(RunKernelTest, BadRequestsNameTheArgument) {
  request_.arguments.pop_back();
  EXPECT_EQ(Error(),
            "3 arguments are given, the kernel has 4: add(int* out, int* in, int addend, int* scratch), while running "
            "'add'");
  request_.arguments = {"2x3xi32", "7", "100", "local:16"};
  EXPECT_EQ(Error(), "'7' is no buffer, as in 1024xf32=zeros, for argument 1 (int* in), while running 'add'");
  request_.arguments = {"2x3xi32", "2x3xi32", "1.5", "local:16"};
  EXPECT_NE(Error().find("'1.5' is not an integer, and 'addend' is int"), std::string::npos);
  request_.arguments = {"2x3xi32", "2x3xi32", "1", "64"};
  EXPECT_NE(Error().find("'64' is no local memory, as in local:256"), std::string::npos);
  request_.arguments[3] = "local:16";
  request_.outputs = {{9, output_}};
  EXPECT_NE(Error().find("there is no argument 9"), std::string::npos);
  request_.outputs = {{2, output_}};
  EXPECT_NE(Error().find("argument 2 (int addend) is no buffer"), std::string::npos);
  request_.outputs = {};
  request_.expectations = {{0, output_}};
  EXPECT_NE(Error().find(output_), std::string::npos) << "a missing file is named";
  request_.expectations = {};
  request_.kernel = "sub";
  EXPECT_EQ(Error(), "'add.cl' has no kernel 'sub'; it has add");
  request_.kernel = "";
  request_.local = {1, 1};
  EXPECT_EQ(Error(), "local and global size differ in dimensions");
}

}  // namespace
}  // namespace kiln::harness

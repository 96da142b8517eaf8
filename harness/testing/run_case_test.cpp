#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <map>

#include "harness/fixture/add_kernel.h"
#include "kiln/base/file.h"
#include "kiln/harness/test.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

// Runs whole descriptions on a device; the translator knows one kernel.
class RunCaseTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto devices = runtime::EnumerateDevices(); !devices || devices->empty()) {
      GTEST_SKIP() << "no Vulkan device";
    }
    path_ = (fs::path(testing::TempDir()) /
             (std::string("kiln_run_case_") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".cl"))
                .string();
  }
  void TearDown() override { fs::remove(path_); }

  static Result<Translated> Translate(const TranslateRequest& request) {
    for (const std::string& kernel : request.kernels) {
      if (kernel == "crash") {
        std::signal(SIGSEGV, SIG_DFL);
        std::raise(SIGSEGV);
      }
      if (kernel != "add") return Fail(ErrorCode::kCompile, "no kernel '" + kernel + "'");
    }
    return MakeAddKernel();
  }

  // The subtests' results, by name.
  std::map<std::string, SubtestResult> Run(const std::string& tests, bool isolate = false) {
    EXPECT_TRUE(WriteFileAtomically(path_, "/*!\n[config]\nname: t\nkernel_name: add\n" + tests + "!*/\n"));
    TestRequest request;
    request.paths = {path_};
    request.isolate = isolate;
    request.translator = Translate;
    const auto report = RunTests(request);
    EXPECT_TRUE(report) << (report ? "" : report.error().ToString());
    std::map<std::string, SubtestResult> results;
    if (report) {
      for (const SubtestResult& subtest : report->files.at(0).subtests) results[subtest.name] = subtest;
    }
    return results;
  }

  std::string path_;
};

constexpr const char* kInputs = "arg_in: 1 buffer int[4] 1 2 3 4\narg_in: 2 int 10\narg_in: 3 buffer int[1] NULL\n";

TEST_F(RunCaseTest, PassAndFail) {
  auto results = Run("global_size: 4 0 0\n[test]\nname: right\narg_out: 0 buffer int[4] 11 12 13 14\n" +
                     std::string(kInputs) + "[test]\nname: wrong\narg_out: 0 buffer int[4] 11 12 99 14\n" + kInputs +
                     "[test]\nname: tolerated\narg_out: 0 buffer int[4] 11 12 15 14 tolerance 2\n" + kInputs);
  EXPECT_EQ(results["right"].outcome, Outcome::kPass) << results["right"].message;
  EXPECT_EQ(results["wrong"].outcome, Outcome::kFail);
  EXPECT_EQ(results["wrong"].message, "argument 0 (int* out): index [2]: got 13, expected 99\n1 of 4 values differ");
  EXPECT_EQ(results["tolerated"].outcome, Outcome::kPass) << results["tolerated"].message;
}

TEST_F(RunCaseTest, ValuesThatTheKernelNeverWritesShow) {
  auto results =
      Run("[test]\nname: t\nglobal_size: 3 1 1\narg_out: 0 buffer int[4] 11 12 13 0\n" + std::string(kInputs));
  EXPECT_EQ(results["t"].message, "argument 0 (int* out): index [3]: got -842150451, expected 0\n1 of 4 values differ");
}

TEST_F(RunCaseTest, AnArgumentCanBeInAndOut) {
  auto results =
      Run("[test]\nname: t\nglobal_size: 2 1 1\narg_in: 0 buffer int[3] 7 8 9\n"
          "arg_out: 0 buffer int[3] 11 12 9\n" +
          std::string(kInputs));
  EXPECT_EQ(results["t"].outcome, Outcome::kPass) << results["t"].message;
}

TEST_F(RunCaseTest, ExpectedFailures) {
  auto results =
      Run("expect_test_fail: true\nglobal_size: 4 1 1\n[test]\nname: differs\n"
          "arg_out: 0 buffer int[4] repeat 5\n" +
          std::string(kInputs) + "[test]\nname: agrees\narg_out: 0 buffer int[4] 11 12 13 14\n" + kInputs);
  EXPECT_EQ(results["differs"].outcome, Outcome::kPass) << results["differs"].message;
  EXPECT_EQ(results["agrees"].outcome, Outcome::kFail);
}

TEST_F(RunCaseTest, ArgumentsThatDoNotFitTheKernel) {
  const std::string out = "global_size: 1 1 1\narg_out: 0 buffer int[4] repeat 0\n";
  auto results =
      Run("[test]\nname: missing\n" + out + "arg_in: 1 buffer int[1] 1\narg_in: 3 int NULL\n" +
          "[test]\nname: too many\n" + out + kInputs + "arg_in: 4 int 1\n" + "[test]\nname: value for buffer\n" + out +
          "arg_in: 1 int 1\narg_in: 2 int 1\narg_in: 3 int NULL\n" + "[test]\nname: buffer for value\n" + out +
          "arg_in: 1 buffer int[1] 1\narg_in: 2 buffer int[1] 1\narg_in: 3 int NULL\n" +
          "[test]\nname: value for local\n" + out + "arg_in: 1 buffer int[1] 1\narg_in: 2 int 1\narg_in: 3 int 1\n" +
          "[test]\nname: wrong size\n" + out + "arg_in: 1 buffer int[1] 1\narg_in: 2 long 1\narg_in: 3 int NULL\n");
  EXPECT_EQ(results["missing"].message, "the test gives no argument 2 (int addend)");
  EXPECT_EQ(results["too many"].message, "the test gives argument 4, but 'add' has 4");
  EXPECT_EQ(results["value for buffer"].message, "argument 1 (int* in) is a buffer, but the test gives a value");
  EXPECT_EQ(results["buffer for value"].message, "argument 2 (int addend) needs a value");
  EXPECT_EQ(results["value for local"].message, "argument 3 (int* scratch) is __local and can only be NULL");
  EXPECT_EQ(results["wrong size"].outcome, Outcome::kFail);
}

TEST_F(RunCaseTest, WhatTheDeviceCannotDoIsSkipped) {
  auto results = Run("[test]\nname: t\nlocal_size: 1048576 1048576 1\narg_out: 0 buffer int[1] 0\n");
  EXPECT_EQ(results["t"].outcome, Outcome::kSkip);
  results = Run("require_device_extensions: cl_nobody_has_this\n[test]\nname: t\n");
  EXPECT_EQ(results["t"].outcome, Outcome::kSkip);
  EXPECT_EQ(results["t"].message, "needs cl_nobody_has_this, which the device lacks");
  results = Run("device_regex: ^no such device$\n[test]\nname: t\n");
  EXPECT_EQ(results["t"].outcome, Outcome::kSkip);
}

// One kernel that does not translate, or crashes the translator, must not cost the others' tests.
TEST_F(RunCaseTest, AKernelFailsAlone) {
  const std::string good =
      "[test]\nname: good\nglobal_size: 4 1 1\narg_out: 0 buffer int[4] 11 12 13 14\n" + std::string(kInputs);
  auto results = Run("[test]\nname: bad\nkernel_name: other\n" + good);
  EXPECT_EQ(results["bad"].message, "no kernel 'other'");
  EXPECT_EQ(results["good"].outcome, Outcome::kPass) << results["good"].message;
  results = Run("[test]\nname: bad\nkernel_name: crash\n" + good, true);
  EXPECT_EQ(results["bad"].message.substr(0, 27), "crashed: Segmentation fault");
  EXPECT_EQ(results["good"].outcome, Outcome::kPass) << results["good"].message;
}

}  // namespace
}  // namespace kiln::harness

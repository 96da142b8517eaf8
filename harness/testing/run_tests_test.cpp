#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <thread>

#include "kiln/base/file.h"
#include "kiln/harness/test.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

// Programs that are only built need no device: the translator below fails, crashes and hangs on request.
class RunTestsTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("kiln_run_tests_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    request_.paths = {folder_.string()};
    request_.jobs = 2;
    request_.output = &output_;
    request_.translator = [](const TranslateRequest& request) -> Result<Translated> {
      if (request.source.find("syntax error") != std::string::npos) {
        return Fail(ErrorCode::kCompile, "k.cl:1:1: error: \xff");
      }
      if (request.source.find("internal") != std::string::npos) return Fail(ErrorCode::kInternal, "a bug");
      if (request.source.find("crash") != std::string::npos) {
        std::fprintf(stderr, "Assertion `x' failed\n");
        std::signal(SIGSEGV, SIG_DFL);
        std::raise(SIGSEGV);
      }
      if (request.source.find("exit") != std::string::npos) std::exit(7);
      if (request.source.find("hang") != std::string::npos) std::this_thread::sleep_for(std::chrono::hours(1));
      return Translated{};
    };
  }
  void TearDown() override { fs::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    ASSERT_TRUE(WriteFileAtomically((folder_ / name).string(), std::string_view(text)));
  }
  TestReport Run() {
    const auto report = RunTests(request_);
    EXPECT_TRUE(report) << (report ? "" : report.error().ToString());
    return report ? *report : TestReport{};
  }
  // Messages of the failing files, by name.
  static std::map<std::string, std::string> Failures(const TestReport& report) {
    std::map<std::string, std::string> failures;
    for (const FileResult& file : report.files) {
      for (const SubtestResult& subtest : file.subtests) {
        if (subtest.outcome == Outcome::kFail) failures[fs::path(file.path).filename().string()] = subtest.message;
      }
    }
    return failures;
  }

  fs::path folder_;
  std::ostringstream output_;
  TestRequest request_;
};

TEST_F(RunTestsTest, BuildsAndExpectedBuildFailures) {
  Write("good.cl", "kernel void k() {}");
  Write("bad.cl", "syntax error");
  Write("wanted.cl", "/*!\n[config]\nexpect_build_fail: true\n!*/ syntax error");
  Write("unwanted.cl", "/*!\n[config]\nexpect_build_fail: true\n!*/");
  Write("bug.cl", "/*!\n[config]\nexpect_build_fail: true\n!*/ internal");
  Write("damaged.cl", "/*!\n[config]\nx: y\n!*/");
  Write("others.cl", "/*!\n[config]\nplatform_regex: Other\n!*/");
  for (const bool isolate : {false, true}) {
    request_.isolate = isolate;
    const TestReport report = Run();
    EXPECT_EQ(report.Summary(), "2 passed, 4 failed, 1 skipped");
    EXPECT_EQ(report.files_passed, 2U);
    const auto failures = Failures(report);
    EXPECT_EQ(failures.at("unwanted.cl"), "the program builds, which was not expected");
    EXPECT_EQ(failures.at("bug.cl"), "a bug") << "an internal error is no build failure";
    EXPECT_NE(failures.at("damaged.cl").find("unknown key 'x'"), std::string::npos);
  }
}

TEST_F(RunTestsTest, CrashesAndHangsFailOneFileOnly) {
  Write("a_crash.cl", "crash");
  Write("b.cl", "");
  Write("c_hang.cl", "hang");
  Write("d.cl", "");
  Write("e_exit.cl", "exit");
  Write("f.cl", "");
  request_.timeout = std::chrono::milliseconds(500);
  const TestReport report = Run();
  EXPECT_EQ(report.Summary(), "3 passed, 3 failed, 0 skipped");
  const auto failures = Failures(report);
  EXPECT_EQ(failures.at("a_crash.cl"), "crashed: Segmentation fault\nAssertion `x' failed");
  EXPECT_EQ(failures.at("c_hang.cl"), "timed out after 500 ms");
  EXPECT_EQ(failures.at("e_exit.cl"), "ended the process with exit code 7");
}

TEST_F(RunTestsTest, ExpectationsMakeKnownFailures) {
  Write("bad.cl", "syntax error");
  Write("good.cl", "");
  Write("list.txt", "bad.cl::build  # not supported\n*/good.cl::*  # neither\nnone.cl::x  # stale\n");
  request_.expectations = (folder_ / "list.txt").string();
  const TestReport report = Run();
  EXPECT_EQ(report.Summary(), "0 passed, 0 failed, 0 skipped, 1 known failure, 1 unexpected pass");
  EXPECT_FALSE(report.ok());
  ASSERT_EQ(report.unused_expectations.size(), 1U);
  EXPECT_NE(report.unused_expectations[0].find("list.txt:3: none.cl::x"), std::string::npos);
  EXPECT_NE(output_.str().find("UNEXPECTED PASS " + (folder_ / "good.cl").string() + "::build: neither"),
            std::string::npos);
  fs::remove(folder_ / "good.cl");
  EXPECT_TRUE(Run().ok());
}

TEST_F(RunTestsTest, FilterChoosesSubtests) {
  Write("bad.cl", "syntax error");
  Write("good.cl", "");
  request_.filter = "good";
  EXPECT_EQ(Run().Summary(), "1 passed, 0 failed, 0 skipped");
  request_.filter = "nothing";
  EXPECT_EQ(Run().Summary(), "0 passed, 0 failed, 0 skipped");
}

TEST_F(RunTestsTest, ManyFilesKeepTheirOrder) {
  for (int i = 0; i < 50; ++i) Write("f" + std::to_string(100 + i) + ".cl", "");
  request_.jobs = 4;
  const TestReport report = Run();
  EXPECT_EQ(report.passed, 50U);
  ASSERT_EQ(report.files.size(), 50U);
  for (std::size_t i = 1; i < 50; ++i) EXPECT_LT(report.files[i - 1].path, report.files[i].path);
}

TEST_F(RunTestsTest, WritesJunitEvenWithTextThatIsNotUtf8) {
  Write("bad.cl", "syntax error");
  request_.junit = (folder_ / "out.xml").string();
  Run();
  const auto xml = ReadFile(request_.junit);
  ASSERT_TRUE(xml);
  EXPECT_NE(xml->find("<failure message=\"k.cl:1:1: error:"), std::string::npos);
  request_.junit = (folder_ / "none" / "out.xml").string();
  EXPECT_FALSE(RunTests(request_));
}

TEST_F(RunTestsTest, BadRequests) {
  request_.filter = "/(/";
  EXPECT_FALSE(RunTests(request_));
  request_.filter = "";
  request_.expectations = (folder_ / "none.txt").string();
  EXPECT_FALSE(RunTests(request_));
  request_.expectations = "";
  request_.paths = {(folder_ / "none").string()};
  EXPECT_FALSE(RunTests(request_));
}

}  // namespace
}  // namespace kiln::harness

#include "kiln/harness/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

// The tests themselves may run in CI.
class GoldenTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const char* ci = std::getenv("CI")) ci_ = ci;
    unsetenv("CI");
    folder_ = fs::path(testing::TempDir()) /
              (std::string("kiln_golden_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "topic");
    request_.directory = folder_.string();
    request_.rerun_command = "kiln golden DIR --update";
    request_.make = [](const std::string&, const std::string& source, const std::vector<std::string>& options,
                       const std::string& suffix) -> Result<std::string> {
      if (source.find("broken") != std::string::npos) return Fail(ErrorCode::kCompile, "it is broken");
      std::string text = suffix + "\n" + source;
      for (const std::string& option : options) text += option + "\n";
      return text;
    };
  }
  void TearDown() override {
    fs::remove_all(folder_);
    if (ci_) setenv("CI", ci_->c_str(), 1);
  }

  void Write(const std::string& name, const std::string& text) {
    ASSERT_TRUE(WriteFileAtomically((folder_ / name).string(), std::string_view(text)));
  }
  std::string Read(const std::string& name) { return ReadFile((folder_ / name).string()).value_or("missing"); }
  GoldenReport Run() {
    const auto report = RunGolden(request_);
    EXPECT_TRUE(report) << (report ? "" : report.error().ToString());
    return report ? *report : GoldenReport{};
  }

  fs::path folder_;
  GoldenRequest request_;
  std::optional<std::string> ci_;
};

TEST_F(GoldenTest, ComparesWhatExists) {
  Write("topic/a.cl", "kernel\n");
  Write("topic/a.cl.expected.comp", "comp\nkernel\n");
  Write("b.cl", "other\n");
  const GoldenReport report = Run();
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.sources, 2U);
  EXPECT_EQ(report.checked, 1U);
  EXPECT_EQ(report.without.size(), 1U);
  EXPECT_EQ(report.Summary(), "1 match, 1 without golden files");
}

TEST_F(GoldenTest, ADifferenceIsShownWithTheCommandToAcceptIt) {
  Write("a.cl", "kernel\n");
  Write("a.cl.expected.metal", "metal\nkernal\n");
  const GoldenReport report = Run();
  ASSERT_EQ(report.failures.size(), 1U);
  const std::string path = (folder_ / "a.cl.expected.metal").string();
  EXPECT_EQ(report.failures[0].path, path);
  EXPECT_EQ(report.failures[0].message, "--- " + path +
                                            "\n+++ what is made now\n@@ -1,2 +1,2 @@\n metal\n-kernal\n+kernel\n" +
                                            "to accept: kiln golden DIR --update\n");
}

TEST_F(GoldenTest, NamedTargetsMustExist) {
  Write("a.cl", "// RUN: targets=comp,json -DN=4\n");
  GoldenReport report = Run();
  ASSERT_EQ(report.failures.size(), 2U);
  EXPECT_EQ(report.failures[0].message.substr(0, 26), "the golden file is missing");
  request_.update = true;
  report = Run();
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.updated, 2U);
  EXPECT_EQ(Read("a.cl.expected.json"), "json\n// RUN: targets=comp,json -DN=4\n-DN=4\n");
  EXPECT_EQ(Read("a.cl.expected.metal"), "missing");
  request_.update = false;
  EXPECT_TRUE(Run().ok());
}

TEST_F(GoldenTest, UpdateRewritesOnlyWhatChanges) {
  Write("a.cl", "kernel\n");
  Write("a.cl.expected.comp", "comp\nkernel\n");
  Write("a.cl.expected.json", "old\n");
  request_.update = true;
  EXPECT_EQ(Run().updated, 1U);
  EXPECT_EQ(Read("a.cl.expected.json"), "json\nkernel\n");
}

TEST_F(GoldenTest, WhatCannotBeMadeFailsAndLeavesTheFile) {
  Write("a.cl", "broken\n");
  Write("a.cl.expected.comp", "old\n");
  request_.update = true;
  const GoldenReport report = Run();
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.failures[0].message, "it is broken");
  EXPECT_EQ(Read("a.cl.expected.comp"), "old\n");
}

TEST_F(GoldenTest, FilterChoosesSources) {
  Write("a.cl", "kernel\n");
  Write("a.cl.expected.comp", "wrong\n");
  Write("topic/b.cl", "kernel\n");
  Write("topic/b.cl.expected.comp", "comp\nkernel\n");
  request_.filter = "topic/";
  EXPECT_TRUE(Run().ok());
}

TEST_F(GoldenTest, UpdateIsRefusedInCi) {
  setenv("CI", "true", 1);
  request_.update = true;
  const auto report = RunGolden(request_);
  unsetenv("CI");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code(), ErrorCode::kInvalidArgument);
}

TEST_F(GoldenTest, BadRequests) {
  Write("a.cl", "// RUN: targets=metall\n");
  const auto report = RunGolden(request_);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message(), "RUN: names the unknown target 'metall'; did you mean 'metal'?");
  request_.directory += "/nowhere";
  EXPECT_EQ(RunGolden(request_).error().code(), ErrorCode::kNotFound);
}

}  // namespace
}  // namespace kiln::harness

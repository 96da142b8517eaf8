#include <gtest/gtest.h>

#include <filesystem>

#include "harness/fixture/add_kernel.h"
#include "kiln/base/file.h"
#include "kiln/harness/corpus.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

// in = 0..7, out = in + 5 in two launches of four; `wrong` is the number of expected values that are not so.
template <int wrong>
corpus::Workload AddWorkload() {
  corpus::Workload workload;
  const std::vector<int> input = {0, 1, 2, 3, 4, 5, 6, 7};
  std::vector<int> expected = {5, 6, 7, 8, 9, 10, 11, 12};
  for (int i = 0; i < wrong; ++i) expected[static_cast<std::size_t>(i) + 2] = 0;
  const corpus::BufferId in = workload.Input("in", input);
  const corpus::BufferId out = workload.Output<int>("out", 8);
  workload.Run("add", {8}, {4}, {out, in, corpus::Value(1), corpus::Local<int>(4)});
  workload.Run("add", {8}, {4}, {out, in, corpus::Value(5), corpus::Local<int>(4)});
  workload.Expect(out, expected);
  return workload;
}

class CorpusRunnerTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto devices = runtime::EnumerateDevices(); !devices || devices->empty()) {
      GTEST_SKIP() << "no Vulkan device";
    }
    folder_ = fs::path(testing::TempDir()) / "kiln_corpus_runner";
    fs::create_directories(folder_);
    ASSERT_TRUE(WriteFileAtomically((folder_ / "add.cl").string(), std::string_view("kernel")));
    request_.directory = folder_.string();
    request_.cases = cases_;
    request_.translator = [](const TranslateRequest&) { return MakeAddKernel(); };
  }
  void TearDown() override { fs::remove_all(folder_); }

  const corpus::Case cases_[3] = {
      {"good", "add.cl", AddWorkload<0>}, {"bad", "add.cl", AddWorkload<3>}, {"missing", "none.cl", AddWorkload<0>}};
  fs::path folder_;
  CorpusRequest request_;
};

TEST_F(CorpusRunnerTest, EachCaseIsARow) {
  const auto report = RunCorpus(request_);
  ASSERT_TRUE(report) << report.error().ToString();
  ASSERT_EQ(report->rows.size(), 3U);
  EXPECT_EQ(report->rows[0].verdict, CorpusRow::Verdict::kOk) << report->rows[0].message;
  EXPECT_EQ(report->rows[0].checked, 8U);
  EXPECT_EQ(report->rows[0].kernels, 1U);
  EXPECT_GT(report->rows[0].spirv_bytes, 0U);
  EXPECT_EQ(report->rows[1].verdict, CorpusRow::Verdict::kWrong);
  EXPECT_EQ(report->rows[1].message, "out[2]: got 7, expected 0; 3 of 8 values differ");
  EXPECT_EQ(report->rows[2].verdict, CorpusRow::Verdict::kError);
  EXPECT_NE(report->rows[2].message.find("none.cl"), std::string::npos);
  EXPECT_FALSE(report->ok());
}

TEST_F(CorpusRunnerTest, FilterChoosesCases) {
  request_.filter = "goo";
  const auto report = RunCorpus(request_);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows.size(), 1U);
  EXPECT_TRUE(report->ok());
}

}  // namespace
}  // namespace kiln::harness

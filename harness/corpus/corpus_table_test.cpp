#include <gtest/gtest.h>

#include "kiln/harness/corpus.h"

namespace kiln::harness {
namespace {

CorpusReport Report() {
  CorpusReport report;
  report.device = "llvmpipe";
  CorpusRow good;
  good.name = "saxpy";
  good.spirv_bytes = 1200;
  good.translation_ms = 12.345;
  good.gpu_ms = 0.5;
  good.checked = 4096;
  good.verdict = CorpusRow::Verdict::kOk;
  CorpusRow bad = good;
  bad.name = "scan";
  bad.gpu_ms.reset();
  bad.verdict = CorpusRow::Verdict::kWrong;
  bad.message = "out[3]: got 1, expected 2\nmore";
  report.rows = {good, bad};
  return report;
}

TEST(CorpusTable, ColumnsLineUp) {
  EXPECT_EQ(
      FormatTable(Report()),
      "kernel                   SPIR-V bytes translation ms     GPU ms checked values  verdict\n"
      "saxpy                            1200           12.3       0.50           4096  ok\n"
      "scan                             1200           12.3          -           4096  WRONG: out[3]: got 1, "
      "expected 2\n"
      "2 cases                          2400           24.7       0.50           8192  1 ok, 1 not, on llvmpipe\n");
}

TEST(CorpusReport, OkNeedsEveryRowAndSilentValidation) {
  CorpusReport report = Report();
  EXPECT_FALSE(report.ok());
  report.rows.pop_back();
  EXPECT_TRUE(report.ok());
  report.validation_messages.push_back("x");
  EXPECT_FALSE(report.ok());
}

}  // namespace
}  // namespace kiln::harness

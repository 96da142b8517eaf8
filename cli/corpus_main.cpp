// kiln-corpus: translates, runs and checks the kernels of corpus/, and prints a table. Knows the options of `kiln
// test`.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "cli/harness_translator.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "corpus/cases.h"
#include "kiln/harness/corpus.h"

namespace kiln::cli {
namespace {

ExitCode RunCorpusCommand(const Invocation& invocation) {
  const llvm::opt::InputArgList& arguments = invocation.arguments;
  const auto options = ReadSourceOptions(arguments);
  if (!options) return ReportError(options.error());
  harness::CorpusRequest request;
  request.cases = corpus::AllCases();
  request.directory = KILN_CORPUS_DIR;
  request.filter = arguments.getLastArgValue(OPT_filter_EQ).str();
  if (const auto inputs = invocation.Inputs(); !inputs.empty()) request.filter = inputs.front();
  request.device.device = arguments.getLastArgValue(OPT_device_EQ).str();
  request.translator = MakeHarnessTranslator(*options, DiagnosticSink::kResult);
  std::puts(harness::CorpusHeading().c_str());
  request.on_row = [](const harness::CorpusRow& row) {
    std::puts(harness::FormatRow(row).c_str());
    std::fflush(stdout);
  };
  const auto report = harness::RunCorpus(request);
  if (!report) return ReportError(report.error());
  for (const std::string& message : report->validation_messages) PrintError("validation layer: " + message);
  std::puts(harness::FormatTotals(*report).c_str());
  const auto passed = std::count_if(report->rows.begin(), report->rows.end(), [](const harness::CorpusRow& row) {
    return row.verdict == harness::CorpusRow::Verdict::kOk;
  });
  std::printf("%zd passed, %zu failed\n", static_cast<std::ptrdiff_t>(passed), report->rows.size() - passed);
  return report->ok() ? ExitCode::kOk : ExitCode::kMismatch;
}

}  // namespace
}  // namespace kiln::cli

int main(int argc, char** argv) {
  std::vector<const char*> words = {"kiln", "test"};
  words.insert(words.end(), argv + 1, argv + argc);
  auto invocation = kiln::cli::ParseCommandLine(words);
  if (!invocation) return static_cast<int>(kiln::cli::ReportError(invocation.error()));
  return static_cast<int>(kiln::cli::RunCorpusCommand(*invocation));
}

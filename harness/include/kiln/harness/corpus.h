// Translates and runs the corpus on a device, and prints what came of it.
//
// In the library kiln_harness_corpus, which links kiln_corpus: the cases and their references.
#ifndef KILN_HARNESS_CORPUS_H_
#define KILN_HARNESS_CORPUS_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corpus/case.h"
#include "kiln/base/result.h"
#include "kiln/harness/translator.h"
#include "kiln/runtime/device.h"

namespace kiln::harness {

struct CorpusRow {
  enum class Verdict : std::uint8_t { kOk, kWrong, kError };
  std::string name;              // of the case
  std::size_t kernels = 0;       // translated, each into a module of its own
  std::size_t spirv_bytes = 0;   // of all its modules
  double translation_ms = 0;     // of all its modules
  std::optional<double> gpu_ms;  // of all launches; absent when the device has no timestamps
  std::size_t checked = 0;       // values compared
  Verdict verdict = Verdict::kError;
  std::string message;  // what is wrong; empty when kOk
};

struct CorpusRequest {
  std::span<const corpus::Case> cases;
  std::string directory;  // that the cases' files are below
  std::string filter;     // only cases whose name holds it; empty: all
  Translator translator;
  runtime::DeviceOptions device;
  std::function<void(const CorpusRow&)> on_row;  // called after each case; may be empty
};

struct CorpusReport {
  std::string device;
  std::vector<CorpusRow> rows;
  std::vector<std::string> validation_messages;

  bool ok() const;  // every row is kOk, and the validation layer (when on) said nothing
};

// A case that fails is a row; errors are about the request (no device).
Result<CorpusReport> RunCorpus(const CorpusRequest& request);

// One line each, without newline: the heading, a row (aligned with the heading), and the totals.
std::string CorpusHeading();
std::string FormatRow(const CorpusRow& row);
std::string FormatTotals(const CorpusReport& report);
// All of them, a line each.
std::string FormatTable(const CorpusReport& report);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_CORPUS_H_

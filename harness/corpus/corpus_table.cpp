#include <algorithm>
#include <cstdio>

#include "kiln/harness/corpus.h"

namespace kiln::harness {
namespace {

constexpr int kNameWidth = 24;

std::string Line(const std::string& name, const std::string& bytes, const std::string& translation,
                 const std::string& gpu, const std::string& checked, const std::string& verdict) {
  char buffer[256];
  std::snprintf(buffer, sizeof(buffer), "%-*s %12s %14s %10s %14s  ", kNameWidth, name.c_str(), bytes.c_str(),
                translation.c_str(), gpu.c_str(), checked.c_str());
  return buffer + verdict;
}

std::string Milliseconds(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof(buffer), value < 10 ? "%.2f" : "%.1f", value);
  return buffer;
}

std::string Verdict(const CorpusRow& row) {
  // A message of many lines (diagnostics) would tear the table: its first line says what is the matter.
  const std::string first_line = row.message.substr(0, row.message.find('\n'));
  switch (row.verdict) {
    case CorpusRow::Verdict::kOk:
      return "ok";
    case CorpusRow::Verdict::kWrong:
      return "WRONG: " + first_line;
    case CorpusRow::Verdict::kError:
      return "ERROR: " + first_line;
  }
  return "";
}

}  // namespace

std::string CorpusHeading() {
  return Line("kernel", "SPIR-V bytes", "translation ms", "GPU ms", "checked values", "verdict");
}

std::string FormatRow(const CorpusRow& row) {
  return Line(row.name, std::to_string(row.spirv_bytes), Milliseconds(row.translation_ms),
              row.gpu_ms ? Milliseconds(*row.gpu_ms) : "-", std::to_string(row.checked), Verdict(row));
}

std::string FormatTotals(const CorpusReport& report) {
  CorpusRow total;
  double gpu_ms = 0;
  std::size_t passed = 0;
  for (const CorpusRow& row : report.rows) {
    total.spirv_bytes += row.spirv_bytes;
    total.translation_ms += row.translation_ms;
    gpu_ms += row.gpu_ms.value_or(0);
    total.checked += row.checked;
    passed += row.verdict == CorpusRow::Verdict::kOk ? 1 : 0;
  }
  return Line(
      std::to_string(report.rows.size()) + " cases", std::to_string(total.spirv_bytes),
      Milliseconds(total.translation_ms), Milliseconds(gpu_ms), std::to_string(total.checked),
      std::to_string(passed) + " ok, " + std::to_string(report.rows.size() - passed) + " not, on " + report.device);
}

std::string FormatTable(const CorpusReport& report) {
  std::string table = CorpusHeading() + "\n";
  for (const CorpusRow& row : report.rows) table += FormatRow(row) + "\n";
  return table + FormatTotals(report) + "\n";
}

}  // namespace kiln::harness

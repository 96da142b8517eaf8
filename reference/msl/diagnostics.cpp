#include "reference/msl/diagnostics.h"

#include <utility>

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallString.h"

namespace kiln::reference::msl {
namespace {

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string InMetalsWords(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"__global", "device"},
      {"__constant", "constant"},
      {"__local", "threadgroup"},
      {"__private", "thread"},
      {"__generic ", ""},
      {"__generic", "no"},
      {"kiln_atomic_", "atomic_"},
      {"kiln_word_", ""},
      {"kiln_memory_order", "memory_order"},
      {"C++ for OpenCL", "Metal"},
      {"__kernel", "kernel"},
      {"OpenCL", "Metal"},
      {"use of type 'double' requires cl_khr_fp64 and __opencl_c_fp64 support", "'double' is not supported in Metal"},
  };
  for (const auto& [from, to] : kWords) ReplaceAll(text, from, to);
  return text;
}

}  // namespace

DiagnosticCollector::DiagnosticCollector(std::string_view text) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines_.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

std::string_view DiagnosticCollector::LineOf(std::uint32_t line) const {
  return line >= 1 && line <= lines_.size() ? lines_[line - 1] : std::string_view();
}

void DiagnosticCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) {
  clang::DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
  std::uint32_t line = 0, column = 0;
  if (diagnostic.hasSourceManager() && diagnostic.getLocation().isValid()) {
    const clang::SourceManager& sources = diagnostic.getSourceManager();
    const clang::SourceLocation place = sources.getExpansionLoc(diagnostic.getLocation());
    if (sources.isInMainFile(place)) {
      line = sources.getExpansionLineNumber(place);
      column = sources.getExpansionColumnNumber(place);
    }
  }
  if (level == clang::DiagnosticsEngine::Note) {
    if (wants_place_ && line != 0) {
      wants_place_ = false;
      diagnostics_.back().line = line;
      diagnostics_.back().column = column;
      diagnostics_.back().text_line = LineOf(line);
    }
    return;
  }
  if (level < clang::DiagnosticsEngine::Warning) return;
  llvm::SmallString<256> message;
  diagnostic.FormatDiagnostic(message);
  MslDiagnostic found{line, column, InMetalsWords(message.str().str()), std::string(LineOf(line)),
                      level >= clang::DiagnosticsEngine::Error};
  wants_place_ = line == 0;
  diagnostics_.push_back(std::move(found));
}

std::vector<MslDiagnostic> DiagnosticCollector::Take() {
  return std::exchange(diagnostics_, {});
}

}  // namespace kiln::reference::msl

#include "frontend/diagnostic_recorder.h"

#include <utility>

#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallString.h"

namespace kiln::frontend {
namespace {

Severity ToSeverity(clang::DiagnosticsEngine::Level level) {
  switch (level) {
    case clang::DiagnosticsEngine::Ignored:
    case clang::DiagnosticsEngine::Note:
      return Severity::kNote;
    case clang::DiagnosticsEngine::Remark:
      return Severity::kRemark;
    case clang::DiagnosticsEngine::Warning:
      return Severity::kWarning;
    case clang::DiagnosticsEngine::Error:
      return Severity::kError;
    case clang::DiagnosticsEngine::Fatal:
      return Severity::kFatal;
  }
  return Severity::kError;
}

SourcePosition ToPosition(const clang::Diagnostic& info) {
  if (!info.getLocation().isValid() || !info.hasSourceManager()) {
    return {};
  }
  // What the user reads as the place: where a macro is expanded, #line respected.
  const clang::PresumedLoc place = info.getSourceManager().getPresumedLoc(info.getLocation());
  if (place.isInvalid()) {
    return {};
  }
  return {place.getFilename(), place.getLine(), place.getColumn()};
}

}  // namespace

void DiagnosticRecorder::SetNextCode(std::string message, std::string code) {
  next_message_ = std::move(message);
  next_code_ = std::move(code);
}

void DiagnosticRecorder::BeginSourceFile(const clang::LangOptions& language, const clang::Preprocessor* preprocessor) {
  if (printer_) {
    printer_->BeginSourceFile(language, preprocessor);
  }
}

void DiagnosticRecorder::EndSourceFile() {
  if (printer_) {
    printer_->EndSourceFile();
  }
}

void DiagnosticRecorder::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) {
  if (info.getID() == clang::diag::warn_double_const_requires_fp64) {
    demoted_constants_.push_back(info.getLocation());
    return;
  }
  DiagnosticConsumer::HandleDiagnostic(level, info);  // counts errors and warnings
  if (printer_) {
    printer_->HandleDiagnostic(level, info);
  }
  Diagnostic diagnostic;
  diagnostic.severity = ToSeverity(level);
  diagnostic.position = ToPosition(info);
  diagnostic.message = std::exchange(next_message_, {});
  diagnostic.code = std::exchange(next_code_, {});
  if (diagnostic.message.empty()) {
    llvm::SmallString<256> message;
    info.FormatDiagnostic(message);
    diagnostic.message = message.str();
    diagnostic.code = clang::DiagnosticIDs::getWarningOptionForDiag(info.getID());
  }
  if (diagnostic.severity == Severity::kNote && !diagnostics_.empty()) {
    diagnostics_.back().notes.push_back(std::move(diagnostic));
  } else {
    diagnostics_.push_back(std::move(diagnostic));
  }
}

}  // namespace kiln::frontend

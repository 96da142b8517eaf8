// Collects every diagnostic as a value and passes it on to the printer of the chosen format.
#ifndef KILN_FRONTEND_DIAGNOSTIC_RECORDER_H_
#define KILN_FRONTEND_DIAGNOSTIC_RECORDER_H_

#include <memory>
#include <string>
#include <vector>

#include "clang/Basic/Diagnostic.h"
#include "kiln/frontend/diagnostic.h"

namespace kiln::frontend {

class DiagnosticRecorder : public clang::DiagnosticConsumer {
 public:
  // Null: only collect.
  void SetPrinter(std::unique_ptr<clang::DiagnosticConsumer> printer) { printer_ = std::move(printer); }

  // Applies to the next diagnostic: a message without the code that the rendered text ends in, and that code.
  void SetNextCode(std::string message, std::string code);

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  void AddUnrendered(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  // Where Clang made a float of a constant for the lack of double. Its warnings about that are kept here and nowhere
  // else.
  const std::vector<clang::SourceLocation>& demoted_constants() const { return demoted_constants_; }

  void BeginSourceFile(const clang::LangOptions& language, const clang::Preprocessor* preprocessor) override;
  void EndSourceFile() override;
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override;

 private:
  std::unique_ptr<clang::DiagnosticConsumer> printer_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<clang::SourceLocation> demoted_constants_;
  std::string next_message_, next_code_;
};

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_DIAGNOSTIC_RECORDER_H_

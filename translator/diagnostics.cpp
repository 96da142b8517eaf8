#include "translator/diagnostics.h"

#include "llvm/IR/DebugInfoMetadata.h"

namespace kiln::translator {

const char* DiagnosticCodeName(DiagnosticCode code) {
  switch (code) {
#define KILN_DIAGNOSTIC(name, text) \
  case DiagnosticCode::name:        \
    return text;
#include "translator/diagnostics.def"
#undef KILN_DIAGNOSTIC
  }
  return "unknown";
}

DiagnosticCode DiagnosticCodeOf(std::string_view name, DiagnosticCode otherwise) {
#define KILN_DIAGNOSTIC(enumerator, text) \
  if (name == (text)) return DiagnosticCode::enumerator;
#include "translator/diagnostics.def"
#undef KILN_DIAGNOSTIC
  return otherwise;
}

namespace {

frontend::SourcePosition PositionOf(const llvm::DebugLoc& location) {
  frontend::SourcePosition position;
  // A construct inlined from a library function has its place where the user's code calls it.
  for (const llvm::DILocation* at = location.get(); at; at = at->getInlinedAt()) {
    if (at->getLine() == 0) continue;
    position.file = at->getFilename().str();
    position.line = at->getLine();
    position.column = at->getColumn();
  }
  return position;
}

}  // namespace

void Diagnostics::SetPlace(const llvm::DebugLoc& location) {
  frontend::SourcePosition position = PositionOf(location);
  if (position.line != 0) place_ = std::move(position);
}

void Diagnostics::Error(DiagnosticCode code, const llvm::DebugLoc& location, std::string message) {
  Error(code, PositionOf(location), std::move(message));
}

void Diagnostics::Error(DiagnosticCode code, const frontend::SourcePosition& position, std::string message) {
  ++errors_;
  Emit(frontend::Severity::kError, code, position, std::move(message));
}

void Diagnostics::Remark(DiagnosticCode code, const llvm::DebugLoc& location, std::string message) {
  Emit(frontend::Severity::kRemark, code, PositionOf(location), std::move(message));
}

void Diagnostics::Emit(frontend::Severity severity, DiagnosticCode code, const frontend::SourcePosition& known,
                       std::string message) {
  const frontend::SourcePosition& position = known.line != 0 ? known : place_;
  std::string key = position.file + ":" + std::to_string(position.line) + ":" + message;
  auto& said = severity == frontend::Severity::kRemark ? *remarks_said_ : errors_said_;
  if (!said.insert(std::move(key)).second) return;
  frontend::Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.position = position;
  diagnostic.message = std::move(message);
  diagnostic.code = DiagnosticCodeName(code);
  source_.Emit(diagnostic);
}

}  // namespace kiln::translator

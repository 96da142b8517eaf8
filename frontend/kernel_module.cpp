#include <algorithm>

#include "clang/Basic/SourceManager.h"
#include "frontend/diagnostic_documents.h"
#include "frontend/module_state.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"

namespace kiln::frontend {
namespace {

// Longer lines and later positions than these are shown without a caret.
constexpr std::uint32_t kMostBlankLines = 1u << 20;

clang::DiagnosticsEngine::Level ToLevel(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return clang::DiagnosticsEngine::Note;
    case Severity::kRemark:
      return clang::DiagnosticsEngine::Remark;
    case Severity::kWarning:
      return clang::DiagnosticsEngine::Warning;
    case Severity::kError:
      return clang::DiagnosticsEngine::Error;
    case Severity::kFatal:
      return clang::DiagnosticsEngine::Fatal;
  }
  return clang::DiagnosticsEngine::Error;
}

// The place of a diagnostic, and whether it can show the source line.
struct Place {
  clang::SourceLocation location;
  bool has_text = true;
};

// Where Clang read that line, when it did: the same file name may also stem from a #line directive.
clang::SourceLocation FindRealLine(clang::CompilerInstance& clang, const SourcePosition& position) {
  clang::SourceManager& sources = clang.getSourceManager();
  const clang::OptionalFileEntryRef file = clang.getFileManager().getOptionalFileRef(position.file);
  const clang::FileID id = file ? sources.translateFile(*file) : clang::FileID();
  if (id.isInvalid()) {
    return {};
  }
  const clang::SourceLocation location = sources.translateLineCol(id, position.line, std::max(position.column, 1u));
  const clang::PresumedLoc presumed = sources.getPresumedLoc(location);
  const bool is_the_line = presumed.isValid() && presumed.getLine() == position.line;
  return is_the_line ? location : clang::SourceLocation();
}

Place FindPlace(clang::CompilerInstance& clang, const SourcePosition& position) {
  if (position.file.empty() || position.line == 0 || !clang.hasSourceManager()) {
    return {{}, false};
  }
  if (const clang::SourceLocation location = FindRealLine(clang, position); location.isValid()) {
    return {location, true};
  }
  // A stand-in of blank lines under that name: file, line and column print as usual.
  if (position.line > kMostBlankLines || position.column > kMostBlankLines) {
    return {{}, false};
  }
  clang::SourceManager& sources = clang.getSourceManager();
  const std::string blank = std::string(position.line - 1, '\n') + std::string(position.column, ' ') + "\n";
  const clang::FileID id = sources.createFileID(llvm::MemoryBuffer::getMemBufferCopy(blank, position.file));
  return {sources.translateLineCol(id, position.line, std::max(position.column, 1u)), false};
}

// Custom diagnostics take their text from the format string "%0", so that no character of the message is special.
void Report(KernelModule::State& state, const Diagnostic& diagnostic, Severity severity) {
  clang::CompilerInstance& clang = state.clang;
  const Place place = FindPlace(clang, diagnostic.position);
  clang::DiagnosticOptions& appearance = clang.getDiagnosticOpts();
  const bool show_carets = appearance.ShowCarets;
  const bool show_column = appearance.ShowColumn;
  appearance.ShowCarets = show_carets && place.has_text;
  appearance.ShowColumn = show_column && diagnostic.position.column != 0;

  std::string text = diagnostic.message;
  if (!diagnostic.code.empty() && appearance.ShowOptionNames) {
    text += " [" + diagnostic.code + "]";
  }
  state.recorder.SetNextCode(diagnostic.message, diagnostic.code);
  clang::DiagnosticsEngine& engine = clang.getDiagnostics();
  engine.Report(place.location, engine.getDiagnosticIDs()->getCustomDiagID(
                                    static_cast<clang::DiagnosticIDs::Level>(ToLevel(severity)), "%0"))
      << text;
  state.recorder.SetNextCode({}, {});  // in case the engine suppressed it

  appearance.ShowCarets = show_carets;
  appearance.ShowColumn = show_column;
  for (const Diagnostic& note : diagnostic.notes) {
    Report(state, note, Severity::kNote);
  }
}

std::string Plural(unsigned count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

KernelModule::State::~State() {
  llvm::raw_ostream* stream = options.diagnostic_stream;
  if (stream == nullptr) {
    return;
  }
  if (!PrintsText()) {
    *stream << (options.diagnostic_format == DiagnosticFormat::kJson ? ToJson(recorder.diagnostics())
                                                                     : ToSarif(recorder.diagnostics()));
  } else if (summary_is_due) {
    const unsigned warnings = recorder.getNumWarnings();
    const unsigned errors = recorder.getNumErrors();
    if (warnings + errors != 0) {
      *stream << (warnings != 0 ? Plural(warnings, "warning") : "") << (warnings != 0 && errors != 0 ? " and " : "")
              << (errors != 0 ? Plural(errors, "error") : "") << " generated.\n";
    }
  }
  stream->flush();
}

KernelModule::KernelModule(std::unique_ptr<State> state) : state_(std::move(state)) {}
KernelModule::~KernelModule() = default;
KernelModule::KernelModule(KernelModule&&) noexcept = default;
KernelModule& KernelModule::operator=(KernelModule&&) noexcept = default;

llvm::Module& KernelModule::module() {
  return *state_->module;
}
llvm::LLVMContext& KernelModule::context() {
  return state_->context;
}
const std::vector<KernelSignature>& KernelModule::kernels() const {
  return state_->kernels;
}
const std::vector<GlobalVariable>& KernelModule::globals() const {
  return state_->globals;
}
const std::vector<std::string>& KernelModule::dependencies() const {
  return state_->dependencies;
}
FilesAsked KernelModule::files_asked() const {
  if (state_->files.recording == nullptr) return {};
  FilesAsked asked = state_->files.recording->Asked();
  asked.names_the_time = asked.names_the_time || (state_->input.text && NamesTheTime(*state_->input.text));
  return asked;
}
const std::vector<Diagnostic>& KernelModule::diagnostics() const {
  return state_->recorder.diagnostics();
}
const std::string& KernelModule::preprocessed() const {
  return state_->preprocessed;
}

void Explain(KernelModule::State& state) {
  const auto& extensions = state.options.extensions;
  const auto lacks = [&](llvm::StringRef name) { return extensions && !llvm::is_contained(*extensions, name); };
  // Clang does not know the functions and types then, and takes a call for one of the 32-bit functions.
  static const llvm::Regex call("^call to '(atom[a-z_]*)' is ambiguous$");
  static const llvm::Regex type(
      "^unknown type name '(atomic_(long|ulong|double|intptr_t|uintptr_t|size_t|ptrdiff_t))'");
  static const llvm::Regex double_type("^use of type '([^']*double[^']*)' requires cl_khr_fp64");
  static const llvm::Regex double_function("^use of undeclared identifier '((convert|as)_double[^']*|double(2|3|4|8|16))'");
  const std::vector<Diagnostic> found = state.recorder.diagnostics();
  for (const Diagnostic& diagnostic : found) {
    Diagnostic reason;
    reason.position = diagnostic.position;
    llvm::SmallVector<llvm::StringRef, 3> parts;
    if (lacks("cl_khr_int64_base_atomics") &&
        (call.match(diagnostic.message, &parts) || type.match(diagnostic.message, &parts))) {
      reason.message = "'" + parts[1].str() + "': the target has no 64-bit atomics; use 32-bit ones, or another target";
      reason.code = "unsupported-64-bit-atomics";
    } else if (lacks("cl_khr_fp64") && (double_type.match(diagnostic.message, &parts) ||
                                        double_function.match(diagnostic.message, &parts))) {
      reason.message = "'" + parts[1].str() + "': the target has no double precision; use 'float', or another target";
      reason.code = "unsupported-double";
    } else {
      continue;
    }
    Emit(state, reason);
  }
}

void Emit(KernelModule::State& state, const Diagnostic& diagnostic) {
  clang::CompilerInstance& clang = state.clang;
  Severity severity = diagnostic.severity;
  // Clang's engine does not apply these to diagnostics from outside.
  if (severity == Severity::kWarning && clang.getDiagnostics().getIgnoreAllWarnings()) {
    return;
  }
  if (severity == Severity::kWarning && clang.getDiagnostics().getWarningsAsErrors()) {
    severity = Severity::kError;
  }
  clang.getDiagnosticClient().BeginSourceFile(clang.getLangOpts(), nullptr);
  Report(state, diagnostic, severity);
  clang.getDiagnosticClient().EndSourceFile();
  state.summary_is_due = true;
}

void KernelModule::Emit(const Diagnostic& diagnostic) {
  frontend::Emit(*state_, diagnostic);
}

std::size_t KernelModule::error_count() const {
  return state_->recorder.getNumErrors();
}

}  // namespace kiln::frontend

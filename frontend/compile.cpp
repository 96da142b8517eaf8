#include "kiln/frontend/compile.h"

#include <cstdlib>
#include <optional>

#include "clang/Basic/DiagnosticDriver.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/CodeGen/ModuleBuilder.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Frontend/TextDiagnosticBuffer.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Preprocessor.h"
#include "frontend/crash_guard.h"
#include "frontend/double_constants.h"
#include "frontend/embed/embedded_headers.h"
#include "frontend/extensions.h"
#include "frontend/invocation.h"
#include "frontend/module_state.h"
#include "frontend/options.h"
#include "frontend/preprocess.h"
#include "frontend/signatures.h"
#include "llvm/Support/raw_ostream.h"

namespace kiln::frontend {
namespace {

using State = KernelModule::State;

// Switches the search for what was meant off, once a source has a name that nobody can have misspelt: the search takes
// quadratic time in a name's length, eight seconds for one of 80,000 characters.
class LimitSpellChecking : public clang::IdentifierInfoLookup {
 public:
  explicit LimitSpellChecking(clang::LangOptions& language) : language_(language) {}

  clang::IdentifierInfo* get(llvm::StringRef name) override {
    constexpr std::size_t kLongestName = 1000;
    if (name.size() > kLongestName) language_.SpellChecking = false;
    return nullptr;
  }

 private:
  clang::LangOptions& language_;
};

// Parses and, for kCompile, generates IR into the state's context. Not Clang's own CodeGenAction: its back-end consumer
// reads and writes options that are global to the process.
class GenerateModule : public clang::ASTFrontendAction {
 public:
  explicit GenerateModule(State& state) : state_(state) {}

  bool hasCodeCompletionSupport() const override { return false; }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& clang, llvm::StringRef file) override {
    spell_checking_.emplace(clang.getLangOpts());
    clang.getPreprocessor().getIdentifierTable().setExternalIdentifierLookup(&*spell_checking_);
    std::vector<std::unique_ptr<clang::ASTConsumer>> consumers;
    consumers.push_back(CollectSignatures(state_.kernels, state_.globals));
    if (state_.options.action == Action::kCompile) {
      std::unique_ptr<clang::CodeGenerator> generator(clang::CreateLLVMCodeGen(
          clang.getDiagnostics(), file, &clang.getVirtualFileSystem(), clang.getHeaderSearchOpts(),
          clang.getPreprocessorOpts(), clang.getCodeGenOpts(), state_.context));
      generator_ = generator.get();
      consumers.push_back(std::move(generator));
    }
    return std::make_unique<clang::MultiplexConsumer>(std::move(consumers));
  }

  void EndSourceFileAction() override {
    getCompilerInstance().getPreprocessor().getIdentifierTable().setExternalIdentifierLookup(nullptr);
    if (generator_ != nullptr) {
      state_.module.reset(generator_->ReleaseModule());
    }
  }

 private:
  State& state_;
  std::optional<LimitSpellChecking> spell_checking_;
  clang::CodeGenerator* generator_ = nullptr;  // owned by the multiplexer
};

class ListDependencies : public clang::DependencyCollector {
 public:
  explicit ListDependencies(State& state) : state_(state) {}

  bool needSystemDependencies() override { return true; }
  bool sawDependency(llvm::StringRef path, bool, bool, bool, bool is_missing) override {
    // Names in angle brackets are Clang's own buffers.
    return !is_missing && !path.empty() && path.front() != '<' && !state_.files.IsInMemory(path.str());
  }

 private:
  State& state_;
};

bool WantsColour(const State& state) {
  const CompileOptions& options = state.options;
  if (options.colour) {
    return *options.colour;
  }
  const char* no_colour = std::getenv("NO_COLOR");
  return (no_colour == nullptr || *no_colour == '\0') && options.diagnostic_stream->has_colors();
}

// cc1's own judgement on option values: its first error is the error of the whole call.
Status ParseInvocation(State& state, const std::vector<std::string>& arguments, clang::TextDiagnosticBuffer& buffer) {
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments) {
    pointers.push_back(argument.c_str());
  }
  clang::DiagnosticsEngine engine(llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(),
                                  llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>(), &buffer,
                                  /*ShouldOwnClient=*/false);
  if (!clang::CompilerInvocation::CreateFromArgs(state.clang.getInvocation(), pointers, engine)) {
    const bool has_text = buffer.err_begin() != buffer.err_end();
    return Fail(ErrorCode::kInvalidArgument, has_text ? buffer.err_begin()->second : "Clang rejects the options");
  }
  clang::FrontendOptions& frontend = state.clang.getFrontendOpts();
  frontend.Inputs = {clang::FrontendInputFile(state.input.name, frontend.DashX)};
  return {};
}

void SetUpDiagnostics(State& state) {
  clang::CompilerInstance& clang = state.clang;
  clang::DiagnosticOptions& appearance = clang.getDiagnosticOpts();
  clang.setVerboseOutputStream(llvm::nulls());  // takes "1 error generated." when nobody wants text
  if (state.options.diagnostic_stream != nullptr && state.PrintsText()) {
    llvm::raw_ostream& stream = *state.options.diagnostic_stream;
    appearance.ShowColors = WantsColour(state);
    if (appearance.ShowColors) {
      stream.enable_colors(true);
    }
    if (state.options.diagnostic_format == DiagnosticFormat::kMsvc) {
      appearance.setFormat(clang::DiagnosticOptions::MSVC);
    }
    state.recorder.SetPrinter(std::make_unique<clang::TextDiagnosticPrinter>(stream, &appearance));
    clang.setVerboseOutputStream(stream);
  }
  clang.createDiagnostics(&state.recorder, /*ShouldOwnClient=*/false);
}

void ReportOptionWarnings(State& state, const TranslatedOptions& translated,
                          const clang::TextDiagnosticBuffer& buffer) {
  clang::DiagnosticsEngine& engine = state.clang.getDiagnostics();
  for (const std::string& option : translated.unused) {
    engine.Report(clang::diag::warn_drv_unused_argument) << option;
  }
  buffer.FlushDiagnostics(engine);
}

// Everything that runs Clang; inside the crash guard.
Status RunClang(State& state, const std::vector<std::string>& arguments, const TranslatedOptions& translated) {
  clang::TextDiagnosticBuffer buffer;
  KILN_RETURN_IF_ERROR(ParseInvocation(state, arguments, buffer));
  SetUpDiagnostics(state);
  SetUpDoubleConstants(state.clang.getDiagnostics());
  ReportOptionWarnings(state, translated, buffer);
  clang::CompilerInstance& clang = state.clang;
  clang.createFileManager(state.files.all);
  auto dependencies = std::make_shared<ListDependencies>(state);
  clang.addDependencyCollector(dependencies);

  bool ok = false;
  if (state.options.action == Action::kPreprocess) {
    PreprocessInto action(state.preprocessed);
    ok = clang.ExecuteAction(action);
  } else {
    GenerateModule action(state);
    ok = clang.ExecuteAction(action);
    clang.setSema(nullptr);
    clang.setASTConsumer(nullptr);
    clang.setASTContext(nullptr);
  }
  state.dependencies = dependencies->getDependencies().vec();
  clang.getDiagnostics().setErrorLimit(0);  // Clang's limit is not for what later stages report
  if (!clang.getDiagnostics().hasErrorOccurred()) ReportDoubleConstants(state);
  if (ok && !clang.getDiagnostics().hasErrorOccurred()) {
    return {};
  }
  Explain(state);
  std::string message = "'" + state.input.name + "' does not compile";
  for (const Diagnostic& diagnostic : state.recorder.diagnostics()) {
    if (diagnostic.severity >= Severity::kError) {
      const SourcePosition& place = diagnostic.position;
      message =
          (place.file.empty() ? message : place.file + ":" + std::to_string(place.line)) + ": " + diagnostic.message;
      break;
    }
  }
  return Fail(ErrorCode::kCompile, std::move(message));
}

}  // namespace

Result<KernelModule> Compile(const Input& input, const CompileOptions& options) {
  KILN_ASSIGN_OR_RETURN(const TranslatedOptions translated, TranslateOptions(options.clang_options));
  auto state = std::make_unique<State>(input, options);
  state->options.colour = options.colour ? options.colour : translated.colour;
  state->options.diagnostic_format = translated.format.value_or(options.diagnostic_format);
  const ExtensionSettings extensions = SelectExtensions(options.extensions);
  KILN_ASSIGN_OR_RETURN(const std::vector<std::string> arguments,
                        BuildCc1Arguments(state->input, state->options, translated, extensions.cl_ext));
  state->base_header = BaseHeader(extensions.header_tail, options.action == Action::kPreprocess);
  KILN_ASSIGN_OR_RETURN(state->files, OpenFiles(state->input, state->options, state->base_header));
  if (input.name != "-" || input.text) {
    KILN_RETURN_IF_ERROR(CheckReadable(state->files, state->input.name));
  }

  Status status;
  if (const std::optional<std::string> crash = RunGuarded([&] { status = RunClang(*state, arguments, translated); })) {
    // Its objects are in no known state: destroying them might crash again.
    (void)state.release();
    return Fail(ErrorCode::kInternal, "Clang crashed while compiling '" + input.name + "': " + *crash +
                                          "; a source that nests too deeply is the usual cause");
  }
  KILN_RETURN_IF_ERROR(std::move(status));
  if (state->module == nullptr) {
    state->module = std::make_unique<llvm::Module>(input.name, state->context);
  }
  MatchIrNames(*state->module, state->globals);
  return KernelModule(std::move(state));
}

}  // namespace kiln::frontend

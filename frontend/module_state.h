// All that a KernelModule owns.
#ifndef KILN_FRONTEND_MODULE_STATE_H_
#define KILN_FRONTEND_MODULE_STATE_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "clang/Frontend/CompilerInstance.h"
#include "frontend/diagnostic_recorder.h"
#include "frontend/file_system.h"
#include "kiln/frontend/compile.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

namespace kiln::frontend {

struct KernelModule::State {
  State(const Input& input, const CompileOptions& options) : input(input), options(options) {}
  // Writes what the diagnostic stream still lacks: the document of a document format, the count of later diagnostics.
  ~State();

  bool PrintsText() const {
    return options.diagnostic_format == DiagnosticFormat::kClang ||
           options.diagnostic_format == DiagnosticFormat::kMsvc;
  }

  // Copies: the source manager refers to the texts as long as diagnostics may be emitted.
  Input input;
  CompileOptions options;
  std::string base_header;
  FileView files;

  DiagnosticRecorder recorder;    // before `clang`, whose diagnostics engine refers to it
  clang::CompilerInstance clang;  // keeps the source manager: later diagnostics show source lines
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> module;

  std::vector<KernelSignature> kernels;
  std::vector<GlobalVariable> globals;
  std::vector<std::string> dependencies;
  std::string preprocessed;
  bool summary_is_due = false;  // diagnostics were emitted since Clang's "1 error generated."
};

// Reports one of Kiln's own diagnostics; -w and -Werror apply to it.
void Emit(KernelModule::State& state, const Diagnostic& diagnostic);

// After an error of Clang: says what the target lacks where Clang's own words do not.
void Explain(KernelModule::State& state);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_MODULE_STATE_H_

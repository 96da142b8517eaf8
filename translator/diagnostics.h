// How passes speak about the user's kernel: a stable code, the source position of an instruction, a sentence.
#ifndef KILN_TRANSLATOR_DIAGNOSTICS_H_
#define KILN_TRANSLATOR_DIAGNOSTICS_H_

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "kiln/frontend/compile.h"
#include "llvm/IR/DebugLoc.h"
#include "llvm/IR/Instruction.h"

namespace kiln::translator {

enum class DiagnosticCode {
#define KILN_DIAGNOSTIC(name, code) name,
#include "translator/diagnostics.def"
#undef KILN_DIAGNOSTIC
};

const char* DiagnosticCodeName(DiagnosticCode code);
// The code of that name; `otherwise` where there is none.
DiagnosticCode DiagnosticCodeOf(std::string_view name, DiagnosticCode otherwise);

// Collects errors of one translation and hands each to the front end, which prints it with line and caret.
class Diagnostics {
 public:
  // `remarks`: see LowerOptions.
  explicit Diagnostics(frontend::KernelModule& source, std::shared_ptr<std::set<std::string>> remarks = nullptr)
      : source_(source), remarks_said_(remarks ? std::move(remarks) : std::make_shared<std::set<std::string>>()) {}

  void Error(DiagnosticCode code, const llvm::DebugLoc& location, std::string message);
  void Error(DiagnosticCode code, const llvm::Instruction& instruction, std::string message) {
    Error(code, instruction.getDebugLoc(), std::move(message));
  }
  void Error(DiagnosticCode code, const frontend::SourcePosition& position, std::string message);
  // Something that the user may want to know and that is no fault.
  void Remark(DiagnosticCode code, const llvm::DebugLoc& location, std::string message);
  // Where an error is whose own place is not known: in what is being translated now.
  void SetPlace(const frontend::SourcePosition& position) { place_ = position; }
  void SetPlace(const llvm::DebugLoc& location);
  bool HasErrors() const { return errors_ != 0; }

 private:
  void Emit(frontend::Severity severity, DiagnosticCode code, const frontend::SourcePosition& position,
            std::string message);

  frontend::KernelModule& source_;
  // The same sentence at the same place is said once.
  std::set<std::string> errors_said_;
  std::shared_ptr<std::set<std::string>> remarks_said_;
  frontend::SourcePosition place_;
  std::size_t errors_ = 0;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_DIAGNOSTICS_H_

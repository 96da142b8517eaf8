// Clang's diagnostics, said in Metal's words, at the places of the text.
#ifndef KILN_REFERENCE_MSL_DIAGNOSTICS_H_
#define KILN_REFERENCE_MSL_DIAGNOSTICS_H_

#include <string>
#include <string_view>
#include <vector>

#include "clang/Basic/Diagnostic.h"
#include "kiln/reference/msl.h"

namespace kiln::reference::msl {

class DiagnosticCollector : public clang::DiagnosticConsumer {
 public:
  // `lines`: of the text; what lies behind them is the library's.
  explicit DiagnosticCollector(std::string_view text);

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override;
  std::vector<MslDiagnostic> Take();

 private:
  std::string_view LineOf(std::uint32_t line) const;

  std::vector<std::string_view> lines_;
  std::vector<MslDiagnostic> diagnostics_;
  bool wants_place_ = false;  // the last one lies in the library: the first note that lies in the text says where
};

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_DIAGNOSTICS_H_

#include "frontend/double_constants.h"

#include <set>
#include <tuple>

#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/STLExtras.h"

namespace kiln::frontend {
namespace {

constexpr const char* kDemoted = "demoted-double";

struct Constant {
  SourcePosition position;
  std::string spelling;
};

// Each place once: a macro that is expanded there may hold several.
std::vector<Constant> DemotedConstants(KernelModule::State& state) {
  clang::SourceManager& sources = state.clang.getSourceManager();
  std::vector<Constant> constants;
  std::set<std::tuple<std::string, unsigned, unsigned>> seen;
  for (const clang::SourceLocation location : state.recorder.demoted_constants()) {
    const clang::PresumedLoc place = sources.getPresumedLoc(location);
    if (place.isInvalid() || !seen.emplace(place.getFilename(), place.getLine(), place.getColumn()).second) continue;
    llvm::SmallString<32> buffer;
    const llvm::StringRef spelling =
        clang::Lexer::getSpelling(sources.getSpellingLoc(location), buffer, sources, state.clang.getLangOpts());
    constants.push_back({{place.getFilename(), place.getLine(), place.getColumn()}, spelling.str()});
  }
  return constants;
}

// "infinite", "zero", or nothing where a float comes near the number.
std::string WhatIsLost(llvm::StringRef spelling) {
  std::string digits = spelling.str();
  llvm::erase(digits, '\'');
  llvm::APFloat value(llvm::APFloat::IEEEdouble());
  auto status = value.convertFromString(digits, llvm::APFloat::rmNearestTiesToEven);
  if (!status) {
    llvm::consumeError(status.takeError());
    return "";
  }
  llvm::APFloat narrow = value;
  bool is_inexact = false;
  narrow.convert(llvm::APFloat::IEEEsingle(), llvm::APFloat::rmNearestTiesToEven, &is_inexact);
  if (narrow.isInfinity() && !value.isInfinity()) return "infinite";
  return narrow.isZero() && !value.isZero() ? "zero" : "";
}

Diagnostic Make(Severity severity, const SourcePosition& position, std::string message, std::string code) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.position = position;
  diagnostic.message = std::move(message);
  diagnostic.code = std::move(code);
  return diagnostic;
}

}  // namespace

void SetUpDoubleConstants(clang::DiagnosticsEngine& engine) {
  engine.setSeverity(clang::diag::warn_double_const_requires_fp64, clang::diag::Severity::Remark, {});
}

void ReportDoubleConstants(KernelModule::State& state) {
  const std::vector<Constant> constants = DemotedConstants(state);
  if (constants.empty()) return;
  if (state.options.fp64 == Fp64Policy::kError) {
    for (const Constant& constant : constants) {
      Emit(state, Make(Severity::kError, constant.position,
                       "the constant " + constant.spelling + " is a double, which the target does not have; write " +
                           constant.spelling + "f, or allow it to be a float with --fp64=demote",
                       "unsupported-double"));
    }
    return;
  }
  const std::string count = std::to_string(constants.size());
  Emit(state, Make(Severity::kRemark, constants.front().position,
                   (constants.size() == 1 ? "a constant without suffix is a float"
                                          : count + " constants without suffix, this one first, are floats") +
                       std::string(", since the target has no double; write ") + constants.front().spelling +
                       "f, or see each with --fp64=error",
                   kDemoted));
  for (const Constant& constant : constants) {
    const std::string lost = WhatIsLost(constant.spelling);
    if (lost.empty()) continue;
    Emit(state, Make(Severity::kWarning, constant.position,
                     "the constant " + constant.spelling + " is " + lost +
                         " as a float, and the target has no double; write a number that a float can be",
                     kDemoted));
  }
}

}  // namespace kiln::frontend

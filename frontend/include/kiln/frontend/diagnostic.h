// A statement about the user's kernel, Clang's or Kiln's own; both look the same.
#ifndef KILN_FRONTEND_DIAGNOSTIC_H_
#define KILN_FRONTEND_DIAGNOSTIC_H_

#include <cstdint>
#include <string>
#include <vector>

namespace kiln::frontend {

enum class Severity : std::uint8_t { kNote, kRemark, kWarning, kError, kFatal };

struct SourcePosition {
  std::string file;          // as Clang prints it; empty when the diagnostic has no place
  std::uint32_t line = 0;    // 1-based
  std::uint32_t column = 0;  // 1-based
};

struct Diagnostic {
  Severity severity = Severity::kError;
  SourcePosition position;
  std::string message;
  std::string code;  // Kiln's stable code ("unsupported-image"), or Clang's warning flag ("unused-variable")
  std::vector<Diagnostic> notes;
};

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_DIAGNOSTIC_H_

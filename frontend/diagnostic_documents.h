// Diagnostics as documents for programs: JSON and SARIF.
#ifndef KILN_FRONTEND_DIAGNOSTIC_DOCUMENTS_H_
#define KILN_FRONTEND_DIAGNOSTIC_DOCUMENTS_H_

#include <string>
#include <vector>

#include "kiln/frontend/diagnostic.h"

namespace kiln::frontend {

// "note", "remark", "warning", "error", "fatal": as texts and documents spell it.
const char* SeverityName(Severity severity);

// One array of {"severity", "file", "line", "column", "message", "code", "notes"}; `notes` holds objects of the same
// shape. Members of an absent place are "" and 0. Ends in a newline.
std::string ToJson(const std::vector<Diagnostic>& diagnostics);

// One SARIF 2.1.0 log with one run of the tool "kiln"; notes are related locations.
std::string ToSarif(const std::vector<Diagnostic>& diagnostics);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_DIAGNOSTIC_DOCUMENTS_H_

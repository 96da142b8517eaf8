// kiln validate
#include <iostream>

#include "cli/commands.h"
#include "cli/message.h"
#include "cli/validate_request.h"

namespace kiln::cli {

ExitCode Validate(const Invocation& invocation) {
  // Not guarded against crashes: whatever runs a kernel does so in a child process, whose crash is a result.
  const auto request = ReadValidateRequest(invocation);
  if (!request) return ReportError(request.error());
  const auto report = harness::Validate(*request);
  if (!report) return ReportError(report.error());
  std::cout << report->Matrix() << std::flush;
  return report->ok() ? ExitCode::kOk : ExitCode::kMismatch;
}

}  // namespace kiln::cli

#include "cli/message.h"

#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

#include <cstdlib>

namespace kiln::cli {
namespace {

void Print(llvm::raw_ostream::Colors colour, const char* kind, const llvm::Twine& message) {
  llvm::raw_ostream& stream = llvm::errs();
  const char* no_colour = std::getenv("NO_COLOR");
  const bool colours = (no_colour == nullptr || *no_colour == '\0') && llvm::sys::Process::StandardErrIsDisplayed();
  stream << "kiln: ";
  if (colours) stream.changeColor(colour, /*Bold=*/true);
  stream << kind << ": ";
  if (colours) stream.resetColor();
  stream << message << '\n';
}

}  // namespace

void PrintError(const llvm::Twine& message) {
  Print(llvm::raw_ostream::RED, "error", message);
}
void PrintWarning(const llvm::Twine& message) {
  Print(llvm::raw_ostream::MAGENTA, "warning", message);
}
void PrintNote(const llvm::Twine& message) {
  Print(llvm::raw_ostream::CYAN, "note", message);
}

ExitCode ExitCodeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kCompile:
    case ErrorCode::kUnsupported:
    case ErrorCode::kInvalidArtifact:
      return ExitCode::kCompileError;
    case ErrorCode::kInvalidArgument:
      return ExitCode::kUsage;
    case ErrorCode::kMismatch:
      return ExitCode::kMismatch;
    case ErrorCode::kNotFound:
    case ErrorCode::kIo:
    case ErrorCode::kUnavailable:
    case ErrorCode::kOutOfHostMemory:
    case ErrorCode::kOutOfDeviceMemory:
    case ErrorCode::kDeviceLost:
    case ErrorCode::kTimeout:
    case ErrorCode::kOperationFailed:
      return ExitCode::kIo;
    case ErrorCode::kInternal:
      break;
  }
  return ExitCode::kInternal;
}

ExitCode ReportError(const Error& error) {
  if (error.code() == ErrorCode::kInternal) {
    PrintError("internal error: " + error.ToString());
  } else if (error.code() != ErrorCode::kCompile) {
    PrintError(error.ToString());
  }
  return ExitCodeOf(error.code());
}

}  // namespace kiln::cli

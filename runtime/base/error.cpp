#include "kiln/base/error.h"

namespace kiln {

const char* ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid-argument";
    case ErrorCode::kNotFound:
      return "not-found";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kCompile:
      return "compile";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kInvalidArtifact:
      return "invalid-artifact";
    case ErrorCode::kUnavailable:
      return "unavailable";
    case ErrorCode::kOutOfHostMemory:
      return "out-of-host-memory";
    case ErrorCode::kOutOfDeviceMemory:
      return "out-of-device-memory";
    case ErrorCode::kDeviceLost:
      return "device-lost";
    case ErrorCode::kTimeout:
      return "timeout";
    case ErrorCode::kOperationFailed:
      return "operation-failed";
    case ErrorCode::kMismatch:
      return "mismatch";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "unknown";
}

std::string Error::ToString() const {
  std::string text = message_;
  for (const std::string& context : context_) text += ", " + context;
  return text;
}

}  // namespace kiln

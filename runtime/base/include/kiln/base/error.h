// The error that every room returns by value.
//
// Kiln keeps three channels apart: a *diagnostic* speaks about the user's kernel (frontend/diagnostic.h), an *error*
// says that an operation failed (this file), a *check* is our own bug (kiln::InternalError, exit code 70).
#ifndef KILN_BASE_ERROR_H_
#define KILN_BASE_ERROR_H_

#include <cstdint>
#include <source_location>
#include <string>
#include <utility>
#include <vector>

namespace kiln {

enum class ErrorCode : std::uint8_t {
  kInvalidArgument,  // the caller's values: argument count, type, size, an option
  kNotFound,         // a file, a kernel, a device that does not exist
  kIo,               // reading or writing a file failed
  kCompile,          // the user's source does not compile; the diagnostics have been emitted already
  kUnsupported,      // legal input that this target or this version cannot express
  kInvalidArtifact,  // SPIR-V, reflection or a test description that is damaged or not ours
  kUnavailable,      // no Vulkan loader, no device
  kOutOfHostMemory,
  kOutOfDeviceMemory,
  kDeviceLost,
  kTimeout,
  kOperationFailed,  // any other failing Vulkan call
  kMismatch,         // a result differs from what was expected
  kInternal,         // our bug
};

// Stable lower-case name of a code, e.g. "invalid-argument".
const char* ErrorCodeName(ErrorCode code);

// An operation that failed. Cheap to move; owns its strings; no thread affinity.
class Error {
 public:
  Error(ErrorCode code, std::string message, std::source_location origin = std::source_location::current())
      : code_(code), message_(std::move(message)), origin_(origin) {}

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }
  // Innermost first: {"while binding argument 2 of 'saxpy'", "while running 'saxpy.cl'"}.
  const std::vector<std::string>& context() const { return context_; }
  const std::source_location& origin() const { return origin_; }
  // The VkResult that caused it, 0 (VK_SUCCESS) when none did.
  std::int32_t vk_result() const { return vk_result_; }

  Error&& With(std::string context) && {
    context_.push_back(std::move(context));
    return std::move(*this);
  }
  Error&& WithVkResult(std::int32_t result) && {
    vk_result_ = result;
    return std::move(*this);
  }

  // "message, while binding argument 2 of 'saxpy'": one line for people.
  std::string ToString() const;

 private:
  ErrorCode code_;
  std::string message_;
  std::vector<std::string> context_;
  std::source_location origin_;
  std::int32_t vk_result_ = 0;
};

}  // namespace kiln

#endif  // KILN_BASE_ERROR_H_

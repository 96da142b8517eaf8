#include "runtime/vulkan/vk_call.h"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <string>

namespace kiln::runtime {
namespace {

ErrorCode CodeFor(VkResult result) {
  switch (result) {
    case VK_ERROR_OUT_OF_HOST_MEMORY:
      return ErrorCode::kOutOfHostMemory;
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
    case VK_ERROR_OUT_OF_POOL_MEMORY:
    case VK_ERROR_FRAGMENTED_POOL:
    case VK_ERROR_FRAGMENTATION:
    case VK_ERROR_TOO_MANY_OBJECTS:
      return ErrorCode::kOutOfDeviceMemory;
    case VK_ERROR_DEVICE_LOST:
      return ErrorCode::kDeviceLost;
    case VK_TIMEOUT:
    case VK_NOT_READY:
      return ErrorCode::kTimeout;
    case VK_ERROR_INCOMPATIBLE_DRIVER:
    case VK_ERROR_INITIALIZATION_FAILED:
      return ErrorCode::kUnavailable;
    case VK_ERROR_LAYER_NOT_PRESENT:
    case VK_ERROR_EXTENSION_NOT_PRESENT:
    case VK_ERROR_FEATURE_NOT_PRESENT:
      return ErrorCode::kUnsupported;
    default:
      return ErrorCode::kOperationFailed;
  }
}

struct Fault {
  std::string call;
  VkResult result = VK_SUCCESS;
  int skip = 0;
};

std::atomic<bool> has_fault{false};
std::mutex fault_mutex;
Fault current_fault;

}  // namespace

std::string VkResultName(VkResult result) {
#define KILN_CASE(name) \
  case name:            \
    return #name
  switch (result) {
    KILN_CASE(VK_SUCCESS);
    KILN_CASE(VK_NOT_READY);
    KILN_CASE(VK_TIMEOUT);
    KILN_CASE(VK_INCOMPLETE);
    KILN_CASE(VK_ERROR_OUT_OF_HOST_MEMORY);
    KILN_CASE(VK_ERROR_OUT_OF_DEVICE_MEMORY);
    KILN_CASE(VK_ERROR_INITIALIZATION_FAILED);
    KILN_CASE(VK_ERROR_DEVICE_LOST);
    KILN_CASE(VK_ERROR_MEMORY_MAP_FAILED);
    KILN_CASE(VK_ERROR_LAYER_NOT_PRESENT);
    KILN_CASE(VK_ERROR_EXTENSION_NOT_PRESENT);
    KILN_CASE(VK_ERROR_FEATURE_NOT_PRESENT);
    KILN_CASE(VK_ERROR_INCOMPATIBLE_DRIVER);
    KILN_CASE(VK_ERROR_TOO_MANY_OBJECTS);
    KILN_CASE(VK_ERROR_FORMAT_NOT_SUPPORTED);
    KILN_CASE(VK_ERROR_FRAGMENTED_POOL);
    KILN_CASE(VK_ERROR_UNKNOWN);
    KILN_CASE(VK_ERROR_OUT_OF_POOL_MEMORY);
    KILN_CASE(VK_ERROR_FRAGMENTATION);
    KILN_CASE(VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS);
    KILN_CASE(VK_ERROR_VALIDATION_FAILED_EXT);
    KILN_CASE(VK_ERROR_INVALID_SHADER_NV);
    default:
      return fmt::format("VkResult {}", static_cast<int>(result));
  }
#undef KILN_CASE
}

Error VkError(VkResult result, std::string_view call, std::source_location origin) {
  return Error(CodeFor(result), fmt::format("{} failed with {}", call, VkResultName(result)), origin)
      .WithVkResult(result);
}

ScopedVkFault::ScopedVkFault(std::string_view call, VkResult result, int skip) {
  const std::lock_guard lock(fault_mutex);
  current_fault = {std::string(call), result, skip};
  has_fault = true;
}

ScopedVkFault::~ScopedVkFault() {
  has_fault = false;
}

std::optional<VkResult> TakeVkFault(std::string_view call) {
  if (!has_fault.load(std::memory_order_relaxed)) return std::nullopt;
  const std::lock_guard lock(fault_mutex);
  if (call != current_fault.call || current_fault.skip-- > 0) return std::nullopt;
  return current_fault.result;
}

}  // namespace kiln::runtime

#include "runtime/vulkan/vk_call.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
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

std::atomic<bool> has_faults{false};
std::mutex fault_mutex;  // guards the rest
FaultPlan environment_faults;
std::string environment_text;
std::optional<FaultPlan> scoped_faults;
std::uint64_t scoped_calls = 0;

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

Status ReadFaultsOfEnvironment() {
  const char* variable = std::getenv("KILN_FAULT");
  const std::string text = variable != nullptr ? variable : "";
  const std::lock_guard lock(fault_mutex);
  if (text == environment_text) return {};
  auto plan = FaultPlan::Parse(text);
  if (!plan) return Fail(std::move(plan.error()).With("in the environment variable KILN_FAULT"));
  environment_faults = std::move(*plan);
  environment_text = text;
  has_faults = scoped_faults || !environment_faults.IsEmpty();
  return {};
}

ScopedVkFault::ScopedVkFault(std::string_view call, VkResult result, std::uint64_t skip)
    : ScopedVkFault([&] {
        FaultPlan plan;
        plan.Add({std::string(call), result, skip + 1, 1});
        return plan;
      }()) {}

ScopedVkFault::ScopedVkFault(FaultPlan plan) {
  const std::lock_guard lock(fault_mutex);
  scoped_faults = std::move(plan);
  scoped_calls = 0;
  has_faults = true;
}

ScopedVkFault::~ScopedVkFault() {
  const std::lock_guard lock(fault_mutex);
  scoped_faults.reset();
  has_faults = !environment_faults.IsEmpty();
}

std::uint64_t ScopedVkFault::calls() const {
  const std::lock_guard lock(fault_mutex);
  return scoped_calls;
}

std::optional<VkResult> TakeVkFault(std::string_view call) {
  if (!has_faults.load(std::memory_order_relaxed)) return std::nullopt;
  const std::lock_guard lock(fault_mutex);
  if (!scoped_faults) return environment_faults.Take(call);
  ++scoped_calls;
  return scoped_faults->Take(call);
}

}  // namespace kiln::runtime

// The one place where a VkResult becomes an Error.
#ifndef KILN_RUNTIME_VULKAN_VK_CALL_H_
#define KILN_RUNTIME_VULKAN_VK_CALL_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/vulkan/fault_plan.h"

namespace kiln::runtime {

// "VK_ERROR_DEVICE_LOST"; "VkResult -99" for a code that is not known.
std::string VkResultName(VkResult result);

// The error for a failed call: its code follows from the result, its message names the call and the result.
Error VkError(VkResult result, std::string_view call, std::source_location origin = std::source_location::current());

// Makes the calls that the environment variable KILN_FAULT names (FaultPlan::Parse) fail from now on, without their
// being made. Counts go on when it is read again. kInvalidArgument. From any thread.
Status ReadFaultsOfEnvironment();

// In tests: the same for as long as the object lives, and instead of the environment's. One at a time; not for use
// beside other threads that open or close it.
class ScopedVkFault {
 public:
  // Calls of that name from the `skip`-th on.
  ScopedVkFault(std::string_view call, VkResult result, std::uint64_t skip = 0);
  explicit ScopedVkFault(FaultPlan plan);
  ~ScopedVkFault();
  // How many calls have been made, or made to fail, meanwhile.
  std::uint64_t calls() const;
  ScopedVkFault(const ScopedVkFault&) = delete;
  ScopedVkFault& operator=(const ScopedVkFault&) = delete;
};
std::optional<VkResult> TakeVkFault(std::string_view call);

// VK_SUCCESS and VK_INCOMPLETE are success.
template <typename Function, typename... Arguments>
Status CallVk(std::source_location origin, std::string_view name, Function function, Arguments&&... arguments) {
  const std::optional<VkResult> fault = TakeVkFault(name);
  const VkResult result = fault ? *fault : function(std::forward<Arguments>(arguments)...);
  if (result == VK_SUCCESS || result == VK_INCOMPLETE) return {};
  return Fail(VkError(result, name, origin));
}

// KILN_RETURN_IF_ERROR(KILN_VK(vkCreateBuffer, device, &info, nullptr, &buffer));
#define KILN_VK(function, ...) \
  ::kiln::runtime::CallVk(std::source_location::current(), #function, function, __VA_ARGS__)

// A Vulkan structure with its type set and all else zero.
template <typename T, typename Next = void>
T MakeVk(VkStructureType type, Next* next = nullptr) {
  T structure = {};
  structure.sType = type;
  structure.pNext = next;
  return structure;
}

// Vulkan's two-call enumeration: enumerate(&count, array or null).
template <typename T, typename F>
std::vector<T> EnumerateVk(F&& enumerate, T prototype = {}) {
  std::uint32_t count = 0;
  enumerate(&count, static_cast<T*>(nullptr));
  std::vector<T> items(count, prototype);
  if (count != 0) enumerate(&count, items.data());
  items.resize(count);  // it may have shrunk between the calls
  return items;
}

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_VULKAN_VK_CALL_H_

// The one place where a VkResult becomes an Error.
#ifndef KILN_RUNTIME_VULKAN_VK_CALL_H_
#define KILN_RUNTIME_VULKAN_VK_CALL_H_

#include <vulkan/vulkan.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::runtime {

// "VK_ERROR_DEVICE_LOST"; "VkResult -99" for a code that is not known.
std::string VkResultName(VkResult result);

// The error for a failed call: its code follows from the result, its message names the call and the result.
Error VkError(VkResult result, std::string_view call, std::source_location origin = std::source_location::current());

// In tests: makes the calls of that name, from the `skip`-th on, fail with `result` without being made, for as long as
// the object lives. One at a time; not for use beside other threads that open or close it.
class ScopedVkFault {
 public:
  ScopedVkFault(std::string_view call, VkResult result, int skip = 0);
  ~ScopedVkFault();
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

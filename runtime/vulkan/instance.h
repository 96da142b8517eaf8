// The connection to the Vulkan loader.
#ifndef KILN_RUNTIME_VULKAN_INSTANCE_H_
#define KILN_RUNTIME_VULKAN_INSTANCE_H_

#include <vulkan/vulkan.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::runtime {

// May be used from several threads.
class Instance {
 public:
  // With `validation`: the Khronos layer, with its synchronization checks; every warning and error that it reports is
  // printed to stderr and kept. kUnavailable when there is no driver, or no layer though it was asked for.
  static Result<std::shared_ptr<Instance>> Create(bool validation);
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  VkInstance get() const { return instance_; }
  std::vector<VkPhysicalDevice> PhysicalDevices() const;
  std::vector<std::string> TakeMessages();

 private:
  Instance() = default;
  static VKAPI_ATTR VkBool32 VKAPI_CALL OnMessage(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                                                  VkDebugUtilsMessageTypeFlagsEXT types,
                                                  const VkDebugUtilsMessengerCallbackDataEXT* data, void* user_data);

  VkInstance instance_ = VK_NULL_HANDLE;
  VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
  std::mutex mutex_;
  std::vector<std::string> messages_;
};

// `option` if set, else whether the environment variable KILN_VALIDATION is set to anything but "" and "0".
bool WantsValidation(const std::optional<bool>& option);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_VULKAN_INSTANCE_H_

#include "runtime/vulkan/instance.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";

bool HasLayer(const char* name) {
  const auto layers = EnumerateVk<VkLayerProperties>(
      [](std::uint32_t* count, VkLayerProperties* items) { vkEnumerateInstanceLayerProperties(count, items); });
  return std::any_of(layers.begin(), layers.end(),
                     [&](const VkLayerProperties& layer) { return std::strcmp(layer.layerName, name) == 0; });
}

// Of the loader and the drivers; with `layer`, of that layer.
bool HasExtension(const char* layer, const char* name) {
  const auto extensions = EnumerateVk<VkExtensionProperties>([&](std::uint32_t* count, VkExtensionProperties* items) {
    vkEnumerateInstanceExtensionProperties(layer, count, items);
  });
  return std::any_of(extensions.begin(), extensions.end(), [&](const VkExtensionProperties& extension) {
    return std::strcmp(extension.extensionName, name) == 0;
  });
}

VkDebugUtilsMessengerCreateInfoEXT MessengerInfo(PFN_vkDebugUtilsMessengerCallbackEXT callback, void* user_data) {
  auto info = MakeVk<VkDebugUtilsMessengerCreateInfoEXT>(VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT);
  info.messageSeverity =
      VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
  info.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
  info.pfnUserCallback = callback;
  info.pUserData = user_data;
  return info;
}

template <typename Function>
Function Load(VkInstance instance, const char* name) {
  return reinterpret_cast<Function>(vkGetInstanceProcAddr(instance, name));
}

}  // namespace

Result<std::shared_ptr<Instance>> Instance::Create(bool validation) {
  KILN_RETURN_IF_ERROR(ReadFaultsOfEnvironment());
  if (validation && !HasLayer(kValidationLayer)) {
    return Fail(ErrorCode::kUnavailable,
                "validation was asked for, but the Vulkan layer VK_LAYER_KHRONOS_validation "
                "is not installed (Debian: vulkan-validationlayers)");
  }
  std::shared_ptr<Instance> instance(new Instance());
  std::vector<const char*> layers;
  std::vector<const char*> extensions;
  VkInstanceCreateFlags flags = 0;
  if (HasExtension(nullptr, VK_KHR_PORTABILITY_ENUMERATION_EXTENSION_NAME)) {
    extensions.push_back(VK_KHR_PORTABILITY_ENUMERATION_EXTENSION_NAME);
    flags |= VK_INSTANCE_CREATE_ENUMERATE_PORTABILITY_BIT_KHR;
  }
  const VkDebugUtilsMessengerCreateInfoEXT messenger = MessengerInfo(&Instance::OnMessage, instance.get());
  const VkValidationFeatureEnableEXT enabled[] = {VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT};
  auto features = MakeVk<VkValidationFeaturesEXT>(VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT);
  features.enabledValidationFeatureCount = 1;
  features.pEnabledValidationFeatures = enabled;
  const void* next = nullptr;
  if (validation) {
    layers.push_back(kValidationLayer);
    extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    next = &messenger;  // for what goes wrong in vkCreateInstance itself
    if (HasExtension(kValidationLayer, VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME)) {
      extensions.push_back(VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME);
      features.pNext = next;
      next = &features;
    }
  }

  auto application = MakeVk<VkApplicationInfo>(VK_STRUCTURE_TYPE_APPLICATION_INFO);
  application.pEngineName = "Kiln";
  application.apiVersion = VK_API_VERSION_1_3;
  auto info = MakeVk<VkInstanceCreateInfo>(VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO);
  info.pNext = next;
  info.flags = flags;
  info.pApplicationInfo = &application;
  info.enabledLayerCount = static_cast<std::uint32_t>(layers.size());
  info.ppEnabledLayerNames = layers.data();
  info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
  info.ppEnabledExtensionNames = extensions.data();
  if (Status status = KILN_VK(vkCreateInstance, &info, nullptr, &instance->instance_); !status) {
    const bool has_no_driver = status.error().vk_result() == VK_ERROR_INCOMPATIBLE_DRIVER;
    Error error = has_no_driver ? Error(ErrorCode::kUnavailable,
                                        "no Vulkan driver is installed (Debian: mesa-vulkan-drivers runs on the CPU)")
                                      .WithVkResult(VK_ERROR_INCOMPATIBLE_DRIVER)
                                : std::move(status.error());
    return Fail(std::move(error));
  }
  if (validation) {
    const auto create = Load<PFN_vkCreateDebugUtilsMessengerEXT>(instance->instance_, "vkCreateDebugUtilsMessengerEXT");
    if (create != nullptr) create(instance->instance_, &messenger, nullptr, &instance->messenger_);
  }
  return instance;
}

Instance::~Instance() {
  if (instance_ == VK_NULL_HANDLE) return;
  if (messenger_ != VK_NULL_HANDLE) {
    const auto destroy = Load<PFN_vkDestroyDebugUtilsMessengerEXT>(instance_, "vkDestroyDebugUtilsMessengerEXT");
    destroy(instance_, messenger_, nullptr);
  }
  vkDestroyInstance(instance_, nullptr);
}

VkBool32 Instance::OnMessage(VkDebugUtilsMessageSeverityFlagBitsEXT, VkDebugUtilsMessageTypeFlagsEXT,
                             const VkDebugUtilsMessengerCallbackDataEXT* data, void* user_data) {
  auto* self = static_cast<Instance*>(user_data);
  const std::string message = data->pMessage != nullptr ? data->pMessage : "";
  std::fprintf(stderr, "kiln: Vulkan validation: %s\n", message.c_str());
  const std::lock_guard lock(self->mutex_);
  self->messages_.push_back(message);
  return VK_FALSE;
}

std::vector<VkPhysicalDevice> Instance::PhysicalDevices() const {
  return EnumerateVk<VkPhysicalDevice>(
      [&](std::uint32_t* count, VkPhysicalDevice* items) { vkEnumeratePhysicalDevices(instance_, count, items); });
}

std::vector<std::string> Instance::TakeMessages() {
  const std::lock_guard lock(mutex_);
  return std::exchange(messages_, {});
}

bool WantsValidation(const std::optional<bool>& option) {
  if (option) return *option;
  const char* variable = std::getenv("KILN_VALIDATION");
  return variable != nullptr && std::string_view(variable) != "" && std::string_view(variable) != "0";
}

}  // namespace kiln::runtime

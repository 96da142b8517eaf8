// A timeline semaphore: counts up as submissions finish.
#ifndef KILN_RUNTIME_DEVICE_TIMELINE_H_
#define KILN_RUNTIME_DEVICE_TIMELINE_H_

#include <vulkan/vulkan.h>

#include <memory>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"

namespace kiln::runtime {

// Shared by the stream that counts on it and the submissions of others that wait for it, which may come after the
// stream's end.
class Timeline {
 public:
  static Result<std::shared_ptr<Timeline>> Create(LogicalDevice& device) {
    KILN_ASSIGN_OR_RETURN(const VkSemaphore semaphore, device.CreateTimeline());
    return std::shared_ptr<Timeline>(new Timeline(device, semaphore));
  }
  ~Timeline() {
    if (!device_.is_abandoned()) vkDestroySemaphore(device_.get(), semaphore_, nullptr);
  }
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;

  VkSemaphore get() const { return semaphore_; }

 private:
  Timeline(LogicalDevice& device, VkSemaphore semaphore) : device_(device), semaphore_(semaphore) {}
  LogicalDevice& device_;
  VkSemaphore semaphore_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_TIMELINE_H_

// The live device: what all rooms above share.
#ifndef KILN_RUNTIME_DEVICE_LOGICAL_DEVICE_H_
#define KILN_RUNTIME_DEVICE_LOGICAL_DEVICE_H_

#include <vulkan/vulkan.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>

#include "kiln/runtime/device.h"
#include "runtime/device/device_facts.h"
#include "runtime/device/device_plan.h"
#include "runtime/vulkan/instance.h"

namespace kiln::runtime {

// What a wait that took too long says: "the device 'x' did not finish within 1.5 s".
Error TookTooLong(const DeviceInfo& device, std::chrono::nanoseconds timeout);

class LogicalDevice {
 public:
  static Result<std::unique_ptr<LogicalDevice>> Create(std::shared_ptr<Instance> instance, const DeviceFacts& facts,
                                                       const DeviceOptions& options);
  ~LogicalDevice();
  LogicalDevice(const LogicalDevice&) = delete;
  LogicalDevice& operator=(const LogicalDevice&) = delete;

  VkDevice get() const { return device_; }
  VkPhysicalDevice physical() const { return physical_; }
  const DeviceInfo& info() const { return info_; }
  const DevicePlan& plan() const { return plan_; }
  Instance& instance() { return *instance_; }
  VkPipelineCache pipeline_cache() const { return pipeline_cache_; }
  std::chrono::nanoseconds timeout() const { return timeout_; }
  std::chrono::nanoseconds compile_timeout() const { return compile_timeout_; }
  std::uint64_t printf_bytes() const { return printf_bytes_; }
  const PrintfHandler& on_printf() const { return on_printf_; }

  // Guards the recording of every stream, and which commands use which buffer. Not held while waiting for the device,
  // with one exception, for which it is recursive: whoever looks at a stream through a weak pointer may turn out to be
  // its last owner.
  std::recursive_mutex& recording_mutex() { return recording_mutex_; }

  Result<VkSemaphore> CreateTimeline();
  // Submits one command buffer that sets the timeline to `value` when it has finished. From any thread.
  Status Submit(VkCommandBuffer commands, VkSemaphore timeline, std::uint64_t value);
  // Blocks until the timeline has reached `value`: kTimeout, kDeviceLost. Without a timeout: the device's.
  Status Wait(VkSemaphore timeline, std::uint64_t value) { return Wait(timeline, value, timeout_); }
  Status Wait(VkSemaphore timeline, std::uint64_t value, std::chrono::nanoseconds timeout);
  Result<std::uint64_t> Progress(VkSemaphore timeline);

  // The device did not finish its work in time when something that it uses was to be destroyed. From then on nothing of
  // it is destroyed: leaking is defined, destroying what is in use is not.
  void Abandon() { is_abandoned_ = true; }
  bool is_abandoned() const { return is_abandoned_; }

 private:
  LogicalDevice() = default;
  Status CreateDevice(const DeviceFacts& facts);

  std::shared_ptr<Instance> instance_;
  DeviceInfo info_;
  DevicePlan plan_;
  std::chrono::nanoseconds timeout_{};
  std::chrono::nanoseconds compile_timeout_{};
  std::uint64_t printf_bytes_ = 0;
  PrintfHandler on_printf_;
  VkPhysicalDevice physical_ = VK_NULL_HANDLE;
  VkDevice device_ = VK_NULL_HANDLE;
  VkQueue queue_ = VK_NULL_HANDLE;
  VkPipelineCache pipeline_cache_ = VK_NULL_HANDLE;
  std::mutex queue_mutex_;
  std::recursive_mutex recording_mutex_;
  std::atomic<bool> is_abandoned_{false};
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_LOGICAL_DEVICE_H_

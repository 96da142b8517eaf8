// The live device: what all rooms above share.
#ifndef KILN_RUNTIME_DEVICE_LOGICAL_DEVICE_H_
#define KILN_RUNTIME_DEVICE_LOGICAL_DEVICE_H_

#include <vulkan/vulkan.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "kiln/runtime/device.h"
#include "runtime/device/device_facts.h"
#include "runtime/device/device_plan.h"
#include "runtime/device/device_telemetry.h"
#include "runtime/device/pool_counters.h"
#include "runtime/device/stored_pipelines.h"
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
  PoolCounters& pool_counters() { return pool_counters_; }
  DeviceTelemetry* telemetry() const { return telemetry_.get(); }  // null: nobody wants to know
  const MemoryOptions& memory_options() const { return memory_options_; }

  // Whoever looks at a stream through a weak pointer may turn out to be its last owner, and the end of a stream waits
  // for the device: what is given here goes when the recording mutex, which is held, is free again.
  void ReleaseLater(std::shared_ptr<void> pointer) { released_.push_back(std::move(pointer)); }

  Result<VkSemaphore> CreateTimeline();
  // The caller destroys it, and with it its command buffers. Of the queue family of the plan.
  Result<VkCommandPool> CreateCommandPool(VkCommandPoolCreateFlags flags) const;
  Result<VkCommandBuffer> AllocateCommandBuffer(VkCommandPool pool, VkCommandBufferLevel level) const;
  // Submits one command buffer that sets the timeline to `value` when it has finished. From any thread.
  struct Submission {
    std::uint32_t queue = 0;
    VkCommandBuffer commands = VK_NULL_HANDLE;
    VkSemaphore timeline = VK_NULL_HANDLE;
    std::uint64_t value = 0;
    // It starts when these have reached these values, which have been submitted.
    std::vector<VkSemaphore> waits;
    std::vector<std::uint64_t> wait_values;
  };
  Status Submit(const Submission& submission);
  // Blocks until the timeline has reached `value`: kTimeout, kDeviceLost. Without a timeout: the device's.
  Status Wait(VkSemaphore timeline, std::uint64_t value) { return Wait(timeline, value, timeout_); }
  Status Wait(VkSemaphore timeline, std::uint64_t value, std::chrono::nanoseconds timeout);
  Result<std::uint64_t> Progress(VkSemaphore timeline);

  // A lost device may still be at work when it says so; what it uses can go after this, which takes no long time.
  void SettleAfterLoss() { static_cast<void>(vkDeviceWaitIdle(device_)); }

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
  MemoryOptions memory_options_;
  PoolCounters pool_counters_;
  std::unique_ptr<DeviceTelemetry> telemetry_;
  std::optional<StoredPipelines> stored_pipelines_;
  VkPhysicalDevice physical_ = VK_NULL_HANDLE;
  VkDevice device_ = VK_NULL_HANDLE;
  VkPipelineCache pipeline_cache_ = VK_NULL_HANDLE;
  struct Queue {
    VkQueue queue = VK_NULL_HANDLE;
    std::mutex mutex;
  };
  std::vector<std::unique_ptr<Queue>> queues_;  // of the plan
  friend class RecordingLock;
  std::mutex recording_mutex_;
  std::vector<std::shared_ptr<void>> released_;
  std::atomic<bool> is_abandoned_{false};
};

// Guards the recording of every stream, and which commands use which buffer. Not held while waiting for the device, nor
// while a user's function is called.
class RecordingLock {
 public:
  explicit RecordingLock(LogicalDevice& device) : device_(device) { device_.recording_mutex_.lock(); }
  ~RecordingLock() {
    const std::vector<std::shared_ptr<void>> released = std::exchange(device_.released_, {});
    device_.recording_mutex_.unlock();
  }
  RecordingLock(const RecordingLock&) = delete;
  RecordingLock& operator=(const RecordingLock&) = delete;

 private:
  LogicalDevice& device_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_LOGICAL_DEVICE_H_

#include "runtime/device/logical_device.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "runtime/device/describe_device.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

// That of the options, else of the environment, else a minute.
Result<std::chrono::nanoseconds> TimeoutOf(const DeviceOptions& options) {
  if (options.timeout) return *options.timeout;
  const char* variable = std::getenv("KILN_TIMEOUT");
  if (variable == nullptr || *variable == '\0') return std::chrono::seconds(60);
  auto timeout = ParseTimeout(variable);
  if (!timeout) return Fail(std::move(timeout.error()).With("in the environment variable KILN_TIMEOUT"));
  return timeout;
}

}  // namespace

Error TookTooLong(const DeviceInfo& device, std::chrono::nanoseconds timeout) {
  const double seconds = std::chrono::duration<double>(timeout).count();
  return Error(ErrorCode::kTimeout, fmt::format("the device '{}' did not finish within {} s", device.name, seconds))
      .WithVkResult(VK_TIMEOUT);
}

Result<std::unique_ptr<LogicalDevice>> LogicalDevice::Create(std::shared_ptr<Instance> instance,
                                                             const DeviceFacts& facts, const DeviceOptions& options) {
  std::unique_ptr<LogicalDevice> device(new LogicalDevice());
  device->instance_ = std::move(instance);
  device->info_ = DescribeDevice(facts);
  KILN_ASSIGN_OR_RETURN(device->timeout_, TimeoutOf(options));
  device->compile_timeout_ = options.compile_timeout;
  device->printf_bytes_ = options.printf_bytes;
  device->on_printf_ = options.on_printf;
  device->memory_options_ = options.memory;
  KILN_ASSIGN_OR_RETURN(auto cache, StoredPipelines::OptionsFor(options.cache_folder, options.cache_bytes));
  if (cache) device->stored_pipelines_.emplace(std::move(*cache), facts.properties);
  if (options.telemetry != nullptr) {
    device->telemetry_ = std::make_unique<DeviceTelemetry>(options.telemetry, device->info_.name);
  }
  device->physical_ = facts.handle;
  KILN_ASSIGN_OR_RETURN(device->plan_, PlanDevice(facts, options));
  if (Status status = device->CreateDevice(facts); !status) {
    return Fail(std::move(status.error()).With(fmt::format("while opening the device '{}'", device->info_.name)));
  }
  return device;
}

Status LogicalDevice::CreateDevice(const DeviceFacts& facts) {
  auto queue = MakeVk<VkDeviceQueueCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO);
  queue.queueFamilyIndex = plan_.queue_family;
  queue.queueCount = static_cast<std::uint32_t>(plan_.queues.priorities.size());
  queue.pQueuePriorities = plan_.queues.priorities.data();
  std::vector<const char*> extensions;
  for (const std::string& name : plan_.extensions) extensions.push_back(name.c_str());
  auto info = MakeVk<VkDeviceCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO);
  info.pNext = plan_.features.Link(facts.properties.apiVersion, facts.extensions);
  info.queueCreateInfoCount = 1;
  info.pQueueCreateInfos = &queue;
  info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
  info.ppEnabledExtensionNames = extensions.data();
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateDevice, facts.handle, &info, nullptr, &device_));
  for (std::uint32_t i = 0; i < queue.queueCount; ++i) {
    queues_.push_back(std::make_unique<Queue>());
    vkGetDeviceQueue(device_, plan_.queue_family, i, &queues_.back()->queue);
  }
  auto cache = MakeVk<VkPipelineCacheCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO);
  const std::string stored = stored_pipelines_ ? stored_pipelines_->Read() : std::string();
  if (stored_pipelines_ && telemetry_) {
    telemetry::DeviceMetrics& metrics = telemetry_->metrics();
    (stored.empty() ? metrics.stored_pipeline_misses : metrics.stored_pipeline_hits).Add();
  }
  cache.initialDataSize = stored.size();
  cache.pInitialData = stored.data();
  return KILN_VK(vkCreatePipelineCache, device_, &cache, nullptr, &pipeline_cache_);
}

LogicalDevice::~LogicalDevice() {
  if (is_abandoned_) {
    // The instance must outlive the device, which lives on.
    static_cast<void>(new std::shared_ptr<Instance>(std::move(instance_)));
    return;
  }
  if (device_ == VK_NULL_HANDLE) return;
  if (stored_pipelines_ && pipeline_cache_ != VK_NULL_HANDLE) stored_pipelines_->Write(device_, pipeline_cache_);
  vkDestroyPipelineCache(device_, pipeline_cache_, nullptr);
  vkDestroyDevice(device_, nullptr);
}

Result<VkCommandPool> LogicalDevice::CreateCommandPool(VkCommandPoolCreateFlags flags) const {
  auto info = MakeVk<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  info.flags = flags;
  info.queueFamilyIndex = plan().queue_family;
  VkCommandPool pool = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateCommandPool, get(), &info, nullptr, &pool));
  return pool;
}

Result<VkCommandBuffer> LogicalDevice::AllocateCommandBuffer(VkCommandPool pool, VkCommandBufferLevel level) const {
  auto info = MakeVk<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
  info.commandPool = pool;
  info.level = level;
  info.commandBufferCount = 1;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(KILN_VK(vkAllocateCommandBuffers, get(), &info, &commands));
  return commands;
}

Result<VkSemaphore> LogicalDevice::CreateTimeline() {
  auto type = MakeVk<VkSemaphoreTypeCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO);
  type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE;
  const auto info = MakeVk<VkSemaphoreCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, &type);
  VkSemaphore semaphore = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateSemaphore, device_, &info, nullptr, &semaphore));
  return semaphore;
}

Status LogicalDevice::Submit(const Submission& submission) {
  const std::vector<VkPipelineStageFlags> stages(submission.waits.size(),
                                                 VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT);
  auto values = MakeVk<VkTimelineSemaphoreSubmitInfo>(VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO);
  values.waitSemaphoreValueCount = static_cast<std::uint32_t>(submission.wait_values.size());
  values.pWaitSemaphoreValues = submission.wait_values.data();
  values.signalSemaphoreValueCount = 1;
  values.pSignalSemaphoreValues = &submission.value;
  auto submit = MakeVk<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO, &values);
  submit.waitSemaphoreCount = static_cast<std::uint32_t>(submission.waits.size());
  submit.pWaitSemaphores = submission.waits.data();
  submit.pWaitDstStageMask = stages.data();
  submit.commandBufferCount = 1;
  submit.pCommandBuffers = &submission.commands;
  submit.signalSemaphoreCount = 1;
  submit.pSignalSemaphores = &submission.timeline;
  Queue& queue = *queues_[submission.queue];
  const std::lock_guard lock(queue.mutex);
  return KILN_VK(vkQueueSubmit, queue.queue, 1, &submit, VK_NULL_HANDLE);
}

Status LogicalDevice::Wait(VkSemaphore timeline, std::uint64_t value, std::chrono::nanoseconds timeout) {
  auto wait = MakeVk<VkSemaphoreWaitInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO);
  wait.semaphoreCount = 1;
  wait.pSemaphores = &timeline;
  wait.pValues = &value;
  timeout = std::max(timeout, std::chrono::nanoseconds(0));
  const std::uint64_t nanoseconds =
      timeout == kNoTimeout ? ~std::uint64_t{0} : static_cast<std::uint64_t>(timeout.count());
  Status status = KILN_VK(vkWaitSemaphores, device_, &wait, nanoseconds);
  if (!status && status.error().code() == ErrorCode::kTimeout) return Fail(TookTooLong(info_, timeout));
  return status;
}

Result<std::uint64_t> LogicalDevice::Progress(VkSemaphore timeline) {
  std::uint64_t value = 0;
  KILN_RETURN_IF_ERROR(KILN_VK(vkGetSemaphoreCounterValue, device_, timeline, &value));
  return value;
}

}  // namespace kiln::runtime

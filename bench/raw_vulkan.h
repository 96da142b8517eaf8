// What a program does that uses Vulkan by hand to launch an empty kernel: the measure for the runtime's overhead.
#ifndef KILN_BENCH_RAW_VULKAN_H_
#define KILN_BENCH_RAW_VULKAN_H_

#include <vulkan/vulkan.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace kiln::bench {

// Ends the program with a message when a call fails. One thread.
class RawVulkan {
 public:
  // The device of that name; a compute pipeline of the module's entry point "main", which binds nothing.
  RawVulkan(const std::string& device_name, std::span<const std::uint32_t> module);
  // The same without a pipeline: for Allocate alone.
  explicit RawVulkan(const std::string& device_name);
  ~RawVulkan();
  RawVulkan(const RawVulkan&) = delete;
  RawVulkan& operator=(const RawVulkan&) = delete;

  // Records that many dispatches of one work-group into the command buffer, with a barrier before and after as every
  // program needs it whose kernels touch memory.
  void Record(std::uint32_t dispatches);
  // Submits the command buffer, which may be submitted again when this has returned.
  void SubmitAndWait();

  // A storage buffer with memory of its own, of the first type that is device-local; mapped where the host can see it.
  struct Buffer {
    VkBuffer buffer = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    std::span<std::byte> mapped = {};
  };
  Buffer Allocate(std::uint64_t bytes);
  void Free(const Buffer& buffer);

 private:
  void CreateDevice(const std::string& name);
  void CreatePipeline(std::span<const std::uint32_t> module);
  void CreateCommands();

  VkInstance instance_ = VK_NULL_HANDLE;
  VkPhysicalDevice physical_ = VK_NULL_HANDLE;
  VkPhysicalDeviceMemoryProperties memory_ = {};
  std::uint32_t family_ = 0;
  VkDevice device_ = VK_NULL_HANDLE;
  VkQueue queue_ = VK_NULL_HANDLE;
  VkPipelineLayout layout_ = VK_NULL_HANDLE;
  VkPipeline pipeline_ = VK_NULL_HANDLE;
  VkCommandPool pool_ = VK_NULL_HANDLE;
  VkCommandBuffer commands_ = VK_NULL_HANDLE;
  VkSemaphore timeline_ = VK_NULL_HANDLE;
  std::uint64_t value_ = 0;
};

}  // namespace kiln::bench

#endif  // KILN_BENCH_RAW_VULKAN_H_

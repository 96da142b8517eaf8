// Host-visible memory for the uniform data of launches.
#ifndef KILN_RUNTIME_EXECUTION_UNIFORM_MEMORY_H_
#define KILN_RUNTIME_EXECUTION_UNIFORM_MEMORY_H_

#include <vulkan/vulkan.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

struct UniformSlice {
  VkBuffer buffer = VK_NULL_HANDLE;
  std::uint32_t offset = 0;
  std::byte* mapped = nullptr;
};

// Hands out slices until Reset, which keeps the memory. One thread at a time; the device must have finished with the
// slices at Reset and at the end.
class UniformMemory {
 public:
  UniformMemory(LogicalDevice& device, MemoryPool& pool) : device_(device), pool_(pool) {}
  ~UniformMemory();
  UniformMemory(const UniformMemory&) = delete;
  UniformMemory& operator=(const UniformMemory&) = delete;

  Result<UniformSlice> Allocate(std::uint64_t bytes);
  void Reset();

 private:
  struct Chunk {
    BoundBuffer bound;
    std::uint64_t size = 0, used = 0;
  };

  LogicalDevice& device_;
  MemoryPool& pool_;
  std::vector<Chunk> chunks_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_UNIFORM_MEMORY_H_

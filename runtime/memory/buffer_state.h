// What is behind a Buffer.
#ifndef KILN_RUNTIME_MEMORY_BUFFER_STATE_H_
#define KILN_RUNTIME_MEMORY_BUFFER_STATE_H_

#include <vulkan/vulkan.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/memory/memory_pool.h"

namespace kiln::runtime {

class Transfer;

// Commands that were issued and may not have finished: a stream.
class CommandTimeline {
 public:
  virtual ~CommandTimeline() = default;
  // Hands commands up to `value` to the device, if that has not happened. The recording mutex is held.
  virtual Status SubmitUpTo(std::uint64_t value) = 0;
  // Blocks until commands up to `value`, which have been submitted, have finished. The recording mutex is not held.
  virtual Status WaitFor(std::uint64_t value) = 0;
  // Whether they are known to have finished, without asking the device. The recording mutex is held.
  virtual bool IsRetired(std::uint64_t value) const = 0;
};

struct BufferUse {
  std::weak_ptr<CommandTimeline> timeline;
  std::uint64_t value = 0;
};

// Always made by Create, so that it is owned by a shared_ptr. The handle that users hold also keeps the device; the one
// that streams keep for pending commands does not, because the device owns streams.
struct BufferState : std::enable_shared_from_this<BufferState> {
  static Result<std::shared_ptr<BufferState>> Create(LogicalDevice& device, MemoryPool& pool, Transfer& transfer,
                                                     std::uint64_t size);
  BufferState(LogicalDevice& device, MemoryPool& pool, Transfer& transfer)
      : device(device), pool(pool), transfer(transfer) {}
  ~BufferState();
  BufferState(const BufferState&) = delete;
  BufferState& operator=(const BufferState&) = delete;

  // Both wait for pending commands that use the buffer. The ranges have been checked.
  Status Write(std::uint64_t offset, std::span<const std::byte> bytes);
  Status Read(std::uint64_t offset, std::span<std::byte> bytes);

  // Notes that a command uses the buffer; hands what other streams have recorded for it to the device first, so that
  // commands run in the order of their issue. The recording mutex is held.
  Status AddUse(const std::shared_ptr<CommandTimeline>& timeline, std::uint64_t value);

  LogicalDevice& device;
  MemoryPool& pool;
  Transfer& transfer;
  VkBuffer buffer = VK_NULL_HANDLE;
  std::uint64_t size = 0;         // as asked for
  std::uint64_t padded_size = 0;  // of the VkBuffer: a multiple of 16, at least 16
  MemorySlice slice;

 private:
  Status FinishUses();
  std::vector<BufferUse> uses_;  // guarded by the recording mutex; at most one for each stream
};

// A VkBuffer bound to memory of the first fitting type.
struct BoundBuffer {
  VkBuffer buffer = VK_NULL_HANDLE;
  MemorySlice slice;
};
Result<BoundBuffer> CreateBoundBuffer(LogicalDevice& device, MemoryPool& pool, std::uint64_t size,
                                      VkBufferUsageFlags usage, std::span<const std::uint32_t> types,
                                      std::uint32_t mapped_types);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_BUFFER_STATE_H_

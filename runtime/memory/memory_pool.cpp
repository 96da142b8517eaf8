#include "runtime/memory/memory_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

bool IsOutOfMemory(const Error& error) {
  return error.code() == ErrorCode::kOutOfDeviceMemory || error.code() == ErrorCode::kOutOfHostMemory;
}

}  // namespace

// The default block is large enough that a driver's limit of 4096 allocations is out of reach, small enough for a GPU
// that is shared.
MemoryPool::MemoryPool(LogicalDevice& device)
    : device_(device),
      block_size_(std::max<std::uint64_t>(device.memory_options().block_bytes, 4096)),
      quota_(device.memory_options().quota) {}

MemoryPool::~MemoryPool() {
  if (device_.is_abandoned()) return;
  for (const auto& block : blocks_) Destroy(*block);
}

Result<MemorySlice> MemoryPool::Allocate(const VkMemoryRequirements& requirements, const MemoryChoice& choice) {
  std::optional<Error> last;
  for (const std::uint32_t type : choice.types) {
    if ((requirements.memoryTypeBits & (1u << type)) == 0) continue;
    auto slice = AllocateOfType(requirements, type, (choice.mapped_types >> type & 1) != 0);
    if (slice || !IsOutOfMemory(slice.error())) return slice;
    last = std::move(slice.error());
  }
  if (!last) return Fail(ErrorCode::kUnsupported, "the device has no memory type that fits a buffer");
  return Fail(std::move(*last).With(fmt::format("while allocating {} bytes of device memory", requirements.size)));
}

Result<MemorySlice> MemoryPool::AllocateOfType(const VkMemoryRequirements& requirements, std::uint32_t type, bool map) {
  // A larger slice would leave most of a block unused.
  const bool is_shared = requirements.size <= block_size_ / 4;
  if (is_shared) {
    if (const auto slice = TakeFromBlocks(requirements, type, map)) return *slice;
    // What idle buffers hold may be enough, once their parts of the blocks have joined.
    if (AskForIdle(Need::kRoomInBlocks, type, requirements.size)) {
      if (const auto slice = TakeFromBlocks(requirements, type, map)) return *slice;
    }
  }
  auto slice = TakeFromNewBlock(is_shared ? block_size_ : requirements.size, requirements, type, map);
  if (slice || !IsOutOfMemory(slice.error())) return slice;
  AskForIdle(Need::kMemory, type, requirements.size);
  ReleaseEmptyBlocks();
  if (is_shared) {
    if (const auto found = TakeFromBlocks(requirements, type, map)) return *found;
  }
  // What is left of the memory may still hold this one slice.
  return TakeFromNewBlock(requirements.size, requirements, type, map);
}

bool MemoryPool::AskForIdle(Need need, std::uint32_t type, std::uint64_t size) {
  if (!reclaim_ || !reclaim_(need, type, size)) return false;
  if (DeviceTelemetry* const told = device_.telemetry(); told != nullptr && need == Need::kMemory) {
    told->recorder().NoteRecovery(telemetry::RecoveryAction::kTrim, told->metrics().name,
                                  fmt::format("idle buffers go, so that there is room for {} bytes", size));
  }
  return true;
}

std::optional<MemorySlice> MemoryPool::TakeFromBlocks(const VkMemoryRequirements& requirements, std::uint32_t type,
                                                      bool map) {
  const std::lock_guard lock(mutex_);
  for (const auto& block : blocks_) {
    if (block->is_dedicated || block->type != type || (block->mapped != nullptr) != map) continue;
    const auto offset = block->free.Allocate(requirements.size, std::max<std::uint64_t>(requirements.alignment, 1));
    if (offset) return MemorySlice{block.get(), *offset, requirements.size};
  }
  return std::nullopt;
}

Result<MemorySlice> MemoryPool::TakeFromNewBlock(std::uint64_t block_size, const VkMemoryRequirements& requirements,
                                                 std::uint32_t type, bool map) {
  const std::lock_guard lock(mutex_);
  if (quota_ != 0 && block_size > quota_ - std::min(quota_, reserved_)) {
    return Fail(ErrorCode::kOutOfDeviceMemory,
                fmt::format("the memory quota of {} bytes is used up: {} are reserved", quota_, reserved_));
  }
  auto block = std::make_unique<MemoryBlock>(MemoryBlock{
      .type = type, .is_dedicated = block_size != block_size_, .size = block_size, .free = FreeList(block_size)});
  auto info = MakeVk<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  info.allocationSize = block_size;
  info.memoryTypeIndex = type;
  auto flags = MakeVk<VkMemoryAllocateFlagsInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO);
  flags.flags = VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT;
  if (device_.info().Has("buffer_device_address")) info.pNext = &flags;
  KILN_RETURN_IF_ERROR(KILN_VK(vkAllocateMemory, device_.get(), &info, nullptr, &block->memory));
  ++driver_allocations_;
  reserved_ += block_size;
  ++generation_;
  if (map) {
    void* address = nullptr;
    if (Status status = KILN_VK(vkMapMemory, device_.get(), block->memory, 0, VK_WHOLE_SIZE, 0, &address); !status) {
      Destroy(*block);
      return Fail(std::move(status.error()));
    }
    block->mapped = static_cast<std::byte*>(address);
  }
  // The start of a block suits every alignment.
  const auto offset = block->free.Allocate(requirements.size, 1);
  blocks_.push_back(std::move(block));
  return MemorySlice{blocks_.back().get(), offset.value_or(0), requirements.size};
}

void MemoryPool::Free(const MemorySlice& slice) {
  const std::lock_guard lock(mutex_);
  slice.block->free.Free(slice.offset, slice.size);
  if (!slice.block->free.IsAllFree()) return;
  // One empty block of a type stays, so that a program that allocates and frees in turn does not pay each time.
  const bool has_spare = std::any_of(blocks_.begin(), blocks_.end(), [&](const auto& block) {
    return block.get() != slice.block && !block->is_dedicated && block->type == slice.block->type &&
           block->free.IsAllFree();
  });
  if (!slice.block->is_dedicated && !has_spare) return;
  Destroy(*slice.block);
  std::erase_if(blocks_, [&](const auto& block) { return block.get() == slice.block; });
}

void MemoryPool::ReleaseEmptyBlocks() {
  const std::lock_guard lock(mutex_);
  std::erase_if(blocks_, [&](const auto& block) {
    if (!block->free.IsAllFree()) return false;
    Destroy(*block);
    return true;
  });
}

void MemoryPool::Destroy(MemoryBlock& block) {
  vkFreeMemory(device_.get(), block.memory, nullptr);
  reserved_ -= block.size;
  ++generation_;
}

MemoryPool::Statistics MemoryPool::statistics() const {
  const std::lock_guard lock(mutex_);
  Statistics statistics;
  statistics.blocks = blocks_.size();
  statistics.reserved_bytes = reserved_;
  statistics.driver_allocations = driver_allocations_;
  for (const auto& block : blocks_) {
    const std::uint32_t heap = device_.plan().memory.heap_of[block->type];
    if (statistics.reserved_of_heap.size() <= heap) statistics.reserved_of_heap.resize(heap + 1);
    statistics.reserved_of_heap[heap] += block->size;
  }
  return statistics;
}

}  // namespace kiln::runtime

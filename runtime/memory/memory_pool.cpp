#include "runtime/memory/memory_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

// Large enough that a driver's limit of 4096 allocations is out of reach, small enough for a GPU that is shared.
constexpr std::uint64_t kBlockSize = 64ull << 20;
// A larger slice would leave most of a block unused.
constexpr std::uint64_t kLargestShared = kBlockSize / 4;

bool IsOutOfMemory(const Error& error) {
  return error.code() == ErrorCode::kOutOfDeviceMemory || error.code() == ErrorCode::kOutOfHostMemory;
}

}  // namespace

MemoryPool::~MemoryPool() {
  if (device_.is_abandoned()) return;
  for (const auto& block : blocks_) Destroy(*block);
}

Result<MemorySlice> MemoryPool::Allocate(const VkMemoryRequirements& requirements, std::span<const std::uint32_t> types,
                                         std::uint32_t mapped_types) {
  const std::lock_guard lock(mutex_);
  std::optional<Error> last;
  for (const std::uint32_t type : types) {
    if ((requirements.memoryTypeBits & (1u << type)) == 0) continue;
    auto slice = AllocateOfType(requirements, type, (mapped_types >> type & 1) != 0);
    if (slice || !IsOutOfMemory(slice.error())) return slice;
    last = std::move(slice.error());
  }
  if (!last) return Fail(ErrorCode::kUnsupported, "the device has no memory type that fits a buffer");
  return Fail(std::move(*last).With(fmt::format("while allocating {} bytes of device memory", requirements.size)));
}

Result<MemorySlice> MemoryPool::AllocateOfType(const VkMemoryRequirements& requirements, std::uint32_t type, bool map) {
  const std::uint64_t size = requirements.size;
  const std::uint64_t alignment = std::max<std::uint64_t>(requirements.alignment, 1);
  const bool is_shared = size <= kLargestShared;
  for (const auto& block : blocks_) {
    if (!is_shared || block->is_dedicated || block->type != type || (block->mapped != nullptr) != map) continue;
    if (const auto offset = block->free.Allocate(size, alignment)) return MemorySlice{block.get(), *offset, size};
  }
  auto block = AddBlock(is_shared ? kBlockSize : size, type, map);
  if (!block && IsOutOfMemory(block.error())) {
    // What is left of the memory may still hold this one slice.
    ReleaseEmptyBlocks();
    block = AddBlock(size, type, map);
  }
  if (!block) return Fail(std::move(block.error()));
  const auto offset = (*block)->free.Allocate(size, alignment);
  return MemorySlice{*block, offset.value_or(0), size};
}

Result<MemoryBlock*> MemoryPool::AddBlock(std::uint64_t size, std::uint32_t type, bool map) {
  auto block = std::make_unique<MemoryBlock>(
      MemoryBlock{.type = type, .is_dedicated = size != kBlockSize, .free = FreeList(size)});
  auto info = MakeVk<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  info.allocationSize = size;
  info.memoryTypeIndex = type;
  auto flags = MakeVk<VkMemoryAllocateFlagsInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO);
  flags.flags = VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT;
  if (device_.info().Has("buffer_device_address")) info.pNext = &flags;
  KILN_RETURN_IF_ERROR(KILN_VK(vkAllocateMemory, device_.get(), &info, nullptr, &block->memory));
  if (map) {
    void* address = nullptr;
    if (Status status = KILN_VK(vkMapMemory, device_.get(), block->memory, 0, VK_WHOLE_SIZE, 0, &address); !status) {
      Destroy(*block);
      return Fail(std::move(status.error()));
    }
    block->mapped = static_cast<std::byte*>(address);
  }
  blocks_.push_back(std::move(block));
  return blocks_.back().get();
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
  std::erase_if(blocks_, [&](const auto& block) {
    if (!block->free.IsAllFree()) return false;
    Destroy(*block);
    return true;
  });
}

void MemoryPool::Destroy(MemoryBlock& block) {
  vkFreeMemory(device_.get(), block.memory, nullptr);
}

std::size_t MemoryPool::block_count() const {
  const std::lock_guard lock(mutex_);
  return blocks_.size();
}

}  // namespace kiln::runtime

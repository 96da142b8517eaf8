#include "runtime/execution/uniform_memory.h"

#include <algorithm>

namespace kiln::runtime {
namespace {

constexpr std::uint64_t kChunkSize = 64 << 10;
// The largest minUniformBufferOffsetAlignment and minStorageBufferOffsetAlignment that Vulkan allows.
constexpr std::uint64_t kAlignment = 256;

}  // namespace

UniformMemory::~UniformMemory() {
  if (device_.is_abandoned()) return;
  for (const Chunk& chunk : chunks_) {
    vkDestroyBuffer(device_.get(), chunk.bound.buffer, nullptr);
    pool_.Free(chunk.bound.slice);
  }
}

Result<UniformSlice> UniformMemory::Allocate(std::uint64_t bytes) {
  const std::uint64_t size = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  auto chunk = std::find_if(chunks_.begin(), chunks_.end(),
                            [&](const Chunk& candidate) { return candidate.size - candidate.used >= size; });
  device_.pool_counters().uniform_memory.Count(chunk != chunks_.end());
  if (chunk == chunks_.end()) {
    Chunk added;
    added.size = std::max(kChunkSize, size);
    KILN_ASSIGN_OR_RETURN(added.bound,
                          CreateBoundBuffer(device_, pool_, added.size,
                                            VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT | VK_BUFFER_USAGE_STORAGE_BUFFER_BIT,
                                            device_.plan().memory.staging));
    chunks_.push_back(added);
    chunk = std::prev(chunks_.end());
  }
  const std::uint64_t offset = chunk->used;
  chunk->used += size;
  return UniformSlice{chunk->bound.buffer, static_cast<std::uint32_t>(offset), chunk->bound.slice.mapped() + offset};
}

void UniformMemory::Reset() {
  for (Chunk& chunk : chunks_) chunk.used = 0;
}

}  // namespace kiln::runtime

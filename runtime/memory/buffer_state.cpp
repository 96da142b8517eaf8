#include "runtime/memory/buffer_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "runtime/memory/transfer.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr VkBufferUsageFlags kUsage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_DST_BIT | VK_BUFFER_USAGE_UNIFORM_TEXEL_BUFFER_BIT |
                                      VK_BUFFER_USAGE_STORAGE_TEXEL_BUFFER_BIT;  // image1d_buffer_t
// Kernels may see a buffer as 16-byte vectors; the last one of them has to lie inside, too.
constexpr std::uint64_t kGranularity = 16;

std::uint64_t Pad(std::uint64_t size) {
  return std::max((size + kGranularity - 1) / kGranularity * kGranularity, kGranularity);
}

}  // namespace

Result<BoundBuffer> CreateBoundBuffer(LogicalDevice& device, MemoryPool& pool, std::uint64_t size,
                                      VkBufferUsageFlags usage, std::span<const std::uint32_t> types,
                                      std::uint32_t mapped_types) {
  auto info = MakeVk<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = size;
  info.usage = usage;
  BoundBuffer bound;
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateBuffer, device.get(), &info, nullptr, &bound.buffer));
  VkMemoryRequirements requirements = {};
  vkGetBufferMemoryRequirements(device.get(), bound.buffer, &requirements);
  auto slice = pool.Allocate(requirements, types, mapped_types);
  if (!slice) {
    vkDestroyBuffer(device.get(), bound.buffer, nullptr);
    return Fail(std::move(slice.error()));
  }
  bound.slice = *slice;
  if (Status status = KILN_VK(vkBindBufferMemory, device.get(), bound.buffer, slice->block->memory, slice->offset);
      !status) {
    vkDestroyBuffer(device.get(), bound.buffer, nullptr);
    pool.Free(*slice);
    return Fail(std::move(status.error()));
  }
  return bound;
}

Result<std::shared_ptr<BufferState>> BufferState::Create(LogicalDevice& device, MemoryPool& pool, Transfer& transfer,
                                                         std::uint64_t size) {
  const std::uint64_t limit = device.info().limits.allocation_bytes;
  if (size > limit) {
    return Fail(ErrorCode::kInvalidArgument, fmt::format("a buffer of {} bytes: the device '{}' allows {} "
                                                         "(maxMemoryAllocationSize)",
                                                         size, device.info().name, limit));
  }
  const MemoryPlan& memory = device.plan().memory;
  const bool has_addresses = device.info().Has("buffer_device_address");
  const VkBufferUsageFlags usage = kUsage | (has_addresses ? VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT : 0);
  auto state = std::make_shared<BufferState>(device, pool, transfer);
  state->size = size;
  state->padded_size = Pad(size);
  KILN_ASSIGN_OR_RETURN(const BoundBuffer bound, CreateBoundBuffer(device, pool, state->padded_size, usage,
                                                                   memory.buffer_types, memory.mapped_types));
  state->buffer = bound.buffer;
  state->slice = bound.slice;
  return state;
}

BufferState::~BufferState() {
  if (buffer == VK_NULL_HANDLE || device.is_abandoned()) return;
  vkDestroyBuffer(device.get(), buffer, nullptr);
  pool.Free(slice);
}

Result<std::uint64_t> BufferState::Address() {
  if (!device.info().Has("buffer_device_address")) {
    return Fail(ErrorCode::kUnsupported,
                fmt::format("the device '{}' lacks the feature 'buffer_device_address'", device.info().name));
  }
  std::call_once(address_once_, [&] {
    auto info = MakeVk<VkBufferDeviceAddressInfo>(VK_STRUCTURE_TYPE_BUFFER_DEVICE_ADDRESS_INFO);
    info.buffer = buffer;
    address_ = vkGetBufferDeviceAddress(device.get(), &info);
    pool.addressed().Add(weak_from_this());
  });
  return address_;
}

Status BufferState::Write(std::uint64_t offset, std::span<const std::byte> bytes) {
  KILN_RETURN_IF_ERROR(FinishUses(Use::kWrite));
  if (bytes.empty()) return {};
  if (std::byte* mapped = slice.mapped()) {
    std::memcpy(mapped + offset, bytes.data(), bytes.size());
    return {};
  }
  return transfer.Upload(shared_from_this(), buffer, offset, bytes);
}

Status BufferState::Read(std::uint64_t offset, std::span<std::byte> bytes) {
  KILN_RETURN_IF_ERROR(FinishUses(Use::kRead));
  if (bytes.empty()) return {};
  if (const std::byte* mapped = slice.mapped()) {
    std::memcpy(bytes.data(), mapped + offset, bytes.size());
    return {};
  }
  return transfer.Download(shared_from_this(), buffer, offset, bytes);
}

}  // namespace kiln::runtime

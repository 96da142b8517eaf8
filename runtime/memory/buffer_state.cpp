#include "runtime/memory/buffer_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "runtime/memory/transfer.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

// Kernels may see a buffer as 16-byte vectors; the last one of them has to lie inside, too.
constexpr std::uint64_t kGranularity = 16;

std::uint64_t Pad(std::uint64_t size) {
  return std::max((size + kGranularity - 1) / kGranularity * kGranularity, kGranularity);
}

}  // namespace

Result<std::shared_ptr<BufferState>> BufferState::Create(LogicalDevice& device, DeviceMemory& memory,
                                                         Transfer& transfer, std::uint64_t size, MemoryUse use,
                                                         AllocationRequest request) {
  const std::uint64_t limit = device.info().limits.allocation_bytes;
  if (size > limit) {
    return Fail(ErrorCode::kInvalidArgument, fmt::format("a buffer of {} bytes: the device '{}' allows {} "
                                                         "(maxMemoryAllocationSize)",
                                                         size, device.info().name, limit));
  }
  auto state = std::make_shared<BufferState>(device, memory, transfer);
  state->size = size;
  state->padded_size = Pad(size);
  KILN_RETURN_IF_ERROR(memory.ledger().Add(state->entry_, std::move(request), state->padded_size));
  KILN_ASSIGN_OR_RETURN(state->pooled_, memory.buffers().Acquire(state->padded_size, use));
  state->buffer = state->pooled_.bound.buffer;
  return state;
}

BufferState::~BufferState() {
  if (buffer != VK_NULL_HANDLE && !device.is_abandoned()) memory.buffers().Release(pooled_);
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
    memory.blocks().addressed().Add(weak_from_this());
  });
  return address_;
}

Status BufferState::Write(std::uint64_t offset, std::span<const std::byte> bytes) {
  KILN_RETURN_IF_ERROR(FinishUses(Use::kWrite));
  if (bytes.empty()) return {};
  if (std::byte* mapped = this->mapped()) {
    std::memcpy(mapped + offset, bytes.data(), bytes.size());
    return {};
  }
  return transfer.Upload(shared_from_this(), buffer, offset, bytes);
}

Status BufferState::Read(std::uint64_t offset, std::span<std::byte> bytes) {
  KILN_RETURN_IF_ERROR(FinishUses(Use::kRead));
  if (bytes.empty()) return {};
  if (const std::byte* mapped = this->mapped()) {
    std::memcpy(bytes.data(), mapped + offset, bytes.size());
    return {};
  }
  return transfer.Download(shared_from_this(), buffer, offset, bytes);
}

}  // namespace kiln::runtime

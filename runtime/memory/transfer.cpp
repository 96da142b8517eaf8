#include "runtime/memory/transfer.h"

#include <algorithm>
#include <cstring>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

// A row of the largest image fits.
constexpr std::uint64_t kLeastSlotSize = 1 << 20;

}  // namespace

Transfer::Transfer(LogicalDevice& device, MemoryPool& pool)
    : device_(device),
      pool_(pool),
      slot_size_(std::max<std::uint64_t>(device.memory_options().staging_bytes, kLeastSlotSize)) {}

Transfer::~Transfer() {
  if (device_.is_abandoned()) return;
  if (const Status status = WaitForSlots(); !status) {
    if (status.error().code() != ErrorCode::kDeviceLost) {
      const auto progress = device_.Progress(timeline_);
      if (!progress || *progress < last_value_) {
        device_.Abandon();
        return;
      }
    }
    device_.SettleAfterLoss();
  }
  for (const Slot& slot : slots_) {
    if (slot.staging.buffer == VK_NULL_HANDLE) continue;
    vkDestroyBuffer(device_.get(), slot.staging.buffer, nullptr);
    pool_.Free(slot.staging.slice);
  }
  vkDestroyCommandPool(device_.get(), command_pool_, nullptr);
  vkDestroySemaphore(device_.get(), timeline_, nullptr);
}

Status Transfer::Prepare() {
  if (is_prepared_) return {};
  if (timeline_ == VK_NULL_HANDLE) {
    KILN_ASSIGN_OR_RETURN(timeline_, device_.CreateTimeline());
  }
  if (command_pool_ == VK_NULL_HANDLE) {
    KILN_ASSIGN_OR_RETURN(command_pool_, device_.CreateCommandPool(VK_COMMAND_POOL_CREATE_TRANSIENT_BIT |
                                                                   VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT));
  }
  for (Slot& slot : slots_) {
    if (slot.commands == VK_NULL_HANDLE) {
      KILN_ASSIGN_OR_RETURN(slot.commands,
                            device_.AllocateCommandBuffer(command_pool_, VK_COMMAND_BUFFER_LEVEL_PRIMARY));
    }
    if (slot.staging.buffer == VK_NULL_HANDLE) {
      KILN_ASSIGN_OR_RETURN(slot.staging,
                            CreateBoundBuffer(device_, pool_, slot_size_,
                                              VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                                              device_.plan().memory.staging));
    }
  }
  is_prepared_ = true;
  return {};
}

Status Transfer::Submit(Slot& slot, const Owner& owner, const std::function<void(VkCommandBuffer)>& record) {
  auto begin = MakeVk<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  KILN_RETURN_IF_ERROR(KILN_VK(vkBeginCommandBuffer, slot.commands, &begin));
  auto before = MakeVk<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  before.srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  before.dstAccessMask = VK_ACCESS_TRANSFER_READ_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  vkCmdPipelineBarrier(slot.commands, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
                       VK_PIPELINE_STAGE_TRANSFER_BIT, 0, 1, &before, 0, nullptr, 0, nullptr);
  record(slot.commands);
  auto after = MakeVk<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  after.srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT;
  after.dstAccessMask = VK_ACCESS_HOST_READ_BIT;
  vkCmdPipelineBarrier(slot.commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &after, 0,
                       nullptr, 0, nullptr);
  KILN_RETURN_IF_ERROR(KILN_VK(vkEndCommandBuffer, slot.commands));
  KILN_RETURN_IF_ERROR(device_.Submit(
      {.commands = slot.commands, .timeline = timeline_, .value = last_value_ + 1, .waits = {}, .wait_values = {}}));
  slot.value = ++last_value_;
  slot.owner = owner;
  return {};
}

Status Transfer::SubmitCopy(Slot& slot, const Owner& owner, VkBuffer buffer, std::uint64_t offset, std::uint64_t size,
                            bool is_upload) {
  const VkBufferCopy region = {is_upload ? 0 : offset, is_upload ? offset : 0, size};
  return Submit(slot, owner, [&](VkCommandBuffer commands) {
    vkCmdCopyBuffer(commands, is_upload ? slot.staging.buffer : buffer, is_upload ? buffer : slot.staging.buffer, 1,
                    &region);
  });
}

Status Transfer::WaitForSlots() {
  for (Slot& slot : slots_) KILN_RETURN_IF_ERROR(WaitFor(slot));
  return {};
}

Status Transfer::WaitFor(Slot& slot) {
  if (slot.owner == nullptr) return {};
  KILN_RETURN_IF_ERROR(device_.Wait(timeline_, slot.value));
  slot.owner.reset();
  return {};
}

Status Transfer::Upload(const Owner& owner, VkBuffer destination, std::uint64_t offset,
                        std::span<const std::byte> bytes) {
  const std::lock_guard lock(mutex_);
  KILN_RETURN_IF_ERROR(Prepare());
  for (std::uint64_t done = 0, turn = 0; done < bytes.size(); ++turn) {
    Slot& slot = slots_[turn % slots_.size()];
    const std::uint64_t size = std::min<std::uint64_t>(slot_size_, bytes.size() - done);
    // While the device copies one slot, the host fills the other.
    KILN_RETURN_IF_ERROR(WaitFor(slot));
    std::memcpy(slot.staging.slice.mapped(), bytes.data() + done, size);
    KILN_RETURN_IF_ERROR(SubmitCopy(slot, owner, destination, offset + done, size, true));
    done += size;
  }
  return WaitForSlots();
}

Status Transfer::Download(const Owner& owner, VkBuffer source, std::uint64_t offset, std::span<std::byte> bytes) {
  const std::lock_guard lock(mutex_);
  KILN_RETURN_IF_ERROR(Prepare());
  KILN_RETURN_IF_ERROR(WaitForSlots());
  const std::uint64_t count = (bytes.size() + slot_size_ - 1) / slot_size_;
  const auto size_of = [&](std::uint64_t chunk) {
    return std::min<std::uint64_t>(slot_size_, bytes.size() - chunk * slot_size_);
  };
  const auto submit = [&](std::uint64_t chunk) {
    return SubmitCopy(slots_[chunk % slots_.size()], owner, source, offset + chunk * slot_size_, size_of(chunk), false);
  };
  KILN_RETURN_IF_ERROR(submit(0));
  for (std::uint64_t chunk = 0; chunk < count; ++chunk) {
    // While the host copies one slot out, the device fills the other.
    if (chunk + 1 < count) KILN_RETURN_IF_ERROR(submit(chunk + 1));
    Slot& slot = slots_[chunk % slots_.size()];
    KILN_RETURN_IF_ERROR(WaitFor(slot));
    std::memcpy(bytes.data() + chunk * slot_size_, slot.staging.slice.mapped(), size_of(chunk));
  }
  return {};
}

namespace {

// The copies between these two see the image in the layout that suits them.
void RecordLayout(VkCommandBuffer commands, VkImage image, std::uint32_t layers, VkImageLayout before,
                  VkImageLayout after) {
  auto barrier = MakeVk<VkImageMemoryBarrier>(VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER);
  barrier.srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  barrier.dstAccessMask = VK_ACCESS_TRANSFER_READ_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  barrier.oldLayout = before;
  barrier.newLayout = after;
  barrier.srcQueueFamilyIndex = barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.image = image;
  barrier.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, layers};
  vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
                       VK_PIPELINE_STAGE_TRANSFER_BIT, 0, 0, nullptr, 0, nullptr, 1, &barrier);
}

}  // namespace

std::vector<Transfer::ImagePart> Transfer::PartsOf(const ImageDescription& description) const {
  const std::uint64_t row = std::uint64_t{description.format.texel_bytes()} * description.width;
  // No device has rows that long.
  const auto rows = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(slot_size_ / row, 1, description.height));
  std::vector<ImagePart> parts;
  std::uint64_t offset = 0;
  for (std::uint32_t layer = 0; layer < description.layers; ++layer) {
    for (std::uint32_t z = 0; z < description.depth; ++z) {
      for (std::uint32_t y = 0; y < description.height; y += rows) {
        const std::uint32_t count = std::min(rows, description.height - y);
        ImagePart part;
        part.region.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, layer, 1};
        part.region.imageOffset = {0, static_cast<std::int32_t>(y), static_cast<std::int32_t>(z)};
        part.region.imageExtent = {description.width, count, 1};
        part.offset = offset;
        part.size = row * count;
        offset += part.size;
        parts.push_back(part);
      }
    }
  }
  return parts;
}

Status Transfer::UploadImage(const Owner& owner, VkImage destination, const ImageDescription& description,
                             std::span<const std::byte> bytes) {
  const std::lock_guard lock(mutex_);
  KILN_RETURN_IF_ERROR(Prepare());
  std::size_t turn = 0;
  for (const ImagePart& part : PartsOf(description)) {
    Slot& slot = slots_[turn++ % slots_.size()];
    KILN_RETURN_IF_ERROR(WaitFor(slot));
    std::memcpy(slot.staging.slice.mapped(), bytes.data() + part.offset, part.size);
    KILN_RETURN_IF_ERROR(Submit(slot, owner, [&](VkCommandBuffer commands) {
      constexpr auto kLayout = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
      RecordLayout(commands, destination, description.layers, VK_IMAGE_LAYOUT_GENERAL, kLayout);
      vkCmdCopyBufferToImage(commands, slot.staging.buffer, destination, kLayout, 1, &part.region);
      RecordLayout(commands, destination, description.layers, kLayout, VK_IMAGE_LAYOUT_GENERAL);
    }));
  }
  return WaitForSlots();
}

Status Transfer::DownloadImage(const Owner& owner, VkImage source, const ImageDescription& description,
                               std::span<std::byte> bytes) {
  const std::lock_guard lock(mutex_);
  KILN_RETURN_IF_ERROR(Prepare());
  KILN_RETURN_IF_ERROR(WaitForSlots());
  const std::vector<ImagePart> parts = PartsOf(description);
  const auto submit = [&](std::size_t index) {
    Slot& slot = slots_[index % slots_.size()];
    return Submit(slot, owner, [&](VkCommandBuffer commands) {
      constexpr auto kLayout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
      RecordLayout(commands, source, description.layers, VK_IMAGE_LAYOUT_GENERAL, kLayout);
      vkCmdCopyImageToBuffer(commands, source, kLayout, slot.staging.buffer, 1, &parts[index].region);
      RecordLayout(commands, source, description.layers, kLayout, VK_IMAGE_LAYOUT_GENERAL);
    });
  };
  KILN_RETURN_IF_ERROR(submit(0));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // While the host copies one slot out, the device fills the other.
    if (i + 1 < parts.size()) KILN_RETURN_IF_ERROR(submit(i + 1));
    Slot& slot = slots_[i % slots_.size()];
    KILN_RETURN_IF_ERROR(WaitFor(slot));
    std::memcpy(bytes.data() + parts[i].offset, slot.staging.slice.mapped(), parts[i].size);
  }
  return {};
}

Status Transfer::InitializeImage(const Owner& owner, VkImage image, std::uint32_t layers) {
  const std::lock_guard lock(mutex_);
  KILN_RETURN_IF_ERROR(Prepare());
  KILN_RETURN_IF_ERROR(WaitForSlots());
  KILN_RETURN_IF_ERROR(Submit(slots_[0], owner, [&](VkCommandBuffer commands) {
    RecordLayout(commands, image, layers, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_GENERAL);
  }));
  return WaitForSlots();
}

}  // namespace kiln::runtime

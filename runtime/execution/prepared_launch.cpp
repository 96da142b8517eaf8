#include "runtime/execution/prepared_launch.h"

#include <fmt/format.h>

#include <cstring>

#include "runtime/memory/image_state.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

Result<std::vector<ResourceAccess>> AccessesOf(const PreparedLaunch& launch) {
  std::vector<ResourceAccess> accesses;
  for (const BufferBinding& binding : launch.arguments.buffers) {
    Resource* buffer = binding.buffer ? binding.buffer.state().get() : launch.null_buffer.get();
    accesses.push_back({buffer, binding.is_read, binding.is_written});
  }
  if (launch.kernel->program_variables) accesses.push_back({launch.kernel->program_variables.get(), true, true});
  for (const ImageArgument& image : launch.arguments.images) {
    accesses.push_back({&image.image.state()->memory(), image.is_read, image.is_written});
  }
  for (const ResourceAccess& access : accesses) {
    if (&access.resource->device == &launch.kernel->device) continue;
    return Fail(ErrorCode::kInvalidArgument,
                fmt::format("a buffer or image of another device is bound to '{}'", launch.reflection().name));
  }
  return accesses;
}

// Collects the writes of one descriptor set; what they point at stays where it is.
class DescriptorWrites {
 public:
  DescriptorWrites(VkDescriptorSet set, std::size_t buffers, std::size_t images) : set_(set) {
    buffers_.reserve(buffers);
    images_.reserve(images);
  }

  VkWriteDescriptorSet& Add(std::uint32_t binding, VkDescriptorType type) {
    auto write = MakeVk<VkWriteDescriptorSet>(VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET);
    write.dstSet = set_;
    write.dstBinding = binding;
    write.descriptorCount = 1;
    write.descriptorType = type;
    return writes_.emplace_back(write);
  }
  void AddBuffer(std::uint32_t binding, VkDescriptorType type, const VkDescriptorBufferInfo& info) {
    buffers_.push_back(info);
    Add(binding, type).pBufferInfo = &buffers_.back();
  }
  void AddImage(const ImageArgument& argument) {
    const ImageState& image = *argument.image.state();
    VkWriteDescriptorSet& write =
        Add(argument.binding, ImageDescriptorType({image.description.dimension, {}, argument.is_storage, {}}));
    const bool only_queries = argument.element == artifact::ImageElement::kAny;
    if (image.texel_view != VK_NULL_HANDLE) {
      const bool has_own = only_queries && image.query_texel_view != VK_NULL_HANDLE;
      write.pTexelBufferView = has_own ? &image.query_texel_view : &image.texel_view;
      return;
    }
    const VkImageView sampled =
        only_queries && image.query_view != VK_NULL_HANDLE ? image.query_view : image.sampled_view;
    images_.push_back({VK_NULL_HANDLE, argument.is_storage ? image.storage_view : sampled, VK_IMAGE_LAYOUT_GENERAL});
    write.pImageInfo = &images_.back();
  }
  void Update(VkDevice device) const {
    vkUpdateDescriptorSets(device, static_cast<std::uint32_t>(writes_.size()), writes_.data(), 0, nullptr);
  }

 private:
  VkDescriptorSet set_;
  std::vector<VkDescriptorBufferInfo> buffers_;
  std::vector<VkDescriptorImageInfo> images_;
  std::vector<VkWriteDescriptorSet> writes_;
};

// `uniform_buffer` and `printf_buffer` where the kernel has such.
void WriteDescriptors(const PreparedLaunch& launch, VkDescriptorSet set, VkBuffer uniform_buffer,
                      VkBuffer printf_buffer) {
  const KernelState& kernel = *launch.kernel;
  const auto& buffers = launch.arguments.buffers;
  DescriptorWrites writes(set, buffers.size() + 3, launch.arguments.images.size());
  for (const BufferBinding& binding : buffers) {
    if (binding.address_offset) continue;
    const BufferState& buffer = binding.buffer ? *binding.buffer.state() : *launch.null_buffer;
    writes.AddBuffer(binding.binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, {buffer.buffer, 0, buffer.padded_size});
  }
  for (const ImageArgument& argument : launch.arguments.images) writes.AddImage(argument);
  if (launch.has_uniform()) {
    writes.AddBuffer(launch.reflection().values.binding, ValueDescriptorType(launch.reflection().values),
                     {uniform_buffer, 0, launch.arguments.values.size()});
  }
  if (printf_buffer != VK_NULL_HANDLE) {
    writes.AddBuffer(launch.reflection().printf->binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                     {printf_buffer, 0, VK_WHOLE_SIZE});
  }
  if (kernel.program_variables) {
    writes.AddBuffer(launch.reflection().program_variables->binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                     {kernel.program_variables->buffer, 0, kernel.program_variables->padded_size});
  }
  writes.Update(kernel.device.get());
}

}  // namespace

Result<PreparedLaunch> PreparedLaunch::Create(const std::shared_ptr<KernelState>& kernel, const NdRange& range,
                                              std::span<const ArgumentValue> arguments,
                                              const std::shared_ptr<BufferState>& null_buffer) {
  if (&kernel->device != &null_buffer->device) {
    return Fail(ErrorCode::kInvalidArgument,
                fmt::format("'{}' was loaded into another device", kernel->reflection.name));
  }
  const DeviceLimits& limits = kernel->device.info().limits;
  PreparedLaunch launch;
  launch.kernel = kernel;
  launch.null_buffer = null_buffer;
  KILN_ASSIGN_OR_RETURN(launch.arguments, BindArguments(kernel->reflection, arguments, limits));
  auto grid = PlanGrid(range, kernel->RuleWith(launch.arguments.local_bytes), limits);
  if (!grid) {
    return Fail(std::move(grid.error()).With(fmt::format("while launching '{}'", kernel->reflection.name)));
  }
  launch.grid = std::move(*grid);
  KILN_ASSIGN_OR_RETURN(const std::vector<std::uint32_t> formats, kernel->FormatsFor(launch.arguments));
  for (const Region& region : launch.grid.regions) {
    KILN_ASSIGN_OR_RETURN(const VkPipeline pipeline,
                          kernel->Pipeline(region.local, launch.arguments.local_counts, formats));
    launch.pipelines.push_back(pipeline);
  }
  KILN_ASSIGN_OR_RETURN(launch.accesses, AccessesOf(launch));
  return launch;
}

std::uint64_t PreparedLaunch::uniform_stride() const {
  constexpr std::uint64_t kAlignment = 256;
  return (arguments.values.size() + kAlignment - 1) / kAlignment * kAlignment;
}

std::vector<std::uint32_t> PreparedLaunch::CompilationKey() const {
  std::vector<std::uint32_t> key(arguments.local_counts);
  for (const Region& region : grid.regions) key.insert(key.end(), region.local.begin(), region.local.end());
  for (const ImageArgument& argument : arguments.images) {
    const ImageDescription& image = argument.image.description();
    for (const auto part : {static_cast<std::uint32_t>(image.dimension), static_cast<std::uint32_t>(image.format.order),
                            static_cast<std::uint32_t>(image.format.type)}) {
      key.push_back(part);
    }
  }
  return key;
}

std::vector<std::byte> PreparedLaunch::ValuesFor(const Region& region) const {
  std::vector<std::byte> values = arguments.values;
  for (const artifact::ImplicitValue& implicit : reflection().implicit) {
    const Size3 words = implicit.kind == artifact::ImplicitKind::kNullArguments
                            ? arguments.null_arguments
                            : ImplicitWords(implicit.kind, grid, region);
    const std::size_t size = implicit.kind == artifact::ImplicitKind::kWorkDim ? sizeof(words[0]) : sizeof(words);
    std::memcpy(values.data() + implicit.offset, words.data(), size);
  }
  return values;
}

std::vector<std::shared_ptr<void>> PreparedLaunch::Needs() const {
  // Not the users' handles, which keep the device, but what is behind them.
  std::vector<std::shared_ptr<void>> needs = {kernel->shared_from_this()};
  for (const ResourceAccess& access : accesses) needs.push_back(access.resource->shared_from_this());
  for (const ImageArgument& image : arguments.images) needs.push_back(image.image.state()->shared_from_this());
  return needs;
}

Result<LaunchBinding> BindLaunch(const PreparedLaunch& launch, UniformMemory& uniforms, DescriptorSets& sets,
                                 VkBuffer printf_buffer) {
  LaunchBinding binding;
  if (launch.has_uniform()) {
    KILN_ASSIGN_OR_RETURN(binding.uniform, uniforms.Allocate(launch.uniform_bytes()));
  }
  if (launch.kernel->set_layout != VK_NULL_HANDLE) {
    KILN_ASSIGN_OR_RETURN(binding.set, sets.Allocate(launch.kernel->set_layout, launch.kernel->descriptors));
    WriteDescriptors(launch, binding.set, binding.uniform.buffer, printf_buffer);
  }
  return binding;
}

void RecordDispatches(VkCommandBuffer commands, const PreparedLaunch& launch, const LaunchBinding& binding, Work work) {
  const auto& [set, uniform] = binding;
  const KernelState& kernel = *launch.kernel;
  VkPipeline bound = VK_NULL_HANDLE;
  for (std::size_t i = 0; i < launch.grid.regions.size(); ++i) {
    const Region& region = launch.grid.regions[i];
    const std::vector<std::byte> values = launch.ValuesFor(region);
    const auto offset = static_cast<std::uint32_t>(uniform.offset + i * launch.uniform_stride());
    if (launch.pipelines[i] != bound) {
      vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, launch.pipelines[i]);
      bound = launch.pipelines[i];
    }
    if (launch.has_uniform()) std::memcpy(uniform.mapped + i * launch.uniform_stride(), values.data(), values.size());
    if (set != VK_NULL_HANDLE && (i == 0 || launch.has_uniform())) {
      vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, kernel.pipeline_layout, 0, 1, &set,
                              launch.has_uniform() ? 1 : 0, &offset);
    }
    if (kernel.push_constant_bytes != 0) {
      vkCmdPushConstants(commands, kernel.pipeline_layout, VK_SHADER_STAGE_COMPUTE_BIT, 0, kernel.push_constant_bytes,
                         values.data());
    }
    const Size3 groups = work == Work::kAll ? region.group_count : Size3{};
    vkCmdDispatch(commands, groups[0], groups[1], groups[2]);
  }
}

void RecordFullBarrier(VkCommandBuffer commands) {
  constexpr VkPipelineStageFlags kStages = VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
  auto barrier = MakeVk<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  barrier.srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  barrier.dstAccessMask = VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_READ_BIT |
                          VK_ACCESS_TRANSFER_WRITE_BIT;
  vkCmdPipelineBarrier(commands, kStages, kStages, 0, 1, &barrier, 0, nullptr, 0, nullptr);
}

}  // namespace kiln::runtime

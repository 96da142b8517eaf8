#include "runtime/execution/stream_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "runtime/memory/image_state.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr VkPipelineStageFlags kStages = VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;

// Everything before happens before everything behind, also what earlier submissions to the queue do.
void RecordFullBarrier(VkCommandBuffer commands) {
  auto barrier = MakeVk<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  barrier.srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  barrier.dstAccessMask = VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_READ_BIT |
                          VK_ACCESS_TRANSFER_WRITE_BIT;
  vkCmdPipelineBarrier(commands, kStages, kStages, 0, 1, &barrier, 0, nullptr, 0, nullptr);
}

}  // namespace

// A launch that has been checked: what can fail because of the caller has not failed.
struct StreamState::PreparedLaunch {
  KernelState& kernel;
  LaunchGrid grid;
  LaunchArguments arguments;
  std::vector<VkPipeline> pipelines;  // one for each region

  const artifact::Kernel& reflection() const { return kernel.reflection; }
  // Bytes from one region's values to the next.
  std::uint64_t uniform_stride() const {
    constexpr std::uint64_t kAlignment = 256;
    return (arguments.values.size() + kAlignment - 1) / kAlignment * kAlignment;
  }
  std::uint64_t uniform_bytes() const { return uniform_stride() * grid.regions.size(); }
  // What llvmpipe makes a variant of a pipeline's code for.
  std::vector<std::uint32_t> CompilationKey() const {
    std::vector<std::uint32_t> key(arguments.local_counts);
    for (const Region& region : grid.regions) key.insert(key.end(), region.local.begin(), region.local.end());
    for (const ImageArgument& argument : arguments.images) {
      const ImageDescription& image = argument.image.description();
      key.insert(key.end(),
                 {static_cast<std::uint32_t>(image.dimension), static_cast<std::uint32_t>(image.format.order),
                  static_cast<std::uint32_t>(image.format.type)});
    }
    return key;
  }
  bool has_uniform() const { return reflection().values.size != 0 && reflection().values.is_uniform_buffer; }

  std::vector<std::byte> ValuesFor(const Region& region) const {
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
};

Result<std::shared_ptr<StreamState>> StreamState::Create(LogicalDevice& device, MemoryPool& pool,
                                                         std::shared_ptr<BufferState> null_buffer,
                                                         const StreamOptions& options) {
  const bool timing = options.timing && device.plan().timestamp_bits != 0;
  std::shared_ptr<StreamState> stream(new StreamState(device, pool, std::move(null_buffer), timing));
  stream->on_printf_ = options.on_printf ? options.on_printf : device.on_printf() ? device.on_printf() : PrintToConsole;
  KILN_ASSIGN_OR_RETURN(stream->timeline_, device.CreateTimeline());
  return stream;
}

StreamState::~StreamState() {
  if (timeline_ == VK_NULL_HANDLE || device_.is_abandoned()) return;
  {
    const std::lock_guard lock(device_.recording_mutex());
    static_cast<void>(Submit());
  }
  const bool is_lost = broken_ && broken_->code() == ErrorCode::kDeviceLost;
  if (submitted_ != 0 && !is_lost) {
    const Status status = device_.Wait(timeline_, submitted_);
    if (!status && status.error().code() != ErrorCode::kDeviceLost) {
      device_.Abandon();
      return;
    }
    {
      const std::lock_guard lock(device_.recording_mutex());
      static_cast<void>(Retire());
    }
    DeliverPrintf();
  }
  vkDestroySemaphore(device_.get(), timeline_, nullptr);
}

Result<Batch*> StreamState::CurrentBatch() {
  if (broken_) return Fail(*broken_);
  if (recording_ != nullptr) return recording_.get();
  KILN_RETURN_IF_ERROR(Retire());
  std::unique_ptr<Batch> batch;
  if (!idle_.empty()) {
    batch = std::move(idle_.back());
    idle_.pop_back();
  } else {
    KILN_ASSIGN_OR_RETURN(batch, Batch::Create(device_, pool_, timing_));
  }
  KILN_RETURN_IF_ERROR(batch->Begin(submitted_ + 1));
  RecordFullBarrier(batch->commands());
  hazards_.Clear();
  recording_ = std::move(batch);
  return recording_.get();
}

Status StreamState::UseResources(Batch& batch, std::span<const ResourceAccess> accesses) {
  for (const ResourceAccess& access : accesses) {
    KILN_RETURN_IF_ERROR(access.resource->AddUse(shared_from_this(), batch.value()));
    batch.Keep(access.resource->shared_from_this());
  }
  return {};
}

void StreamState::SeparateFromEarlier(Batch& batch, std::span<const ResourceAccess> accesses) {
  std::vector<Access> plain;
  for (const ResourceAccess& access : accesses) plain.push_back({access.resource, access.is_read, access.is_written});
  if (hazards_.NeedsBarrier(plain)) RecordFullBarrier(batch.commands());
}

Result<IssuedCommand> StreamState::EndCommand(Batch& batch) {
  IssuedCommand command;
  command.index = batch.EndCommand();
  command.value = batch.value();
  command.times = batch.times();
  if (batch.IsFull()) KILN_RETURN_IF_ERROR(Submit());
  return command;
}

Result<std::vector<StreamState::ResourceAccess>> StreamState::AccessesOf(const PreparedLaunch& launch) const {
  std::vector<ResourceAccess> accesses;
  for (const BufferBinding& binding : launch.arguments.buffers) {
    Resource* buffer = binding.buffer ? binding.buffer.state().get() : null_buffer_.get();
    accesses.push_back({buffer, binding.is_read, binding.is_written});
  }
  if (launch.kernel.program_variables) accesses.push_back({launch.kernel.program_variables.get(), true, true});
  for (const ImageArgument& image : launch.arguments.images) {
    accesses.push_back({&image.image.state()->memory(), image.is_read, image.is_written});
  }
  for (const ResourceAccess& access : accesses) {
    if (&access.resource->device == &device_) continue;
    return Fail(ErrorCode::kInvalidArgument,
                fmt::format("a buffer or image of another device is bound to '{}'", launch.reflection().name));
  }
  return accesses;
}

Result<IssuedCommand> StreamState::Launch(KernelState& kernel, const NdRange& range,
                                          std::span<const ArgumentValue> arguments) {
  const DeviceLimits& limits = device_.info().limits;
  PreparedLaunch launch{kernel, {}, {}, {}};
  KILN_ASSIGN_OR_RETURN(launch.arguments, BindArguments(kernel.reflection, arguments, limits));
  auto grid = PlanGrid(range, kernel.rule, limits);
  if (!grid) {
    return Fail(std::move(grid.error()).With(fmt::format("while launching '{}'", kernel.reflection.name)));
  }
  launch.grid = std::move(*grid);
  KILN_ASSIGN_OR_RETURN(const std::vector<std::uint32_t> formats, kernel.FormatsFor(launch.arguments));
  for (const Region& region : launch.grid.regions) {
    KILN_ASSIGN_OR_RETURN(const VkPipeline pipeline,
                          kernel.Pipeline(region.local, launch.arguments.local_counts, formats));
    launch.pipelines.push_back(pipeline);
  }
  KILN_ASSIGN_OR_RETURN(std::vector<ResourceAccess> accesses, AccessesOf(launch));
  // A kernel that is given an address may find others where it leads.
  std::vector<std::shared_ptr<Resource>> reachable;
  if (launch.arguments.has_addresses()) reachable = pool_.addressed().All();
  for (const auto& buffer : reachable) accesses.push_back({buffer.get(), true, true});

  const PrintfDelivery delivery{*this};
  const std::lock_guard lock(device_.recording_mutex());
  if (launch.grid.regions.empty()) return IssuedCommand{recording_ ? recording_->value() : submitted_, nullptr, 0};
  if (device_.plan().workarounds.compiles_at_first_dispatch) {
    KILN_RETURN_IF_ERROR(CompileByDispatch(launch, accesses));
  }
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  // First all that can fail, then the commands: a failed launch leaves nothing half recorded.
  Batch::UniformSlice uniform;
  if (launch.has_uniform()) {
    KILN_ASSIGN_OR_RETURN(uniform, batch->AllocateUniform(launch.uniform_bytes()));
  }
  std::unique_ptr<PrintfCapture> printf;
  if (kernel.reflection.printf) {
    KILN_ASSIGN_OR_RETURN(printf, PrintfCapture::Create(pool_, kernel.shared_from_this()));
  }
  KILN_ASSIGN_OR_RETURN(const VkDescriptorSet set,
                        WriteDescriptors(*batch, launch, uniform.buffer, printf ? printf->buffer() : VK_NULL_HANDLE));
  KILN_RETURN_IF_ERROR(UseResources(*batch, accesses));
  for (const ImageArgument& image : launch.arguments.images) batch->Keep(image.image.state()->shared_from_this());
  batch->Keep(kernel.shared_from_this());
  if (printf) batch->AddPrintf(std::move(printf));
  SeparateFromEarlier(*batch, accesses);
  batch->BeginCommand();
  RecordRegions(*batch, launch, set, uniform, Work::kAll);
  return EndCommand(*batch);
}

Status StreamState::CompileByDispatch(const PreparedLaunch& launch, std::span<const ResourceAccess> accesses) {
  const std::vector<std::uint32_t> key = launch.CompilationKey();
  if (launch.kernel.compiled.contains(key)) return {};
  KILN_RETURN_IF_ERROR(Submit());
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  batch->set_is_compilation(true);
  Batch::UniformSlice uniform;
  if (launch.has_uniform()) {
    KILN_ASSIGN_OR_RETURN(uniform, batch->AllocateUniform(launch.uniform_bytes()));
  }
  const VkBuffer printf = launch.reflection().printf ? null_buffer_->buffer : VK_NULL_HANDLE;
  KILN_ASSIGN_OR_RETURN(const VkDescriptorSet set, WriteDescriptors(*batch, launch, uniform.buffer, printf));
  for (const ResourceAccess& access : accesses) batch->Keep(access.resource->shared_from_this());
  for (const ImageArgument& image : launch.arguments.images) batch->Keep(image.image.state()->shared_from_this());
  batch->Keep(launch.kernel.shared_from_this());
  RecordRegions(*batch, launch, set, uniform, Work::kNone);
  KILN_RETURN_IF_ERROR(Submit());
  launch.kernel.compiled.insert(key);
  return {};
}

Result<VkDescriptorSet> StreamState::WriteDescriptors(Batch& batch, const PreparedLaunch& launch,
                                                      VkBuffer uniform_buffer, VkBuffer printf_buffer) {
  const KernelState& kernel = launch.kernel;
  if (kernel.set_layout == VK_NULL_HANDLE) return VkDescriptorSet{VK_NULL_HANDLE};
  KILN_ASSIGN_OR_RETURN(const VkDescriptorSet set, batch.AllocateSet(kernel.set_layout, kernel.descriptors));
  const auto& buffers = launch.arguments.buffers;
  const auto& images = launch.arguments.images;
  std::vector<VkDescriptorBufferInfo> infos;
  infos.reserve(buffers.size() + 3);
  std::vector<VkDescriptorImageInfo> image_infos;
  image_infos.reserve(images.size());
  std::vector<VkWriteDescriptorSet> writes;
  const auto add_write = [&](std::uint32_t binding, VkDescriptorType type) -> VkWriteDescriptorSet& {
    auto write = MakeVk<VkWriteDescriptorSet>(VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET);
    write.dstSet = set;
    write.dstBinding = binding;
    write.descriptorCount = 1;
    write.descriptorType = type;
    return writes.emplace_back(write);
  };
  const auto add = [&](std::uint32_t binding, VkDescriptorType type, const VkDescriptorBufferInfo& info) {
    infos.push_back(info);
    add_write(binding, type).pBufferInfo = &infos.back();
  };
  for (const BufferBinding& binding : buffers) {
    if (binding.address_offset) continue;
    const BufferState& buffer = binding.buffer ? *binding.buffer.state() : *null_buffer_;
    add(binding.binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, {buffer.buffer, 0, VK_WHOLE_SIZE});
  }
  for (const ImageArgument& argument : images) {
    const ImageState& image = *argument.image.state();
    VkWriteDescriptorSet& write =
        add_write(argument.binding, ImageDescriptorType({image.description.dimension, {}, argument.is_storage, {}}));
    const bool only_queries = argument.element == artifact::ImageElement::kAny;
    if (image.texel_view != VK_NULL_HANDLE) {
      const bool has_own = only_queries && image.query_texel_view != VK_NULL_HANDLE;
      write.pTexelBufferView = has_own ? &image.query_texel_view : &image.texel_view;
      continue;
    }
    const VkImageView sampled =
        only_queries && image.query_view != VK_NULL_HANDLE ? image.query_view : image.sampled_view;
    image_infos.push_back(
        {VK_NULL_HANDLE, argument.is_storage ? image.storage_view : sampled, VK_IMAGE_LAYOUT_GENERAL});
    write.pImageInfo = &image_infos.back();
  }
  if (launch.has_uniform()) {
    add(launch.reflection().values.binding, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC,
        {uniform_buffer, 0, launch.arguments.values.size()});
  }
  if (printf_buffer != VK_NULL_HANDLE) {
    add(launch.reflection().printf->binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, {printf_buffer, 0, VK_WHOLE_SIZE});
  }
  if (kernel.program_variables) {
    add(launch.reflection().program_variables->binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
        {kernel.program_variables->buffer, 0, VK_WHOLE_SIZE});
  }
  vkUpdateDescriptorSets(device_.get(), static_cast<std::uint32_t>(writes.size()), writes.data(), 0, nullptr);
  return set;
}

void StreamState::RecordRegions(Batch& batch, const PreparedLaunch& launch, VkDescriptorSet set,
                                const Batch::UniformSlice& uniform, Work work) {
  const VkCommandBuffer commands = batch.commands();
  const KernelState& kernel = launch.kernel;
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

Result<IssuedCommand> StreamState::Copy(BufferState& source, std::uint64_t source_offset, BufferState& destination,
                                        std::uint64_t destination_offset, std::uint64_t bytes) {
  const PrintfDelivery delivery{*this};
  const std::lock_guard lock(device_.recording_mutex());
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  const ResourceAccess accesses[] = {{&source, true, false}, {&destination, false, true}};
  KILN_RETURN_IF_ERROR(UseResources(*batch, accesses));
  SeparateFromEarlier(*batch, accesses);
  batch->BeginCommand();
  const VkBufferCopy region = {source_offset, destination_offset, bytes};
  vkCmdCopyBuffer(batch->commands(), source.buffer, destination.buffer, 1, &region);
  return EndCommand(*batch);
}

Result<IssuedCommand> StreamState::Fill(BufferState& buffer, std::uint32_t pattern, std::uint64_t offset,
                                        std::uint64_t bytes) {
  const PrintfDelivery delivery{*this};
  const std::lock_guard lock(device_.recording_mutex());
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  const ResourceAccess accesses[] = {{&buffer, false, true}};
  KILN_RETURN_IF_ERROR(UseResources(*batch, accesses));
  SeparateFromEarlier(*batch, accesses);
  batch->BeginCommand();
  vkCmdFillBuffer(batch->commands(), buffer.buffer, offset, bytes, pattern);
  return EndCommand(*batch);
}

Status StreamState::Submit() {
  if (recording_ == nullptr) return {};
  std::unique_ptr<Batch> batch = std::move(recording_);
  Status status = batch->End();
  if (status) status = device_.Submit(batch->commands(), timeline_, batch->value());
  if (!status) {
    broken_ = status.error();
    return status;
  }
  submitted_ = batch->value();
  in_flight_.push_back(std::move(batch));
  return {};
}

Status StreamState::SubmitUpTo(std::uint64_t value) {
  if (recording_ != nullptr && recording_->value() <= value) return Submit();
  return {};
}

std::vector<StreamState::WaitStage> StreamState::StagesUpTo(std::uint64_t value) const {
  std::vector<WaitStage> stages;
  for (const auto& batch : in_flight_) {
    if (batch->value() > value) break;
    if (stages.empty() || stages.back().is_compilation != batch->is_compilation()) {
      stages.push_back({0, batch->is_compilation()});
    }
    stages.back().value = batch->value();
  }
  return stages;
}

Status StreamState::WaitFor(std::uint64_t value, std::chrono::nanoseconds timeout) {
  using Clock = std::chrono::steady_clock;
  const PrintfDelivery delivery{*this};
  std::vector<WaitStage> stages;
  {
    const std::lock_guard lock(device_.recording_mutex());
    if (broken_ && value > submitted_) return Fail(*broken_);
    stages = StagesUpTo(value);
  }
  std::chrono::nanoseconds left = timeout;
  for (const WaitStage& stage : stages) {
    const auto start = Clock::now();
    const Status status = device_.Wait(timeline_, stage.value, stage.is_compilation ? device_.compile_timeout() : left);
    if (!status && status.error().code() == ErrorCode::kTimeout) {
      return Fail(stage.is_compilation
                      ? TookTooLong(device_.info(), device_.compile_timeout()).With("while its driver compiled")
                      : TookTooLong(device_.info(), timeout));
    }
    KILN_RETURN_IF_ERROR(status);
    if (!stage.is_compilation && left != kNoTimeout) left -= std::min<Clock::duration>(left, Clock::now() - start);
  }
  const std::lock_guard lock(device_.recording_mutex());
  return Retire();
}

Status StreamState::Retire() {
  if (in_flight_.empty()) return {};
  KILN_ASSIGN_OR_RETURN(const std::uint64_t progress, device_.Progress(timeline_));
  while (!in_flight_.empty() && in_flight_.front()->value() <= progress) {
    std::unique_ptr<Batch> batch = std::move(in_flight_.front());
    in_flight_.pop_front();
    retired_ = batch->value();
    for (auto& capture : batch->TakePrintf()) printed_.push_back(std::move(capture));
    KILN_RETURN_IF_ERROR(batch->Recycle());
    idle_.push_back(std::move(batch));
  }
  return {};
}

void StreamState::DeliverPrintf() {
  const std::lock_guard in_order(printf_mutex_);
  while (true) {
    std::unique_ptr<PrintfCapture> capture;
    {
      const std::lock_guard lock(device_.recording_mutex());
      if (printed_.empty()) return;
      capture = std::move(printed_.front());
      printed_.pop_front();
    }
    const PrintedText printed = capture->Decode();
    on_printf_(printed);
  }
}

Status StreamState::Flush() {
  const std::lock_guard lock(device_.recording_mutex());
  if (broken_) return Fail(*broken_);
  return Submit();
}

Status StreamState::Synchronize(std::chrono::nanoseconds timeout) {
  KILN_RETURN_IF_ERROR(Flush());
  std::uint64_t value = 0;
  {
    const std::lock_guard lock(device_.recording_mutex());
    value = submitted_;
  }
  return WaitFor(value, timeout);
}

Status StreamState::Finish(std::uint64_t value, std::chrono::nanoseconds timeout) {
  {
    const std::lock_guard lock(device_.recording_mutex());
    KILN_RETURN_IF_ERROR(SubmitUpTo(value));
  }
  return WaitFor(value, timeout);
}

Result<std::uint64_t> StreamState::Nanoseconds(const IssuedCommand& command) {
  KILN_RETURN_IF_ERROR(Finish(command.value, device_.timeout()));
  if (command.times == nullptr) return 0;  // a range of no work-items
  if (!timing_) {
    return Fail(ErrorCode::kUnsupported, device_.plan().timestamp_bits == 0
                                             ? fmt::format("the device '{}' has no timestamps", device_.info().name)
                                             : "the stream was made without timing");
  }
  const std::lock_guard lock(device_.recording_mutex());
  const std::vector<std::uint64_t>& ticks = command.times->ticks;
  if (2 * command.index + 1 >= ticks.size()) return Fail(ErrorCode::kInternal, "a command has no timestamps");
  const std::uint32_t bits = device_.plan().timestamp_bits;
  const std::uint64_t mask = bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  const std::uint64_t elapsed = (ticks[2 * command.index + 1] - ticks[2 * command.index]) & mask;
  return static_cast<std::uint64_t>(static_cast<double>(elapsed) * device_.info().limits.timestamp_nanoseconds);
}

}  // namespace kiln::runtime

#include "runtime/execution/device_state.h"

#include "runtime/memory/memory_pressure.h"

namespace kiln::runtime {

DeviceState::~DeviceState() {
  if (DeviceTelemetry* const told = logical_->telemetry()) told->recorder().SetReadings(told->metrics(), {});
}

void DeviceState::ShowReadings() {
  DeviceTelemetry* const told = logical_->telemetry();
  if (told == nullptr) return;
  told->recorder().SetReadings(told->metrics(), [this] {
    const MemoryStatistics memory = memory_.Measure();
    const PoolStatistics pools = logical_->pool_counters().statistics();
    telemetry::DeviceReadings readings;
    readings.pools = {{"buffers", memory.hits, memory.misses},
                      {"command_buffers", pools.command_buffers.hits, pools.command_buffers.misses},
                      {"query_pools", pools.query_pools.hits, pools.query_pools.misses},
                      {"descriptor_sets", pools.descriptor_sets.hits, pools.descriptor_sets.misses},
                      {"uniform_memory", pools.uniform_memory.hits, pools.uniform_memory.misses},
                      {"pipelines", pools.pipelines.hits, pools.pipelines.misses}};
    for (const HeapStatistics& heap : memory.heaps) {
      readings.heaps.push_back({heap.is_device_local, heap.size, heap.budget, heap.usage});
    }
    readings.live_bytes = memory.live_bytes;
    readings.idle_bytes = memory.idle_bytes;
    readings.reserved_bytes = memory.reserved_bytes;
    readings.peak_bytes = memory.peak_live_bytes;
    readings.used_share = UsedShare(memory.heaps, memory.reserved_bytes, logical_->memory_options().quota);
    readings.pressure = static_cast<int>(memory.pressure);
    return readings;
  });
}

Result<std::shared_ptr<BufferState>> DeviceState::Allocate(std::uint64_t bytes, MemoryUse use,
                                                           AllocationRequest request) {
  auto buffer = BufferState::Create(*logical_, memory_, transfer_, bytes, use, std::move(request));
  memory_.Watch();
  return buffer;
}

Result<std::shared_ptr<ImageState>> DeviceState::CreateImage(const ImageDescription& description,
                                                             AllocationRequest request) {
  auto image = ImageState::Create(*logical_, memory_, transfer_, description, std::move(request));
  memory_.Watch();
  return image;
}

Result<std::shared_ptr<BufferState>> DeviceState::NullBuffer() {
  if (null_buffer_ == nullptr) {
    KILN_ASSIGN_OR_RETURN(
        null_buffer_,
        BufferState::Create(*logical_, memory_, transfer_, 0, MemoryUse::kAuto,
                            {.label = "null", .origin = std::source_location::current(), .is_internal = true}));
  }
  return null_buffer_;
}

Result<std::shared_ptr<GraphState>> DeviceState::CreateGraph() {
  const std::lock_guard lock(mutex_);
  KILN_ASSIGN_OR_RETURN(auto null_buffer, NullBuffer());
  return std::make_shared<GraphState>(*logical_, memory_.blocks(), std::move(null_buffer));
}

Result<std::shared_ptr<StreamState>> DeviceState::CreateStream(const StreamOptions& options) {
  const std::lock_guard lock(mutex_);
  KILN_ASSIGN_OR_RETURN(auto null_buffer, NullBuffer());
  return StreamState::Create(*logical_, memory_.blocks(), streams_, std::move(null_buffer), options);
}

Result<std::shared_ptr<StreamState>> DeviceState::DefaultStream() {
  const std::lock_guard lock(mutex_);
  if (default_stream_ == nullptr) {
    KILN_ASSIGN_OR_RETURN(auto null_buffer, NullBuffer());
    KILN_ASSIGN_OR_RETURN(default_stream_,
                          StreamState::Create(*logical_, memory_.blocks(), streams_, std::move(null_buffer), {}));
  }
  return default_stream_;
}

}  // namespace kiln::runtime

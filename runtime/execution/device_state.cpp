#include "runtime/execution/device_state.h"

namespace kiln::runtime {

DeviceState::~DeviceState() = default;

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

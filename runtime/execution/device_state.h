// What is behind a Device: the parts in the order in which they depend on each other.
#ifndef KILN_RUNTIME_EXECUTION_DEVICE_STATE_H_
#define KILN_RUNTIME_EXECUTION_DEVICE_STATE_H_

#include <memory>
#include <mutex>

#include "kiln/runtime/device.h"
#include "runtime/device/logical_device.h"
#include "runtime/execution/graph_state.h"
#include "runtime/execution/stream_state.h"
#include "runtime/memory/device_memory.h"
#include "runtime/memory/image_state.h"
#include "runtime/memory/transfer.h"

namespace kiln::runtime {

class DeviceState {
 public:
  explicit DeviceState(std::unique_ptr<LogicalDevice> device)
      : logical_(std::move(device)),
        memory_(*logical_),
        transfer_(*logical_, memory_.blocks()),
        batches_(*logical_, memory_.blocks()),
        streams_(logical_->plan().queues, batches_) {
    ShowReadings();
  }
  ~DeviceState();

  LogicalDevice& logical() { return *logical_; }
  DeviceMemory& memory() { return memory_; }
  Result<std::shared_ptr<BufferState>> Allocate(std::uint64_t bytes, MemoryUse use, AllocationRequest request);
  Result<std::shared_ptr<ImageState>> CreateImage(const ImageDescription& description, AllocationRequest request);
  Result<std::shared_ptr<StreamState>> CreateStream(const StreamOptions& options);
  Result<std::shared_ptr<StreamState>> DefaultStream();
  Result<std::shared_ptr<GraphState>> CreateGraph();

 private:
  Result<std::shared_ptr<BufferState>> NullBuffer();
  // To the telemetry, if there is one.
  void ShowReadings();

  // Members go in reverse order: streams wait for the device, and let go of buffers, before the memory goes.
  std::unique_ptr<LogicalDevice> logical_;
  DeviceMemory memory_;
  Transfer transfer_;
  BatchPool batches_;
  StreamRegistry streams_;
  std::mutex mutex_;  // guards the two below
  std::shared_ptr<BufferState> null_buffer_;
  std::shared_ptr<StreamState> default_stream_;
};

// A handle for users: it keeps the device alive too, which `part` itself does not, because the device may own it.
template <typename T>
std::shared_ptr<T> KeepingDevice(std::shared_ptr<DeviceState> device, std::shared_ptr<T> part) {
  struct Both {
    std::shared_ptr<DeviceState> device;  // goes last
    std::shared_ptr<T> part;
  };
  T* const pointer = part.get();
  return std::shared_ptr<T>(std::make_shared<Both>(Both{std::move(device), std::move(part)}), pointer);
}

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_DEVICE_STATE_H_

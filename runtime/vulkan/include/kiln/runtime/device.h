// Finding and opening a Vulkan device.
#ifndef KILN_RUNTIME_DEVICE_H_
#define KILN_RUNTIME_DEVICE_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <source_location>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "kiln/runtime/buffer.h"
#include "kiln/runtime/graph.h"
#include "kiln/runtime/image.h"
#include "kiln/runtime/kernel.h"
#include "kiln/runtime/memory.h"
#include "kiln/runtime/stream.h"

namespace kiln::telemetry {
class Telemetry;
}

namespace kiln::runtime {

class DeviceState;
class ProgramState;

enum class DeviceKind : std::uint8_t { kDiscrete, kIntegrated, kVirtual, kCpu, kOther };
const char* DeviceKindName(DeviceKind kind);  // "discrete", "integrated", "virtual", "cpu", "other"

struct DeviceLimits {
  std::array<std::uint32_t, 3> work_group_size = {};
  std::array<std::uint32_t, 3> work_group_count = {};  // of one dispatch; the runtime splits larger ranges
  std::uint32_t work_group_invocations = 0;
  std::uint32_t local_memory_bytes = 0;
  std::uint32_t push_constant_bytes = 0;
  std::uint32_t uniform_buffer_bytes = 0;
  std::uint32_t storage_buffers = 0;  // of one kernel
  std::uint64_t storage_buffer_bytes = 0;
  std::uint64_t allocation_bytes = 0;
  std::uint64_t buffer_offset_alignment = 0;
  std::uint64_t buffer_image_granularity = 0;
  std::uint32_t sampled_images = 0;         // of one kernel: images and texel buffers that it only reads
  std::uint32_t storage_images = 0;         // those that it writes
  std::uint32_t texel_buffer_elements = 0;  // of an image1d_buffer_t; the extents of others depend on the format
  std::uint32_t subgroup_size = 0;
  double timestamp_nanoseconds = 0;  // one tick; 0: no timestamps
};

// How often something was there already, and how often it had to be made.
struct ReuseCount {
  std::uint64_t hits = 0, misses = 0;

  double hit_rate() const {
    return hits + misses == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(hits + misses);
  }
};

// The pools of a device for what launches need. (There are no fences to pool: streams count on timeline semaphores.)
struct PoolStatistics {
  ReuseCount command_buffers, query_pools, descriptor_sets, uniform_memory;
  ReuseCount pipelines;  // of kernels, by work-group size and the like
};

struct HeapInfo {
  std::uint64_t bytes = 0;
  bool is_device_local = false;
};

// What is known of a device before it is opened.
struct DeviceInfo {
  std::uint32_t index = 0;  // position in the loader's order
  std::string name;
  std::string uuid;  // 8-4-4-4-12 hexadecimal digits
  DeviceKind kind = DeviceKind::kOther;
  std::uint32_t vendor_id = 0;
  std::uint32_t vulkan_major = 0, vulkan_minor = 0, vulkan_patch = 0;
  std::string driver_name;
  std::string driver_info;
  DeviceLimits limits;
  // The optional features it has, sorted, in the names of artifact::Kernel::features.
  std::vector<std::string> features;
  // For each MemoryUse, which memory buffers for it lie in, and why; empty when the runtime cannot open the device.
  std::array<std::string, kMemoryUses> memory;
  std::vector<HeapInfo> heaps;
  // Empty when the runtime can open it; otherwise why not.
  std::string unusable;

  bool Has(std::string_view feature) const;
};

struct DeviceOptions {
  // "auto", an index, a part of the name (any case), or a uuid. Empty: the environment variable KILN_DEVICE, else auto:
  // discrete before integrated before virtual before cpu.
  std::string device = {};
  // Vulkan's validation layer, with synchronization checks. Absent: whether KILN_VALIDATION is set to anything but 0.
  std::optional<bool> validation = {};
  // How long the device may run what a wait waits for before that wait is kTimeout; kNoTimeout: for ever. Absent: the
  // seconds in the environment variable KILN_TIMEOUT ("none": for ever), else 60 s. A wait can be given its own.
  std::optional<std::chrono::nanoseconds> timeout = {};
  // The same for what the driver compiles, which the timeout above does not count. (Most drivers compile within the
  // first Launch of a kernel, where nothing limits them.)
  std::chrono::nanoseconds compile_timeout = std::chrono::minutes(30);
  // Out-of-range accesses of storage buffers read zero and write nothing. Costs time on some GPUs.
  bool robust_buffer_access = false;
  // Copy through staging memory even where the host can map device memory.
  bool force_staging = false;
  MemoryOptions memory = {};
  // Where to keep what the driver compiles, for the next process. Absent: the environment variable KILN_CACHE_DIR, of
  // which kiln/cache/disk_cache.h tells more; empty: nowhere.
  std::optional<std::string> cache_folder = {};
  // What the entries there may take. Absent: KILN_CACHE_SIZE, else 1 GiB.
  std::optional<std::uint64_t> cache_bytes = {};
  // Memory for what one launch of a kernel prints. A call of printf takes 4 bytes, and 4 or 8 more for each value.
  std::uint64_t printf_bytes = 1 << 20;
  PrintfHandler on_printf = {};
  // Counts and tells what the device does: kiln/telemetry/telemetry.h. Null: that of the environment, if it asks for
  // one.
  std::shared_ptr<telemetry::Telemetry> telemetry = {};
};

// "1.5" seconds, "none". kInvalidArgument: neither a positive number nor "none".
Result<std::chrono::nanoseconds> ParseTimeout(std::string_view text);

// All devices in the loader's order, also those that cannot be opened. kUnavailable without a Vulkan loader.
Result<std::vector<DeviceInfo>> EnumerateDevices(const DeviceOptions& options = {});

// Kernels of one source: those that are loaded into one Program share its program-scope variables, which keep their
// values from launch to launch. A handle; copies share it. May be used from several threads.
class Program {
 public:
  Program() = default;
  Program(std::shared_ptr<DeviceState> device, std::shared_ptr<ProgramState> state)
      : device_(std::move(device)), state_(std::move(state)) {}
  explicit operator bool() const { return state_ != nullptr; }

  // As Device::Load. kInvalidArtifact also for a kernel of another source, with other program-scope variables.
  Result<Kernel> Load(std::span<const std::uint32_t> words, const artifact::Kernel& kernel);
  Result<Kernel> Load(std::span<const std::uint32_t> words, const artifact::Reflection& reflection,
                      std::string_view kernel_name = {});
  Result<Kernel> LoadFile(const std::string& spirv_path, const std::string& reflection_path,
                          std::string_view kernel_name = {});

 private:
  std::shared_ptr<DeviceState> device_;
  std::shared_ptr<ProgramState> state_;
};

// A handle of an open device with one compute queue; copies share it. May be used from several threads. Buffers,
// kernels and streams keep the device open.
class Device {
 public:
  // kUnavailable: no loader, no device. kNotFound: none matches; the message lists those that exist.
  static Result<Device> Open(const DeviceOptions& options = {});

  Device() = default;
  explicit Device(std::shared_ptr<DeviceState> state) : state_(std::move(state)) {}
  explicit operator bool() const { return state_ != nullptr; }

  const DeviceInfo& info() const;

  // Uninitialised memory. 0 bytes is allowed. kOutOfDeviceMemory, also where a quota is used up; kInvalidArgument above
  // the device's limit; kUnsupported for a use that the device has no memory for. `origin` is for reports.
  Result<Buffer> Allocate(std::uint64_t bytes, const BufferOptions& options = {},
                          std::source_location origin = std::source_location::current());
  // Allocates and writes.
  template <PlainRange R>
  Result<Buffer> Upload(const R& values, const BufferOptions& options = {},
                        std::source_location origin = std::source_location::current()) {
    auto buffer = Allocate(std::as_bytes(std::span(values)).size(), options, origin);
    if (buffer) {
      if (Status status = buffer->Write(values); !status) return Fail(std::move(status.error()));
    }
    return buffer;
  }

  // Uninitialised texels. kInvalidArgument: OpenCL has no such format, or the size exceeds the device's limits.
  // kUnsupported: the device has no images of that format. A format that kernels can only read is no error here, but
  // where it is bound for writing.
  Result<Image> CreateImage(const ImageDescription& description, const std::string& label = {},
                            std::source_location origin = std::source_location::current());
  // An image1d_buffer_t over the first `width` texels of a buffer, which must be large enough.
  Result<Image> ViewAsImage(const Buffer& buffer, const ImageFormat& format, std::uint32_t width);
  // Creates and writes.
  template <PlainRange R>
  Result<Image> UploadImage(const ImageDescription& description, const R& texels) {
    auto image = CreateImage(description);
    if (image) {
      if (Status status = image->Write(texels); !status) return Fail(std::move(status.error()));
    }
    return image;
  }

  // What the device's memory holds now.
  MemoryStatistics Memory() const;
  // Gives memory that was let go back to the driver, until `keep` bytes of it are kept; how many bytes went back.
  std::uint64_t TrimMemory(std::uint64_t keep = 0);
  PoolStatistics Pools() const;
  // The buffers and images that live, in the order of their allocation.
  std::vector<LiveAllocation> LiveAllocations() const;

  // An empty one, for kernels that share program-scope variables.
  Result<Program> CreateProgram();

  // A kernel that is a program of its own: its program-scope variables, if it has any, are shared with no other.
  // `words` is a Vulkan SPIR-V module; it may hold other kernels too. kInvalidArtifact for damaged SPIR-V or reflection
  // that does not fit it, kUnsupported when the device lacks a feature or a limit is too low.
  Result<Kernel> Load(std::span<const std::uint32_t> words, const artifact::Kernel& kernel);
  // The kernel of that name; an empty name means the only kernel.
  Result<Kernel> Load(std::span<const std::uint32_t> words, const artifact::Reflection& reflection,
                      std::string_view kernel_name = {});
  // The same from files: a SPIR-V binary and the JSON reflection that was written with it.
  Result<Kernel> LoadFile(const std::string& spirv_path, const std::string& reflection_path,
                          std::string_view kernel_name = {});

  // An empty one.
  Result<Graph> CreateGraph();
  Result<Stream> CreateStream(const StreamOptions& options = {});

  // Launches on the device's default stream and waits: for programs that have one thing to do.
  template <typename... Arguments>
  Result<Event> Run(const Kernel& kernel, const NdRange& range, const Arguments&... arguments) {
    auto stream = DefaultStream();
    if (!stream) return Fail(std::move(stream.error()));
    auto event = stream->Launch(kernel, range, arguments...);
    if (event) {
      if (Status status = event->Wait(); !status) return Fail(std::move(status.error()));
    }
    return event;
  }
  // Made at the first call, the same for all handles of the device.
  Result<Stream> DefaultStream();

  // What the validation layer has said since the last call; empty without validation.
  std::vector<std::string> TakeValidationMessages();

 private:
  std::shared_ptr<DeviceState> state_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_H_

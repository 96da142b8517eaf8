// The members of the public handles: they check what the caller gives and pass on to the state behind the handle.
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

#include "kiln/artifact/spirv_reflection.h"
#include "kiln/artifact/spirv_validate.h"
#include "kiln/base/file.h"
#include "kiln/runtime/configuration.h"
#include "kiln/runtime/runtime.h"
#include "runtime/device/describe_device.h"
#include "runtime/execution/device_state.h"
#include "runtime/execution/handle_checks.h"
#include "runtime/execution/program_state.h"

namespace kiln::runtime {
namespace {

struct FoundDevices {
  std::shared_ptr<Instance> instance;
  std::vector<DeviceFacts> facts;
  std::vector<DeviceInfo> infos;
};

Result<FoundDevices> FindDevices(const DeviceOptions& options) {
  FoundDevices found;
  KILN_ASSIGN_OR_RETURN(found.instance, Instance::Create(WantsValidation(options.validation)));
  for (const VkPhysicalDevice device : found.instance->PhysicalDevices()) {
    found.facts.push_back(ReadFacts(device, static_cast<std::uint32_t>(found.facts.size())));
    found.infos.push_back(DescribeDevice(found.facts.back()));
  }
  return found;
}

std::string DeviceSelector(const DeviceOptions& options) {
  if (!options.device.empty()) return options.device;
  const char* variable = std::getenv("KILN_DEVICE");
  return variable != nullptr ? variable : "";
}

// A write or read of the host, counted where that is wanted.
template <typename Function>
Status Transferred(LogicalDevice& device, bool is_write, std::uint64_t bytes, Function function) {
  DeviceTelemetry* const told = device.telemetry();
  if (told == nullptr) return function();
  const std::uint64_t begin = telemetry::Now();
  Status status = function();
  if (status) {
    told->NoteTransfer(is_write, bytes, begin);
  } else {
    told->NoteError(status.error());
  }
  return status;
}

}  // namespace

std::uint64_t Buffer::size() const {
  return state_ != nullptr ? state_->size : 0;
}

Result<std::uint64_t> Buffer::Address() const {
  if (!state_) return Fail(ErrorCode::kInvalidArgument, "an empty buffer has no address");
  return state_->Address();
}

std::span<std::byte> Buffer::Mapped() const {
  std::byte* mapped = state_ != nullptr ? state_->mapped() : nullptr;
  return mapped != nullptr ? std::span(mapped, state_->size) : std::span<std::byte>();
}

Status Buffer::Write(std::uint64_t offset, std::span<const std::byte> bytes) {
  KILN_RETURN_IF_ERROR(CheckRange(*this, "writing", offset, bytes.size()));
  return Transferred(state_->device, true, bytes.size(), [&] { return state_->Write(offset, bytes); });
}

Status Buffer::Read(std::uint64_t offset, std::span<std::byte> bytes) const {
  KILN_RETURN_IF_ERROR(CheckRange(*this, "reading", offset, bytes.size()));
  return Transferred(state_->device, false, bytes.size(), [&] { return state_->Read(offset, bytes); });
}

const ImageDescription& Image::description() const {
  return state_->description;
}

bool Image::is_readable() const {
  return state_->is_readable;
}

bool Image::is_writable() const {
  return state_->is_writable;
}

namespace {

Status CheckTexels(const Image& image, const char* what, std::uint64_t bytes) {
  if (!image) return Fail(EmptyHandle("image"));
  if (bytes == image.description().bytes()) return {};
  return Fail(ErrorCode::kInvalidArgument,
              fmt::format("{} {} bytes: the image has {}", what, bytes, image.description().bytes()));
}

}  // namespace

Status Image::Write(std::span<const std::byte> bytes) {
  KILN_RETURN_IF_ERROR(CheckTexels(*this, "writing", bytes.size()));
  return Transferred(state_->device, true, bytes.size(), [&] { return state_->Write(bytes); });
}

Status Image::Read(std::span<std::byte> bytes) const {
  KILN_RETURN_IF_ERROR(CheckTexels(*this, "reading", bytes.size()));
  return Transferred(state_->device, false, bytes.size(), [&] { return state_->Read(bytes); });
}

const artifact::Kernel& Kernel::reflection() const {
  return state_->reflection;
}

Result<WorkGroupChoice> Kernel::WorkGroupSizeFor(const NdRange& range, std::uint64_t local_bytes) const {
  if (state_ == nullptr) return Fail(EmptyHandle("kernel"));
  WorkGroupChoice choice;
  KILN_ASSIGN_OR_RETURN(choice.size, DecideWorkGroup(range, state_->RuleWith(local_bytes), state_->device.info().limits,
                                                     &choice.explanation));
  return choice;
}

Result<std::chrono::nanoseconds> ParseTimeout(std::string_view text) {
  if (text == "none") return kNoTimeout;
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr double kMost = 1e9;  // 30 years; nanoseconds overflow at 292
  if (error != std::errc() || end != text.data() + text.size() || !(seconds > 0) || seconds > kMost) {
    return Fail(ErrorCode::kInvalidArgument,
                fmt::format("'{}' is no timeout; expected a positive number of seconds, or none", text));
  }
  return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

Result<std::vector<DeviceInfo>> EnumerateDevices(const DeviceOptions& options) {
  KILN_ASSIGN_OR_RETURN(FoundDevices found, FindDevices(options));
  return std::move(found.infos);
}

namespace {

Result<Device> OpenDevice(const DeviceOptions& options) {
  KILN_ASSIGN_OR_RETURN(const FoundDevices found, FindDevices(options));
  KILN_ASSIGN_OR_RETURN(const std::size_t index, ChooseDevice(found.infos, DeviceSelector(options)));
  KILN_ASSIGN_OR_RETURN(auto logical, LogicalDevice::Create(found.instance, found.facts[index], options));
  return Device(std::make_shared<DeviceState>(std::move(logical)));
}

}  // namespace

Result<Device> Device::Open(const DeviceOptions& given) {
  DeviceOptions options = given;
  KILN_ASSIGN_OR_RETURN(const Configuration configuration, LoadConfiguration());
  FillIn(options, configuration.device);
  if (options.telemetry == nullptr) {
    KILN_ASSIGN_OR_RETURN(options.telemetry, telemetry::TelemetryOfProcess(configuration.telemetry));
  }
  auto device = OpenDevice(options);
  if (!device && options.telemetry != nullptr) {
    const Error& error = device.error();
    options.telemetry->recorder().NoteError(error.code(), {}, error.ToString());
  }
  return device;
}

const DeviceInfo& Device::info() const {
  return state_->logical().info();
}

Result<Buffer> Device::Allocate(std::uint64_t bytes, const BufferOptions& options, std::source_location origin) {
  if (state_ == nullptr) return Fail(EmptyHandle("device"));
  KILN_ASSIGN_OR_RETURN(auto buffer,
                        Noted(state_->logical().telemetry(),
                              state_->Allocate(bytes, options.use, {.label = options.label, .origin = origin})));
  return Buffer(KeepingDevice(state_, std::move(buffer)));
}

Result<Image> Device::CreateImage(const ImageDescription& description, const std::string& label,
                                  std::source_location origin) {
  if (state_ == nullptr) return Fail(EmptyHandle("device"));
  KILN_ASSIGN_OR_RETURN(auto image, Noted(state_->logical().telemetry(),
                                          state_->CreateImage(description, {.label = label, .origin = origin})));
  return Image(KeepingDevice(state_, std::move(image)));
}

Result<Image> Device::ViewAsImage(const Buffer& buffer, const ImageFormat& format, std::uint32_t width) {
  if (state_ == nullptr) return Fail(EmptyHandle("device"));
  ImageDescription description;
  description.dimension = artifact::ImageDimension::k1dBuffer;
  description.format = format;
  description.width = width;
  KILN_RETURN_IF_ERROR(CheckRange(buffer, "viewing", 0, description.bytes()));
  // The shared pointer of the state itself, which does not keep the device.
  auto plain = std::static_pointer_cast<BufferState>(buffer.state()->shared_from_this());
  KILN_ASSIGN_OR_RETURN(auto image, ImageState::CreateView(std::move(plain), description));
  return Image(KeepingDevice(state_, std::move(image)));
}

MemoryStatistics Device::Memory() const {
  return state_ != nullptr ? state_->memory().Statistics() : MemoryStatistics();
}

PoolStatistics Device::Pools() const {
  return state_ != nullptr ? state_->logical().pool_counters().statistics() : PoolStatistics();
}

std::uint64_t Device::TrimMemory(std::uint64_t keep) {
  return state_ != nullptr ? state_->memory().Trim(keep) : 0;
}

std::vector<LiveAllocation> Device::LiveAllocations() const {
  return state_ != nullptr ? state_->memory().ledger().Live() : std::vector<LiveAllocation>();
}

Result<Program> Device::CreateProgram() {
  if (state_ == nullptr) return Fail(EmptyHandle("device"));
  return Program(state_, std::make_shared<ProgramState>());
}

Result<Kernel> Device::Load(std::span<const std::uint32_t> words, const artifact::Kernel& kernel) {
  KILN_ASSIGN_OR_RETURN(Program program, CreateProgram());
  return program.Load(words, kernel);
}

Result<Kernel> Device::Load(std::span<const std::uint32_t> words, const artifact::Reflection& reflection,
                            std::string_view kernel_name) {
  KILN_ASSIGN_OR_RETURN(Program program, CreateProgram());
  return program.Load(words, reflection, kernel_name);
}

Result<Kernel> Device::LoadFile(const std::string& spirv_path, const std::string& reflection_path,
                                std::string_view kernel_name) {
  KILN_ASSIGN_OR_RETURN(Program program, CreateProgram());
  return program.LoadFile(spirv_path, reflection_path, kernel_name);
}

Result<Kernel> Program::Load(std::span<const std::uint32_t> words, const artifact::Kernel& kernel) {
  if (state_ == nullptr) return Fail(EmptyHandle("program"));
  KILN_ASSIGN_OR_RETURN(auto loaded,
                        Noted(device_->logical().telemetry(), KernelState::Create(device_->logical(), words, kernel)));
  if (kernel.program_variables) {
    auto variables = state_->Variables(*device_, *kernel.program_variables);
    if (!variables) {
      return Fail(std::move(variables.error()).With(fmt::format("while loading the kernel '{}'", kernel.name)));
    }
    loaded->program_variables = std::move(*variables);
  }
  return Kernel(KeepingDevice(device_, std::move(loaded)));
}

namespace {

// The kernel of that name; an empty name means the only one.
Result<const artifact::Kernel*> ChooseKernel(const artifact::Reflection& reflection, std::string_view kernel_name) {
  if (kernel_name.empty() && reflection.kernels.size() == 1) return &reflection.kernels.front();
  if (const artifact::Kernel* kernel = reflection.Find(kernel_name); kernel != nullptr) return kernel;
  std::string names;
  for (const artifact::Kernel& known : reflection.kernels) {
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", known.name);
  }
  if (names.empty()) return Fail(ErrorCode::kNotFound, "the reflection holds no kernel");
  return Fail(ErrorCode::kNotFound, kernel_name.empty()
                                        ? fmt::format("name one of the kernels: {}", names)
                                        : fmt::format("there is no kernel '{}'; there is {}", kernel_name, names));
}

}  // namespace

Result<Kernel> Program::Load(std::span<const std::uint32_t> words, const artifact::Reflection& reflection,
                             std::string_view kernel_name) {
  KILN_ASSIGN_OR_RETURN(const artifact::Kernel* kernel, ChooseKernel(reflection, kernel_name));
  return Load(words, *kernel);
}

Result<Kernel> Program::LoadFile(const std::string& spirv_path, const std::string& reflection_path,
                                 std::string_view kernel_name) {
  KILN_ASSIGN_OR_RETURN(const auto words, ReadWords(spirv_path));
  const bool is_inside = reflection_path.empty();
  std::string json;
  if (!is_inside) {
    KILN_ASSIGN_OR_RETURN(json, ReadFile(reflection_path));
  }
  auto reflection = is_inside ? artifact::ReadReflection(words) : artifact::FromJson(json);
  if (!reflection) {
    return Fail(std::move(reflection.error())
                    .With(fmt::format("while reading '{}'", is_inside ? spirv_path : reflection_path)));
  }
  const auto load = [&]() -> Result<Kernel> {
    KILN_ASSIGN_OR_RETURN(const artifact::Kernel* kernel, ChooseKernel(*reflection, kernel_name));
    // Nobody has vouched for a file: what a driver gets of it must be valid, and find what it asks for.
    KILN_RETURN_IF_ERROR(artifact::Validate(words));
    KILN_RETURN_IF_ERROR(artifact::CheckFits(*kernel, words));
    return Load(words, *kernel);
  };
  auto kernel = load();
  if (!kernel) return Fail(std::move(kernel.error()).With(fmt::format("while loading '{}'", spirv_path)));
  return kernel;
}

Result<Graph> Device::CreateGraph() {
  if (state_ == nullptr) return Fail(EmptyHandle("device"));
  KILN_ASSIGN_OR_RETURN(auto graph, state_->CreateGraph());
  return Graph(KeepingDevice(state_, std::move(graph)));
}

Result<Stream> Device::CreateStream(const StreamOptions& options) {
  if (state_ == nullptr) return Fail(EmptyHandle("device"));
  KILN_ASSIGN_OR_RETURN(auto stream, state_->CreateStream(options));
  return Stream(KeepingDevice(state_, std::move(stream)));
}

Result<Stream> Device::DefaultStream() {
  if (state_ == nullptr) return Fail(EmptyHandle("device"));
  KILN_ASSIGN_OR_RETURN(auto stream, state_->DefaultStream());
  return Stream(KeepingDevice(state_, std::move(stream)));
}

std::vector<std::string> Device::TakeValidationMessages() {
  return state_ != nullptr ? state_->logical().instance().TakeMessages() : std::vector<std::string>();
}

}  // namespace kiln::runtime

#include "runtime/execution/launch_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace kiln::runtime {
namespace {

using artifact::Argument;
using artifact::ArgumentKind;

std::string Given(const ArgumentValue& argument) {
  if (std::holds_alternative<Buffer>(argument.value())) return "a buffer";
  if (std::holds_alternative<Image>(argument.value())) return "an image";
  if (std::holds_alternative<Sampler>(argument.value())) return "a sampler";
  if (std::holds_alternative<LocalMemory>(argument.value())) return "a local memory size";
  return fmt::format("a value of {} bytes", std::get<ArgumentValue::Value>(argument.value()).bytes.size());
}

std::string Expected(const Argument& argument) {
  switch (argument.kind) {
    case ArgumentKind::kBuffer:
    case ArgumentKind::kAddress:
      return fmt::format("a buffer ({})", argument.type_name);
    case ArgumentKind::kLocal:
      return fmt::format("a local memory size ({})", argument.type_name);
    case ArgumentKind::kValue:
      return fmt::format("a value ({})", argument.type_name);
    case ArgumentKind::kImage:
      return fmt::format("an image ({})", argument.type_name);
    case ArgumentKind::kSampler:
      return "a sampler";
  }
  return "";
}

// kUnknown for what is no scalar of OpenCL C, a typedef for instance.
ArgumentValue::Scalar ScalarOf(std::string_view type_name) {
  constexpr std::array<std::string_view, 2> kFloats = {"float", "double"};
  constexpr std::array<std::string_view, 14> kIntegers = {
      "char",  "uchar",  "short",         "ushort",         "int",          "uint",          "long",
      "ulong", "size_t", "unsigned char", "unsigned short", "unsigned int", "unsigned long", "unsigned"};
  if (std::find(kFloats.begin(), kFloats.end(), type_name) != kFloats.end()) return ArgumentValue::Scalar::kFloat;
  if (std::find(kIntegers.begin(), kIntegers.end(), type_name) != kIntegers.end()) {
    return ArgumentValue::Scalar::kInteger;
  }
  return ArgumentValue::Scalar::kUnknown;
}

class Binder {
 public:
  Binder(const artifact::Kernel& kernel, const DeviceLimits& limits)
      : kernel_(kernel), limits_(limits), local_bytes_(kernel.static_local_bytes) {
    launch_.values.resize((kernel.values.size + 3) / 4 * 4);
  }

  Result<LaunchArguments> Bind(std::span<const ArgumentValue> arguments) && {
    if (arguments.size() != kernel_.arguments.size()) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("'{}' takes {} argument{}, got {}", kernel_.name, kernel_.arguments.size(),
                              kernel_.arguments.size() == 1 ? "" : "s", arguments.size()));
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) KILN_RETURN_IF_ERROR(BindOne(i, arguments[i]));
    if (local_bytes_ > limits_.local_memory_bytes) {
      return Fail(ErrorCode::kInvalidArgument,
                  fmt::format("'{}' needs {} bytes of local memory, the device has {} (maxComputeSharedMemorySize)",
                              kernel_.name, local_bytes_, limits_.local_memory_bytes));
    }
    return std::move(launch_);
  }

 private:
  tl::unexpected<Error> Mismatch(std::size_t index, const std::string& what) const {
    return Fail(ErrorCode::kInvalidArgument,
                fmt::format("argument {} '{}' of '{}': {}", index, kernel_.arguments[index].name, kernel_.name, what));
  }

  Status BindOne(std::size_t index, const ArgumentValue& given) {
    const Argument& argument = kernel_.arguments[index];
    if (const auto* buffer = std::get_if<Buffer>(&given.value()); buffer && argument.kind == ArgumentKind::kBuffer) {
      return BindBuffer(index, *buffer);
    }
    if (const auto* buffer = std::get_if<Buffer>(&given.value()); buffer && argument.kind == ArgumentKind::kAddress) {
      return BindAddress(index, *buffer);
    }
    if (const auto* local = std::get_if<LocalMemory>(&given.value()); local && argument.kind == ArgumentKind::kLocal) {
      return BindLocal(index, *local);
    }
    if (const auto* value = std::get_if<ArgumentValue::Value>(&given.value());
        value && argument.kind == ArgumentKind::kValue) {
      return BindValue(index, *value);
    }
    if (const auto* image = std::get_if<Image>(&given.value()); image && argument.kind == ArgumentKind::kImage) {
      return BindImage(index, *image);
    }
    if (const auto* sampler = std::get_if<Sampler>(&given.value());
        sampler && argument.kind == ArgumentKind::kSampler) {
      const std::uint32_t bits = sampler->bits();
      std::memcpy(launch_.values.data() + argument.offset, &bits, sizeof(bits));
      return {};
    }
    return Mismatch(index, fmt::format("expected {}, got {}", Expected(argument), Given(given)));
  }

  Status BindBuffer(std::size_t index, const Buffer& buffer) {
    const Argument& argument = kernel_.arguments[index];
    if (buffer.size() > limits_.storage_buffer_bytes) {
      return Mismatch(index, fmt::format("a buffer of {} bytes: the device allows {} (maxStorageBufferRange)",
                                         buffer.size(), limits_.storage_buffer_bytes));
    }
    if (kernel_.largest_buffer != 0 && buffer.size() > kernel_.largest_buffer) {
      return Mismatch(index, fmt::format("a buffer of {} bytes: the kernel keeps pointers of 32 bits, which reach {}; "
                                         "translate it with -m64",
                                         buffer.size(), kernel_.largest_buffer));
    }
    NoteNull(index, buffer);
    launch_.buffers.push_back({argument.binding, std::nullopt, buffer, argument.is_read, argument.is_written});
    return {};
  }

  void NoteNull(std::size_t index, const Buffer& buffer) {
    if (!buffer && index / 32 < launch_.null_arguments.size()) launch_.null_arguments[index / 32] |= 1u << index % 32;
  }

  Status BindAddress(std::size_t index, const Buffer& buffer) {
    const Argument& argument = kernel_.arguments[index];
    std::uint64_t address = 0;  // of no buffer: a null pointer
    if (buffer) {
      KILN_ASSIGN_OR_RETURN(address, buffer.Address());
    }
    std::memcpy(launch_.values.data() + argument.offset, &address, sizeof(address));
    launch_.buffers.push_back({0, argument.offset, buffer, argument.is_read, argument.is_written});
    return {};
  }

  Status BindImage(std::size_t index, const Image& image) {
    const Argument& argument = kernel_.arguments[index];
    if (!image) return Mismatch(index, "an empty image handle");
    const ImageDescription& description = image.description();
    const artifact::ImageBinding& expected = argument.image;
    if (description.dimension != expected.dimension) {
      return Mismatch(index, fmt::format("expected {}, got an image of another kind", Expected(argument)));
    }
    const ImageFormat& format = description.format;
    const std::string name = fmt::format("{} {}", ChannelOrderName(format.order), ChannelTypeName(format.type));
    if (expected.element != artifact::ImageElement::kAny && expected.element != format.element()) {
      return Mismatch(
          index,
          fmt::format("its format {} is not what the kernel's functions {}", name,
                      expected.element == artifact::ImageElement::kFloat    ? "read_imagef and write_imagef expect"
                      : expected.element == artifact::ImageElement::kSigned ? "read_imagei and write_imagei expect"
                                                                            : "read_imageui and write_imageui expect"));
    }
    const bool fits = expected.is_storage ? image.is_writable() : image.is_readable();
    if (!fits) {
      return Mismatch(index, fmt::format("the device's kernels cannot {} images of the format {}",
                                         expected.is_storage ? "write" : "read", name));
    }
    if (expected.format_offset) {
      const std::uint32_t words[] = {static_cast<std::uint32_t>(format.order), static_cast<std::uint32_t>(format.type)};
      std::memcpy(launch_.values.data() + *expected.format_offset, words, sizeof(words));
    }
    launch_.images.push_back(
        {argument.binding, image, expected.element, expected.is_storage, argument.is_read, argument.is_written});
    return {};
  }

  Status BindLocal(std::size_t index, const LocalMemory& local) {
    const std::uint32_t element_size = kernel_.arguments[index].element_size;
    const std::uint64_t count = local.bytes / element_size + (local.bytes % element_size != 0 ? 1 : 0);
    if (count == 0) return Mismatch(index, "a local memory size of 0 bytes");
    if (local.bytes > limits_.local_memory_bytes) {
      return Mismatch(index, fmt::format("{} bytes of local memory: the device has {} (maxComputeSharedMemorySize)",
                                         local.bytes, limits_.local_memory_bytes));
    }
    local_bytes_ += count * element_size;
    launch_.local_counts.push_back(static_cast<std::uint32_t>(count));
    launch_.local_bytes += local.bytes;
    return {};
  }

  Status BindValue(std::size_t index, const ArgumentValue::Value& value) {
    const Argument& argument = kernel_.arguments[index];
    if (value.bytes.size() != argument.size) {
      return Mismatch(index, fmt::format("expected {} bytes, got {}", argument.size, value.bytes.size()));
    }
    const ArgumentValue::Scalar expected = ScalarOf(argument.type_name);
    if (expected != ArgumentValue::Scalar::kUnknown && value.scalar != ArgumentValue::Scalar::kUnknown &&
        expected != value.scalar) {
      const bool is_integer = value.scalar == ArgumentValue::Scalar::kInteger;
      return Mismatch(index, fmt::format("expected {}, got {}", argument.type_name,
                                         is_integer ? "an integer" : "a floating-point number"));
    }
    std::memcpy(launch_.values.data() + argument.offset, value.bytes.data(), value.bytes.size());
    return {};
  }

  const artifact::Kernel& kernel_;
  const DeviceLimits& limits_;
  std::uint64_t local_bytes_;
  LaunchArguments launch_;
};

}  // namespace

Result<LaunchArguments> BindArguments(const artifact::Kernel& kernel, std::span<const ArgumentValue> arguments,
                                      const DeviceLimits& limits) {
  return Binder(kernel, limits).Bind(arguments);
}

}  // namespace kiln::runtime

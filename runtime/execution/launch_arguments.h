// What the caller passes -> what a launch binds. Pure.
#ifndef KILN_RUNTIME_EXECUTION_LAUNCH_ARGUMENTS_H_
#define KILN_RUNTIME_EXECUTION_LAUNCH_ARGUMENTS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "kiln/runtime/device.h"
#include "kiln/runtime/image.h"
#include "kiln/runtime/kernel.h"

namespace kiln::runtime {

struct BufferBinding {
  std::uint32_t binding = 0;
  std::optional<std::uint32_t> address_offset;  // of its device address in the values, instead of a binding
  Buffer buffer;                                // empty: a null pointer
  bool is_read = false, is_written = false;
};

struct ImageArgument {
  std::uint32_t binding = 0;
  Image image;
  artifact::ImageElement element = artifact::ImageElement::kAny;  // what the kernel takes its texels for
  bool is_storage = false;                                        // bound as a storage image, else as a sampled one
  bool is_read = false, is_written = false;
};

struct LaunchArguments {
  std::vector<BufferBinding> buffers;       // in argument order
  std::vector<ImageArgument> images;        // in argument order
  std::vector<std::byte> values;            // the value block, implicit values still zero; its size a multiple of 4
  std::vector<std::uint32_t> local_counts;  // elements of each __local argument, in argument order
  std::uint64_t local_bytes = 0;            // of all of them
  std::array<std::uint32_t, 3> null_arguments = {};  // the words of ImplicitKind::kNullArguments

  bool has_addresses() const {
    return std::any_of(buffers.begin(), buffers.end(),
                       [](const auto& buffer) { return buffer.address_offset.has_value(); });
  }
};

// kInvalidArgument: "argument 2 'n' of 'saxpy': expected 4 bytes, got 8".
Result<LaunchArguments> BindArguments(const artifact::Kernel& kernel, std::span<const ArgumentValue> arguments,
                                      const DeviceLimits& limits);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_LAUNCH_ARGUMENTS_H_

#include "cli/metal_program.h"

#include <algorithm>
#include <cstring>
#include <deque>

#include "kiln/reference/msl.h"

namespace kiln::cli {
namespace {

using artifact::ArgumentKind;
using artifact::ImplicitKind;

// What the runtime, and not the caller, gives a kernel.
std::vector<std::byte> ImplicitValues(const artifact::Kernel& kernel, const harness::HostLaunch& launch) {
  std::vector<std::byte> bytes(kernel.values.size);
  const auto put = [&](std::uint32_t offset, const std::vector<std::uint32_t>& words) {
    const std::size_t size = words.size() * sizeof(std::uint32_t);
    if (offset + size <= bytes.size()) std::memcpy(bytes.data() + offset, words.data(), size);
  };
  for (const artifact::ImplicitValue& value : kernel.implicit) {
    if (value.kind == ImplicitKind::kWorkDim) put(value.offset, {launch.dimensions});
    if (value.kind == ImplicitKind::kNullArguments) {
      std::vector<std::uint32_t> bits((launch.arguments.size() + 31) / 32);
      for (std::size_t i = 0; i < launch.arguments.size(); ++i) {
        if (launch.arguments[i].kind == harness::HostArgument::Kind::kNull) bits[i / 32] |= 1u << i % 32;
      }
      put(value.offset, bits);
    }
  }
  return bytes;
}

class MetalProgram : public harness::HostProgram {
 public:
  MetalProgram(reference::MslProgram program, artifact::Reflection reflection, std::chrono::milliseconds timeout)
      : program_(std::move(program)), reflection_(std::move(reflection)), timeout_(timeout) {}

  Status Run(const harness::HostLaunch& launch) const override {
    const artifact::Kernel* kernel = reflection_.Find(launch.kernel);
    if (kernel == nullptr) return Fail(ErrorCode::kNotFound, "no kernel '" + launch.kernel + "'");
    reference::MslLaunch metal;
    metal.threads_per_grid = launch.global;
    metal.threads_per_threadgroup = launch.local;
    metal.timeout = timeout_;
    std::deque<std::array<std::uint32_t, 2>> formats;
    for (std::size_t i = 0; i < kernel->arguments.size(); ++i) {
      const artifact::Argument& argument = kernel->arguments[i];
      const harness::HostArgument& value = launch.arguments[i];
      if (argument.kind == ArgumentKind::kLocal) {
        // Metal counts threadgroup memory in units of 16 bytes.
        metal.threadgroup_memory[argument.metal_index] = static_cast<std::uint32_t>((value.local_bytes + 15) / 16 * 16);
      } else if (value.kind == harness::HostArgument::Kind::kImage) {
        const harness::HostImage& image = value.image;
        metal.textures[argument.metal_index] = {image.width, image.height, image.depth, image.layers, image.texels};
        // The buffer with the argument's index holds its format, where the kernel asks.
        formats.push_back({image.channel_order, image.channel_type});
        metal.buffers[static_cast<std::uint32_t>(i)] = std::as_writable_bytes(std::span(formats.back()));
      } else {
        metal.buffers[argument.metal_index] = value.bytes;
      }
    }
    std::vector<std::byte> implicit = ImplicitValues(*kernel, launch);
    if (!implicit.empty()) metal.buffers[kernel->values.metal_index] = implicit;
    if (kernel->program_variables) metal.buffers[kernel->program_variables->metal_index] = launch.program_variables;
    if (kernel->printf) metal.buffers[kernel->printf->metal_index] = launch.printf_buffer;
    return program_.Run(NameInText(launch.kernel), metal);
  }

 private:
  // The text has the reflection's kernels in the same order. Some names change: words of Metal's, and those with "__".
  std::string NameInText(const std::string& kernel) const {
    const auto& kernels = program_.kernels();
    if (kernels.size() != reflection_.kernels.size()) return kernel;
    for (std::size_t i = 0; i < kernels.size(); ++i) {
      if (reflection_.kernels[i].name == kernel) return kernels[i].name;
    }
    return kernel;
  }

  reference::MslProgram program_;
  artifact::Reflection reflection_;
  std::chrono::milliseconds timeout_;
};

}  // namespace

Result<std::shared_ptr<const harness::HostProgram>> MakeMetalProgram(const std::string& text,
                                                                     const std::string& file_name,
                                                                     std::uint32_t language_version,
                                                                     const artifact::Reflection& reflection,
                                                                     std::chrono::milliseconds timeout) {
  KILN_ASSIGN_OR_RETURN(reference::MslProgram program,
                        reference::MslProgram::Compile({file_name, text, language_version}));
  if (!program.ok()) {
    return Fail(ErrorCode::kMismatch, "the Metal text does not compile:\n" + program.DiagnosticText());
  }
  return std::make_shared<MetalProgram>(std::move(program), reflection, timeout);
}

}  // namespace kiln::cli

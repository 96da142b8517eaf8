#include "cli/cpu_program.h"

#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <cstring>
#include <deque>

namespace kiln::cli {
namespace {

using frontend::AddressSpace;
using frontend::SourceType;

class CpuHostProgram : public harness::HostProgram {
 public:
  explicit CpuHostProgram(reference::CpuProgram program) : program_(std::move(program)) {}

  Status Run(const harness::HostLaunch& launch) const override {
    reference::CpuLaunch cpu;
    cpu.dimensions = launch.dimensions;
    for (std::size_t i = 0; i < 3; ++i) {
      cpu.global[i] = launch.global[i];
      cpu.local[i] = launch.local[i];
      cpu.offset[i] = launch.offset[i];
    }
    const auto& kernels = program_.kernels();
    const auto kernel =
        std::find_if(kernels.begin(), kernels.end(), [&](const auto& k) { return k.name == launch.kernel; });
    std::deque<reference::CpuImage> images;
    for (std::size_t i = 0; i < launch.arguments.size() && kernel != kernels.end(); ++i) {
      const harness::HostArgument& argument = launch.arguments[i];
      reference::CpuArgument value;
      value.bytes = argument.bytes;
      value.local_bytes = argument.local_bytes;
      using Kind = reference::CpuArgument::Kind;
      const auto& type = kernel->arguments[i].type;
      if (argument.kind == harness::HostArgument::Kind::kLocal) value.kind = Kind::kLocal;
      if (argument.kind == harness::HostArgument::Kind::kBytes) {
        value.kind = type && type->kind == SourceType::Kind::kPointer ? Kind::kBuffer : Kind::kValue;
        if (type && type->kind == SourceType::Kind::kSampler) {
          value.kind = Kind::kSampler;
          std::memcpy(&value.sampler, argument.bytes.data(), std::min(argument.bytes.size(), sizeof value.sampler));
        }
      }
      if (argument.kind == harness::HostArgument::Kind::kImage) {
        const harness::HostImage& image = argument.image;
        images.push_back({image.width, image.height, image.depth, image.layers, image.channel_order, image.channel_type,
                          image.texels, image.stored});
        value.kind = Kind::kImage;
        value.image = &images.back();
      }
      cpu.arguments.push_back(value);
    }
    cpu.print = [&](std::string_view text) {
      if (launch.printed != nullptr) *launch.printed += text;
    };
    std::vector<reference::Finding> findings;
    cpu.findings = &findings;
    const Status status = program_.Run(launch.kernel, cpu);
    if (launch.findings != nullptr) {
      launch.findings->text += reference::RenderFindings(findings);
      launch.findings->errors |=
          std::any_of(findings.begin(), findings.end(), [](const auto& f) { return f.is_error(); });
    }
    return status;
  }
  bool has_global_offset() const override { return true; }

 private:
  reference::CpuProgram program_;
};

artifact::ArgumentKind KindOf(const frontend::KernelArgument& argument) {
  if (!argument.type) return artifact::ArgumentKind::kValue;
  switch (argument.type->kind) {
    case SourceType::Kind::kPointer:
      return argument.address_space == AddressSpace::kLocal ? artifact::ArgumentKind::kLocal
                                                            : artifact::ArgumentKind::kBuffer;
    case SourceType::Kind::kImage:
      return artifact::ArgumentKind::kImage;
    case SourceType::Kind::kSampler:
      return artifact::ArgumentKind::kSampler;
    default:
      return artifact::ArgumentKind::kValue;
  }
}

artifact::ImageDimension DimensionOf(std::string_view type_name) {
  using D = artifact::ImageDimension;
  const std::pair<std::string_view, D> prefixes[] = {{"image1d_buffer", D::k1dBuffer},
                                                     {"image1d_array", D::k1dArray},
                                                     {"image1d", D::k1d},
                                                     {"image2d_array", D::k2dArray},
                                                     {"image3d", D::k3d}};
  for (const auto& [prefix, dimension] : prefixes) {
    if (type_name.starts_with(prefix)) return dimension;
  }
  return D::k2d;
}

artifact::Reflection Describe(const std::vector<frontend::KernelSignature>& kernels) {
  artifact::Reflection reflection;
  for (const frontend::KernelSignature& signature : kernels) {
    artifact::Kernel kernel;
    kernel.name = signature.name;
    kernel.required_work_group_size = signature.required_work_group_size;
    for (const frontend::KernelArgument& argument : signature.arguments) {
      artifact::Argument described;
      described.name = argument.name;
      described.type_name = argument.type_name;
      described.kind = KindOf(argument);
      if (argument.type) described.size = static_cast<std::uint32_t>(argument.type->size);
      described.image.dimension = DimensionOf(argument.type_name);
      kernel.arguments.push_back(std::move(described));
    }
    reflection.kernels.push_back(std::move(kernel));
  }
  return reflection;
}

}  // namespace

Result<harness::Translated> ThroughCpu(const harness::TranslateRequest& request, SourceOptions options,
                                       DiagnosticSink sink, reference::Checks checks) {
  KILN_RETURN_IF_ERROR(AddBuildOptions(request.build_options, options));
  harness::Translated translated;
  llvm::raw_string_ostream stream(translated.log);
  if (sink == DiagnosticSink::kResult) {
    options.compile.diagnostic_stream = &stream;
    options.compile.colour = false;
  }
  auto program = reference::CpuProgram::Compile({request.file_name, request.source}, options.compile, checks);
  if (!program) {
    if (program.error().code() == ErrorCode::kCompile) return Fail(ErrorCode::kCompile, translated.log);
    return Fail(std::move(program.error()));
  }
  translated.reflection = Describe(program->kernels());
  translated.program = std::make_shared<CpuHostProgram>(std::move(*program));
  return translated;
}

}  // namespace kiln::cli

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "harness/run/argument_spec.h"
#include "harness/testing/case_target.h"
#include "harness/values/compare.h"
#include "harness/values/npy.h"
#include "harness/values/number.h"
#include "harness/values/png.h"
#include "harness/values/texels.h"
#include "kiln/harness/run.h"
#include "kiln/runtime/runtime.h"
#include "kiln/telemetry/telemetry.h"

namespace kiln::harness {
namespace {

using Clock = std::chrono::steady_clock;

double MillisecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::string Place(std::uint32_t index, const artifact::Argument& parameter) {
  return "argument " + std::to_string(index) + " (" + parameter.type_name + " " + parameter.name + ")";
}

Result<runtime::NdRange> MakeRange(const RunRequest& request) {
  const std::size_t dimensions = request.global.size();
  if (dimensions < 1 || dimensions > 3) {
    return Fail(ErrorCode::kInvalidArgument, "the global size needs 1, 2 or 3 numbers");
  }
  const auto fits = [&](const std::vector<std::uint64_t>& sizes) {
    return sizes.empty() || sizes.size() == dimensions;
  };
  if (!fits(request.local)) return Fail(ErrorCode::kInvalidArgument, "local and global size differ in dimensions");
  if (!fits(request.offset)) return Fail(ErrorCode::kInvalidArgument, "offset and global size differ in dimensions");
  runtime::NdRange range;
  range.work_dim = static_cast<std::uint32_t>(dimensions);
  if (!request.local.empty()) range.local = {1, 1, 1};
  std::copy(request.global.begin(), request.global.end(), range.global.begin());
  std::copy(request.local.begin(), request.local.end(), range.local.begin());
  std::copy(request.offset.begin(), request.offset.end(), range.offset.begin());
  return range;
}

Result<const artifact::Kernel*> ChooseKernel(const artifact::Reflection& reflection, const RunRequest& request) {
  std::string names;
  for (const artifact::Kernel& kernel : reflection.kernels) names += (names.empty() ? "" : ", ") + kernel.name;
  if (request.kernel.empty()) {
    if (reflection.kernels.size() == 1) return &reflection.kernels.front();
    return Fail(ErrorCode::kInvalidArgument,
                reflection.kernels.empty() ? "'" + request.file_name + "' has no kernel"
                                           : "'" + request.file_name + "' has several kernels; choose one of " + names);
  }
  const artifact::Kernel* kernel = reflection.Find(request.kernel);
  if (kernel != nullptr) return kernel;
  return Fail(ErrorCode::kNotFound, "'" + request.file_name + "' has no kernel '" + request.kernel + "'" +
                                        (names.empty() ? "" : "; it has " + names));
}

class Runner {
 public:
  explicit Runner(const RunRequest& request) : request_(request) {}

  Result<RunReport> Run() {
    KILN_ASSIGN_OR_RETURN(const runtime::NdRange range, MakeRange(request_));
    KILN_ASSIGN_OR_RETURN(
        telemetry_, request_.device.telemetry ? request_.device.telemetry : telemetry::Telemetry::OfEnvironment());
    if (request_.fallback) ChooseFallback();
    KILN_RETURN_IF_ERROR(Translate());
    if (Status status = RunTranslated(range); !status) {
      return Fail(std::move(status.error()).With("while running '" + report_.kernel + "'"));
    }
    return std::move(report_);
  }

 private:
  // Without a device that can be used. Any other failure to open one is reported when it is needed.
  void ChooseFallback() {
    auto device = runtime::Device::Open(request_.device);
    if (device)
      device_ = std::move(*device);
    else if (device.error().code() == ErrorCode::kUnavailable) {
      report_.fallback = device.error().message();
      if (telemetry_ != nullptr) {
        telemetry_->recorder().NoteRecovery(telemetry::RecoveryAction::kFallback, {}, device.error().message());
      }
    }
  }

  Status Translate() {
    const auto begin = Clock::now();
    TranslateRequest request;
    request.file_name = request_.file_name;
    request.source = request_.source;
    request.build_options = request_.build_options;
    if (!request_.kernel.empty()) request.kernels = {request_.kernel};
    const Translator& translator = report_.fallback.empty() ? request_.translator : request_.fallback;
    KILN_ASSIGN_OR_RETURN(translated_, translator(request));
    report_.translation_ms = MillisecondsSince(begin);
    if (telemetry_ != nullptr) {
      const auto duration = static_cast<std::uint64_t>(report_.translation_ms * 1e6);
      telemetry_->recorder().NoteTranslation(request_.file_name, telemetry::Now() - duration, duration);
    }
    report_.spirv_bytes = translated_.words.size() * sizeof(std::uint32_t);
    report_.log = std::move(translated_.log);
    KILN_ASSIGN_OR_RETURN(reflection_, ChooseKernel(translated_.reflection, request_));
    report_.kernel = reflection_->name;
    return {};
  }

  Status RunTranslated(const runtime::NdRange& range) {
    KILN_RETURN_IF_ERROR(CheckIndices());
    KILN_RETURN_IF_ERROR(translated_.program ? RunOnHost(range) : RunOnDevice(range));
    for (const IndexedFile& output : request_.outputs) {
      KILN_RETURN_IF_ERROR(WriteOutput(output));
    }
    for (const IndexedFile& expectation : request_.expectations) KILN_RETURN_IF_ERROR(Check(expectation));
    return {};
  }

  Status RunOnDevice(const runtime::NdRange& range) {
    if (!device_) {
      KILN_ASSIGN_OR_RETURN(device_, runtime::Device::Open(request_.device));
    }
    report_.device = device_->info().name;
    KILN_RETURN_IF_ERROR(MakeArguments());
    KILN_ASSIGN_OR_RETURN(const runtime::Kernel kernel, device_->Load(translated_.words, *reflection_));
    KILN_RETURN_IF_ERROR(Launch(kernel, range));
    if (request_.explain) {
      // After the launches, when the driver may know the registers.
      KILN_ASSIGN_OR_RETURN(report_.work_group, kernel.WorkGroupSizeFor(range, LocalBytes()));
    }
    report_.memory = device_->Memory();
    report_.pools = device_->Pools();
    report_.memory_reason = device_->info().memory[static_cast<std::size_t>(request_.memory_use)];
    return {};
  }

  Status RunOnHost(const runtime::NdRange& range) {
    report_.device = "CPU reference";
    host_ = OnHost(*translated_.program, *reflection_, variables_);
    KILN_RETURN_IF_ERROR(MakeArguments());
    std::vector<std::uint64_t> times;
    for (std::uint32_t i = 0; i < std::max(request_.repeat, 1U); ++i) {
      const auto begin = Clock::now();
      Status status = host_->Launch(range);
      times.push_back(static_cast<std::uint64_t>(MillisecondsSince(begin) * 1e6));
      if (telemetry_ != nullptr) telemetry_->recorder().NoteHostLaunch(report_.device, report_.kernel, times.back());
      report_.printed += host_->printed().text;
      report_.findings = host_->findings();
      KILN_RETURN_IF_ERROR(std::move(status));
    }
    report_.host = runtime::Summarize(std::move(times));
    return {};
  }

  // An image becomes a picture by the file's name, or an array of its texels.
  Status WriteOutput(const IndexedFile& output) const {
    KILN_ASSIGN_OR_RETURN(const Array array, Download(output.index));
    if (!output.file.ends_with(".png")) return WriteNpy(output.file, array);
    const auto image = descriptions_.find(output.index);
    if (image == descriptions_.end()) {
      return Fail(ErrorCode::kInvalidArgument,
                  Place(output.index, reflection_->arguments[output.index]) + " is no image to write as PNG");
    }
    const runtime::ImageDescription& d = image->second;
    // The slices and layers of an image stand below each other.
    KILN_ASSIGN_OR_RETURN(const Picture picture,
                          ToPicture(array.data, d.width, d.height * d.depth * d.layers, d.format));
    return WritePng(output.file, picture);
  }

  // Before anything runs: every index that an option names is an argument that can be read.
  Status CheckIndices() const {
    const auto& parameters = reflection_->arguments;
    if (request_.arguments.size() != parameters.size()) {
      std::string signature;
      for (const artifact::Argument& parameter : parameters) {
        signature += (signature.empty() ? "" : ", ") + parameter.type_name + " " + parameter.name;
      }
      return Fail(ErrorCode::kInvalidArgument,
                  std::to_string(request_.arguments.size()) + " arguments are given, the kernel has " +
                      std::to_string(parameters.size()) + ": " + reflection_->name + "(" + signature + ")");
    }
    for (const auto* files : {&request_.outputs, &request_.expectations}) {
      for (const IndexedFile& file : *files) {
        if (file.index >= parameters.size()) {
          return Fail(ErrorCode::kInvalidArgument, "there is no argument " + std::to_string(file.index) + " for '" +
                                                       file.file + "': they are counted from 0");
        }
        const artifact::ArgumentKind kind = parameters[file.index].kind;
        if (kind != artifact::ArgumentKind::kBuffer && kind != artifact::ArgumentKind::kAddress &&
            kind != artifact::ArgumentKind::kImage) {
          return Fail(ErrorCode::kInvalidArgument,
                      Place(file.index, parameters[file.index]) + " is no buffer and no image");
        }
      }
    }
    return {};
  }

  Status MakeArguments() {
    for (std::uint32_t i = 0; i < reflection_->arguments.size(); ++i) {
      const artifact::Argument& parameter = reflection_->arguments[i];
      KILN_ASSIGN_OR_RETURN(const ArgumentSpec spec, ParseArgumentSpec(request_.arguments[i]));
      if (Status made = MakeArgument(i, spec, parameter); !made) {
        return Fail(std::move(made.error()).With("for " + Place(i, parameter)));
      }
    }
    return {};
  }

  Status SetBuffer(std::uint32_t index, const Array& array, const std::string& name) {
    if (host_) return host_->SetBuffer(index, array.data);
    KILN_ASSIGN_OR_RETURN(buffers_[index], device_->Upload(array.data, {.use = request_.memory_use, .label = name}));
    return Set(runtime::ArgumentValue(buffers_[index]));
  }
  Status SetImage(std::uint32_t index, const ImageContents& image) {
    descriptions_[index] = image.description;
    if (host_) return host_->SetImage(index, image.description, image.texels);
    KILN_ASSIGN_OR_RETURN(images_[index], device_->UploadImage(image.description, image.texels));
    return Set(runtime::ArgumentValue(images_[index]));
  }
  Status Set(runtime::ArgumentValue value) {
    values_.push_back(std::move(value));
    return {};
  }

  Status MakeArgument(std::uint32_t index, const ArgumentSpec& spec, const artifact::Argument& parameter) {
    using Kind = ArgumentSpec::Kind;
    switch (parameter.kind) {
      case artifact::ArgumentKind::kBuffer:
      case artifact::ArgumentKind::kAddress: {
        if (spec.kind == Kind::kNull) return host_ ? host_->SetNull(index) : Set(runtime::ArgumentValue(nullptr));
        if (spec.kind != Kind::kBuffer) {
          return Fail(ErrorCode::kInvalidArgument, "'" + spec.text + "' is no buffer, as in 1024xf32=zeros");
        }
        KILN_ASSIGN_OR_RETURN(Array array, MakeBuffer(spec));
        const std::size_t bytes = array.data.size();
        KILN_RETURN_IF_ERROR(SetBuffer(index, array, parameter.name));
        array.data.clear();  // only type and shape are needed from here on
        array_bytes_[index] = bytes;
        arrays_[index] = std::move(array);
        return {};
      }
      case artifact::ArgumentKind::kValue: {
        if (spec.kind != Kind::kValue) {
          return Fail(ErrorCode::kInvalidArgument, "'" + spec.text + "' is no value, as in 2.5");
        }
        KILN_ASSIGN_OR_RETURN(const std::vector<std::byte> bytes, MakeValue(spec, parameter));
        return host_ ? host_->SetValue(index, bytes) : Set(runtime::ArgumentValue::Bytes(bytes));
      }
      case artifact::ArgumentKind::kLocal:
        if (spec.kind != Kind::kLocal) {
          return Fail(ErrorCode::kInvalidArgument, "'" + spec.text + "' is no local memory, as in local:256");
        }
        return host_ ? host_->SetLocal(index, spec.local_bytes)
                     : Set(runtime::ArgumentValue(runtime::LocalMemory{spec.local_bytes}));
      case artifact::ArgumentKind::kImage: {
        if (spec.kind != Kind::kImage) {
          return Fail(ErrorCode::kInvalidArgument, "'" + spec.text + "' is no image, as in image:photo.png");
        }
        KILN_ASSIGN_OR_RETURN(const ImageContents image, MakeImage(spec, parameter));
        return SetImage(index, image);
      }
      case artifact::ArgumentKind::kSampler:
        if (spec.kind != Kind::kSampler) {
          return Fail(ErrorCode::kInvalidArgument,
                      "'" + spec.text + "' is no sampler, as in sampler:linear,normalized");
        }
        return host_ ? host_->SetSampler(index, spec.sampler) : Set(runtime::ArgumentValue(spec.sampler));
    }
    return Fail(ErrorCode::kInternal, "an argument of no known kind");
  }

  std::uint64_t LocalBytes() const {
    std::uint64_t bytes = 0;
    for (const runtime::ArgumentValue& value : values_) {
      if (const auto* local = std::get_if<runtime::LocalMemory>(&value.value())) bytes += local->bytes;
    }
    return bytes;
  }

  Status Launch(const runtime::Kernel& kernel, const runtime::NdRange& range) {
    KILN_ASSIGN_OR_RETURN(runtime::Stream stream, device_->CreateStream());
    std::vector<std::uint64_t> times;
    for (std::uint32_t i = 0; i < std::max(request_.repeat, 1U); ++i) {
      KILN_ASSIGN_OR_RETURN(const runtime::Event event, stream.Launch(kernel, range, std::span(values_)));
      KILN_RETURN_IF_ERROR(event.Wait());
      if (const auto nanoseconds = event.GpuNanoseconds()) times.push_back(*nanoseconds);  // else it has no timestamps
    }
    if (!times.empty()) report_.gpu = runtime::Summarize(std::move(times));
    return {};
  }

  // [layers or depth,] [height,] width, channels
  Result<Array> DownloadImage(std::uint32_t index, const runtime::ImageDescription& d) const {
    const Element texel = TexelElement(d.format);
    Array array;
    array.scalar = texel.scalar;
    for (const std::uint32_t extent : {d.layers, d.depth, d.height}) {
      if (extent != 1) array.shape.push_back(extent);
    }
    array.shape.push_back(d.width);
    if (texel.width != 1) array.shape.push_back(texel.width);
    array.data.resize(d.bytes());
    KILN_RETURN_IF_ERROR(host_ ? host_->Read(index, array.data) : images_.at(index).Read(array.data));
    return array;
  }

  Result<Array> Download(std::uint32_t index) const {
    if (const auto image = descriptions_.find(index); image != descriptions_.end()) {
      return DownloadImage(index, image->second);
    }
    if (!arrays_.contains(index)) {
      return Fail(ErrorCode::kInvalidArgument, Place(index, reflection_->arguments[index]) + " is null");
    }
    Array array = arrays_.at(index);
    array.data.resize(array_bytes_.at(index));
    KILN_RETURN_IF_ERROR(host_ ? host_->Read(index, array.data) : buffers_.at(index).Read(array.data));
    return array;
  }

  Result<Array> Expected(const IndexedFile& expectation, const Array& actual) const {
    if (const auto image = descriptions_.find(expectation.index);
        image != descriptions_.end() && expectation.file.ends_with(".png")) {
      KILN_ASSIGN_OR_RETURN(const Picture picture, ReadPng(expectation.file));
      Array expected = actual;
      KILN_ASSIGN_OR_RETURN(expected.data, FromPicture(picture, image->second.format));
      return expected;
    }
    if (expectation.file.ends_with(".npy")) return ReadNpy(expectation.file);
    // Other contents: those of --arg, for the argument's own type and shape.
    std::string spec = "";
    for (const std::size_t extent : actual.shape) spec += std::to_string(extent) + "x";
    spec += std::string(ShortName(actual.scalar)) + "=" + expectation.file;
    KILN_ASSIGN_OR_RETURN(const ArgumentSpec parsed, ParseArgumentSpec(spec));
    return MakeBuffer(parsed);
  }

  Status Check(const IndexedFile& expectation) {
    const artifact::Argument& parameter = reflection_->arguments[expectation.index];
    KILN_ASSIGN_OR_RETURN(const Array actual, Download(expectation.index));
    KILN_ASSIGN_OR_RETURN(const Array expected, Expected(expectation, actual));
    if (expected.scalar != actual.scalar || expected.data.size() != actual.data.size()) {
      return Fail(ErrorCode::kInvalidArgument, "'" + expectation.file + "' holds " + std::to_string(expected.count()) +
                                                   " values of " + ShortName(expected.scalar) + ", but " +
                                                   Place(expectation.index, parameter) + " has " +
                                                   std::to_string(actual.count()) + " of " + ShortName(actual.scalar));
    }
    Tolerance tolerance;
    tolerance.ulp = request_.ulp;
    tolerance.absolute = request_.absolute_tolerance;
    tolerance.relative = request_.relative_tolerance;
    KILN_ASSIGN_OR_RETURN(const Comparison comparison,
                          Compare(Element{actual.scalar, 1}, actual.data, expected.data, tolerance));
    ExpectationReport report;
    report.index = expectation.index;
    report.name = parameter.name;
    report.checked = comparison.checked;
    report.differing = comparison.differing;
    // The file's shape, when it has one: it is what its author thinks in.
    if (!comparison.ok()) report.text = Describe(comparison, expected.shape.empty() ? actual.shape : expected.shape);
    report_.expectations.push_back(std::move(report));
    return {};
  }

  const RunRequest& request_;
  RunReport report_;
  std::shared_ptr<telemetry::Telemetry> telemetry_;  // null: nobody wants to know
  Translated translated_;
  const artifact::Kernel* reflection_ = nullptr;
  std::optional<runtime::Device> device_;
  std::unique_ptr<CaseTarget> host_;  // in the place of a device
  std::vector<std::byte> variables_;  // of the host's program
  std::vector<runtime::ArgumentValue> values_;
  std::map<std::uint32_t, runtime::Buffer> buffers_;
  std::map<std::uint32_t, runtime::Image> images_;
  std::map<std::uint32_t, runtime::ImageDescription> descriptions_;
  std::map<std::uint32_t, Array> arrays_;  // type and shape of the buffers
  std::map<std::uint32_t, std::size_t> array_bytes_;
};

}  // namespace

bool RunReport::ok() const {
  return std::all_of(expectations.begin(), expectations.end(),
                     [](const ExpectationReport& report) { return report.differing == 0; });
}

Result<IndexedFile> ParseIndexedFile(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) {
    return Fail(ErrorCode::kInvalidArgument, "'" + std::string(text) + "' is not INDEX:FILE");
  }
  const auto index = ParseCount(text.substr(0, colon));
  if (!index || *index > 0xFFFF) {
    return Fail(ErrorCode::kInvalidArgument, "'" + std::string(text) + "' does not begin with an argument's index");
  }
  return IndexedFile{static_cast<std::uint32_t>(*index), std::string(text.substr(colon + 1))};
}

Result<std::vector<std::uint64_t>> ParseExtents(std::string_view text) {
  std::vector<std::uint64_t> extents;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(",x", at), text.size());
    const auto extent = ParseCount(text.substr(at, end - at));
    if (!extent || extents.size() == 3) {
      return Fail(ErrorCode::kInvalidArgument, "'" + std::string(text) + "' is not one to three sizes, as in 64,32");
    }
    extents.push_back(*extent);
    at = end + 1;
  }
  return extents;
}

Result<RunReport> RunKernel(const RunRequest& request) {
  return Runner(request).Run();
}

}  // namespace kiln::harness

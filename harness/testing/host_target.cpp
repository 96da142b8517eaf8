#include <algorithm>
#include <cstring>
#include <limits>
#include <map>

#include "harness/testing/case_target.h"
#include "harness/testing/guarded_bytes.h"
#include "harness/values/channels.h"
#include "kiln/artifact/printf.h"

namespace kiln::harness {
namespace {

constexpr std::size_t kLooseBytes = 4096;
constexpr std::size_t kPrintfWords = std::size_t{1} << 18;
constexpr std::uint64_t kMostThreads = 1024;  // of a threadgroup on Metal
constexpr std::uint32_t kUsualThreads = 64;   // of a work-group whose size the test leaves open

class HostTarget : public CaseTarget {
 public:
  HostTarget(const HostProgram& program, const artifact::Kernel& kernel, std::vector<std::byte>& variables,
             Bounds bounds)
      : program_(program),
        kernel_(kernel),
        variables_(variables),
        slack_(bounds == Bounds::kTight ? 0 : kLooseBytes),
        arguments_(kernel.arguments.size()) {
    if (!kernel.program_variables || !variables.empty()) return;
    variables.resize(kernel.program_variables->size);
    for (const artifact::ProgramVariables::Bytes& initial : kernel.program_variables->initial) {
      if (initial.offset + initial.bytes.size() > variables.size()) continue;
      std::memcpy(variables.data() + initial.offset, initial.bytes.data(), initial.bytes.size());
    }
  }

  const artifact::Kernel& reflection() const override { return kernel_; }

  std::string TooLarge(const TestCase& test) const override {
    if (!test.local_size) return "";
    std::uint64_t threads = 1;
    for (std::size_t i = 0; i < test.dimensions; ++i) threads *= std::max<std::uint64_t>((*test.local_size)[i], 1);
    if (threads <= kMostThreads) return "";
    return "a work-group of " + std::to_string(threads) + " is above the limit of " + std::to_string(kMostThreads);
  }

  Status SetBuffer(std::uint32_t index, std::span<const std::byte> contents) override {
    return SetBytes(index, contents);
  }
  Status SetNull(std::uint32_t index) override {
    arguments_[index] = {};
    return {};
  }
  Status SetLocal(std::uint32_t index, std::uint64_t bytes) override {
    arguments_[index] = {HostArgument::Kind::kLocal, {}, bytes, {}};
    return {};
  }
  Status SetValue(std::uint32_t index, std::span<const std::byte> value) override { return SetBytes(index, value); }
  Status SetImage(std::uint32_t index, const runtime::ImageDescription& description,
                  std::span<const std::byte> texels) override {
    Image& image = images_[index];
    image = {description, ToChannels(description.format, texels)};
    arguments_[index] = {
        HostArgument::Kind::kImage,
        {},
        0,
        {description.width, description.height, description.depth, description.layers,
         static_cast<std::uint32_t>(description.format.order), static_cast<std::uint32_t>(description.format.type),
         image.texels, Stored(description.format)}};
    return {};
  }
  // A sampler is a number that the kernel interprets.
  Status SetSampler(std::uint32_t index, const runtime::Sampler& sampler) override {
    const std::uint32_t bits = sampler.bits();
    return SetBytes(index, std::as_bytes(std::span(&bits, 1)));
  }

  Status Launch(const runtime::NdRange& range) override {
    HostLaunch launch;
    launch.kernel = kernel_.name;
    launch.arguments = arguments_;
    launch.dimensions = range.work_dim;
    for (std::size_t i = 0; i < range.work_dim; ++i) {
      if (range.offset[i] != 0 && !program_.has_global_offset()) {
        return Fail(ErrorCode::kUnsupported, "a launch of the target has no global offset [no-global-offset]");
      }
      launch.offset[i] = range.offset[i];
      if (range.global[i] > std::numeric_limits<std::uint32_t>::max()) {
        return Fail(ErrorCode::kUnsupported, "a grid has sizes of 32 bits");
      }
      launch.global[i] = static_cast<std::uint32_t>(range.global[i]);
    }
    launch.local = LocalSize(range, launch.global);
    std::vector<std::uint32_t> words;
    if (kernel_.printf) {
      words.resize(kPrintfWords);
      words[1] = kPrintfWords - artifact::kPrintfHeaderWords;
      launch.printf_buffer = std::as_writable_bytes(std::span(words));
    }
    launch.program_variables = variables_;
    printed_ = {};
    printed_.kernel = kernel_.name;
    launch.printed = &printed_.text;
    findings_ = {};
    launch.findings = &findings_;
    KILN_RETURN_IF_ERROR(program_.Run(launch));
    return kernel_.printf ? Decode(words) : Status();
  }
  const runtime::PrintedText& printed() const override { return printed_; }
  HostFindings findings() const override { return findings_; }

  Status Read(std::uint32_t index, std::span<std::byte> contents) const override {
    if (const auto image = images_.find(index); image != images_.end()) {
      const std::vector<std::byte> bytes = FromChannels(image->second.description.format, image->second.texels);
      if (contents.size() != bytes.size()) return Fail(ErrorCode::kInternal, "an image is read with another size");
      std::copy(bytes.begin(), bytes.end(), contents.begin());
      return {};
    }
    const auto found = memory_.find(index);
    if (found == memory_.end()) {
      return Fail(ErrorCode::kInvalidArgument, "argument " + std::to_string(index) + " is NULL and cannot be read");
    }
    const std::span<const std::byte> bytes = found->second.bytes();
    if (contents.size() > bytes.size()) {
      return Fail(ErrorCode::kInvalidArgument, "argument " + std::to_string(index) + " has fewer bytes");
    }
    std::copy_n(bytes.begin(), contents.size(), contents.begin());
    return {};
  }

 private:
  Status SetBytes(std::uint32_t index, std::span<const std::byte> contents) {
    KILN_ASSIGN_OR_RETURN(GuardedBytes memory, GuardedBytes::Copy(contents, slack_));
    arguments_[index] = {HostArgument::Kind::kBytes, memory.bytes(), 0, {}};
    memory_.insert_or_assign(index, std::move(memory));
    return {};
  }

  std::array<std::uint32_t, 3> LocalSize(const runtime::NdRange& range,
                                         const std::array<std::uint32_t, 3>& global) const {
    std::array<std::uint32_t, 3> local = {1, 1, 1};
    if (range.local[0] != 0) {
      for (std::size_t i = 0; i < range.work_dim; ++i) local[i] = static_cast<std::uint32_t>(range.local[i]);
    } else if (kernel_.required_work_group_size) {
      local = *kernel_.required_work_group_size;
    } else {
      // A divisor, so that all work-groups are of one size.
      local[0] = std::clamp(global[0], 1u, kUsualThreads);
      while (global[0] % local[0] != 0) --local[0];
    }
    return local;
  }

  static std::function<Channels(const Channels&)> Stored(const runtime::ImageFormat& format) {
    return [format](const Channels& texel) { return ToChannels(format, FromChannels(format, {&texel, 1})).front(); };
  }

  Status Decode(const std::vector<std::uint32_t>& words) {
    auto output = artifact::DecodePrintf(*kernel_.printf, words);
    if (output) {
      printed_.text = std::move(output->text);
      printed_.dropped = output->dropped;
    } else {
      printed_.damage = output.error().message();
    }
    return {};
  }

  struct Image {
    runtime::ImageDescription description;
    std::vector<Channels> texels;
  };

  const HostProgram& program_;
  const artifact::Kernel& kernel_;
  std::vector<std::byte>& variables_;
  std::size_t slack_;
  std::vector<HostArgument> arguments_;
  std::map<std::uint32_t, GuardedBytes> memory_;
  std::map<std::uint32_t, Image> images_;
  runtime::PrintedText printed_;
  HostFindings findings_;
};

}  // namespace

std::unique_ptr<CaseTarget> OnHost(const HostProgram& program, const artifact::Kernel& kernel,
                                   std::vector<std::byte>& variables, Bounds bounds) {
  return std::make_unique<HostTarget>(program, kernel, variables, bounds);
}

}  // namespace kiln::harness

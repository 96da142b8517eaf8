#include <algorithm>
#include <map>
#include <optional>

#include "harness/testing/case_target.h"

namespace kiln::harness {
namespace {

class DeviceTarget : public CaseTarget {
 public:
  DeviceTarget(runtime::Device& device, runtime::Stream& stream, const runtime::Kernel& kernel,
               runtime::PrintedText& printed)
      : device_(device),
        stream_(stream),
        kernel_(kernel),
        printed_(printed),
        values_(kernel.reflection().arguments.size()) {}

  const artifact::Kernel& reflection() const override { return kernel_.reflection(); }

  std::string TooLarge(const TestCase& test) const override {
    if (!test.local_size) return "";
    const runtime::DeviceLimits& limits = device_.info().limits;
    std::uint64_t invocations = 1;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::uint64_t size = (*test.local_size)[i];
      if (size > limits.work_group_size[i]) {
        return "the local size " + std::to_string(size) + " is above the device's limit of " +
               std::to_string(limits.work_group_size[i]);
      }
      invocations *= std::max<std::uint64_t>(size, 1);
    }
    if (invocations <= limits.work_group_invocations) return "";
    return "a work-group of " + std::to_string(invocations) + " is above the device's limit of " +
           std::to_string(limits.work_group_invocations);
  }

  Status SetBuffer(std::uint32_t index, std::span<const std::byte> contents) override {
    KILN_ASSIGN_OR_RETURN(runtime::Buffer buffer, device_.Upload(contents));
    buffers_[index] = buffer;
    values_[index] = runtime::ArgumentValue(buffer);
    return {};
  }
  Status SetNull(std::uint32_t index) override {
    values_[index] = runtime::ArgumentValue(nullptr);
    return {};
  }
  Status SetLocal(std::uint32_t index, std::uint64_t bytes) override {
    values_[index] = runtime::ArgumentValue(runtime::LocalMemory{bytes});
    return {};
  }
  Status SetValue(std::uint32_t index, std::span<const std::byte> value) override {
    values_[index] = runtime::ArgumentValue::Bytes(std::vector<std::byte>(value.begin(), value.end()));
    return {};
  }
  Status SetImage(std::uint32_t index, const runtime::ImageDescription& description,
                  std::span<const std::byte> texels) override {
    KILN_ASSIGN_OR_RETURN(runtime::Image image, device_.UploadImage(description, texels));
    images_[index] = image;
    values_[index] = runtime::ArgumentValue(image);
    return {};
  }
  Status SetSampler(std::uint32_t index, const runtime::Sampler& sampler) override {
    values_[index] = runtime::ArgumentValue(sampler);
    return {};
  }

  Status Launch(const runtime::NdRange& range) override {
    printed_ = {};
    std::vector<runtime::ArgumentValue> values;
    for (const auto& value : values_) values.push_back(*value);
    KILN_ASSIGN_OR_RETURN(const runtime::Event event, stream_.Launch(kernel_, range, values));
    return event.Wait();
  }
  const runtime::PrintedText& printed() const override { return printed_; }

  Status Read(std::uint32_t index, std::span<std::byte> contents) const override {
    if (const auto image = images_.find(index); image != images_.end()) return image->second.Read(contents);
    if (const auto buffer = buffers_.find(index); buffer != buffers_.end()) return buffer->second.Read(contents);
    return Fail(ErrorCode::kInvalidArgument, "argument " + std::to_string(index) + " is NULL and cannot be read");
  }

 private:
  runtime::Device& device_;
  runtime::Stream& stream_;
  const runtime::Kernel& kernel_;
  runtime::PrintedText& printed_;
  std::vector<std::optional<runtime::ArgumentValue>> values_;
  std::map<std::uint32_t, runtime::Buffer> buffers_;
  std::map<std::uint32_t, runtime::Image> images_;
};

}  // namespace

std::unique_ptr<CaseTarget> OnDevice(runtime::Device& device, runtime::Stream& stream, const runtime::Kernel& kernel,
                                     runtime::PrintedText& printed) {
  return std::make_unique<DeviceTarget>(device, stream, kernel, printed);
}

}  // namespace kiln::harness

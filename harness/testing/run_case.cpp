#include "harness/testing/run_case.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "harness/values/compare.h"
#include "harness/values/png.h"
#include "harness/values/texels.h"

namespace kiln::harness {
namespace {

constexpr std::byte kUnwritten{0xCD};
// A NULL buffer stands for local memory where the kernel says __local. The format's reference implementation passes the
// size of a handle then, whatever the size of the buffer is; tests rely on getting at least that.
constexpr std::uint64_t kLeastLocalBytes = 8;

std::string Place(std::uint32_t index, const artifact::Argument& argument) {
  return "argument " + std::to_string(index) + " (" + argument.type_name + " " + argument.name + ")";
}

std::vector<std::string> SplitLines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Both are sorted.
std::vector<std::string> Difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> result;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

class CaseRunner {
 public:
  CaseRunner(CaseTarget& target, const TestCase& test)
      : target_(target), test_(test), parameters_(target.reflection().arguments), is_set_(parameters_.size()) {}

  CaseResult Run() {
    CaseResult run;
    run.result.name = test_.name;
    // Work-groups that the target cannot run are a reason to skip, not to fail.
    if (const std::string reason = target_.TooLarge(test_); !reason.empty()) {
      run.result.outcome = Outcome::kSkip;
      run.result.message = reason;
      return run;
    }
    if (Status status = Execute(); !status) {
      const ErrorCode code = status.error().code();
      run.result.outcome = Outcome::kFail;
      run.result.message = status.error().ToString();
      run.device_failed = code == ErrorCode::kDeviceLost || code == ErrorCode::kTimeout;
      run.is_unsupported = code == ErrorCode::kUnsupported;
    }
    return run;
  }

  Result<std::vector<std::vector<std::byte>>> Capture() {
    if (const std::string reason = target_.TooLarge(test_); !reason.empty()) {
      return Fail(ErrorCode::kInvalidArgument, reason);
    }
    KILN_RETURN_IF_ERROR(SetArguments());
    KILN_RETURN_IF_ERROR(target_.Launch(Range()));
    std::vector<std::vector<std::byte>> contents(test_.arguments_out.size());
    for (std::size_t i = 0; i < contents.size(); ++i) KILN_RETURN_IF_ERROR(Read(test_.arguments_out[i], contents[i]));
    return contents;
  }

 private:
  Status Execute() {
    KILN_RETURN_IF_ERROR(SetArguments());
    KILN_RETURN_IF_ERROR(target_.Launch(Range()));
    if (const HostFindings findings = target_.findings(); findings.errors) {
      return Fail(ErrorCode::kMismatch, "the kernel does what it must not:\n" + findings.text);
    }
    KILN_RETURN_IF_ERROR(CheckPrinted());
    return CheckOutputs();
  }

  Status SetArguments() {
    for (const TestArgument& argument : test_.arguments_in) {
      KILN_ASSIGN_OR_RETURN(const artifact::Argument* parameter, ParameterOf(argument));
      KILN_RETURN_IF_ERROR(SetInput(argument, *parameter));
      is_set_[argument.index] = true;
    }
    for (const TestArgument& argument : test_.arguments_out) {
      if (argument.index < is_set_.size() && is_set_[argument.index]) continue;  // arg_in has set it
      KILN_ASSIGN_OR_RETURN(const artifact::Argument* parameter, ParameterOf(argument));
      KILN_RETURN_IF_ERROR(SetUnwritten(argument, *parameter));
      is_set_[argument.index] = true;
    }
    for (std::uint32_t i = 0; i < parameters_.size(); ++i) {
      if (!is_set_[i]) return Fail(ErrorCode::kInvalidArgument, "the test gives no " + Place(i, parameters_[i]));
    }
    return {};
  }

  Result<const artifact::Argument*> ParameterOf(const TestArgument& argument) const {
    if (argument.index >= parameters_.size()) {
      return Fail(ErrorCode::kInvalidArgument, "the test gives argument " + std::to_string(argument.index) + ", but '" +
                                                   target_.reflection().name + "' has " +
                                                   std::to_string(parameters_.size()));
    }
    return &parameters_[argument.index];
  }

  Status SetUnwritten(const TestArgument& argument, const artifact::Argument& parameter) {
    if (parameter.kind == artifact::ArgumentKind::kImage && argument.kind == TestArgument::Kind::kImage) {
      KILN_ASSIGN_OR_RETURN(const runtime::ImageDescription description, DescriptionOf(argument, parameter));
      return SetImage(argument.index, description, std::vector<std::byte>(description.bytes(), kUnwritten));
    }
    if (parameter.kind != artifact::ArgumentKind::kBuffer && parameter.kind != artifact::ArgumentKind::kAddress) {
      return Fail(ErrorCode::kInvalidArgument, Place(argument.index, parameter) + " is no buffer to read from");
    }
    return target_.SetBuffer(argument.index, std::vector<std::byte>(argument.size(), kUnwritten));
  }

  Status SetInput(const TestArgument& argument, const artifact::Argument& parameter) {
    using Kind = artifact::ArgumentKind;
    const std::string place = Place(argument.index, parameter);
    switch (parameter.kind) {
      case Kind::kLocal:
        if (!argument.is_null) return Fail(ErrorCode::kInvalidArgument, place + " is __local and can only be NULL");
        return target_.SetLocal(argument.index, std::max<std::uint64_t>(argument.size(), kLeastLocalBytes));
      case Kind::kBuffer:
      case Kind::kAddress:
        if (argument.is_null) return target_.SetNull(argument.index);
        if (argument.kind != TestArgument::Kind::kBuffer) {
          return Fail(ErrorCode::kInvalidArgument, place + " is a buffer, but the test gives a value");
        }
        return target_.SetBuffer(argument.index, argument.bytes);
      case Kind::kValue:
        if (argument.kind != TestArgument::Kind::kValue || argument.is_null) {
          return Fail(ErrorCode::kInvalidArgument, place + " needs a value");
        }
        return target_.SetValue(argument.index, argument.bytes);
      case Kind::kImage: {
        if (argument.kind != TestArgument::Kind::kImage) {
          return Fail(ErrorCode::kInvalidArgument, place + " is an image, but the test gives another thing");
        }
        KILN_ASSIGN_OR_RETURN(const runtime::ImageDescription description, DescriptionOf(argument, parameter));
        KILN_ASSIGN_OR_RETURN(const std::vector<std::byte> texels, TexelsOf(argument, description));
        return SetImage(argument.index, description, texels);
      }
      case Kind::kSampler:
        if (argument.kind != TestArgument::Kind::kSampler) {
          return Fail(ErrorCode::kInvalidArgument, place + " is a sampler, but the test gives another thing");
        }
        return target_.SetSampler(argument.index, SamplerOf(argument.sampler));
    }
    return Fail(ErrorCode::kInternal, place + " is of no known kind");
  }

  static Result<runtime::ImageDescription> DescriptionOf(const TestArgument& argument,
                                                         const artifact::Argument& parameter) {
    const ImageShape& shape = argument.image;
    runtime::ImageDescription description;
    description.dimension = *artifact::ParseImageDimension(shape.type);
    description.format = {*runtime::ParseChannelOrder(shape.channel_order),
                          *runtime::ParseChannelType(shape.channel_data_type)};
    description.width = static_cast<std::uint32_t>(shape.width);
    description.height = static_cast<std::uint32_t>(shape.height);
    description.depth = static_cast<std::uint32_t>(shape.depth);
    description.layers = static_cast<std::uint32_t>(shape.layers);
    if (description.format.texel_bytes() == argument.element.size()) return description;
    return Fail(ErrorCode::kInvalidArgument,
                Place(argument.index, parameter) + ": a texel has " + std::to_string(description.format.texel_bytes()) +
                    " bytes, " + argument.element.name() + " has " + std::to_string(argument.element.size()));
  }

  static Result<std::vector<std::byte>> TexelsOf(const TestArgument& argument,
                                                 const runtime::ImageDescription& description) {
    if (argument.image.file.empty()) return argument.bytes;
    KILN_ASSIGN_OR_RETURN(const Picture picture, ReadPng(argument.image.file));
    KILN_ASSIGN_OR_RETURN(std::vector<std::byte> texels, FromPicture(picture, description.format));
    if (texels.size() == description.bytes()) return texels;
    return Fail(ErrorCode::kInvalidArgument, "'" + argument.image.file + "' has " + std::to_string(picture.width) +
                                                 " x " + std::to_string(picture.height) +
                                                 " pixels, the image another size");
  }

  static runtime::Sampler SamplerOf(const SamplerSettings& settings) {
    using Addressing = runtime::Sampler::Addressing;
    static const std::map<std::string, Addressing> kModes = {{"none", Addressing::kNone},
                                                             {"clamp_to_edge", Addressing::kClampToEdge},
                                                             {"clamp", Addressing::kClamp},
                                                             {"repeat", Addressing::kRepeat},
                                                             {"mirrored_repeat", Addressing::kMirroredRepeat}};
    return {settings.normalized_coords, kModes.at(settings.addressing_mode),
            settings.filter_mode == "linear" ? runtime::Sampler::Filter::kLinear : runtime::Sampler::Filter::kNearest};
  }

  Status SetImage(std::uint32_t index, const runtime::ImageDescription& description,
                  const std::vector<std::byte>& texels) {
    KILN_RETURN_IF_ERROR(target_.SetImage(index, description, texels));
    images_[index] = description;
    return {};
  }

  // What the argument holds now.
  Status Read(const TestArgument& argument, std::vector<std::byte>& actual) const {
    const auto image = images_.find(argument.index);
    actual.resize(image != images_.end() ? image->second.bytes() : argument.size());
    return target_.Read(argument.index, actual);
  }

  Result<std::vector<std::byte>> ExpectedOf(const TestArgument& argument) const {
    const auto image = images_.find(argument.index);
    if (image == images_.end()) return argument.bytes;
    return TexelsOf(argument, image->second);
  }

  // Only the first `dimensions` sizes count; files write anything in the others.
  runtime::NdRange Range() const {
    runtime::NdRange range;
    range.work_dim = test_.dimensions;
    if (test_.local_size) range.local = {1, 1, 1};
    for (std::size_t i = 0; i < test_.dimensions; ++i) {
      range.global[i] = test_.global_size[i];
      range.offset[i] = test_.global_offset[i];
      if (test_.local_size) range.local[i] = (*test_.local_size)[i];
    }
    return range;
  }

  // Work-items print in any order.
  Status CheckPrinted() const {
    if (!test_.printed) return {};
    const runtime::PrintedText& printed = target_.printed();
    std::vector<std::string> actual = SplitLines(printed.text), expected = *test_.printed;
    std::sort(actual.begin(), actual.end());
    std::sort(expected.begin(), expected.end());
    std::string message = printed.damage;
    if (printed.dropped != 0) message = std::to_string(printed.dropped) + " calls of printf found the buffer full";
    for (const std::string& line : Difference(expected, actual)) message += "\n- " + line;
    for (const std::string& line : Difference(actual, expected)) message += "\n+ " + line;
    if (test_.expect_test_fail != message.empty()) return {};
    return Fail(ErrorCode::kMismatch, test_.expect_test_fail ? "the text printed is as described, which was not to be"
                                                             : "the text printed is not as described:" + message);
  }

  Status CheckOutputs() {
    for (const TestArgument& argument : test_.arguments_out) {
      std::vector<std::byte> actual(argument.size());
      KILN_RETURN_IF_ERROR(Read(argument, actual));
      KILN_ASSIGN_OR_RETURN(const std::vector<std::byte> expected, ExpectedOf(argument));
      if (argument.record_size != 0) {
        KILN_RETURN_IF_ERROR(CheckRecords(argument, actual, expected));
        continue;
      }
      KILN_ASSIGN_OR_RETURN(const Comparison comparison,
                            Compare(argument.element, actual, expected, argument.tolerance));
      const std::string place = Place(argument.index, parameters_[argument.index]);
      if (test_.expect_test_fail) {
        if (comparison.ok()) return Fail(ErrorCode::kMismatch, place + " is as described, which was not to be");
      } else if (!comparison.ok()) {
        const std::vector<std::size_t> shape = {argument.count};
        return Fail(ErrorCode::kMismatch, place + ": " + Describe(comparison, shape, argument.element.width));
      }
    }
    return {};
  }

  Status CheckRecords(const TestArgument& argument, std::span<const std::byte> actual,
                      std::span<const std::byte> expected) const {
    for (const RecordField& field : argument.fields) {
      const std::vector<std::byte> got = Column(actual, argument.record_size, field);
      KILN_ASSIGN_OR_RETURN(const Comparison comparison,
                            Compare(field.element, got, Column(expected, argument.record_size, field), field.tolerance));
      if (comparison.ok()) continue;
      const std::string place = Place(argument.index, parameters_[argument.index]) +
                                (argument.fields.size() == 1 ? "" : ", at byte " + std::to_string(field.offset));
      const std::vector<std::size_t> shape = {got.size() / field.element.size()};
      return Fail(ErrorCode::kMismatch, place + ": " + Describe(comparison, shape, field.element.width));
    }
    return {};
  }

  // One field of all records.
  static std::vector<std::byte> Column(std::span<const std::byte> records, std::uint64_t record_size,
                                       const RecordField& field) {
    std::vector<std::byte> column(records.size() / record_size * field.element.size());
    // The padding of a vector of three may lie behind the end of the record.
    const std::size_t size = field.element.width * SizeOf(field.element.scalar);
    std::byte* to = column.data();
    for (std::size_t at = field.offset; at + size <= records.size(); at += record_size) {
      std::memcpy(to, &records[at], size);
      to += field.element.size();
    }
    return column;
  }

  CaseTarget& target_;
  const TestCase& test_;
  const std::vector<artifact::Argument>& parameters_;
  std::vector<bool> is_set_;
  std::map<std::uint32_t, runtime::ImageDescription> images_;
};

}  // namespace

CaseResult RunCase(CaseTarget& target, const TestCase& test) {
  return CaseRunner(target, test).Run();
}

Result<std::vector<std::vector<std::byte>>> CaptureCase(CaseTarget& target, const TestCase& test) {
  return CaseRunner(target, test).Capture();
}

}  // namespace kiln::harness

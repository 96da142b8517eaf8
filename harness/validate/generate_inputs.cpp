#include "harness/validate/generate_inputs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <utility>

#include "harness/run/argument_spec.h"
#include "harness/values/half.h"
#include "harness/values/number.h"
#include "harness/values/random.h"

namespace kiln::harness {
namespace {

constexpr std::uint64_t kMostLocalBytes = 16384;  // of one __local argument
constexpr double kUnlimitedUlp = 8192;            // for what the specification leaves open

struct Attempt {
  std::uint64_t integers;  // in buffers, below this; 0: any
  std::uint64_t scalar;    // integers by value; 0: the global size in X
  std::uint64_t elements_per_item;
};
constexpr Attempt kAttempts[kInputAttempts] = {{0, 0, 4}, {64, 0, 4}, {16, 16, 16}, {4, 4, 64}, {2, 1, 256}};

constexpr std::array<std::uint64_t, 3> kGlobal[3] = {{256, 1, 1}, {32, 32, 1}, {8, 8, 8}};
constexpr std::array<std::uint64_t, 3> kLocal[3] = {{32, 1, 1}, {8, 8, 1}, {4, 4, 2}};

Scalar ScalarOf(const NumberField& number) {
  const bool is_signed = number.kind == NumberField::Kind::kSigned;
  if (number.kind == NumberField::Kind::kFloat) {
    return number.bits == 16 ? Scalar::kHalf : number.bits == 32 ? Scalar::kFloat : Scalar::kDouble;
  }
  switch (number.bits) {
    case 8:
      return is_signed ? Scalar::kChar : Scalar::kUchar;
    case 16:
      return is_signed ? Scalar::kShort : Scalar::kUshort;
    case 32:
      return is_signed ? Scalar::kInt : Scalar::kUint;
    default:
      return is_signed ? Scalar::kLong : Scalar::kUlong;
  }
}

void StoreFloating(double value, Scalar scalar, std::byte* to) {
  if (scalar == Scalar::kDouble) {
    std::memcpy(to, &value, sizeof(value));
  } else if (scalar == Scalar::kFloat) {
    const auto narrow = static_cast<float>(value);
    std::memcpy(to, &narrow, sizeof(narrow));
  } else {
    const std::uint16_t bits = DoubleToHalf(value);
    std::memcpy(to, &bits, sizeof(bits));
  }
}

// Little endian, cut to the type.
void StoreInteger(std::uint64_t value, Scalar scalar, std::byte* to) {
  std::memcpy(to, &value, SizeOf(scalar));
}

class Generator {
 public:
  Generator(const KernelShape& kernel, const InputRules& rules, std::uint32_t attempt)
      : kernel_(kernel),
        rules_(rules),
        attempt_(kAttempts[attempt]),
        random_(rules.seed * 0x9E3779B97F4A7C15 + attempt) {}

  Result<GeneratedTest> Generate() {
    test_.name = kernel_.name;
    test_.kernel_name = kernel_.name;
    KILN_RETURN_IF_ERROR(ChooseSizes());
    for (const auto& [index, text] : rules_.arguments) {
      if (index < kernel_.parameters.size()) continue;
      return Fail(ErrorCode::kInvalidArgument, "'" + kernel_.name + "' has no argument " + std::to_string(index));
    }
    for (std::uint32_t i = 0; i < kernel_.parameters.size(); ++i) {
      if (Status status = Add(i, kernel_.parameters[i]); !status) {
        return Fail(std::move(status.error())
                        .With("for argument " + std::to_string(i) + " (" + kernel_.parameters[i].type_name + " " +
                              kernel_.parameters[i].name + ") of '" + kernel_.name + "'"));
      }
    }
    const bool is_given = rules_.ulp || rules_.absolute || rules_.relative;
    return GeneratedTest{std::move(test_), std::move(command_line_), !is_given};
  }

 private:
  Status ChooseSizes() {
    const auto& required = kernel_.required_work_group_size;
    std::uint32_t dimensions = std::clamp(kernel_.dimensions, 1u, 3u);
    for (std::uint32_t i = 0; required && i < 3; ++i) {
      if ((*required)[i] > 1) dimensions = std::max(dimensions, i + 1);
    }
    if (!rules_.global.empty()) dimensions = static_cast<std::uint32_t>(rules_.global.size());
    if (!rules_.local.empty() && rules_.local.size() != dimensions) {
      return Fail(ErrorCode::kInvalidArgument, "local and global size differ in dimensions");
    }
    test_.dimensions = dimensions;
    std::array<std::uint64_t, 3> local = {1, 1, 1};
    for (std::uint32_t i = 0; i < dimensions; ++i) {
      local[i] = !rules_.local.empty() ? rules_.local[i] : required ? (*required)[i] : kLocal[dimensions - 1][i];
      test_.global_size[i] = !rules_.global.empty() ? rules_.global[i] : kGlobal[dimensions - 1][i];
      if (local[i] == 0 || test_.global_size[i] == 0) {
        return Fail(ErrorCode::kInvalidArgument, "a size of 0 has no work-items");
      }
      if (rules_.global.empty()) {
        test_.global_size[i] = (test_.global_size[i] + local[i] - 1) / local[i] * local[i];
      } else if (rules_.local.empty() && !required && test_.global_size[i] % local[i] != 0) {
        local[i] = 1;
      }
    }
    test_.local_size = local;
    local_items_ = local[0] * local[1] * local[2];
    const std::uint64_t items = test_.global_size[0] * test_.global_size[1] * test_.global_size[2];
    elements_ =
        rules_.elements != 0 ? rules_.elements : std::max<std::uint64_t>(items * attempt_.elements_per_item, 64);
    command_line_ = "--global=" + Sizes(test_.global_size) + " --local=" + Sizes(local);
    return {};
  }

  std::string Sizes(const std::array<std::uint64_t, 3>& sizes) const {
    std::string text = std::to_string(sizes[0]);
    for (std::uint32_t i = 1; i < test_.dimensions; ++i) text += "," + std::to_string(sizes[i]);
    return text;
  }

  Status Add(std::uint32_t index, const KernelParameter& parameter) {
    TestArgument argument;
    argument.index = index;
    argument.element = {Scalar::kUchar, 1};
    const auto given = rules_.arguments.find(index);
    if (given != rules_.arguments.end()) {
      KILN_RETURN_IF_ERROR(Take(given->second, parameter, argument));
      command_line_ += " --arg=" + given->second;
    } else {
      KILN_RETURN_IF_ERROR(MakeUp(parameter, argument));
    }
    const bool is_output = parameter.kind == KernelParameter::Kind::kBuffer && !parameter.is_const && !argument.is_null;
    if (is_output) test_.arguments_out.push_back(Output(argument, parameter));
    test_.arguments_in.push_back(std::move(argument));
    return {};
  }

  Status MakeUp(const KernelParameter& parameter, TestArgument& argument) {
    switch (parameter.kind) {
      case KernelParameter::Kind::kValue:
        argument.kind = TestArgument::Kind::kValue;
        argument.bytes.resize(parameter.size);
        argument.count = parameter.size;
        for (const NumberField& number : parameter.numbers) StoreScalar(number, argument.bytes.data());
        command_line_ += " --arg=" + ValueText(argument.bytes, parameter);
        return {};
      case KernelParameter::Kind::kBuffer: {
        argument.kind = TestArgument::Kind::kBuffer;
        const std::uint64_t size = std::max<std::uint64_t>(parameter.size, 1);
        argument.count = elements_ * size;
        argument.bytes.resize(elements_ * size);
        for (std::uint64_t element = 0; element < elements_; ++element) {
          for (const NumberField& number : parameter.numbers) {
            StoreElement(number, argument.bytes.data() + element * size);
          }
        }
        command_line_ += " --arg=<" + std::to_string(elements_) + " x " + std::to_string(size) + " bytes>";
        return {};
      }
      case KernelParameter::Kind::kLocal: {
        argument.kind = TestArgument::Kind::kBuffer;
        argument.is_null = true;
        const std::uint64_t size = std::max<std::uint64_t>(parameter.size, 1);
        const std::uint64_t wanted = local_items_ * std::min<std::uint64_t>(attempt_.elements_per_item, 16);
        argument.count = std::max<std::uint64_t>(std::min(wanted, kMostLocalBytes / size), 1) * size;
        command_line_ += " --arg=local:" + std::to_string(argument.count);
        return {};
      }
      case KernelParameter::Kind::kOther:
        break;
    }
    return Fail(ErrorCode::kUnsupported, "no input can be made up; give the file a test description");
  }

  // What `kiln run --arg` would make of `text`.
  Status Take(const std::string& text, const KernelParameter& parameter, TestArgument& argument) const {
    KILN_ASSIGN_OR_RETURN(const ArgumentSpec spec, ParseArgumentSpec(text));
    artifact::Argument described;
    described.name = parameter.name;
    described.type_name = parameter.type_name;
    described.size = static_cast<std::uint32_t>(parameter.size);
    const bool is_buffer = parameter.kind == KernelParameter::Kind::kBuffer;
    argument.kind = is_buffer || parameter.kind == KernelParameter::Kind::kLocal ? TestArgument::Kind::kBuffer
                                                                                 : TestArgument::Kind::kValue;
    switch (spec.kind) {
      case ArgumentSpec::Kind::kBuffer:
        if (is_buffer) {
          KILN_ASSIGN_OR_RETURN(Array array, MakeBuffer(spec));
          argument.bytes = std::move(array.data);
          argument.count = argument.bytes.size();
          return {};
        }
        break;
      case ArgumentSpec::Kind::kValue:
        if (parameter.kind == KernelParameter::Kind::kValue) {
          KILN_ASSIGN_OR_RETURN(argument.bytes, MakeValue(spec, described));
          argument.count = argument.bytes.size();
          return {};
        }
        break;
      case ArgumentSpec::Kind::kLocal:
        if (parameter.kind == KernelParameter::Kind::kLocal) {
          argument.is_null = true;
          argument.count = spec.local_bytes;
          return {};
        }
        break;
      case ArgumentSpec::Kind::kNull:
        if (is_buffer) {
          argument.is_null = true;
          return {};
        }
        break;
      default:
        break;
    }
    return Fail(ErrorCode::kInvalidArgument, "'" + text + "' is no input of this kind");
  }

  // By value: an integer is likely a size, a number of rounds, a stride.
  void StoreScalar(const NumberField& number, std::byte* value) {
    const Scalar scalar = ScalarOf(number);
    for (std::uint32_t i = 0; i < number.width; ++i) {
      std::byte* const to = value + number.offset + i * SizeOf(scalar);
      if (IsFloating(scalar)) {
        StoreFloating(random_.NextSigned(), scalar, to);
      } else {
        const std::uint64_t size = attempt_.scalar != 0 ? attempt_.scalar : test_.global_size[0];
        StoreInteger(number.bits == 8 ? std::min<std::uint64_t>(size, 127) : size, scalar, to);
      }
    }
  }

  void StoreElement(const NumberField& number, std::byte* element) {
    const Scalar scalar = ScalarOf(number);
    for (std::uint32_t i = 0; i < number.width; ++i) {
      std::byte* const to = element + number.offset + i * SizeOf(scalar);
      if (IsFloating(scalar)) {
        const double unit = random_.NextSigned();
        const double value =
            rules_.range ? rules_.range->first + (rules_.range->second - rules_.range->first) * (unit + 1) / 2 : unit;
        StoreFloating(value, scalar, to);
      } else {
        StoreInteger(Integer(), scalar, to);
      }
    }
  }

  std::uint64_t Integer() {
    const std::uint64_t bits = random_.Next();
    if (rules_.range) {
      const double low = std::ceil(rules_.range->first), high = std::floor(rules_.range->second);
      const double count = high - low + 1;
      if (!(count >= 1)) return static_cast<std::uint64_t>(static_cast<std::int64_t>(low));
      const double step = std::floor(static_cast<double>(bits >> 11) * 0x1p-53 * count);
      return static_cast<std::uint64_t>(static_cast<std::int64_t>(low + step));
    }
    return attempt_.integers == 0 ? bits : bits % attempt_.integers;
  }

  std::string ValueText(const std::vector<std::byte>& bytes, const KernelParameter& parameter) const {
    if (parameter.numbers.size() == 1 && parameter.numbers.front().offset == 0) {
      const NumberField& number = parameter.numbers.front();
      const Scalar scalar = ScalarOf(number);
      std::string text;
      for (std::uint32_t i = 0; i < number.width; ++i) {
        text += (i == 0 ? "" : ",") + NumberText(bytes.data() + i * SizeOf(scalar), scalar);
      }
      return text;
    }
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text = "0x";
    for (const std::byte byte : bytes) {
      text += kDigits[std::to_integer<unsigned>(byte) >> 4];
      text += kDigits[std::to_integer<unsigned>(byte) & 15];
    }
    return text;
  }

  static std::string NumberText(const std::byte* from, Scalar scalar) {
    char text[40];
    if (scalar == Scalar::kFloat) {
      float value = 0;
      std::memcpy(&value, from, sizeof(value));
      std::snprintf(text, sizeof(text), "%.9g", static_cast<double>(value));
    } else if (scalar == Scalar::kDouble) {
      double value = 0;
      std::memcpy(&value, from, sizeof(value));
      std::snprintf(text, sizeof(text), "%.17g", value);
    } else if (scalar == Scalar::kHalf) {
      std::uint16_t value = 0;
      std::memcpy(&value, from, sizeof(value));
      std::snprintf(text, sizeof(text), "%.9g", HalfToDouble(value));
    } else {
      std::uint64_t value = 0;  // none is negative
      std::memcpy(&value, from, SizeOf(scalar));
      std::snprintf(text, sizeof(text), "%llu", static_cast<unsigned long long>(value));
    }
    return text;
  }

  TestArgument Output(const TestArgument& input, const KernelParameter& parameter) const {
    TestArgument output = input;
    output.record_size = std::max<std::uint64_t>(parameter.size, 1);
    for (const NumberField& number : parameter.numbers) {
      const Scalar scalar = ScalarOf(number);
      output.fields.push_back({number.offset, {scalar, number.width}, ToleranceOf(scalar)});
    }
    return output;
  }

  // Several operations, each within its bound of the exact result and of an operand that may have grown: four times
  // the sum of the bounds. The part that is relative to the largest value is set with the expectation.
  Tolerance ToleranceOf(Scalar scalar) const {
    Tolerance tolerance;
    if (!IsFloating(scalar)) return tolerance;
    if (rules_.ulp || rules_.absolute || rules_.relative) {
      tolerance.ulp = static_cast<std::uint64_t>(rules_.ulp.value_or(0));
      tolerance.absolute = rules_.absolute.value_or(0);
      tolerance.relative = rules_.relative.value_or(0);
      return tolerance;
    }
    const double epsilon = scalar == Scalar::kFloat ? 0x1p-23 : scalar == Scalar::kDouble ? 0x1p-52 : 0x1p-10;
    tolerance.relative = 4 * std::min(kernel_.ulp, kUnlimitedUlp) * epsilon;
    return tolerance;
  }

  const KernelShape& kernel_;
  const InputRules& rules_;
  Attempt attempt_;
  SplitMix64 random_;
  TestCase test_;
  std::uint64_t local_items_ = 1, elements_ = 1;
  std::string command_line_;
};

}  // namespace

void SetExpected(GeneratedTest& generated, std::vector<std::vector<std::byte>> contents) {
  for (std::size_t i = 0; i < contents.size(); ++i) {
    TestArgument& output = generated.test.arguments_out[i];
    output.bytes = std::move(contents[i]);
    if (!generated.scales_tolerance) continue;
    for (RecordField& field : output.fields) {
      if (!IsFloating(field.element.scalar)) continue;
      double largest = 0;
      for (std::size_t at = field.offset; at + field.element.size() <= output.bytes.size(); at += output.record_size) {
        for (std::uint32_t j = 0; j < field.element.width; ++j) {
          const double value = LoadDouble(field.element.scalar, &output.bytes[at + j * SizeOf(field.element.scalar)]);
          if (std::isfinite(value)) largest = std::max(largest, std::fabs(value));
        }
      }
      field.tolerance.absolute = field.tolerance.relative * largest;
    }
  }
}

Result<GeneratedTest> GenerateTest(const KernelShape& kernel, const InputRules& rules, std::uint32_t attempt) {
  return Generator(kernel, rules, attempt).Generate();
}

}  // namespace kiln::harness

// A program as an OpenCL C file with a test description (the format: harness/README.md).
#include <cstdio>
#include <cstring>

#include "tests/fuzz/program.h"

namespace kiln::fuzz {
namespace {

template <typename T>
T Load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

std::string Number(Scalar scalar, const std::byte* from) {
  switch (scalar) {
    case Scalar::kChar:
      return std::to_string(Load<std::int8_t>(from));
    case Scalar::kUchar:
      return std::to_string(Load<std::uint8_t>(from));
    case Scalar::kShort:
      return std::to_string(Load<std::int16_t>(from));
    case Scalar::kUshort:
      return std::to_string(Load<std::uint16_t>(from));
    case Scalar::kInt:
      return std::to_string(Load<std::int32_t>(from));
    case Scalar::kUint:
      return std::to_string(Load<std::uint32_t>(from));
    case Scalar::kLong:
      return std::to_string(Load<std::int64_t>(from));
    case Scalar::kUlong:
      return std::to_string(Load<std::uint64_t>(from));
    case Scalar::kFloat: {
      char text[40];
      std::snprintf(text, sizeof text, "%.9g", static_cast<double>(Load<float>(from)));
      return text;
    }
  }
  return "";
}

// The padding of three-component vectors is not written.
std::string Values(Type type, std::uint32_t count, const std::vector<std::byte>& bytes) {
  std::string text;
  for (std::uint32_t i = 0; i < count; ++i) {
    for (std::uint32_t component = 0; component < type.width; ++component) {
      text += " " + Number(type.scalar, &bytes[i * type.bytes() + component * type.scalar_bits() / 8]);
    }
  }
  return text;
}

}  // namespace

std::string Render(const Program& program, const std::string& name,
                   const std::vector<std::vector<std::byte>>& expected) {
  const std::string global = std::to_string(program.global_size) + " 1 1\n";
  std::string text = "/*!\n[config]\nname: " + name + "\nbuild_options: -cl-std=" + program.version +
                     "\ndimensions: 1\nglobal_size: " + global + "local_size: " + std::to_string(program.local_size) +
                     " 1 1\n\n[test]\nname: " + name + "\nkernel_name: fuzzed\n";
  std::size_t output = 0;
  for (std::size_t i = 0; i < program.arguments.size(); ++i) {
    const Argument& argument = program.arguments[i];
    const std::string index = std::to_string(i) + " ";
    const std::string array = argument.type.name() + "[" + std::to_string(argument.count) + "]";
    switch (argument.kind) {
      case Argument::Kind::kValue:
        text += "arg_in: " + index + (argument.count == 1 ? argument.type.name() : array) +
                Values(argument.type, argument.count, argument.bytes) + "\n";
        break;
      case Argument::Kind::kLocal:
        text += "arg_in: " + index + "buffer " + array + " NULL\n";
        break;
      case Argument::Kind::kBuffer:
        text += "arg_in: " + index + "buffer " + array + Values(argument.type, argument.count, argument.bytes) + "\n";
        if (!argument.is_output) break;
        text +=
            "arg_out: " + index + "buffer " + array + Values(argument.type, argument.count, expected[output++]) + "\n";
        break;
    }
  }
  return text + "!*/\n" + program.source;
}

}  // namespace kiln::fuzz

#include "runtime/artifact/metal_host_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "kiln/artifact/metal_host.h"

namespace kiln::artifact {
namespace {

struct ScalarType {
  std::string_view name;
  std::uint32_t size;
};
constexpr std::array kScalars = {ScalarType{"bool", 1},  ScalarType{"char", 1},   ScalarType{"uchar", 1},
                                 ScalarType{"short", 2}, ScalarType{"ushort", 2}, ScalarType{"half", 2},
                                 ScalarType{"int", 4},   ScalarType{"uint", 4},   ScalarType{"float", 4},
                                 ScalarType{"long", 8},  ScalarType{"ulong", 8}};
// Other spellings of OpenCL C. size_t and its kin cannot be arguments of kernels.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kAliases = {{
    {"unsigned char", "uchar"},
    {"signed char", "char"},
    {"unsigned short", "ushort"},
    {"unsigned int", "uint"},
    {"unsigned", "uint"},
    {"signed", "int"},
    {"unsigned long", "ulong"},
}};

bool ReadBuiltinScalar(std::string_view type_name, std::uint32_t size, MetalHostArgument& argument) {
  for (const ScalarType& scalar : kScalars) {
    if (!type_name.starts_with(scalar.name)) continue;
    const std::string_view rest = type_name.substr(scalar.name.size());
    std::uint32_t width = 0;
    for (const std::uint32_t candidate : {1u, 2u, 3u, 4u, 8u, 16u}) {
      if (rest == (candidate == 1 ? "" : std::to_string(candidate))) width = candidate;
    }
    if (width == 0 || scalar.size * (width == 3 ? 4 : width) != size) continue;
    argument.scalar = scalar.name;
    argument.width = width;
    return true;
  }
  return false;
}

// Fills scalar and width from "float4"; false for a type of another kind.
bool ReadScalar(std::string_view type_name, std::uint32_t size, MetalHostArgument& argument) {
  if (ReadBuiltinScalar(type_name, size, argument)) return true;
  return std::any_of(kAliases.begin(), kAliases.end(), [&](const auto& alias) {
    return type_name == alias.first && ReadBuiltinScalar(alias.second, size, argument);
  });
}

std::string Identifier(std::string_view name) {
  std::string result;
  for (const char c : name) {
    result += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ? c : '_';
  }
  if (result.empty() || std::isdigit(static_cast<unsigned char>(result[0])) != 0) result.insert(0, "_");
  return result;
}

std::string Unique(std::string name, bool (*is_reserved)(std::string_view), std::set<std::string>& taken) {
  if (is_reserved(name)) name += '_';
  std::string candidate = name;
  for (int number = 2; !taken.insert(candidate).second; ++number) candidate = fmt::format("{}_{}", name, number);
  return candidate;
}

std::string OneLine(std::string text) {
  std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == '\\'; }, ' ');
  return text;
}

const char* Uses(const Argument& argument) {
  if (argument.is_read && argument.is_written) return "read and written";
  return argument.is_written ? "written" : argument.is_read ? "read" : "not used";
}

class Describer {
 public:
  Describer(const Kernel& kernel, bool (*is_reserved)(std::string_view), std::string type_name)
      : kernel_(kernel), is_reserved_(is_reserved) {
    host_.type_name = std::move(type_name);
  }

  Result<MetalHostKernel> Describe() {
    host_.name = OneLine(kernel_.name);
    host_.metal_name = kernel_.metal_name.empty() ? kernel_.name : kernel_.metal_name;
    host_.threadgroup_size = kernel_.required_work_group_size;
    host_.launch.size = kernel_.values.size;
    host_.launch.index = kernel_.values.metal_index;
    for (const ImplicitValue& implicit : kernel_.implicit) {
      if (implicit.kind == ImplicitKind::kWorkDim) {
        host_.launch.work_dim = implicit.offset;
      } else if (implicit.kind == ImplicitKind::kNullArguments) {
        host_.launch.null_arguments = implicit.offset;
      } else {
        return Fail(ErrorCode::kInvalidArgument, "the kernel '" + kernel_.name +
                                                     "' expects of its host what no Metal text does; reflect it for a "
                                                     "Metal target, e.g. --target=metal2.4");
      }
    }
    if (kernel_.printf) host_.printf = &*kernel_.printf;
    if (kernel_.program_variables) host_.program_variables = &*kernel_.program_variables;
    for (std::uint32_t i = 0; i < kernel_.arguments.size(); ++i) {
      KILN_RETURN_IF_ERROR(Add(i, kernel_.arguments[i]));
    }
    return std::move(host_);
  }

 private:
  Status Add(std::uint32_t position, const Argument& argument) {
    using Kind = MetalHostArgument::Kind;
    MetalHostArgument host;
    host.name = Unique(Identifier(argument.name), is_reserved_, taken_);
    host.comment = OneLine(argument.type_name + " " + argument.name);
    host.index = argument.metal_index;
    host.size = argument.size;
    host.is_written = argument.is_written;
    switch (argument.kind) {
      case ArgumentKind::kBuffer:
        host.kind = Kind::kBuffer;
        host.comment += fmt::format(", {}", Uses(argument));
        if (host_.launch.null_arguments) host.null_bit = position;
        break;
      case ArgumentKind::kValue:
        host.kind = ReadScalar(argument.type_name, argument.size, host) ? Kind::kScalar : Kind::kBytes;
        break;
      case ArgumentKind::kLocal:
        host.kind = Kind::kThreadgroup;
        host.comment += fmt::format(", elements of {} bytes", argument.size);
        break;
      case ArgumentKind::kImage:
        host.kind = Kind::kTexture;
        host.comment += fmt::format(", {}", Uses(argument));
        host_.arguments.push_back(host);
        if (!argument.image.format_offset) return {};
        host.kind = Kind::kFormat;
        host.comment = OneLine("channel order and data type of " + argument.name + ", as OpenCL numbers them");
        host.name = Unique(Identifier(argument.name) + "_format", is_reserved_, taken_);
        host.index = position;
        break;
      case ArgumentKind::kSampler:
        host.kind = Kind::kSampler;
        host.comment +=
            ", OpenCL's bits: CLK_NORMALIZED_COORDS_TRUE 1, CLK_ADDRESS_* 2 to 8, CLK_FILTER_NEAREST 16, _LINEAR 32";
        break;
      case ArgumentKind::kAddress:
        return Fail(ErrorCode::kInvalidArgument, "argument " + std::to_string(position) + " of '" + kernel_.name +
                                                     "' is a device address, which Metal does not take; reflect it "
                                                     "with --addressing=logical");
    }
    host_.arguments.push_back(std::move(host));
    return {};
  }

  const Kernel& kernel_;
  bool (*is_reserved_)(std::string_view);
  std::set<std::string> taken_;
  MetalHostKernel host_;
};

}  // namespace

std::string ByteList(std::string_view bytes) {
  std::string list;
  for (const char byte : bytes) {
    list += fmt::format("{}{}", list.empty() ? "" : ", ", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  }
  return list;
}

std::string MetalStandardOption(std::string_view target) {
  const std::string version(target.substr(target.find_first_of("0123456789")));
  return version.starts_with("2") ? "-std=macos-metal" + version : "-std=metal" + version;
}

Result<std::vector<MetalHostKernel>> DescribeMetalHost(const Reflection& reflection,
                                                       bool (*is_reserved)(std::string_view)) {
  std::vector<MetalHostKernel> kernels;
  std::set<std::string> taken;
  for (const Kernel& kernel : reflection.kernels) {
    std::string type = Identifier(kernel.name);
    type[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(type[0])));
    std::string unique = Unique(type + "Kernel", is_reserved, taken);
    KILN_ASSIGN_OR_RETURN(MetalHostKernel host, Describer(kernel, is_reserved, std::move(unique)).Describe());
    kernels.push_back(std::move(host));
  }
  return kernels;
}

Result<std::string> ToMetalHost(const Reflection& reflection, MetalHostLanguage language, std::string_view text_file) {
  if (!std::string_view(reflection.target).starts_with("metal")) {
    return Fail(ErrorCode::kInvalidArgument,
                "the reflection is of '" + reflection.target + "'; a Metal host needs that of a Metal target");
  }
  const bool is_swift = language == MetalHostLanguage::kSwift;
  KILN_ASSIGN_OR_RETURN(const std::vector<MetalHostKernel> kernels,
                        DescribeMetalHost(reflection, is_swift ? IsSwiftWord : IsObjectiveCppWord));
  const std::string file = OneLine(std::string(text_file));
  return is_swift ? ToSwift(kernels, file, reflection.target) : ToObjectiveCpp(kernels, file, reflection.target);
}

}  // namespace kiln::artifact

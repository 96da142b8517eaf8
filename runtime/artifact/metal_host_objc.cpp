#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiln/artifact/printf.h"
#include "runtime/artifact/metal_host_model.h"

namespace kiln::artifact {
namespace {

using Kind = MetalHostArgument::Kind;

std::string ScalarName(std::string_view scalar) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kNames = {
      {{"bool", "bool"},
       {"char", "std::int8_t"},
       {"uchar", "std::uint8_t"},
       {"short", "std::int16_t"},
       {"ushort", "std::uint16_t"},
       {"half", "std::uint16_t"},
       {"int", "std::int32_t"},
       {"uint", "std::uint32_t"},
       {"float", "float"},
       {"long", "std::int64_t"},
       {"ulong", "std::uint64_t"}}};
  for (const auto& [name, type] : kNames) {
    if (name == scalar) return std::string(type);
  }
  return "std::uint8_t";
}

// A member of the struct of arguments. Vectors are arrays, as long as Metal has them: 4 for a vector of three.
std::string Member(const MetalHostArgument& argument) {
  switch (argument.kind) {
    case Kind::kBuffer:
      return "id<MTLBuffer> " + argument.name + " = nil;";
    case Kind::kScalar:
      return argument.width == 1 ? fmt::format("{} {} = {{}};", ScalarName(argument.scalar), argument.name)
                                 : fmt::format("std::array<{}, {}> {} = {{}};", ScalarName(argument.scalar),
                                               argument.width == 3 ? 4 : argument.width, argument.name);
    case Kind::kBytes:
      return fmt::format("std::array<std::uint8_t, {}> {} = {{}};", argument.size, argument.name);
    case Kind::kThreadgroup:
      return "NSUInteger " + argument.name + " = 0;";
    case Kind::kTexture:
      return "id<MTLTexture> " + argument.name + " = nil;";
    case Kind::kFormat:
      return "std::array<std::uint32_t, 2> " + argument.name + " = {};";
    case Kind::kSampler:
      return "std::uint32_t " + argument.name + " = 0;";
  }
  return "";
}

std::string Comment(const MetalHostArgument& argument) {
  if (argument.kind == Kind::kThreadgroup) return argument.comment + ": how many bytes of threadgroup memory";
  if (argument.kind == Kind::kScalar && argument.scalar == "half") return argument.comment + ", as bits";
  return argument.comment;
}

std::string Binding(const MetalHostArgument& argument) {
  const std::string value = "arguments." + argument.name;
  switch (argument.kind) {
    case Kind::kBuffer:
      return fmt::format("    [encoder setBuffer:{} offset:0 atIndex:{}];\n", value, argument.index);
    case Kind::kTexture:
      return fmt::format("    [encoder setTexture:{} atIndex:{}];\n", value, argument.index);
    case Kind::kThreadgroup:
      return fmt::format("    [encoder setThreadgroupMemoryLength:({} + 15) / 16 * 16 atIndex:{}];\n", value,
                         argument.index);
    case Kind::kBytes:
      if (argument.size > kMetalMaxSetBytes) {
        return fmt::format(
            "    [encoder setBuffer:[encoder.device newBufferWithBytes:&{0} length:sizeof({0}) "
            "options:MTLResourceStorageModeShared] offset:0 atIndex:{1}];\n",
            value, argument.index);
      }
      [[fallthrough]];
    default:
      return fmt::format("    [encoder setBytes:&{0} length:sizeof({0}) atIndex:{1}];\n", value, argument.index);
  }
}

std::string LaunchValues(const MetalHostKernel& kernel) {
  std::string out = fmt::format("    std::array<std::uint32_t, {}> launch = {{}};\n", kernel.launch.size / 4);
  if (kernel.launch.work_dim) {
    out += fmt::format("    launch[{}] = workDimensions;\n", *kernel.launch.work_dim / 4);
  }
  for (const MetalHostArgument& argument : kernel.arguments) {
    if (!argument.null_bit || !kernel.launch.null_arguments) continue;
    out += fmt::format("    if (arguments.{} == nil) launch[{}] |= 1u << {};\n", argument.name,
                       *kernel.launch.null_arguments / 4 + *argument.null_bit / 32, *argument.null_bit % 32);
  }
  return out + fmt::format("    [encoder setBytes:&launch length:sizeof(launch) atIndex:{}];\n", kernel.launch.index);
}

std::string MakeProgramVariables(const ProgramVariables& program) {
  std::string out = fmt::format(
      "\n  // The variables at program scope, as they are before the first launch: one buffer for all kernels of the "
      "text.\n"
      "  static id<MTLBuffer> MakeProgramVariables(id<MTLDevice> device) {{\n"
      "    std::array<std::uint8_t, {}> contents = {{}};\n",
      program.size);
  for (std::size_t i = 0; i < program.initial.size(); ++i) {
    const ProgramVariables::Bytes& part = program.initial[i];
    out +=
        fmt::format("    const std::uint8_t part_{0}[] = {{{1}}};\n    std::memcpy(&contents[{2}], part_{0}, {3});\n",
                    i, ByteList(part.bytes), part.offset, part.bytes.size());
  }
  return out +
         "    return [device newBufferWithBytes:contents.data() length:contents.size() "
         "options:MTLResourceStorageModeShared];\n  }\n";
}

std::string MakePrintf() {
  return fmt::format(
      "\n  // What the kernel prints goes here, in the form that the reflection's formats decode.\n"
      "  static id<MTLBuffer> MakePrintf(id<MTLDevice> device, std::size_t words = 1 << 18) {{\n"
      "    std::vector<std::uint32_t> contents(words);\n"
      "    contents[1] = static_cast<std::uint32_t>(words - {});\n"
      "    return [device newBufferWithBytes:contents.data() length:words * 4 options:MTLResourceStorageModeShared];\n"
      "  }}\n",
      kPrintfHeaderWords);
}

std::string KernelText(const MetalHostKernel& kernel) {
  std::string out =
      fmt::format("\n// The kernel `{}`.\nstruct {} {{\n  struct Arguments {{\n", kernel.name, kernel.type_name);
  for (const MetalHostArgument& argument : kernel.arguments) {
    out += fmt::format("    {}  // {}\n", Member(argument), Comment(argument));
  }
  if (kernel.printf != nullptr) out += "    id<MTLBuffer> kiln_printf = nil;  // by MakePrintf\n";
  if (kernel.program_variables != nullptr) {
    out += "    id<MTLBuffer> kiln_program = nil;  // by MakeProgramVariables\n";
  }
  out += fmt::format(
      "  }};\n\n"
      "  id<MTLComputePipelineState> pipeline = nil;\n\n"
      "  // `library` is of the Metal text. The pipeline is nil when that has no such function.\n"
      "  {}(id<MTLDevice> device, id<MTLLibrary> library, NSError** error) {{\n"
      "    id<MTLFunction> function = [library newFunctionWithName:@\"{}\"];\n"
      "    if (function != nil) pipeline = [device newComputePipelineStateWithFunction:function error:error];\n"
      "  }}\n\n",
      kernel.type_name, kernel.metal_name);
  const std::string sizes = fmt::format("MTLSize grid{}{}", kernel.threadgroup_size ? "" : ", MTLSize threadgroup",
                                        kernel.launch.work_dim ? ", std::uint32_t workDimensions = 1" : "");
  out += fmt::format(
      "  // Encodes one launch; `grid` is OpenCL's global size, in threads.\n"
      "  void Encode(id<MTLComputeCommandEncoder> encoder, const Arguments& arguments, {}) const {{\n",
      sizes);
  if (kernel.threadgroup_size) {
    const auto& size = *kernel.threadgroup_size;
    out += fmt::format("    const MTLSize threadgroup = MTLSizeMake({}, {}, {});\n", size[0], size[1], size[2]);
  }
  if (kernel.arguments.empty() && kernel.printf == nullptr && kernel.program_variables == nullptr) {
    out += "    static_cast<void>(arguments);\n";
  }
  out += "    [encoder setComputePipelineState:pipeline];\n";
  for (const MetalHostArgument& argument : kernel.arguments) out += Binding(argument);
  if (kernel.launch.size != 0) out += LaunchValues(kernel);
  if (kernel.printf != nullptr) {
    out +=
        fmt::format("    [encoder setBuffer:arguments.kiln_printf offset:0 atIndex:{}];\n", kernel.printf->metal_index);
  }
  if (kernel.program_variables != nullptr) {
    out += fmt::format("    [encoder setBuffer:arguments.kiln_program offset:0 atIndex:{}];\n",
                       kernel.program_variables->metal_index);
  }
  out += "    [encoder dispatchThreads:grid threadsPerThreadgroup:threadgroup];\n  }\n";
  out += fmt::format(
      "\n"
      "  // Launches and waits.\n"
      "  NSError* Run(id<MTLCommandQueue> queue, const Arguments& arguments, {}) const {{\n"
      "    id<MTLCommandBuffer> commands = [queue commandBuffer];\n"
      "    id<MTLComputeCommandEncoder> encoder = [commands computeCommandEncoder];\n"
      "    Encode(encoder, arguments, grid{}{});\n"
      "    [encoder endEncoding];\n"
      "    [commands commit];\n"
      "    [commands waitUntilCompleted];\n"
      "    return commands.error;\n"
      "  }}\n",
      sizes, kernel.threadgroup_size ? "" : ", threadgroup", kernel.launch.work_dim ? ", workDimensions" : "");
  if (kernel.program_variables != nullptr) out += MakeProgramVariables(*kernel.program_variables);
  if (kernel.printf != nullptr) out += MakePrintf();
  return out + "};\n";
}

}  // namespace

bool IsObjectiveCppWord(std::string_view name) {
  static constexpr std::array kWords = {
      "alignas",   "alignof",      "and",          "and_eq",        "asm",         "bitand",
      "bitor",     "catch",        "class",        "compl",         "concept",     "const_cast",
      "consteval", "constexpr",    "constinit",    "co_await",      "co_return",   "co_yield",
      "decltype",  "delete",       "dynamic_cast", "explicit",      "export",      "false",
      "friend",    "id",           "in",           "inout",         "bycopy",      "byref",
      "oneway",    "mutable",      "namespace",    "new",           "nil",         "Nil",
      "YES",       "NO",           "SEL",          "IMP",           "BOOL",        "Class",
      "noexcept",  "not",          "not_eq",       "nullptr",       "operator",    "or",
      "or_eq",     "out",          "private",      "protected",     "public",      "reinterpret_cast",
      "requires",  "self",         "super",        "static_assert", "static_cast", "template",
      "this",      "thread_local", "throw",        "true",          "try",         "typeid",
      "typename",  "using",        "virtual",      "wchar_t",       "xor",         "xor_eq",
      "char8_t",   "char16_t",     "char32_t",     "bool",          "kiln_printf", "kiln_program",
      "Arguments", "MTLBuffer",    "MTLTexture",   "NSUInteger"};
  return std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

std::string ToObjectiveCpp(const std::vector<MetalHostKernel>& kernels, std::string_view text_file,
                           std::string_view target) {
  std::string out = fmt::format(
      "// Launches the kernels of {0} on Metal. Written by Kiln; change the kernels, not this. Needs C++17 and "
      "-fobjc-arc.\n"
      "//\n"
      "// xcrun -sdk macosx metal {1} -fno-fast-math -c {0} -o kernels.air\n"
      "// xcrun -sdk macosx metallib kernels.air -o kernels.metallib\n"
      "//\n"
      "// id<MTLDevice> device = MTLCreateSystemDefaultDevice();\n"
      "// id<MTLLibrary> library = [device newLibraryWithURL:[NSURL fileURLWithPath:@\"kernels.metallib\"] "
      "error:&error];\n",
      text_file, MetalStandardOption(target));
  out +=
      "#import <Foundation/Foundation.h>\n#import <Metal/Metal.h>\n\n"
      "#include <array>\n#include <cstdint>\n#include <cstring>\n#include <vector>\n";
  for (const MetalHostKernel& kernel : kernels) out += KernelText(kernel);
  return out;
}

}  // namespace kiln::artifact

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
      {{"bool", "Bool"},
       {"char", "Int8"},
       {"uchar", "UInt8"},
       {"short", "Int16"},
       {"ushort", "UInt16"},
       {"half", "UInt16"},  // its bits: Float16 is not on every Mac
       {"int", "Int32"},
       {"uint", "UInt32"},
       {"float", "Float"},
       {"long", "Int64"},
       {"ulong", "UInt64"}}};
  for (const auto& [name, swift] : kNames) {
    if (name == scalar) return std::string(swift);
  }
  return "UInt8";
}

std::string TypeOf(const MetalHostArgument& argument) {
  switch (argument.kind) {
    case Kind::kBuffer:
      return argument.null_bit ? "MTLBuffer?" : "MTLBuffer";
    case Kind::kScalar:
      return argument.width == 1 ? ScalarName(argument.scalar)
                                 : fmt::format("SIMD{}<{}>", argument.width, ScalarName(argument.scalar));
    case Kind::kBytes:
      return "[UInt8]";
    case Kind::kThreadgroup:
      return "Int";
    case Kind::kTexture:
      return "MTLTexture";
    case Kind::kFormat:
      return "SIMD2<UInt32>";
    case Kind::kSampler:
      return "UInt32";
  }
  return "";
}

std::string Comment(const MetalHostArgument& argument) {
  if (argument.kind == Kind::kBytes) return fmt::format("{}: its {} bytes", argument.comment, argument.size);
  if (argument.kind == Kind::kThreadgroup) return argument.comment + ": how many bytes of threadgroup memory";
  if (argument.kind == Kind::kScalar && argument.scalar == "half") return argument.comment + ", as bits";
  return argument.comment;
}

std::string Binding(const MetalHostArgument& argument) {
  const std::string value = "arguments." + argument.name;
  switch (argument.kind) {
    case Kind::kBuffer:
      return fmt::format("    encoder.setBuffer({}, offset: 0, index: {})\n", value, argument.index);
    case Kind::kTexture:
      return fmt::format("    encoder.setTexture({}, index: {})\n", value, argument.index);
    case Kind::kThreadgroup:
      return fmt::format("    encoder.setThreadgroupMemoryLength(({} + 15) / 16 * 16, index: {})\n", value,
                         argument.index);
    case Kind::kBytes:
      if (argument.size > kMetalMaxSetBytes) {
        return fmt::format(
            "    precondition({0}.count == {1})\n"
            "    encoder.setBuffer(encoder.device.makeBuffer(bytes: {0}, length: {1}), offset: 0, index: {2})\n",
            value, argument.size, argument.index);
      }
      return fmt::format("    precondition({0}.count == {1})\n    encoder.setBytes({0}, length: {1}, index: {2})\n",
                         value, argument.size, argument.index);
    case Kind::kScalar:
    case Kind::kFormat:
    case Kind::kSampler:
      return fmt::format(
          "    withUnsafeBytes(of: {}) {{ encoder.setBytes($0.baseAddress!, length: $0.count, index: {}) }}\n", value,
          argument.index);
  }
  return "";
}

std::string LaunchValues(const MetalHostKernel& kernel) {
  std::string out = fmt::format("    var launch = [UInt32](repeating: 0, count: {})\n", kernel.launch.size / 4);
  if (kernel.launch.work_dim) {
    out += fmt::format("    launch[{}] = workDimensions\n", *kernel.launch.work_dim / 4);
  }
  for (const MetalHostArgument& argument : kernel.arguments) {
    if (!argument.null_bit || !kernel.launch.null_arguments) continue;
    out += fmt::format("    if arguments.{} == nil {{ launch[{}] |= 1 << {} }}\n", argument.name,
                       *kernel.launch.null_arguments / 4 + *argument.null_bit / 32, *argument.null_bit % 32);
  }
  return out +
         fmt::format("    encoder.setBytes(launch, length: {}, index: {})\n", kernel.launch.size, kernel.launch.index);
}

std::string MakeProgramVariables(const ProgramVariables& program) {
  std::string out = fmt::format(
      "\n  /// The variables at program scope, as they are before the first launch: one buffer for all kernels of the "
      "text.\n"
      "  static func makeProgramVariables(device: MTLDevice) -> MTLBuffer? {{\n"
      "    {} contents = [UInt8](repeating: 0, count: {})\n",
      program.initial.empty() ? "let" : "var", program.size);
  for (const ProgramVariables::Bytes& part : program.initial) {
    out += fmt::format("    contents.replaceSubrange({}..<{}, with: [{}])\n", part.offset,
                       part.offset + part.bytes.size(), ByteList(part.bytes));
  }
  return out + fmt::format("    return device.makeBuffer(bytes: contents, length: {})\n  }}\n", program.size);
}

std::string MakePrintf() {
  return fmt::format(
      "\n  /// What the kernel prints goes here, in the form that the reflection's formats decode.\n"
      "  static func makePrintf(device: MTLDevice, words: Int = 1 << 18) -> MTLBuffer? {{\n"
      "    var contents = [UInt32](repeating: 0, count: words)\n"
      "    contents[1] = UInt32(words - {})\n"
      "    return device.makeBuffer(bytes: contents, length: words * 4)\n"
      "  }}\n",
      kPrintfHeaderWords);
}

std::string KernelText(const MetalHostKernel& kernel) {
  std::string out =
      fmt::format("\n/// The kernel `{}`.\nstruct {} {{\n  struct Arguments {{\n", kernel.name, kernel.type_name);
  for (const MetalHostArgument& argument : kernel.arguments) {
    out += fmt::format("    var {}: {}  // {}\n", argument.name, TypeOf(argument), Comment(argument));
  }
  if (kernel.printf != nullptr) out += "    var kiln_printf: MTLBuffer  // by makePrintf\n";
  if (kernel.program_variables != nullptr) out += "    var kiln_program: MTLBuffer  // by makeProgramVariables\n";
  out += fmt::format(
      "  }}\n\n"
      "  let pipeline: MTLComputePipelineState\n\n"
      "  /// `library` is of the Metal text; nil when it has no such function.\n"
      "  init?(device: MTLDevice, library: MTLLibrary) throws {{\n"
      "    guard let function = library.makeFunction(name: \"{}\") else {{ return nil }}\n"
      "    pipeline = try device.makeComputePipelineState(function: function)\n"
      "  }}\n\n",
      kernel.metal_name);
  out += "  /// Encodes one launch; `grid` is OpenCL's global size, in threads.\n";
  out += "  func encode(_ encoder: MTLComputeCommandEncoder, _ arguments: Arguments, grid: MTLSize";
  if (!kernel.threadgroup_size) out += ", threadgroup: MTLSize";
  if (kernel.launch.work_dim) out += ", workDimensions: UInt32 = 1";
  out += ") {\n";
  if (kernel.threadgroup_size) {
    const auto& size = *kernel.threadgroup_size;
    out += fmt::format("    let threadgroup = MTLSize(width: {}, height: {}, depth: {})\n", size[0], size[1], size[2]);
  }
  out += "    encoder.setComputePipelineState(pipeline)\n";
  for (const MetalHostArgument& argument : kernel.arguments) out += Binding(argument);
  if (kernel.launch.size != 0) out += LaunchValues(kernel);
  if (kernel.printf != nullptr) {
    out +=
        fmt::format("    encoder.setBuffer(arguments.kiln_printf, offset: 0, index: {})\n", kernel.printf->metal_index);
  }
  if (kernel.program_variables != nullptr) {
    out += fmt::format("    encoder.setBuffer(arguments.kiln_program, offset: 0, index: {})\n",
                       kernel.program_variables->metal_index);
  }
  out += "    encoder.dispatchThreads(grid, threadsPerThreadgroup: threadgroup)\n  }\n";
  out += fmt::format(
      "\n"
      "  /// Launches and waits.\n"
      "  func run(queue: MTLCommandQueue, _ arguments: Arguments, grid: MTLSize{}{}) -> Error? {{\n"
      "    guard let commands = queue.makeCommandBuffer(), let encoder = commands.makeComputeCommandEncoder() else {{\n"
      "      return NSError(domain: MTLCommandBufferErrorDomain, code: 0)\n"
      "    }}\n"
      "    encode(encoder, arguments, grid: grid{}{})\n"
      "    encoder.endEncoding()\n"
      "    commands.commit()\n"
      "    commands.waitUntilCompleted()\n"
      "    return commands.error\n"
      "  }}\n",
      kernel.threadgroup_size ? "" : ", threadgroup: MTLSize",
      kernel.launch.work_dim ? ", workDimensions: UInt32 = 1" : "",
      kernel.threadgroup_size ? "" : ", threadgroup: threadgroup",
      kernel.launch.work_dim ? ", workDimensions: workDimensions" : "");
  if (kernel.program_variables != nullptr) out += MakeProgramVariables(*kernel.program_variables);
  if (kernel.printf != nullptr) out += MakePrintf();
  return out + "}\n";
}

}  // namespace

bool IsSwiftWord(std::string_view name) {
  static constexpr std::array kWords = {
      "Any", "Self", "Type", "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case",
      "catch", "class", "consume", "consuming", "continue", "default", "defer", "deinit", "do", "else", "enum",
      "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout",
      "internal", "is", "let", "macro", "nil", "nonisolated", "open", "operator", "precedencegroup", "private",
      "protocol", "public", "repeat", "rethrows", "return", "self", "some", "static", "struct", "subscript", "super",
      "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while", "_", "kiln_printf",
      "kiln_program",
      // The types of the members.
      "Bool", "Float", "Int", "Int8", "Int16", "Int32", "Int64", "MTLBuffer", "MTLTexture", "UInt8", "UInt16", "UInt32",
      "UInt64", "SIMD2", "SIMD3", "SIMD4", "SIMD8", "SIMD16"};
  return std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

std::string ToSwift(const std::vector<MetalHostKernel>& kernels, std::string_view text_file, std::string_view target) {
  std::string out = fmt::format(
      "// Launches the kernels of {0} on Metal. Written by Kiln; change the kernels, not this.\n"
      "//\n"
      "// xcrun -sdk macosx metal {1} -fno-fast-math -c {0} -o kernels.air\n"
      "// xcrun -sdk macosx metallib kernels.air -o kernels.metallib\n"
      "//\n"
      "// let device = MTLCreateSystemDefaultDevice()!, queue = device.makeCommandQueue()!\n"
      "// let library = try device.makeLibrary(URL: URL(fileURLWithPath: \"kernels.metallib\"))\n",
      text_file, MetalStandardOption(target));
  if (!kernels.empty()) {
    out += fmt::format("// let kernel = try {}(device: device, library: library)!\n", kernels.front().type_name);
  }
  out += "import Foundation\nimport Metal\n";
  for (const MetalHostKernel& kernel : kernels) out += KernelText(kernel);
  return out;
}

}  // namespace kiln::artifact

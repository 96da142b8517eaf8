// A kernel as a Metal host sees it, whatever language the host is written in.
#ifndef KILN_RUNTIME_ARTIFACT_METAL_HOST_MODEL_H_
#define KILN_RUNTIME_ARTIFACT_METAL_HOST_MODEL_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"

namespace kiln::artifact {

struct MetalHostArgument {
  enum class Kind : std::uint8_t {
    kBuffer,       // setBuffer
    kScalar,       // setBytes of one number, or of a vector of them
    kBytes,        // setBytes of `size` bytes: a struct
    kThreadgroup,  // setThreadgroupMemoryLength
    kTexture,      // setTexture
    kFormat,       // setBytes of two uints: what OpenCL calls the format of the image before it
    kSampler,      // setBytes of one uint: OpenCL's bits of a sampler
  };
  Kind kind = Kind::kBuffer;
  std::string name;     // unique in the kernel and no word of the language
  std::string comment;  // "const float* x, read"
  std::uint32_t index = 0;
  std::uint32_t size = 0;                 // kScalar, kBytes: bytes. kThreadgroup: of one element
  std::string scalar;                     // kScalar: "float", "half", "int", "uchar", ...
  std::uint32_t width = 1;                // kScalar: components
  bool is_written = false;                // kBuffer, kTexture
  std::optional<std::uint32_t> null_bit;  // kBuffer: may be null, which this bit of the null arguments tells the kernel
};

struct MetalHostKernel {
  std::string type_name;   // "SaxpyKernel"
  std::string name;        // in the source
  std::string metal_name;  // of the function
  std::vector<MetalHostArgument> arguments;
  std::optional<std::array<std::uint32_t, 3>> threadgroup_size;
  // What the kernel is told of the launch: `size` bytes at [[buffer(index)]]; 0: nothing.
  struct {
    std::uint32_t size = 0, index = 0;
    std::optional<std::uint32_t> work_dim, null_arguments;  // offsets
  } launch;
  const PrintfInfo* printf = nullptr;
  const ProgramVariables* program_variables = nullptr;
};

// `is_reserved` tells the words of the language that no name may be.
Result<std::vector<MetalHostKernel>> DescribeMetalHost(const Reflection& reflection,
                                                       bool (*is_reserved)(std::string_view));

std::string ToSwift(const std::vector<MetalHostKernel>& kernels, std::string_view text_file, std::string_view target);
std::string ToObjectiveCpp(const std::vector<MetalHostKernel>& kernels, std::string_view text_file,
                           std::string_view target);
bool IsSwiftWord(std::string_view name);
bool IsObjectiveCppWord(std::string_view name);

// setBytes takes no more bytes than these; a longer value goes in a buffer made for it.
constexpr std::uint32_t kMetalMaxSetBytes = 4096;

// "0, 255, 16", as both languages initialise an array.
std::string ByteList(std::string_view bytes);

// "-std=macos-metal2.4" of "metal2.4".
std::string MetalStandardOption(std::string_view target);

}  // namespace kiln::artifact

#endif  // KILN_RUNTIME_ARTIFACT_METAL_HOST_MODEL_H_

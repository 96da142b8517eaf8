// What host code must know about a translated kernel: the schema that the translator writes and the runtime reads.
//
// The JSON form is "kiln-reflect/1": one object {"schema": "kiln-reflect/1", "target": "...", "kernels": [...]} whose
// members carry the names of the fields below in snake_case. All offsets and sizes are bytes.
#ifndef KILN_ARTIFACT_REFLECTION_H_
#define KILN_ARTIFACT_REFLECTION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/artifact/printf.h"
#include "kiln/base/result.h"

namespace kiln::artifact {

inline constexpr std::string_view kReflectionSchema = "kiln-reflect/1";

enum class ArgumentKind : std::uint8_t {
  kBuffer,   // __global or __constant pointer: a storage buffer at (set 0, binding)
  kValue,    // by value: `size` bytes at `offset` of the value block
  kLocal,    // __local pointer: its element count is the specialization constant `spec_id`
  kImage,    // (set 0, binding): an image or, for k1dBuffer, a texel buffer
  kSampler,  // no object: 4 bytes at `offset` of the value block, OpenCL C's bits (CLK_NORMALIZED_COORDS_TRUE | ...)
  kAddress,  // __global or __constant pointer in physical addressing: its 64-bit device address at `offset` of the
             // value block
};

enum class ImageDimension : std::uint8_t { k1d, k1dArray, k1dBuffer, k2d, k2dArray, k3d };
// What a texel's channels are to the kernel: the image's format must be of this kind. kAny: it asks for sizes only.
enum class ImageElement : std::uint8_t { kAny, kFloat, kSigned, kUnsigned };

// "1d", "1d_array", "1d_buffer", "2d", "2d_array", "3d".
std::optional<ImageDimension> ParseImageDimension(std::string_view name);

// kImage: what the host must bind.
struct ImageBinding {
  ImageDimension dimension = ImageDimension::k2d;
  ImageElement element = ImageElement::kAny;
  // False: a sampled image or uniform texel buffer, as read_only images are, and those whose element is kAny. True: a
  // storage image or storage texel buffer.
  bool is_storage = false;
  // Where in the value block the kernel expects two uints: the channel order and the channel data type of the image, as
  // OpenCL numbers them. Metal: the buffer with the argument's index holds them. Absent: it does not ask.
  std::optional<std::uint32_t> format_offset;
};

struct Argument {
  std::string name;       // as in the source; "arg<i>" when the source gives none
  std::string type_name;  // as in the source, e.g. "float4*", "struct params"
  ArgumentKind kind = ArgumentKind::kBuffer;
  std::string address_space;  // "global", "constant", "local" or "private"
  std::uint32_t size = 0;     // kValue: of the value. kBuffer, kAddress, kLocal: of one pointee (0 for void)
  std::uint32_t alignment = 0;
  std::uint32_t binding = 0;       // kBuffer, kImage
  std::uint32_t offset = 0;        // kValue, kSampler, kAddress
  std::uint32_t spec_id = 0;       // kLocal
  std::uint32_t element_size = 0;  // kLocal: bytes of one array element that spec_id counts
  std::uint32_t metal_index = 0;   // index in [[buffer(n)]], [[threadgroup(n)]] or [[texture(n)]]
  bool is_read = true;             // kBuffer, kImage: whether the kernel may load from it / store to it
  bool is_written = true;
  ImageBinding image = {};  // kImage
};

// Values that the runtime, not the caller, fills in; present only when the kernel uses them. Each is `uint[3]` at
// `offset` of the value block, except kWorkDim, which is one uint.
enum class ImplicitKind : std::uint8_t {
  kRegionOffset,       // added to gl_GlobalInvocationID: the global offset plus the start of this dispatch's region
  kGlobalOffset,       // get_global_offset
  kGlobalSize,         // get_global_size
  kGroupBase,          // added to gl_WorkGroupID
  kNumGroups,          // get_num_groups
  kEnqueuedLocalSize,  // get_enqueued_local_size
  kWorkDim,            // get_work_dim
  kNullArguments,      // bit i % 32 of word i / 32: argument i, a buffer, is a null pointer
};
struct ImplicitValue {
  ImplicitKind kind;
  std::uint32_t offset = 0;
};

// By-value arguments and implicit values live in one block: push constants, or a uniform buffer when they are larger
// than the profile's limit, or a storage buffer when uniform buffers of the profile cannot hold them as OpenCL lays
// them out.
enum class ValueMemory { kPushConstants, kUniformBuffer, kStorageBuffer };
struct ValueBlock {
  std::uint32_t size = 0;  // 0: the kernel has none
  ValueMemory memory = ValueMemory::kPushConstants;
  std::uint32_t binding = 0;  // of the buffer, set 0
  std::uint32_t metal_index = 0;
  bool IsBuffer() const { return size != 0 && memory != ValueMemory::kPushConstants; }
};

// Variables at program scope that kernels write to: one storage buffer, the same for all kernels of a program, which
// keeps its contents from launch to launch. Before the first launch it holds `initial`, and zeros elsewhere.
struct ProgramVariables {
  struct Bytes {
    std::uint32_t offset = 0;
    std::string bytes;  // JSON: "hex"
    bool operator==(const Bytes&) const = default;
  };
  struct Variable {
    std::string name;  // as in the source
    std::uint32_t offset = 0, size = 0;
    bool operator==(const Variable&) const = default;
  };
  std::uint32_t binding = 0;      // set 0; the two places are the kernel's, all else is the program's
  std::uint32_t metal_index = 0;  // [[buffer(n)]]
  std::uint32_t size = 0;         // of the buffer, a multiple of 16
  std::vector<Variable> variables;
  std::vector<Bytes> initial;  // in the order of their offsets, without overlap
};

struct Kernel {
  std::string name;         // as in the source
  std::string entry_point;  // of the SPIR-V module
  // Of the function in the Metal text, where Metal keeps the source's name for itself. Empty, and no member in the JSON: `name`.
  std::string metal_name;
  std::vector<Argument> arguments;
  ValueBlock values;
  std::vector<ImplicitValue> implicit;
  // Set by reqd_work_group_size; otherwise the three specialization constants below give the size.
  std::optional<std::array<std::uint32_t, 3>> required_work_group_size;
  std::array<std::uint32_t, 3> work_group_size_spec_ids = {0, 1, 2};
  std::uint32_t static_local_bytes = 0;  // Workgroup variables of fixed size
  // Bytes of the largest buffer that the kernel may be given: it keeps pointers in 32 bits, of which so many are left
  // for the offset. 0, and no member in the JSON: no limit but the device's.
  std::uint32_t largest_buffer = 0;
  std::optional<PrintfInfo> printf;  // present when the kernel prints; JSON has the member only then
  // Present when the kernel uses them; JSON has the member only then.
  std::optional<ProgramVariables> program_variables;
  // Names of optional device features: "int8", "int16", "int64", "float16", "float64", "storage8", "storage16",
  // "push_constant8", "push_constant16", "scalar_layout", "variable_work_group_size", "int64_atomics", ...
  std::vector<std::string> features;
};

struct Reflection {
  std::string target;  // profile name, e.g. "vulkan1.3"
  std::vector<Kernel> kernels;

  const Kernel* Find(std::string_view kernel_name) const;
};

// Whether the kernel's numbers fit together for a Vulkan target: values inside the value block, every binding and
// specialization constant used once, no zero size where one is needed. kInvalidArtifact names the kernel and the
// argument. The runtime asks it for every kernel that it loads.
Status Check(const Kernel& kernel);

// Stable and made for reading: one argument a line. Each argument carries the members that its kind has.
std::string ToJson(const Reflection& reflection);
// Rejects unknown schemas, missing members, wrong types, out-of-range numbers and two kernels of one name with
// kInvalidArtifact; the message says where ("kernels[0].arguments[2].offset: ..."). Members that it does not know are
// ignored.
Result<Reflection> FromJson(std::string_view json);
// A self-contained C++17 header with constants for one `namespace_name`: argument indices, offsets, sizes, names.
std::string ToCppHeader(const Reflection& reflection, std::string_view namespace_name);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_REFLECTION_H_

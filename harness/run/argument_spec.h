// The values of `kiln run --arg=...`.
#ifndef KILN_HARNESS_RUN_ARGUMENT_SPEC_H_
#define KILN_HARNESS_RUN_ARGUMENT_SPEC_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/values/element.h"
#include "harness/values/npy.h"
#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "kiln/runtime/image.h"

namespace kiln::harness {

// What one --arg says, before it meets the kernel's parameter:
//
//   1024xf32=@x.npy            a buffer from a file, whose type and number of values must be these
//
//   @x.npy                     a buffer as the file has it
//
//   1024xf32=random:7          generated: random, zeros, ones, iota, or values; one value fills
//
//   1024xf32                   zeros
//
//   local:256                  bytes of __local memory
//
//   null                       a null buffer
//
//   2.5  7u  0x10  1,2,3,4     a value of the parameter's own type
//
//   image:photo.png            the texels of a PNG
//
//   image:x.npy                texels as --out writes them
//
//   image:640x480              zeros; 3D images and arrays have one more size
//
//   image:photo.png:R:FLOAT    channel order and data type; else RGBA of UNORM_INT8, or UNSIGNED_INT8 if read so
//
//   sampler:linear,repeat      words of the literal in OpenCL C; else nearest, unnormalized, clamp_to_edge
//
// Types: f16 f32 f64 i8..i64 u8..u64, or OpenCL names (float4: the shape counts elements).
struct ArgumentSpec {
  enum class Kind : std::uint8_t { kBuffer, kValue, kLocal, kNull, kImage, kSampler };
  enum class Contents : std::uint8_t { kFile, kRandom, kZeros, kOnes, kIota, kValues };
  Kind kind = Kind::kValue;
  std::string text;                // as given
  bool has_type = false;           // kBuffer: shape and element are given
  std::vector<std::size_t> shape;  // kBuffer
  Element element;                 // kBuffer
  Contents contents = Contents::kZeros;
  std::string file;                 // kFile
  std::uint64_t seed = 0;           // kRandom
  std::vector<std::string> values;  // kValues, kValue
  std::uint64_t local_bytes = 0;    // kLocal
  // kImage: `file`, or `shape` as width, height, ...
  std::optional<runtime::ChannelOrder> channel_order;
  std::optional<runtime::ChannelType> channel_type;
  runtime::Sampler sampler;  // kSampler
};

// kInvalidArgument that quotes the text.
Result<ArgumentSpec> ParseArgumentSpec(std::string_view text);

// The contents of a buffer argument. Its shape gets the components of vector elements as a last dimension. Sizes above
// 2^40 bytes are refused before anything is allocated.
Result<Array> MakeBuffer(const ArgumentSpec& spec);

// The bytes of a by-value argument, typed by the kernel's parameter: a scalar or vector by its type_name;
// other types (structs) take 0x and two digits for each byte, in memory order.
Result<std::vector<std::byte>> MakeValue(const ArgumentSpec& spec, const artifact::Argument& parameter);

// What an image argument begins with.
struct ImageContents {
  runtime::ImageDescription description;
  std::vector<std::byte> texels;
};
Result<ImageContents> MakeImage(const ArgumentSpec& spec, const artifact::Argument& parameter);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_RUN_ARGUMENT_SPEC_H_

// Image operations: what calls of OpenCL's image functions are between ResolveBuiltins and the emitter.
//
// In the IR each is a call of a declared function whose name ends in the image's type, since that is part of its own type:
//   <4 x T> @kiln.image.load.<e>.<type>(image, coordinates)           a texel of a read_only or read_write image
//   <4 x T> @kiln.image.sample.<e><c>.<type>(image, sampler, coordinates)   ExpandSampling turns it into loads
//   void    @kiln.image.store.<e>.<type>(image, coordinates, <4 x T>)
//   i32     @kiln.image.size.<type>(image, i32 component)             width, height, depth or layers, as they come
//   i32     @kiln.image.format.<type>(image, i32 which)               FormatPart, as OpenCL numbers them
//   i32     @kiln.sampler.bits(sampler)                               a sampler argument, as SamplerBits
//   sampler @kiln.sampler.literal(i32 bits)
// <e> is f, i or u: what the texels are. <c> is i or f: what the coordinates are. Integer coordinates of loads and stores are
// a scalar or a vector with one element for each dimension, and the layer.
#ifndef KILN_TRANSLATOR_IR_IMAGE_OPS_H_
#define KILN_TRANSLATOR_IR_IMAGE_OPS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

// A parameter of an image type: target("spirv.Image", ...).
struct ImageType {
  enum class Access : std::uint8_t { kReadOnly, kWriteOnly, kReadWrite };
  unsigned dimensions = 2;  // 1, 2 or 3, without layers
  bool is_buffer = false;   // image1d_buffer_t
  bool is_array = false, is_depth = false, is_multisampled = false;
  Access access = Access::kReadOnly;

  unsigned coordinates() const { return dimensions + (is_array ? 1 : 0); }
  // Read-only images are sampled images (or uniform texel buffers), the others storage images (or storage texel buffers).
  bool is_storage() const { return access != Access::kReadOnly; }
  std::string name() const;  // "image2d_array_ro"
};
std::optional<ImageType> AsImageType(const llvm::Type* type);
bool IsSamplerType(const llvm::Type* type);

enum class ImageElement : std::uint8_t { kFloat, kSigned, kUnsigned };
enum class FormatPart : std::uint8_t { kChannelOrder = 0, kChannelDataType = 1 };

struct ImageOp {
  enum class Kind : std::uint8_t { kLoad, kSample, kStore, kSize, kFormat };
  Kind kind = Kind::kLoad;
  ImageElement element = ImageElement::kFloat;  // kLoad, kSample, kStore
  ImageType type;
  llvm::Value* image = nullptr;
  llvm::Value* sampler = nullptr;      // kSample
  llvm::Value* coordinates = nullptr;  // kLoad, kSample, kStore
  llvm::Value* value = nullptr;        // kStore
  unsigned part = 0;                   // kSize: the component; kFormat: the FormatPart

  // Index of the kernel argument that the image is; -1 when it is none.
  int argument() const;
};

llvm::CallInst* Create(llvm::IRBuilderBase& builder, const ImageOp& op);
// Nothing when the instruction is no such call.
std::optional<ImageOp> AsImageOp(const llvm::Instruction& instruction);

// The bits of a sampler in OpenCL C: those of its literals.
enum SamplerBits : std::uint32_t {
  kSamplerNormalized = 1,
  kSamplerAddressMask = 0xE,
  kSamplerAddressNone = 0,
  kSamplerClampToEdge = 2,
  kSamplerClamp = 4,
  kSamplerRepeat = 6,
  kSamplerMirroredRepeat = 8,
  kSamplerLinear = 0x20,
};
inline constexpr const char* kSamplerLiteral = "kiln.sampler.literal";
inline constexpr const char* kSamplerArgument = "kiln.sampler.bits";

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_IMAGE_OPS_H_

// Texels of images as values, and as pictures.
#ifndef KILN_HARNESS_VALUES_TEXELS_H_
#define KILN_HARNESS_VALUES_TEXELS_H_

#include <cstddef>
#include <span>
#include <vector>

#include "harness/values/element.h"
#include "harness/values/png.h"
#include "kiln/base/result.h"
#include "kiln/runtime/image.h"

namespace kiln::harness {

// The channels of a texel as a scalar type, and how many: UNORM_INT8 is uchar; packed types are one number.
Element TexelElement(const runtime::ImageFormat& format);

// The picture's channels in the order and type of the format: 8-bit channels take the byte, float and half a 255th of
// it. R and its kin take the red channel. kUnsupported for formats that a picture does not fit.
Result<std::vector<std::byte>> FromPicture(const Picture& picture, const runtime::ImageFormat& format);
// The reverse: floats are clamped to 0 ... 1 and rounded; a single channel becomes grey, missing alpha opaque.
Result<Picture> ToPicture(std::span<const std::byte> texels, std::uint32_t width, std::uint32_t height,
                          const runtime::ImageFormat& format);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_TEXELS_H_

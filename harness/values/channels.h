// Texels in OpenCL's formats <-> what a kernel reads and writes: four floats, ints or uints.
#ifndef KILN_HARNESS_VALUES_CHANNELS_H_
#define KILN_HARNESS_VALUES_CHANNELS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kiln/runtime/image.h"

namespace kiln::harness {

// Red, green, blue, alpha: the bits of floats, ints or uints, as format.element() says.
using Channels = std::array<std::uint32_t, 4>;

// `texels` is tightly packed, and holds whole texels. What a format lacks is 0, alpha 1.
std::vector<Channels> ToChannels(const runtime::ImageFormat& format, std::span<const std::byte> texels);
// The reverse; floats are clamped to the range of normalized formats and rounded to nearest even, integers clamped.
std::vector<std::byte> FromChannels(const runtime::ImageFormat& format, std::span<const Channels> channels);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_CHANNELS_H_

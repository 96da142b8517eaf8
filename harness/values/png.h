// PNG files.
#ifndef KILN_HARNESS_VALUES_PNG_H_
#define KILN_HARNESS_VALUES_PNG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::harness {

// Red, green, blue, alpha; a byte each, row by row from the top.
struct Picture {
  std::uint32_t width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  // 4 * width * height
};

// Any PNG of 8 or fewer bits a channel: grey, palette and missing alpha are spelled out. kNotFound, kIo,
// kInvalidArtifact.
Result<Picture> ReadPng(const std::string& file);
Status WritePng(const std::string& file, const Picture& picture);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_PNG_H_

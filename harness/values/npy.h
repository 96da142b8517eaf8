// NumPy's .npy files, format versions 1, 2 and 3 (numpy.lib.format): little endian, C order, numeric types.
#ifndef KILN_HARNESS_VALUES_NPY_H_
#define KILN_HARNESS_VALUES_NPY_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/values/element.h"
#include "kiln/base/result.h"

namespace kiln::harness {

struct Array {
  Scalar scalar = Scalar::kFloat;
  std::vector<std::size_t> shape;  // empty: one value
  std::vector<std::byte> data;     // C order, little endian

  std::size_t count() const { return data.size() / SizeOf(scalar); }
};

// kInvalidArtifact for what is damaged (a header that promises more or less than the file holds included), kUnsupported
// for Fortran order, big endian and other types; bool reads as uchar. Allocates no more than the bytes given.
Result<Array> ParseNpy(std::string_view bytes);
std::string ToNpy(const Array& array);

// The same on files; messages name the path.
Result<Array> ReadNpy(const std::string& path);
Status WriteNpy(const std::string& path, const Array& array);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_NPY_H_

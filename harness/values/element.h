// The element types of OpenCL C that test descriptions, --arg values and .npy files speak of.
#ifndef KILN_HARNESS_VALUES_ELEMENT_H_
#define KILN_HARNESS_VALUES_ELEMENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiln::harness {

enum class Scalar : std::uint8_t { kChar, kUchar, kShort, kUshort, kInt, kUint, kLong, kUlong, kHalf, kFloat, kDouble };

std::size_t SizeOf(Scalar scalar);  // bytes
bool IsFloating(Scalar scalar);
bool IsSigned(Scalar scalar);           // floating types are signed
const char* OpenClName(Scalar scalar);  // "uchar"
const char* ShortName(Scalar scalar);   // "u8", "f16"

// A scalar or vector type. A vector of three is stored as four, as OpenCL stores it; the fourth is padding.
struct Element {
  Scalar scalar = Scalar::kInt;
  std::uint32_t width = 1;  // 1, 2, 3, 4, 8 or 16

  std::uint32_t stored_width() const { return width == 3 ? 4 : width; }
  std::size_t size() const { return SizeOf(scalar) * stored_width(); }  // bytes
  std::string name() const;                                             // "float3"
  bool operator==(const Element&) const = default;
};

// "float", "uchar16", ...: the names of OpenCL C, also "unsigned int", "size_t" (32 bits), "bool". Empty when it is
// none.
std::optional<Element> ParseOpenClType(std::string_view name);
// "f32", "i8", "u64", ..., or an OpenCL name.
std::optional<Element> ParseElement(std::string_view name);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_ELEMENT_H_

// printf of a kernel: formats that the host knows, records that the kernel writes, and the text that they make.
//
// The kernel appends to a storage buffer of 32-bit words:
//   [0] words used of those from kPrintfHeaderWords on; more than [1] when something was dropped
//   [1] how many there are: the host sets it before the launch, and all other words to zero
//   [2] records dropped because they did not fit; a record is written whole or not at all
//   [3] not used
//   [4...] the records, one behind the other: the number of the format plus one, then the values of the arguments
// A value takes one word, or two (lower half first) when it has 64 bits; a vector has one value for each element.
// Values of less than 32 bits are extended with zeros. A string is its number in PrintfInfo::strings plus one; 0 is
// null.
#ifndef KILN_ARTIFACT_PRINTF_H_
#define KILN_ARTIFACT_PRINTF_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::artifact {

inline constexpr std::uint32_t kPrintfHeaderWords = 4;

// The shape of one argument's value: "i32", "f64", "v4f32", "v16i8", "string" in the JSON form.
struct PrintfArgument {
  enum class Kind : std::uint8_t { kInteger, kFloat, kString };
  Kind kind = Kind::kInteger;
  std::uint32_t bits = 32;  // 8, 16, 32 or 64; kFloat: 16, 32 or 64; kString: 32
  std::uint32_t lanes = 1;  // 2, 3, 4, 8 or 16 for a vector

  std::uint32_t Words() const { return lanes * (bits == 64 ? 2 : 1); }
  bool operator==(const PrintfArgument&) const = default;
};
std::string ToString(const PrintfArgument& argument);
std::optional<PrintfArgument> ParsePrintfArgument(std::string_view text);

struct PrintfFormat {
  std::string text;  // as in the source, after escapes
  std::vector<PrintfArgument> arguments;

  std::uint32_t Words() const;  // of a record, its first word included
};

// What one kernel can print. Formats and strings are known by their place.
struct PrintfInfo {
  std::uint32_t binding = 0;      // of the storage buffer, set 0
  std::uint32_t metal_index = 0;  // [[buffer(n)]]
  std::vector<PrintfFormat> formats;
  std::vector<std::string> strings;  // the literals that are arguments of %s
};

// One conversion of a format: %[flags][width][.precision][vn][length]conversion.
struct PrintfConversion {
  enum class Length : std::uint8_t { kNone, kChar, kShort, kInt, kLong };  // "", hh, h, hl, l (and ll)
  static constexpr std::int32_t kStar = -2;                                // an argument gives it
  std::string flags;
  std::int32_t width = -1;      // -1: none
  std::int32_t precision = -1;  // -1: none
  std::uint32_t lanes = 1;
  Length length = Length::kNone;
  char conversion = 0;  // d i o u x X f F e E g G a A c s p
};
// Text that is printed as it stands, then perhaps a conversion.
struct PrintfPiece {
  std::string text;
  std::optional<PrintfConversion> conversion;
};
// Reads the formats of OpenCL C. kInvalidArgument with a sentence about what is wrong.
Result<std::vector<PrintfPiece>> ParsePrintfFormat(std::string_view format);
// Whether the arguments are what the conversions want. Numbers of another width than the conversion names are
// converted, as is usual; arguments that no conversion asks for are ignored. kInvalidArgument with a sentence.
Status Check(const PrintfFormat& format);

struct PrintfOutput {
  std::string text;
  std::uint64_t records = 0;
  std::uint64_t dropped = 0;  // records that did not fit
};
// The text of a buffer that a kernel has finished with, header included. Scalars print as C's printf does, a vector as
// its elements with commas between them. The words need not be trusted: kInvalidArtifact for what no kernel of ours
// writes.
Result<PrintfOutput> DecodePrintf(const PrintfInfo& info, std::span<const std::uint32_t> words);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_PRINTF_H_

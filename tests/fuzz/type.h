// The types that random kernels compute with, and the names of what they declare.
#ifndef KILN_TESTS_FUZZ_TYPE_H_
#define KILN_TESTS_FUZZ_TYPE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiln::fuzz {

enum class Scalar : std::uint8_t { kChar, kUchar, kShort, kUshort, kInt, kUint, kLong, kUlong, kFloat };

// A scalar or vector type of OpenCL C.
struct Type {
  Scalar scalar = Scalar::kInt;
  std::uint32_t width = 1;  // 1, 2, 3, 4, 8 or 16

  std::uint32_t scalar_bits() const;
  // Of a value, with the padding of three elements left out.
  std::uint32_t bits() const { return scalar_bits() * width; }
  // In memory, where three elements take the place of four.
  std::uint32_t bytes() const { return scalar_bits() / 8 * (width == 3 ? 4 : width); }
  bool is_float() const { return scalar == Scalar::kFloat; }
  bool is_signed() const;  // a signed integer
  bool is_vector() const { return width > 1; }
  std::string name() const;         // "uchar4"
  std::string scalar_name() const;  // "uchar"

  Type WithWidth(std::uint32_t other) const { return {scalar, other}; }
  Type Element() const { return {scalar, 1}; }
  Type Unsigned() const;  // of the same size; uint for float
  Type Signed() const;    // of the same size; int for float
  bool operator==(const Type&) const = default;
};

// The integer type of `bits`, if there is one.
std::optional<Scalar> IntegerOf(std::uint32_t bits, bool is_signed);

struct Field {
  std::string name;
  Type type;
  std::uint32_t count = 0;  // of an array; 0: none. A power of two
  int aggregate = -1;       // the field is an earlier aggregate with this index instead of a value of `type`
};

// A struct, or a union whose members all have the same size and no padding, so that each can be read after any write.
struct Aggregate {
  std::string name;
  bool is_union = false;
  bool packed = false;
  std::vector<Field> fields;
};

// How an aggregate lies in memory.
struct Layout {
  std::uint32_t bytes = 0;
  std::uint32_t alignment = 1;
  bool is_plain = true;  // of integers alone and without padding: any bytes are a value, and a value has these bytes
};
Layout LayoutOf(const Aggregate& aggregate, const std::vector<Aggregate>& all);

enum class Space : std::uint8_t { kPrivate, kLocal, kGlobal, kConstant, kGeneric };
// Before the type that a pointer points to: "global "; empty for generic pointers.
std::string Keyword(Space space);

// A named value.
struct Variable {
  std::string name;  // or the expression that denotes it: "s.f1"
  Type type;
  bool writable = true;
};

// Memory that belongs to the work-item, or that nobody writes: `base[i]` exists for i below `extent`.
struct Region {
  std::string base;
  Type type;
  std::uint32_t extent = 1;  // a power of two
  Space space = Space::kPrivate;
  bool writable = true;
  bool reassignable = false;  // a pointer variable
};

struct AggregateVariable {
  std::string name;
  int aggregate = 0;
};

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_TYPE_H_

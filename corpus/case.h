// What a corpus case is: one kernel file at a size that matters, as data that any OpenCL-like runtime can execute.
//
// A case makes a Workload: named buffers with their first contents, launches in order, and the contents that plain C++
// loops expect afterwards. Nothing here knows a compiler or a device. Everything is deterministic: the same case makes
// the same bytes on every machine.
#ifndef KILN_CORPUS_CASE_H_
#define KILN_CORPUS_CASE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace kiln::corpus {

enum class ElementType : std::uint8_t {
  kInt8,
  kUint8,
  kInt16,
  kUint16,
  kInt32,
  kUint32,
  kInt64,
  kUint64,
  kFloat32,
  kFloat64
};
std::size_t ElementSize(ElementType type);  // bytes

template <typename T>
constexpr ElementType ElementTypeOf() {
  static_assert(std::is_arithmetic_v<T>);
  if constexpr (std::is_floating_point_v<T>) {
    return sizeof(T) == 4 ? ElementType::kFloat32 : ElementType::kFloat64;
  } else {
    constexpr int kLog2Size = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
    return static_cast<ElementType>(2 * kLog2Size + (std::is_unsigned_v<T> ? 1 : 0));
  }
}

template <typename T>
std::vector<std::byte> BytesOf(std::span<const T> values) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::vector<std::byte> bytes(values.size_bytes());
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

// A buffer of a workload, by its index in Workload::buffers.
struct BufferId {
  std::size_t index = 0;
};

// The arguments of a launch, in the order of the kernel's parameters.
struct ValueArgument {
  std::vector<std::byte> bytes;  // of a scalar, vector or struct in OpenCL's layout
};
struct LocalArgument {
  std::size_t bytes = 0;  // of __local memory
};
using Argument = std::variant<BufferId, ValueArgument, LocalArgument>;

template <typename T>
ValueArgument Value(const T& value) {
  return {BytesOf(std::span<const T>(&value, 1))};
}
template <typename T>
LocalArgument Local(std::size_t count) {
  return {count * sizeof(T)};
}

using Extent = std::array<std::size_t, 3>;

// One NDRange. Unused dimensions are 1; every global size is a multiple of its local size (OpenCL 1.x).
struct Launch {
  std::string kernel;
  std::uint32_t dimensions = 1;
  Extent global = {1, 1, 1};
  Extent local = {1, 1, 1};
  Extent offset = {0, 0, 0};
  std::vector<Argument> arguments;
};

// A value passes when |actual - expected| <= absolute + relative * |expected|, or when both are NaN.
// {0, 0} means equal; integers normally use that.
struct Tolerance {
  double absolute = 0;
  double relative = 0;
};

// After the last launch `buffer` must begin with `expected`.
struct Check {
  BufferId buffer;
  ElementType type = ElementType::kUint8;
  std::vector<std::byte> expected;
  Tolerance tolerance;
};

struct Buffer {
  std::string name;
  std::vector<std::byte> contents;  // before the first launch; its size is the buffer's size
};

// Launches run in order, each seeing the complete effect of those before it.
struct Workload {
  std::string build_options;  // as a user would pass them to clBuildProgram
  std::vector<Buffer> buffers;
  std::vector<Launch> launches;
  std::vector<Check> checks;

  // A buffer with these contents.
  template <typename T>
  BufferId Input(std::string name, const std::vector<T>& values) {
    buffers.push_back({std::move(name), BytesOf(std::span<const T>(values))});
    return {buffers.size() - 1};
  }
  // A buffer that kernels must fill: it starts as a pattern of 0xCD bytes, so an element never written shows.
  template <typename T>
  BufferId Output(std::string name, std::size_t count) {
    buffers.push_back({std::move(name), std::vector<std::byte>(count * sizeof(T), std::byte{0xCD})});
    return {buffers.size() - 1};
  }

  // Adds a launch of one, two or three dimensions (as many as `global` has); both lists have the same length.
  Launch& Run(std::string kernel, std::initializer_list<std::size_t> global, std::initializer_list<std::size_t> local,
              std::vector<Argument> arguments);

  template <typename T>
  void Expect(BufferId buffer, const std::vector<T>& expected, Tolerance tolerance = {}) {
    checks.push_back({buffer, ElementTypeOf<T>(), BytesOf(std::span<const T>(expected)), tolerance});
  }
};

struct Case {
  std::string_view name;  // "saxpy"
  std::string_view file;  // below corpus/: "linear_algebra/saxpy.cl"
  Workload (*make)();     // computes inputs and expectations anew on each call; may take up to a second
};

// How the bytes a device produced compare with a check.
struct Comparison {
  std::size_t checked = 0;  // elements
  std::size_t wrong = 0;
  std::size_t first_wrong = 0;  // index; meaningful when wrong > 0
  double expected = 0;          // the values there
  double actual = 0;
  double largest_error = 0;  // |actual - expected| over all elements

  bool ok() const { return wrong == 0; }
};
// `actual` holds at least check.expected.size() bytes; fewer bytes count as wrong elements.
Comparison Compare(const Check& check, std::span<const std::byte> actual);

}  // namespace kiln::corpus

#endif  // KILN_CORPUS_CASE_H_

// As much of Metal's standard library as lets a C++ compiler compile and run the scalar code of a kernel's text.
// Written from the Metal Shading Language Specification; C++17, Clang, -ffp-contract=off.
#ifndef KILN_TRANSLATOR_TARGETS_TESTING_METAL_SHIM_H_
#define KILN_TRANSLATOR_TARGETS_TESTING_METAL_SHIM_H_

#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

#define kernel
#define device
#define constant const
#define thread
#define threadgroup static
#undef isnan
#undef isinf

using uchar = unsigned char;
using ushort = unsigned short;
using uint = unsigned int;
using half = _Float16;
#define long int64_t  // Metal's long has 64 bits everywhere
using ulong = uint64_t;

namespace metal {

using std::enable_if;
using std::is_integral;
using std::is_signed;
using std::is_unsigned;
using std::make_unsigned;

struct uint3 {
  uint x, y, z;
};
template <typename To, typename From>
To as_type(From from) {
  static_assert(sizeof(To) == sizeof(From), "as_type needs equal sizes");
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}
// Both operands of one type, as Metal's overloads have it: a promoted operand does not compile.
template <typename T>
T select(T no, T yes, bool c) {
  return c ? yes : no;
}
template <typename T>
bool isnan(T x) {
  return x != x;
}
template <typename T>
bool isinf(T x) {
  return x == x && (x - x) != (x - x);
}
template <typename T>
bool isunordered(T a, T b) {
  return a != a || b != b;
}
template <typename T>
T min(T a, T b) {
  return b < a || isnan(a) ? b : a;
}
template <typename T>
T max(T a, T b) {
  return a < b || isnan(a) ? b : a;
}
template <typename T>
T clamp(T x, T low, T high) {
  return min(max(x, low), high);
}
template <typename T>
T abs(T x) {
  return std::is_integral_v<T> ? T(x < T(0) ? -x : x) : T(std::fabs(float(x)));
}
template <typename T>
T sign(T x) {
  return T(x > T(0) ? 1 : x < T(0) ? -1 : isnan(x) ? 0 : x);
}
template <typename T>
T floor(T x) {
  return T(std::floor(float(x)));
}
template <typename T>
T ceil(T x) {
  return T(std::ceil(float(x)));
}
template <typename T>
T trunc(T x) {
  return T(std::trunc(float(x)));
}
template <typename T>
T rint(T x) {
  return T(std::nearbyint(float(x)));
}
template <typename T>
T fma(T a, T b, T c) {
  return T(std::fma(float(a), float(b), float(c)));
}
template <typename T>
T sqrt(T x) {
  return T(std::sqrt(float(x)));
}
template <typename T>
T mix(T a, T b, T t) {
  return a + (b - a) * t;
}
template <typename T>
T step(T edge, T x) {
  return x < edge ? T(0) : T(1);
}
template <typename T>
int Width() {
  return int(sizeof(T) * 8);
}
template <typename T>
std::make_unsigned_t<T> Bits(T x) {
  return std::make_unsigned_t<T>(x);
}
template <typename T>
T popcount(T x) {
  return T(__builtin_popcountll(Bits(x)));
}
template <typename T>
T ctz(T x) {
  return x == T(0) ? T(Width<T>()) : T(__builtin_ctzll(Bits(x)));
}
template <typename T>
T clz(T x) {
  return x == T(0) ? T(Width<T>()) : T(__builtin_clzll(Bits(x)) - (64 - Width<T>()));
}
template <typename T>
T reverse_bits(T x) {
  T r = 0;
  for (int i = 0; i < Width<T>(); ++i) {
    r = T(r | T(Bits(x) >> i & 1) << (Width<T>() - 1 - i));
  }
  return r;
}
template <typename T>
T extract_bits(T x, uint offset, uint bits) {
  return bits == 0 ? T(0) : T(T(Bits(x) << (Width<T>() - bits - offset)) >> (Width<T>() - bits));
}
template <typename T>
T insert_bits(T base, T insert, uint offset, uint bits) {
  const auto mask = decltype(Bits(base))((1ULL << bits) - 1) << offset;
  return T((Bits(base) & ~mask) | (Bits(insert) << offset & mask));
}
namespace precise {
using metal::clamp;
using metal::max;
using metal::min;
using metal::sqrt;
inline float fmod(float a, float b) {
  return std::fmod(a, b);
}
}  // namespace precise

}  // namespace metal

// A buffer pointer that becomes whatever the kernel declares.
struct AnyPointer {
  void* data;
  template <typename T>
  operator T*() const {
    return static_cast<T*>(data);
  }
};

#endif  // KILN_TRANSLATOR_TARGETS_TESTING_METAL_SHIM_H_

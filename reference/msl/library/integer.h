// Functions of integers, and those that integers and floats share.
namespace metal {
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr int width() {
  return int(sizeof(T) * 8);
}
// Twice as wide, or for 64 bits what Clang has beyond Metal.
namespace kiln {
template <typename T>
struct wide {
  typedef conditional_t<sizeof(T) == 8, conditional_t<is_signed_v<T>, __int128, unsigned __int128>,
                        conditional_t<is_signed_v<T>, long, ulong>>
      type;
};
template <typename T>
using wide_t = typename wide<T>::type;
template <typename T>
KILN_INLINE constexpr T lowest() {
  return is_signed_v<T> ? T(wide_t<T>(-1) << (sizeof(T) * 8 - 1)) : T(0);
}
template <typename T>
KILN_INLINE constexpr T highest() {
  return T(~lowest<T>());
}
template <typename T>
KILN_INLINE constexpr T saturated(wide_t<T> x) {
  return x < wide_t<T>(lowest<T>()) ? lowest<T>() : x > wide_t<T>(highest<T>()) ? highest<T>() : T(x);
}
}  // namespace kiln

template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T abs(T x) {
  return x < T(0) ? T(make_unsigned_t<T>(0) - make_unsigned_t<T>(x)) : x;
}
template <typename T, KILN_FLOATING, typename = void>
KILN_INLINE T abs(T x) {
  return fabs(x);
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T max(T x, T y) {
  return x < y ? y : x;
}
template <typename T, KILN_FLOATING, typename = void>
KILN_INLINE T max(T x, T y) {
  return fmax(x, y);
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T min(T x, T y) {
  return y < x ? y : x;
}
template <typename T, KILN_FLOATING, typename = void>
KILN_INLINE T min(T x, T y) {
  return fmin(x, y);
}
template <typename T, typename = enable_if_t<is_arithmetic_v<T> && !is_same_v<T, bool>>>
KILN_INLINE T clamp(T x, T low, T high) {
  return min(max(x, low), high);
}
template <typename T, typename = enable_if_t<is_arithmetic_v<T> && !is_same_v<T, bool>>>
KILN_INLINE T max3(T x, T y, T z) {
  return max(max(x, y), z);
}
template <typename T, typename = enable_if_t<is_arithmetic_v<T> && !is_same_v<T, bool>>>
KILN_INLINE T min3(T x, T y, T z) {
  return min(min(x, y), z);
}
template <typename T, typename = enable_if_t<is_arithmetic_v<T> && !is_same_v<T, bool>>>
KILN_INLINE T median3(T x, T y, T z) {
  return max(min(x, y), min(max(x, y), z));
}

template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T absdiff(T x, T y) {
  return x < y ? T(make_unsigned_t<T>(y) - make_unsigned_t<T>(x)) : T(make_unsigned_t<T>(x) - make_unsigned_t<T>(y));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T addsat(T x, T y) {
  return kiln::saturated<T>(kiln::wide_t<T>(x) + y);
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T subsat(T x, T y) {
  return is_unsigned_v<T> && x < y ? T(0) : kiln::saturated<T>(kiln::wide_t<T>(x) - y);
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T hadd(T x, T y) {
  return T((kiln::wide_t<T>(x) + y) >> 1);
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T rhadd(T x, T y) {
  return T((kiln::wide_t<T>(x) + y + 1) >> 1);
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T mulhi(T x, T y) {
  return T(kiln::wide_t<T>(x) * y >> (sizeof(T) * 8));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T madhi(T x, T y, T z) {
  return T(make_unsigned_t<T>(mulhi(x, y)) + make_unsigned_t<T>(z));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T madsat(T x, T y, T z) {
  return kiln::saturated<T>(kiln::wide_t<T>(x) * y + z);
}
template <typename T, typename = enable_if_t<is_same_v<T, int> || is_same_v<T, uint>>>
KILN_INLINE constexpr T mul24(T x, T y) {
  return T((ulong(x) << 40 >> 40) * (ulong(y) << 40 >> 40));
}
template <>
KILN_INLINE constexpr int mul24(int x, int y) {
  return int((long(x) << 40 >> 40) * (long(y) << 40 >> 40));
}
template <typename T, typename = enable_if_t<is_same_v<T, int> || is_same_v<T, uint>>>
KILN_INLINE constexpr T mad24(T x, T y, T z) {
  return T(uint(mul24(x, y)) + uint(z));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T rotate(T x, T amount) {
  const int bits = int(sizeof(T) * 8), n = int(amount & T(bits - 1));
  const make_unsigned_t<T> u = make_unsigned_t<T>(x);
  return n == 0 ? x : T(make_unsigned_t<T>(u << n) | make_unsigned_t<T>(u >> (bits - n)));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T popcount(T x) {
  return T(__builtin_popcountl(make_unsigned_t<T>(x)));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T clz(T x) {
  return x == T(0) ? T(sizeof(T) * 8) : T(__builtin_clzl(make_unsigned_t<T>(x)) - int(64 - sizeof(T) * 8));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T ctz(T x) {
  return x == T(0) ? T(sizeof(T) * 8) : T(__builtin_ctzl(make_unsigned_t<T>(x)));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T reverse_bits(T x) {
  return T(make_unsigned_t<T>(__builtin_bitreverse64(make_unsigned_t<T>(x)) >> (64 - sizeof(T) * 8)));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T extract_bits(T x, uint offset, uint bits) {
  const uint all = uint(sizeof(T) * 8);
  return bits == 0 ? T(0) : T(T(make_unsigned_t<T>(x) << (all - bits - offset)) >> (all - bits));
}
template <typename T, KILN_ANY_INTEGER>
KILN_INLINE constexpr T insert_bits(T base, T insert, uint offset, uint bits) {
  const make_unsigned_t<T> ones = bits >= sizeof(T) * 8 ? ~make_unsigned_t<T>(0) : make_unsigned_t<T>((1ul << bits) - 1);
  const make_unsigned_t<T> mask = make_unsigned_t<T>(ones << offset);
  return T((make_unsigned_t<T>(base) & ~mask) | (make_unsigned_t<T>(make_unsigned_t<T>(insert) << offset) & mask));
}
KILN_LIFT_1(abs)
KILN_LIFT_2(max)
KILN_LIFT_2(min)
KILN_LIFT_3(clamp)
KILN_LIFT_3(max3)
KILN_LIFT_3(min3)
KILN_LIFT_3(median3)
KILN_LIFT_2(absdiff)
KILN_LIFT_2(addsat)
KILN_LIFT_2(subsat)
KILN_LIFT_2(hadd)
KILN_LIFT_2(rhadd)
KILN_LIFT_2(mulhi)
KILN_LIFT_3(madhi)
KILN_LIFT_3(madsat)
KILN_LIFT_2(mul24)
KILN_LIFT_3(mad24)
KILN_LIFT_2(rotate)
KILN_LIFT_1(popcount)
KILN_LIFT_1(clz)
KILN_LIFT_1(ctz)
KILN_LIFT_1(reverse_bits)
template <typename T, int N>
KILN_INLINE constexpr vec<T, N> extract_bits(vec<T, N> x, uint offset, uint bits) {
  vec<T, N> result = x;
  for (int i = 0; i < N; ++i) result[i] = extract_bits(x[i], offset, bits);
  return result;
}
template <typename T, int N>
KILN_INLINE constexpr vec<T, N> insert_bits(vec<T, N> base, vec<T, N> insert, uint offset, uint bits) {
  vec<T, N> result = base;
  for (int i = 0; i < N; ++i) result[i] = insert_bits(base[i], insert[i], offset, bits);
  return result;
}

// Conversions that keep the bits, choices, tests of whole vectors.
template <typename To, typename From>
KILN_INLINE constexpr To as_type(From from) {
  static_assert(sizeof(To) == sizeof(From), "as_type needs types of one size");
  static_assert(!__is_pointer(To) && !__is_pointer(From), "as_type is for values; reinterpret_cast is for pointers");
  return __builtin_bit_cast(To, from);
}
template <typename T, typename = enable_if_t<is_arithmetic_v<T>>>
KILN_INLINE constexpr T select(T no, T yes, bool condition) {
  return condition ? yes : no;
}
template <typename T>
KILN_INLINE constexpr vec<T, 2> select(vec<T, 2> a, vec<T, 2> b, vec<bool, 2> c) {
  return vec<T, 2>(c.x ? b.x : a.x, c.y ? b.y : a.y);
}
template <typename T>
KILN_INLINE constexpr vec<T, 3> select(vec<T, 3> a, vec<T, 3> b, vec<bool, 3> c) {
  return vec<T, 3>(c.x ? b.x : a.x, c.y ? b.y : a.y, c.z ? b.z : a.z);
}
template <typename T>
KILN_INLINE constexpr vec<T, 4> select(vec<T, 4> a, vec<T, 4> b, vec<bool, 4> c) {
  return vec<T, 4>(c.x ? b.x : a.x, c.y ? b.y : a.y, c.z ? b.z : a.z, c.w ? b.w : a.w);
}
template <int N>
KILN_INLINE constexpr bool all(vec<bool, N> v) {
  bool result = true;
  for (int i = 0; i < N; ++i) result = result && v.component(i);
  return result;
}
template <int N>
KILN_INLINE constexpr bool any(vec<bool, N> v) {
  bool result = false;
  for (int i = 0; i < N; ++i) result = result || v.component(i);
  return result;
}
KILN_INLINE constexpr bool all(bool v) { return v; }
KILN_INLINE constexpr bool any(bool v) { return v; }
}  // namespace metal

// Functions of float and half. The host computes the transcendental ones in double precision, so that the result is
// the nearest float or next to it: better than Metal promises, never worse.
#define KILN_FLOATING typename = enable_if_t<is_floating_point_v<T>>
#define KILN_ANY_INTEGER typename = enable_if_t<is_integral_v<T> && !is_same_v<T, bool>>

#define KILN_HOST_1(f) extern "C" float kiln_##f(float);
#define KILN_HOST_2(f) extern "C" float kiln_##f(float, float);
#define KILN_FOR_HOST_FUNCTIONS(ONE, TWO)                                                                       \
  ONE(acos) ONE(acosh) ONE(asin) ONE(asinh) ONE(atan) ONE(atanh) ONE(cos) ONE(cosh) ONE(cospi) ONE(exp)         \
  ONE(exp2) ONE(exp10) ONE(log) ONE(log2) ONE(log10) ONE(rsqrt) ONE(sin) ONE(sinh) ONE(sinpi) ONE(tan)          \
  ONE(tanh) ONE(tanpi) TWO(atan2) TWO(fmod) TWO(pow) TWO(powr) TWO(nextafter)
KILN_FOR_HOST_FUNCTIONS(KILN_HOST_1, KILN_HOST_2)

namespace metal {
#define KILN_CALL_HOST_1(f)               \
  template <typename T, KILN_FLOATING>    \
  KILN_INLINE T f(T x) {                  \
    return T(kiln_##f(float(x)));         \
  }                                       \
  KILN_LIFT_1(f)
#define KILN_CALL_HOST_2(f)               \
  template <typename T, KILN_FLOATING>    \
  KILN_INLINE T f(T x, T y) {             \
    return T(kiln_##f(float(x), float(y))); \
  }                                       \
  KILN_LIFT_2(f)
#define KILN_EXACT(f, builtin)            \
  template <typename T, KILN_FLOATING>    \
  KILN_INLINE T f(T x) {                  \
    return T(builtin(float(x)));          \
  }                                       \
  KILN_LIFT_1(f)
KILN_FOR_HOST_FUNCTIONS(KILN_CALL_HOST_1, KILN_CALL_HOST_2)
KILN_EXACT(ceil, __builtin_ceilf)
KILN_EXACT(fabs, __builtin_fabsf)
KILN_EXACT(floor, __builtin_floorf)
KILN_EXACT(rint, __builtin_rintf)
KILN_EXACT(round, __builtin_roundf)
KILN_EXACT(sqrt, __builtin_sqrtf)
KILN_EXACT(trunc, __builtin_truncf)

template <typename T, KILN_FLOATING>
KILN_INLINE bool isnan(T x) {
  return x != x;
}
template <typename T, KILN_FLOATING>
KILN_INLINE bool isinf(T x) {
  return __builtin_fabsf(float(x)) == INFINITY;
}
template <typename T, KILN_FLOATING>
KILN_INLINE bool isfinite(T x) {
  return __builtin_fabsf(float(x)) < INFINITY;
}
KILN_INLINE bool isnormal(float x) {
  return __builtin_fabsf(x) >= FLT_MIN && __builtin_fabsf(x) < INFINITY;
}
KILN_INLINE bool isnormal(half x) {
  return __builtin_fabsf(float(x)) >= 0x1.0p-14f && __builtin_fabsf(float(x)) < INFINITY;
}
template <typename T, KILN_FLOATING>
KILN_INLINE bool isordered(T x, T y) {
  return x == x && y == y;
}
template <typename T, KILN_FLOATING>
KILN_INLINE bool isunordered(T x, T y) {
  return x != x || y != y;
}
KILN_INLINE bool signbit(float x) {
  return __builtin_bit_cast(int, x) < 0;
}
KILN_INLINE bool signbit(half x) {
  return __builtin_bit_cast(short, x) < 0;
}
KILN_LIFT_1(isnan)
KILN_LIFT_1(isinf)
KILN_LIFT_1(isfinite)
KILN_LIFT_1(isnormal)
KILN_LIFT_2(isordered)
KILN_LIFT_2(isunordered)
KILN_LIFT_1(signbit)

template <typename T, KILN_FLOATING>
KILN_INLINE T fmax(T x, T y) {
  return x != x || x < y ? y : x;
}
template <typename T, KILN_FLOATING>
KILN_INLINE T fmin(T x, T y) {
  return x != x || y < x ? y : x;
}
template <typename T, KILN_FLOATING>
KILN_INLINE T fma(T x, T y, T z);
template <>
KILN_INLINE float fma(float x, float y, float z) {
  return __builtin_fmaf(x, y, z);
}
extern "C" float kiln_fma_half(float, float, float);
template <>
KILN_INLINE half fma(half x, half y, half z) {
  return half(kiln_fma_half(x, y, z));
}
KILN_INLINE float copysign(float x, float y) {
  return __builtin_copysignf(x, y);
}
KILN_INLINE half copysign(half x, half y) {
  return half(__builtin_copysignf(x, y));
}
template <typename T, KILN_FLOATING>
KILN_INLINE T fdim(T x, T y) {
  return x != x || y != y ? x + y : x > y ? T(x - y) : T(0);
}
template <typename T, KILN_FLOATING>
KILN_INLINE T fract(T x) {
  const T largest = is_same_v<T, float> ? T(0x1.fffffep-1f) : T(0x1.ffcp-1f);
  return isinf(x) ? T(__builtin_copysignf(0.0f, float(x))) : x != x ? x : fmin(T(x - floor(x)), largest);
}
template <typename T, KILN_FLOATING>
KILN_INLINE T sign(T x) {
  return x > T(0) ? T(1) : x < T(0) ? T(-1) : x == x ? x : T(0);
}
template <typename T, KILN_FLOATING>
KILN_INLINE T saturate(T x) {
  return fmin(fmax(x, T(0)), T(1));
}
template <typename T, KILN_FLOATING>
KILN_INLINE T mix(T x, T y, T a) {
  return x + (y - x) * a;
}
template <typename T, KILN_FLOATING>
KILN_INLINE T step(T edge, T x) {
  return x < edge ? T(0) : T(1);
}
template <typename T, KILN_FLOATING>
KILN_INLINE T smoothstep(T low, T high, T x) {
  const T t = saturate(T((x - low) / (high - low)));
  return t * t * (T(3) - T(2) * t);
}
KILN_LIFT_2(fmax)
KILN_LIFT_2(fmin)
KILN_LIFT_3(fma)
KILN_LIFT_2(copysign)
KILN_LIFT_2(fdim)
KILN_LIFT_1(fract)
KILN_LIFT_1(sign)
KILN_LIFT_1(saturate)
KILN_LIFT_3(mix)
template <typename T, int N>
KILN_INLINE vec<T, N> mix(vec<T, N> x, vec<T, N> y, T a) {
  return mix(x, y, vec<T, N>(a));
}
KILN_LIFT_2(step)
KILN_LIFT_3(smoothstep)

extern "C" int kiln_ilogb(float);
extern "C" float kiln_ldexp(float, int);
extern "C" float kiln_fraction(float);  // frexp's, its exponent is kiln_exponent
extern "C" int kiln_exponent(float);
template <typename T, KILN_FLOATING>
KILN_INLINE int ilogb(T x) {
  return kiln_ilogb(float(x));
}
template <typename T, KILN_FLOATING>
KILN_INLINE T ldexp(T x, int n) {
  return T(kiln_ldexp(float(x), n));
}
template <typename T, KILN_FLOATING>
KILN_INLINE T frexp(T x, thread int& exponent) {
  exponent = kiln_exponent(float(x));
  return T(kiln_fraction(float(x)));
}
template <typename T, KILN_FLOATING>
KILN_INLINE T modf(T x, thread T& whole) {
  whole = trunc(x);
  return isinf(x) ? T(__builtin_copysignf(0.0f, float(x))) : T(__builtin_copysignf(float(x - whole), float(x)));
}
template <typename T, KILN_FLOATING>
KILN_INLINE T sincos(T x, thread T& cosine) {
  cosine = cos(x);
  return sin(x);
}
KILN_LIFT_1(ilogb)
template <typename T, int N>
KILN_INLINE vec<T, N> ldexp(vec<T, N> x, vec<int, N> n) {
  vec<T, N> result;
  for (int i = 0; i < N; ++i) result[i] = ldexp(x[i], n[i]);
  return result;
}
template <typename T, int N>
KILN_INLINE vec<T, N> frexp(vec<T, N> x, thread vec<int, N>& exponent) {
  vec<T, N> result;
  for (int i = 0; i < N; ++i) result[i] = frexp(x[i], exponent[i]);
  return result;
}
template <typename T, int N>
KILN_INLINE vec<T, N> modf(vec<T, N> x, thread vec<T, N>& whole) {
  vec<T, N> result;
  for (int i = 0; i < N; ++i) result[i] = modf(x[i], whole[i]);
  return result;
}
template <typename T, int N>
KILN_INLINE vec<T, N> sincos(vec<T, N> x, thread vec<T, N>& cosine) {
  cosine = cos(x);
  return sin(x);
}
}  // namespace metal

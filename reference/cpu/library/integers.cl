// Integer functions.
#include "macros.h"

// T; its unsigned and signed twin; a type twice as wide and that type's unsigned twin; bits; least and greatest value.
#define SMALL_INTEGERS(M) \
  M(char, uchar, char, int, 8, CHAR_MIN, CHAR_MAX) M(uchar, uchar, char, int, 8, 0, UCHAR_MAX) \
  M(short, ushort, short, int, 16, SHRT_MIN, SHRT_MAX) M(ushort, ushort, short, int, 16, 0, USHRT_MAX) \
  M(int, uint, int, long, 32, INT_MIN, INT_MAX) M(uint, uint, int, long, 32, 0, UINT_MAX)
// `long long` has 128 bits here.
#define INTEGERS(M) SMALL_INTEGERS(M) \
  M(long, ulong, long, long long, 64, LONG_MIN, LONG_MAX) M(ulong, ulong, long, long long, 64, 0, ULONG_MAX)

#define DEFINE(T, U, S, W, BITS, LEAST, GREATEST) \
  OVERLOAD U abs(T a) { const W wide = a; return (U)(wide < 0 ? -wide : wide); } \
  OVERLOAD U abs_diff(T a, T b) { const W difference = (W)a - (W)b; return (U)(difference < 0 ? -difference : difference); } \
  OVERLOAD T add_sat(T a, T b) { const W sum = (W)a + (W)b; return (T)(sum < (W)LEAST ? (W)LEAST : sum > (W)GREATEST ? (W)GREATEST : sum); } \
  OVERLOAD T sub_sat(T a, T b) { const W sum = (W)a - (W)b; return (T)(sum < (W)LEAST ? (W)LEAST : sum > (W)GREATEST ? (W)GREATEST : sum); } \
  OVERLOAD T hadd(T a, T b) { return (T)(((W)a + (W)b) >> 1); } \
  OVERLOAD T rhadd(T a, T b) { return (T)(((W)a + (W)b + 1) >> 1); } \
  OVERLOAD T clz(T a) { T count = 0; for (U bit = (U)((U)1 << (BITS - 1)); bit != 0 && ((U)a & bit) == 0; bit = (U)(bit >> 1)) ++count; return count; } \
  OVERLOAD T ctz(T a) { T count = 0; while (count < BITS && (((U)a >> count) & 1) == 0) ++count; return count; } \
  OVERLOAD T popcount(T a) { T count = 0; for (int i = 0; i < BITS; ++i) count += (T)(((U)a >> i) & 1); return count; } \
  OVERLOAD T max(T a, T b) { return a < b ? b : a; } \
  OVERLOAD T min(T a, T b) { return b < a ? b : a; } \
  OVERLOAD T clamp(T a, T low, T high) { return min(max(a, low), high); } \
  OVERLOAD T mul_hi(T a, T b) { return (T)(((W)a * (W)b) >> BITS); } \
  OVERLOAD T mad_hi(T a, T b, T c) { return (T)((U)mul_hi(a, b) + (U)c); } \
  OVERLOAD T rotate(T a, T b) { \
    const U by = (U)b & (BITS - 1); \
    return (T)(by == 0 ? (U)a : (U)(((U)a << by) | ((U)a >> (BITS - by)))); \
  } \
  LANES1(U, abs, T) LANES2(U, abs_diff, T, T) LANES2(T, add_sat, T, T) LANES2(T, sub_sat, T, T) LANES2(T, hadd, T, T) \
  LANES2(T, rhadd, T, T) LANES1(T, clz, T) LANES1(T, ctz, T) LANES1(T, popcount, T) LANES2(T, max, T, T) LANES2(T, min, T, T) \
  LANES2_SCALAR(T, max, T, T) LANES2_SCALAR(T, min, T, T) LANES3(T, clamp, T, T, T) CLAMP_SCALAR(T) LANES2(T, mul_hi, T, T) \
  LANES3(T, mad_hi, T, T, T) LANES2(T, rotate, T, T)
#define CLAMP_SCALAR_N(N, T) \
  OVERLOAD T##N clamp(T##N a, T low, T high) { T##N r; for (int i = 0; i < N; ++i) r[i] = clamp(a[i], low, high); return r; }
#define CLAMP_SCALAR(T) VECTOR_WIDTHS(CLAMP_SCALAR_N, T)
INTEGERS(DEFINE)

// The product of two unsigned longs needs all 128 bits.
#define MAD_SAT(T, U, S, W, BITS, LEAST, GREATEST) \
  OVERLOAD T mad_sat(T a, T b, T c) { \
    const W sum = (W)a * (W)b + (W)c; \
    return (T)(sum < (W)LEAST ? (W)LEAST : sum > (W)GREATEST ? (W)GREATEST : sum); \
  } \
  LANES3(T, mad_sat, T, T, T)
SMALL_INTEGERS(MAD_SAT)
MAD_SAT(long, ulong, long, long long, 64, LONG_MIN, LONG_MAX)
OVERLOAD ulong mad_sat(ulong a, ulong b, ulong c) {
  const unsigned long long sum = (unsigned long long)a * b + c;
  return sum > ULONG_MAX ? ULONG_MAX : (ulong)sum;
}
LANES3(ulong, mad_sat, ulong, ulong, ulong)

// Twenty-four bits of each operand count; the product is cut to 32.
OVERLOAD int mul24(int a, int b) { return (int)((uint)((a << 8) >> 8) * (uint)((b << 8) >> 8)); }
OVERLOAD uint mul24(uint a, uint b) { return (a & 0xffffff) * (b & 0xffffff); }
OVERLOAD int mad24(int a, int b, int c) { return (int)((uint)mul24(a, b) + (uint)c); }
OVERLOAD uint mad24(uint a, uint b, uint c) { return mul24(a, b) + c; }
LANES2(int, mul24, int, int) LANES2(uint, mul24, uint, uint) LANES3(int, mad24, int, int, int) LANES3(uint, mad24, uint, uint, uint)

#define UPSAMPLE(R, A, B, BITS) \
  OVERLOAD R upsample(A high, B low) { return (R)(((ulong)high << BITS) | low); } \
  LANES2(R, upsample, A, B)
UPSAMPLE(short, char, uchar, 8) UPSAMPLE(ushort, uchar, uchar, 8) UPSAMPLE(int, short, ushort, 16) UPSAMPLE(uint, ushort, ushort, 16)
UPSAMPLE(long, int, uint, 32) UPSAMPLE(ulong, uint, uint, 32)

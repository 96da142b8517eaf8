// Common, geometric and relational functions.
#include "macros.h"

// ---- Common functions of floats.
#define COMMON(T) \
  OVERLOAD T max(T a, T b) { return a < b ? b : a; } \
  OVERLOAD T min(T a, T b) { return b < a ? b : a; } \
  OVERLOAD T clamp(T a, T low, T high) { return fmin(fmax(a, low), high); } \
  OVERLOAD T degrees(T a) { return (T)((double)a * 57.295779513082320876798154814105); } \
  OVERLOAD T radians(T a) { return (T)((double)a * 0.01745329251994329576923690768489); } \
  OVERLOAD T mix(T a, T b, T share) { return a + (b - a) * share; } \
  OVERLOAD T step(T edge, T a) { return a < edge ? (T)0 : (T)1; } \
  OVERLOAD T smoothstep(T low, T high, T a) { const T t = clamp((a - low) / (high - low), (T)0, (T)1); return t * t * (3 - 2 * t); } \
  OVERLOAD T sign(T a) { return a > 0 ? (T)1 : a < 0 ? (T)-1 : a == 0 ? a : (T)0; } \
  LANES2(T, max, T, T) LANES2(T, min, T, T) LANES2_SCALAR(T, max, T, T) LANES2_SCALAR(T, min, T, T) LANES3(T, clamp, T, T, T) \
  LANES1(T, degrees, T) LANES1(T, radians, T) LANES3(T, mix, T, T, T) LANES2(T, step, T, T) LANES3(T, smoothstep, T, T, T) \
  LANES1(T, sign, T) VECTOR_WIDTHS(COMMON_SCALARS_N, T)
#define COMMON_SCALARS_N(N, T) \
  OVERLOAD T##N clamp(T##N a, T low, T high) { return clamp(a, (T##N)low, (T##N)high); } \
  OVERLOAD T##N mix(T##N a, T##N b, T share) { return mix(a, b, (T##N)share); } \
  OVERLOAD T##N step(T edge, T##N a) { return step((T##N)edge, a); } \
  OVERLOAD T##N smoothstep(T low, T high, T##N a) { return smoothstep((T##N)low, (T##N)high, a); }
FLOAT_TYPES(COMMON)

// ---- Geometric functions. Sums of half and float are formed in double.
#define GEOMETRIC_N(N, T) \
  OVERLOAD T dot(T##N a, T##N b) { double sum = 0; for (int i = 0; i < N; ++i) sum += (double)a[i] * (double)b[i]; return (T)sum; }
#define GEOMETRIC_MORE_N(N, T) \
  OVERLOAD T length(T##N a) { double largest = 0; double sum = 0; \
    for (int i = 0; i < N; ++i) { if (isinf(a[i])) return (T)INFINITY; largest = fmax(largest, fabs((double)a[i])); } \
    if (largest == 0) return 0 * a[0]; \
    for (int i = 0; i < N; ++i) { const double part = (double)a[i] / largest; sum += part * part; } \
    return (T)(largest * sqrt(sum)); } \
  OVERLOAD T distance(T##N a, T##N b) { return length(a - b); } \
  OVERLOAD T##N normalize(T##N a) { \
    bool infinite = false; for (int i = 0; i < N; ++i) infinite = infinite || isinf(a[i]); \
    if (infinite) { for (int i = 0; i < N; ++i) a[i] = isinf(a[i]) ? copysign((T)1, a[i]) : copysign((T)0, a[i]); } \
    double largest = 0; double sum = 0; \
    for (int i = 0; i < N; ++i) largest = fmax(largest, fabs((double)a[i])); \
    if (largest == 0) return a; \
    for (int i = 0; i < N; ++i) { const double part = (double)a[i] / largest; sum += part * part; } \
    const double norm = sqrt(sum); \
    T##N r; for (int i = 0; i < N; ++i) r[i] = (T)((double)a[i] / largest / norm); return r; }
#define GEOMETRIC(T) \
  OVERLOAD T dot(T a, T b) { return a * b; } \
  OVERLOAD T length(T a) { return fabs(a); } \
  OVERLOAD T distance(T a, T b) { return fabs(a - b); } \
  OVERLOAD T normalize(T a) { return a != a ? a : a > 0 ? (T)1 : a < 0 ? (T)-1 : a; } \
  GEOMETRIC_N(2, T) GEOMETRIC_N(3, T) GEOMETRIC_N(4, T) GEOMETRIC_MORE_N(2, T) GEOMETRIC_MORE_N(3, T) GEOMETRIC_MORE_N(4, T) \
  OVERLOAD T##3 cross(T##3 a, T##3 b) { \
    const double3 x = convert_double3(a), y = convert_double3(b); \
    return (T##3)((T)(x.y * y.z - x.z * y.y), (T)(x.z * y.x - x.x * y.z), (T)(x.x * y.y - x.y * y.x)); } \
  OVERLOAD T##4 cross(T##4 a, T##4 b) { return (T##4)(cross(a.xyz, b.xyz), (T)0); }
FLOAT_TYPES(GEOMETRIC)
#define FAST_GEOMETRIC(T) \
  OVERLOAD float fast_length(T a) { return length(a); } \
  OVERLOAD float fast_distance(T a, T b) { return distance(a, b); } \
  OVERLOAD T fast_normalize(T a) { return normalize(a); }
FAST_GEOMETRIC(float) FAST_GEOMETRIC(float2) FAST_GEOMETRIC(float3) FAST_GEOMETRIC(float4)

// ---- Relational functions: 1 for scalars, -1 for the lanes of vectors, which are as wide as the operands.
#define TEST_N(N, R, F, T, EXPRESSION) \
  OVERLOAD R##N F(T##N x, T##N y) { R##N r; for (int i = 0; i < N; ++i) { const T a = x[i], b = y[i]; r[i] = (EXPRESSION) ? -1 : 0; } return r; }
#define TEST(R, F, T, EXPRESSION) \
  OVERLOAD int F(T a, T b) { return (EXPRESSION) ? 1 : 0; } \
  VECTOR_WIDTHS(TEST_N, R, F, T, EXPRESSION)
#define TEST1_N(N, R, F, T, EXPRESSION) \
  OVERLOAD R##N F(T##N x) { R##N r; for (int i = 0; i < N; ++i) { const T a = x[i]; r[i] = (EXPRESSION) ? -1 : 0; } return r; }
#define TEST1(R, F, T, EXPRESSION) \
  OVERLOAD int F(T a) { return (EXPRESSION) ? 1 : 0; } \
  VECTOR_WIDTHS(TEST1_N, R, F, T, EXPRESSION)
#define RELATIONAL(T, R, U, LEAST_NORMAL) \
  TEST(R, isequal, T, a == b) TEST(R, isnotequal, T, a != b) TEST(R, isgreater, T, a > b) TEST(R, isgreaterequal, T, a >= b) \
  TEST(R, isless, T, a < b) TEST(R, islessequal, T, a <= b) TEST(R, islessgreater, T, a < b || a > b) \
  TEST(R, isordered, T, a == a && b == b) TEST(R, isunordered, T, a != a || b != b) \
  TEST1(R, isfinite, T, a - a == 0) TEST1(R, isinf, T, a == a && a - a != 0) TEST1(R, isnan, T, a != a) \
  TEST1(R, isnormal, T, a - a == 0 && (a >= LEAST_NORMAL || a <= -LEAST_NORMAL)) TEST1(R, signbit, T, as_##R(a) < 0)
RELATIONAL(half, short, ushort, (half)0x1p-14f)
RELATIONAL(float, int, uint, 0x1p-126f)
RELATIONAL(double, long, ulong, 0x1p-1022)

#define ANY_N(N, T) \
  OVERLOAD int any(T##N a) { int r = 0; for (int i = 0; i < N; ++i) r |= a[i] < 0; return r; } \
  OVERLOAD int all(T##N a) { int r = 1; for (int i = 0; i < N; ++i) r &= a[i] < 0; return r; }
#define ANY(T) \
  OVERLOAD int any(T a) { return a < 0; } \
  OVERLOAD int all(T a) { return a < 0; } \
  VECTOR_WIDTHS(ANY_N, T)
ANY(char) ANY(short) ANY(int) ANY(long)

// Scalars choose by whether the third operand is not 0, vectors by its highest bit.
#define SELECT_N(N, T, S, C) \
  OVERLOAD T##N select(T##N a, T##N b, C##N c) { T##N r; for (int i = 0; i < N; ++i) r[i] = as_##S(c[i]) < 0 ? b[i] : a[i]; return r; }
#define SELECT_ONE(T, S, C) \
  OVERLOAD T select(T a, T b, C c) { return c ? b : a; } \
  VECTOR_WIDTHS(SELECT_N, T, S, C)
#define BITSELECT_N(N, T, U) \
  OVERLOAD T##N bitselect(T##N a, T##N b, T##N c) { return as_##T##N((as_##U##N(a) & ~as_##U##N(c)) | (as_##U##N(b) & as_##U##N(c))); }
#define SELECT(T, S, U) \
  SELECT_ONE(T, S, S) SELECT_ONE(T, S, U) \
  OVERLOAD T bitselect(T a, T b, T c) { return as_##T((U)((as_##U(a) & ~as_##U(c)) | (as_##U(b) & as_##U(c)))); } \
  VECTOR_WIDTHS(BITSELECT_N, T, U)
SELECT(char, char, uchar) SELECT(uchar, char, uchar) SELECT(short, short, ushort) SELECT(ushort, short, ushort)
SELECT(int, int, uint) SELECT(uint, int, uint) SELECT(long, long, ulong) SELECT(ulong, long, ulong)
SELECT(half, short, ushort) SELECT(float, int, uint) SELECT(double, long, ulong)

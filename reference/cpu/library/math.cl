// Math functions. Those of half and float are computed in double and rounded once; those of double in the host's long double.
#include "macros.h"

#define HOST1(F) double kiln_host_##F(double); double kiln_host_long_##F(double);
#define HOST2(F) double kiln_host_##F(double, double); double kiln_host_long_##F(double, double);

#define MATH1(F) \
  HOST1(F) \
  OVERLOAD half F(half a) { return (half)kiln_host_##F(a); } \
  OVERLOAD float F(float a) { return (float)kiln_host_##F(a); } \
  OVERLOAD double F(double a) { return kiln_host_long_##F(a); } \
  LANES1(half, F, half) LANES1(float, F, float) LANES1(double, F, double)
MATH1(acos) MATH1(acosh) MATH1(acospi) MATH1(asin) MATH1(asinh) MATH1(asinpi) MATH1(atan) MATH1(atanh) MATH1(atanpi) MATH1(cbrt)
MATH1(ceil) MATH1(cos) MATH1(cosh) MATH1(cospi) MATH1(erf) MATH1(erfc) MATH1(exp) MATH1(exp2) MATH1(exp10) MATH1(expm1) MATH1(fabs)
MATH1(floor) MATH1(lgamma) MATH1(log) MATH1(log2) MATH1(log10) MATH1(log1p) MATH1(rint) MATH1(round) MATH1(rsqrt) MATH1(sin)
MATH1(sinh) MATH1(sinpi) MATH1(sqrt) MATH1(tan) MATH1(tanh) MATH1(tanpi) MATH1(tgamma) MATH1(trunc)

#define MATH2(F) \
  HOST2(F) \
  OVERLOAD half F(half a, half b) { return (half)kiln_host_##F(a, b); } \
  OVERLOAD float F(float a, float b) { return (float)kiln_host_##F(a, b); } \
  OVERLOAD double F(double a, double b) { return kiln_host_long_##F(a, b); } \
  LANES2(half, F, half, half) LANES2(float, F, float, float) LANES2(double, F, double, double)
MATH2(atan2) MATH2(atan2pi) MATH2(copysign) MATH2(fdim) MATH2(fmod) MATH2(hypot) MATH2(pow) MATH2(powr) MATH2(remainder)

// ---- Exact ones, in their own type.
#define EXACT(T) \
  OVERLOAD T fmax(T a, T b) { return a != a ? b : b != b ? a : a < b ? b : a; } \
  OVERLOAD T fmin(T a, T b) { return a != a ? b : b != b ? a : b < a ? b : a; } \
  OVERLOAD T maxmag(T a, T b) { return fabs(a) > fabs(b) ? a : fabs(b) > fabs(a) ? b : fmax(a, b); } \
  OVERLOAD T minmag(T a, T b) { return fabs(a) < fabs(b) ? a : fabs(b) < fabs(a) ? b : fmin(a, b); } \
  LANES2(T, fmax, T, T) LANES2(T, fmin, T, T) LANES2(T, maxmag, T, T) LANES2(T, minmag, T, T) \
  LANES2_SCALAR(T, fmax, T, T) LANES2_SCALAR(T, fmin, T, T)
FLOAT_TYPES(EXACT)

// A sum of a rounded product, rounded once.
half kiln_host_fma_half(half, half, half);
float kiln_host_fma_float(float, float, float);
double kiln_host_fma_double(double, double, double);
#define FMA(T) \
  OVERLOAD T fma(T a, T b, T c) { return kiln_host_fma_##T(a, b, c); } \
  OVERLOAD T mad(T a, T b, T c) { return kiln_host_fma_##T(a, b, c); } \
  LANES3(T, fma, T, T, T) LANES3(T, mad, T, T, T)
FLOAT_TYPES(FMA)

half kiln_host_nextafter_half(half, half);
float kiln_host_nextafter_float(float, float);
double kiln_host_nextafter_double(double, double);
#define NEXTAFTER(T) \
  OVERLOAD T nextafter(T a, T b) { return kiln_host_nextafter_##T(a, b); } \
  LANES2(T, nextafter, T, T)
FLOAT_TYPES(NEXTAFTER)

// ---- With integers.
double kiln_host_logb(double);
int kiln_host_ilogb(double);
double kiln_host_ldexp(double, int);
double kiln_host_pown(double, int);
double kiln_host_long_pown(double, int);
double kiln_host_rootn(double, int);
double kiln_host_long_rootn(double, int);
half kiln_host_ldexp_half(half, int);
float kiln_host_ldexp_float(float, int);
double kiln_host_ldexp_double(double, int);
#define POWN(T, LONG) \
  OVERLOAD T pown(T a, int b) { return (T)kiln_host_##LONG##pown(a, b); } \
  OVERLOAD T rootn(T a, int b) { return (T)kiln_host_##LONG##rootn(a, b); } \
  LANES2(T, pown, T, int) LANES2(T, rootn, T, int)
POWN(half, ) POWN(float, ) POWN(double, long_)
#define SCALING(T) \
  OVERLOAD T logb(T a) { return (T)kiln_host_logb(a); } \
  OVERLOAD int ilogb(T a) { return kiln_host_ilogb(a); } \
  OVERLOAD T ldexp(T a, int b) { return kiln_host_ldexp_##T(a, b); } \
  LANES1(T, logb, T) LANES1(int, ilogb, T) LANES2(T, ldexp, T, int) LANES2_SCALAR(T, ldexp, T, int)
FLOAT_TYPES(SCALING)

OVERLOAD half nan(ushort code) { return as_half((ushort)(0x7e00 | (code & 0x1ff))); }
OVERLOAD float nan(uint code) { return as_float(0x7fc00000 | (code & 0x3fffff)); }
OVERLOAD double nan(ulong code) { return as_double(0x7ff8000000000000UL | (code & 0x7ffffffffffffUL)); }
LANES1(half, nan, ushort) LANES1(float, nan, uint) LANES1(double, nan, ulong)

// ---- With a second result.
double kiln_host_frexp(double, private int*);
double kiln_host_lgamma_r(double, private int*);
double kiln_host_long_lgamma_r(double, private int*);
half kiln_host_remquo_half(half, half, private int*);
float kiln_host_remquo_float(float, float, private int*);
double kiln_host_remquo_double(double, double, private int*);

#define REMQUO_N(N, T, SPACE) \
  OVERLOAD T##N remquo(T##N a, T##N b, SPACE int##N* p) { \
    T##N r; int##N all; \
    for (int i = 0; i < N; ++i) { private int one; r[i] = kiln_host_remquo_##T(a[i], b[i], &one); all[i] = one; } \
    *p = all; \
    return r; \
  }
#define TWO_RESULTS(T, LONG, SPACE) \
  OVERLOAD T fract(T a, SPACE T* p) { \
    const T whole = floor(a); \
    *p = whole; \
    if (a != a) return a; \
    if (a - a != 0) return copysign((T)0, a); \
    const T rest = a - whole; \
    const T below_one = nextafter((T)1, (T)0); \
    return copysign(rest < below_one ? rest : below_one, a == 0 ? a : (T)1); \
  } \
  OVERLOAD T frexp(T a, SPACE int* p) { private int e = 0; const T r = (T)kiln_host_frexp(a, &e); *p = e; return r; } \
  OVERLOAD T lgamma_r(T a, SPACE int* p) { private int s = 0; const T r = (T)kiln_host_##LONG##lgamma_r(a, &s); *p = s; return r; } \
  OVERLOAD T modf(T a, SPACE T* p) { \
    const T whole = trunc(a); \
    *p = whole; \
    return copysign(a - a != 0 && a == a ? (T)0 : a - whole, a); \
  } \
  OVERLOAD T sincos(T a, SPACE T* p) { *p = cos(a); return sin(a); } \
  OVERLOAD T remquo(T a, T b, SPACE int* p) { private int q = 0; const T r = kiln_host_remquo_##T(a, b, &q); *p = q; return r; } \
  VECTOR_WIDTHS(LANES_POINTER_N, T, fract, T, SPACE, T) \
  VECTOR_WIDTHS(LANES_POINTER_N, T, frexp, T, SPACE, int) \
  VECTOR_WIDTHS(LANES_POINTER_N, T, lgamma_r, T, SPACE, int) \
  VECTOR_WIDTHS(LANES_POINTER_N, T, modf, T, SPACE, T) \
  VECTOR_WIDTHS(LANES_POINTER_N, T, sincos, T, SPACE, T) \
  VECTOR_WIDTHS(REMQUO_N, T, SPACE)
// The private ones first: the vectors of the others call them for a lane.
TWO_RESULTS(half, , private) TWO_RESULTS(float, , private) TWO_RESULTS(double, long_, private)
TWO_RESULTS(half, , global) TWO_RESULTS(float, , global) TWO_RESULTS(double, long_, global)
TWO_RESULTS(half, , local) TWO_RESULTS(float, , local) TWO_RESULTS(double, long_, local)
TWO_RESULTS(half, , generic) TWO_RESULTS(float, , generic) TWO_RESULTS(double, long_, generic)

// ---- With less precision than they may have: none.
#define APPROXIMATE(F) \
  OVERLOAD float half_##F(float a) { return F(a); } \
  OVERLOAD float native_##F(float a) { return F(a); } \
  LANES1(float, half_##F, float) LANES1(float, native_##F, float)
APPROXIMATE(cos) APPROXIMATE(exp) APPROXIMATE(exp2) APPROXIMATE(exp10) APPROXIMATE(log) APPROXIMATE(log2) APPROXIMATE(log10)
APPROXIMATE(rsqrt) APPROXIMATE(sin) APPROXIMATE(sqrt) APPROXIMATE(tan)
#define APPROXIMATE_MORE(P) \
  OVERLOAD float P##_divide(float a, float b) { return a / b; } \
  OVERLOAD float P##_powr(float a, float b) { return powr(a, b); } \
  OVERLOAD float P##_recip(float a) { return 1 / a; } \
  LANES2(float, P##_divide, float, float) LANES2(float, P##_powr, float, float) LANES1(float, P##_recip, float)
APPROXIMATE_MORE(half) APPROXIMATE_MORE(native)

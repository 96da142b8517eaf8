// convert_T[_sat][_rounding], vload_half and vstore_half with every rounding.
#include "macros.h"

// Rounding is the host's work: a number of the source's type, exact in long double or in 64 bits, to one of the target's.
// Modes: 0 to nearest even, 1 towards zero, 2 up, 3 down.
half kiln_host_half_of_double(double, int mode);
float kiln_host_float_of_double(double, int mode);
half kiln_host_half_of_long(long, int mode);
float kiln_host_float_of_long(long, int mode);
double kiln_host_double_of_long(long, int mode);
half kiln_host_half_of_ulong(ulong, int mode);
float kiln_host_float_of_ulong(ulong, int mode);
double kiln_host_double_of_ulong(ulong, int mode);
double kiln_host_round_to_whole(double, int mode);

// ---- From floats to integers. Saturating ones clamp, and take NaN as 0; what is out of range otherwise is undefined: clamped, too.
#define INTEGER_OF_FLOAT(T, LEAST, GREATEST, F, SAT, SUFFIX, MODE) \
  OVERLOAD T convert_##T##SAT##SUFFIX(F a) { \
    if (a != a) return 0; \
    const double whole = kiln_host_round_to_whole((double)a, MODE); \
    if (whole <= (double)LEAST) return LEAST; \
    if (whole >= (double)GREATEST) return GREATEST; \
    return (T)whole; \
  }
// Without a suffix: towards zero.
#define INTEGER_OF_FLOATS(T, LEAST, GREATEST, F, SAT) \
  INTEGER_OF_FLOAT(T, LEAST, GREATEST, F, SAT, , 1) INTEGER_OF_FLOAT(T, LEAST, GREATEST, F, SAT, _rte, 0) \
  INTEGER_OF_FLOAT(T, LEAST, GREATEST, F, SAT, _rtz, 1) INTEGER_OF_FLOAT(T, LEAST, GREATEST, F, SAT, _rtp, 2) \
  INTEGER_OF_FLOAT(T, LEAST, GREATEST, F, SAT, _rtn, 3)

// ---- Between integers: cut, or clamped.
#define INTEGER_OF_INTEGER(T, F, SUFFIX) \
  OVERLOAD T convert_##T##SUFFIX(F a) { return (T)a; }
#define INTEGER_SAT(T, LEAST, GREATEST, F, SUFFIX) \
  OVERLOAD T convert_##T##_sat##SUFFIX(F a) { \
    const long long wide = a; \
    return wide < (long long)LEAST ? LEAST : wide > (long long)GREATEST ? GREATEST : (T)a; \
  }
#define SUFFIXES(M, ...) M(__VA_ARGS__, ) M(__VA_ARGS__, _rte) M(__VA_ARGS__, _rtz) M(__VA_ARGS__, _rtp) M(__VA_ARGS__, _rtn)

#define TO_INTEGER(T, LEAST, GREATEST) \
  INTEGER_OF_FLOATS(T, LEAST, GREATEST, half, ) INTEGER_OF_FLOATS(T, LEAST, GREATEST, half, _sat) \
  INTEGER_OF_FLOATS(T, LEAST, GREATEST, float, ) INTEGER_OF_FLOATS(T, LEAST, GREATEST, float, _sat) \
  INTEGER_OF_FLOATS(T, LEAST, GREATEST, double, ) INTEGER_OF_FLOATS(T, LEAST, GREATEST, double, _sat) \
  SUFFIXES(INTEGER_OF_INTEGER, T, char) SUFFIXES(INTEGER_OF_INTEGER, T, uchar) SUFFIXES(INTEGER_OF_INTEGER, T, short) \
  SUFFIXES(INTEGER_OF_INTEGER, T, ushort) SUFFIXES(INTEGER_OF_INTEGER, T, int) SUFFIXES(INTEGER_OF_INTEGER, T, uint) \
  SUFFIXES(INTEGER_OF_INTEGER, T, long) SUFFIXES(INTEGER_OF_INTEGER, T, ulong) \
  SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, char) SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, uchar) \
  SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, short) SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, ushort) \
  SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, int) SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, uint) \
  SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, long) SUFFIXES(INTEGER_SAT, T, LEAST, GREATEST, ulong)
TO_INTEGER(char, CHAR_MIN, CHAR_MAX) TO_INTEGER(uchar, 0, UCHAR_MAX) TO_INTEGER(short, SHRT_MIN, SHRT_MAX)
TO_INTEGER(ushort, 0, USHRT_MAX) TO_INTEGER(int, INT_MIN, INT_MAX) TO_INTEGER(uint, 0, UINT_MAX)
TO_INTEGER(long, LONG_MIN, LONG_MAX) TO_INTEGER(ulong, 0, ULONG_MAX)

// ---- To floats.
#define FLOAT_OF_INTEGER(T, F, WIDE, SUFFIX, MODE) \
  OVERLOAD T convert_##T##SUFFIX(F a) { return kiln_host_##T##_of_##WIDE((WIDE)a, MODE); }
#define FLOAT_OF_INTEGERS(T, F, WIDE) \
  FLOAT_OF_INTEGER(T, F, WIDE, , 0) FLOAT_OF_INTEGER(T, F, WIDE, _rte, 0) FLOAT_OF_INTEGER(T, F, WIDE, _rtz, 1) \
  FLOAT_OF_INTEGER(T, F, WIDE, _rtp, 2) FLOAT_OF_INTEGER(T, F, WIDE, _rtn, 3)
#define TO_FLOAT(T) \
  FLOAT_OF_INTEGERS(T, char, long) FLOAT_OF_INTEGERS(T, uchar, long) FLOAT_OF_INTEGERS(T, short, long) FLOAT_OF_INTEGERS(T, ushort, long) \
  FLOAT_OF_INTEGERS(T, int, long) FLOAT_OF_INTEGERS(T, uint, long) FLOAT_OF_INTEGERS(T, long, long) FLOAT_OF_INTEGERS(T, ulong, ulong)
TO_FLOAT(half) TO_FLOAT(float) TO_FLOAT(double)

#define FLOAT_OF_FLOAT(T, F, SUFFIX, MODE) \
  OVERLOAD T convert_##T##SUFFIX(F a) { return kiln_host_##T##_of_double((double)a, MODE); }
#define FLOAT_OF_FLOATS(T, F) \
  FLOAT_OF_FLOAT(T, F, , 0) FLOAT_OF_FLOAT(T, F, _rte, 0) FLOAT_OF_FLOAT(T, F, _rtz, 1) FLOAT_OF_FLOAT(T, F, _rtp, 2) \
  FLOAT_OF_FLOAT(T, F, _rtn, 3)
FLOAT_OF_FLOATS(half, half) FLOAT_OF_FLOATS(half, float) FLOAT_OF_FLOATS(half, double)
FLOAT_OF_FLOATS(float, half) FLOAT_OF_FLOATS(float, float) FLOAT_OF_FLOATS(float, double)
#define SAME(T, F, SUFFIX) OVERLOAD T convert_##T##SUFFIX(F a) { return a; }
SUFFIXES(SAME, double, half) SUFFIXES(SAME, double, float) SUFFIXES(SAME, double, double)

// ---- Vectors, lane by lane.
#define LANES_N(N, T, NAME, F) \
  OVERLOAD T##N convert_##T##N##NAME(F##N a) { T##N r; for (int i = 0; i < N; ++i) r[i] = convert_##T##NAME(a[i]); return r; }
#define LANES_FROM(T, NAME) \
  VECTOR_WIDTHS(LANES_N, T, NAME, char) VECTOR_WIDTHS(LANES_N, T, NAME, uchar) VECTOR_WIDTHS(LANES_N, T, NAME, short) \
  VECTOR_WIDTHS(LANES_N, T, NAME, ushort) VECTOR_WIDTHS(LANES_N, T, NAME, int) VECTOR_WIDTHS(LANES_N, T, NAME, uint) \
  VECTOR_WIDTHS(LANES_N, T, NAME, long) VECTOR_WIDTHS(LANES_N, T, NAME, ulong) VECTOR_WIDTHS(LANES_N, T, NAME, half) \
  VECTOR_WIDTHS(LANES_N, T, NAME, float) VECTOR_WIDTHS(LANES_N, T, NAME, double)
#define LANES_TO(T) LANES_FROM(T, ) LANES_FROM(T, _rte) LANES_FROM(T, _rtz) LANES_FROM(T, _rtp) LANES_FROM(T, _rtn)
#define LANES_TO_SAT(T) \
  LANES_FROM(T, _sat) LANES_FROM(T, _sat_rte) LANES_FROM(T, _sat_rtz) LANES_FROM(T, _sat_rtp) LANES_FROM(T, _sat_rtn)
INTEGER_TYPES(LANES_TO) INTEGER_TYPES(LANES_TO_SAT) FLOAT_TYPES(LANES_TO)

// ---- Halves in memory, read as floats. vloada_half3 and vstorea_half3 step by four elements.
#define LOAD_HALF_N(N, SPACE) \
  OVERLOAD float##N vload_half##N(size_t at, const SPACE half* p) { float##N r; for (int i = 0; i < N; ++i) r[i] = p[at * N + i]; return r; } \
  OVERLOAD float##N vloada_half##N(size_t at, const SPACE half* p) { float##N r; for (int i = 0; i < N; ++i) r[i] = p[at * (N == 3 ? 4 : N) + i]; return r; }
#define LOAD_HALF(SPACE) \
  OVERLOAD float vload_half(size_t at, const SPACE half* p) { return p[at]; } \
  OVERLOAD float vloada_half(size_t at, const SPACE half* p) { return p[at]; } \
  VECTOR_WIDTHS(LOAD_HALF_N, SPACE)
LOAD_HALF(global) LOAD_HALF(local) LOAD_HALF(private) LOAD_HALF(constant) LOAD_HALF(generic)

#define STORE_HALF_N(N, T, SPACE, SUFFIX, MODE) \
  OVERLOAD void vstore_half##N##SUFFIX(T##N a, size_t at, SPACE half* p) { for (int i = 0; i < N; ++i) p[at * N + i] = kiln_host_half_of_double(a[i], MODE); } \
  OVERLOAD void vstorea_half##N##SUFFIX(T##N a, size_t at, SPACE half* p) { for (int i = 0; i < N; ++i) p[at * (N == 3 ? 4 : N) + i] = kiln_host_half_of_double(a[i], MODE); }
#define STORE_HALF(T, SPACE, SUFFIX, MODE) \
  OVERLOAD void vstore_half##SUFFIX(T a, size_t at, SPACE half* p) { p[at] = kiln_host_half_of_double(a, MODE); } \
  OVERLOAD void vstorea_half##SUFFIX(T a, size_t at, SPACE half* p) { p[at] = kiln_host_half_of_double(a, MODE); } \
  VECTOR_WIDTHS(STORE_HALF_N, T, SPACE, SUFFIX, MODE)
#define STORE_HALVES(T, SPACE) \
  STORE_HALF(T, SPACE, , 0) STORE_HALF(T, SPACE, _rte, 0) STORE_HALF(T, SPACE, _rtz, 1) STORE_HALF(T, SPACE, _rtp, 2) STORE_HALF(T, SPACE, _rtn, 3)
STORE_HALVES(float, global) STORE_HALVES(float, local) STORE_HALVES(float, private) STORE_HALVES(float, generic)
STORE_HALVES(double, global) STORE_HALVES(double, local) STORE_HALVES(double, private) STORE_HALVES(double, generic)

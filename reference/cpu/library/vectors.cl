// vloadN and vstoreN, shuffle and shuffle2.
#include "macros.h"

#define LOAD_N(N, T, SPACE) \
  OVERLOAD T##N vload##N(size_t at, const SPACE T* p) { T##N r; for (int i = 0; i < N; ++i) r[i] = p[at * N + i]; return r; }
#define STORE_N(N, T, SPACE) \
  OVERLOAD void vstore##N(T##N a, size_t at, SPACE T* p) { for (int i = 0; i < N; ++i) p[at * N + i] = a[i]; }
#define VECTORS_IN_MEMORY(T) \
  VECTOR_WIDTHS(LOAD_N, T, global) VECTOR_WIDTHS(LOAD_N, T, local) VECTOR_WIDTHS(LOAD_N, T, private) \
  VECTOR_WIDTHS(LOAD_N, T, constant) VECTOR_WIDTHS(LOAD_N, T, generic) \
  VECTOR_WIDTHS(STORE_N, T, global) VECTOR_WIDTHS(STORE_N, T, local) VECTOR_WIDTHS(STORE_N, T, private) VECTOR_WIDTHS(STORE_N, T, generic)
INTEGER_TYPES(VECTORS_IN_MEMORY) FLOAT_TYPES(VECTORS_IN_MEMORY)

// The low bits of a mask's element choose; vectors of three are none.
#define SHUFFLE(T, U, M, N) \
  OVERLOAD T##N shuffle(T##M a, U##N mask) { T##N r; for (int i = 0; i < N; ++i) r[i] = a[mask[i] & (M - 1)]; return r; } \
  OVERLOAD T##N shuffle2(T##M a, T##M b, U##N mask) { \
    T##N r; \
    for (int i = 0; i < N; ++i) { const int lane = (int)(mask[i] & (2 * M - 1)); r[i] = lane < M ? a[lane] : b[lane - M]; } \
    return r; \
  }
#define SHUFFLE_TO(T, U, M) SHUFFLE(T, U, M, 2) SHUFFLE(T, U, M, 4) SHUFFLE(T, U, M, 8) SHUFFLE(T, U, M, 16)
#define SHUFFLES(T, U) SHUFFLE_TO(T, U, 2) SHUFFLE_TO(T, U, 4) SHUFFLE_TO(T, U, 8) SHUFFLE_TO(T, U, 16)
SHUFFLES(char, uchar) SHUFFLES(uchar, uchar) SHUFFLES(short, ushort) SHUFFLES(ushort, ushort) SHUFFLES(half, ushort)
SHUFFLES(int, uint) SHUFFLES(uint, uint) SHUFFLES(float, uint) SHUFFLES(long, ulong) SHUFFLES(ulong, ulong) SHUFFLES(double, ulong)

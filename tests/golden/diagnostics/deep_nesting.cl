// RUN: targets=errors
// Six functions of 200 loops, one inside the other: conditions would be taken apart, loops cannot be.
#define LEVEL(body) for (int i = 0; i < in[n]; ++i) { out[n++] += i; body }
#define TEN(body) LEVEL(LEVEL(LEVEL(LEVEL(LEVEL(LEVEL(LEVEL(LEVEL(LEVEL(LEVEL(body))))))))))
#define HUNDRED(body) TEN(TEN(TEN(TEN(TEN(TEN(TEN(TEN(TEN(TEN(body))))))))))
#define DEEP(name, inner) \
  int name(global int* out, global const int* in, int n) { HUNDRED(HUNDRED(n = inner;)) return n; }
DEEP(first, n + 1)
DEEP(second, first(out, in, n))
DEEP(third, second(out, in, n))
DEEP(fourth, third(out, in, n))
DEEP(fifth, fourth(out, in, n))
DEEP(sixth, fifth(out, in, n))
kernel void k(global int* out, global const int* in) { out[0] = sixth(out, in, 0); }

// Every order of two to four of a vector's letters; vector.h says what becomes of them.
#define KILN_SWIZZLES_2 \
  KILN_SWIZZLE_R2(x, x) KILN_SWIZZLE_W2(x, y) KILN_SWIZZLE_W2(y, x) KILN_SWIZZLE_R2(y, y) KILN_SWIZZLE_R3(x, x, x) \
  KILN_SWIZZLE_R3(x, x, y) KILN_SWIZZLE_R3(x, y, x) KILN_SWIZZLE_R3(x, y, y) KILN_SWIZZLE_R3(y, x, x) \
  KILN_SWIZZLE_R3(y, x, y) KILN_SWIZZLE_R3(y, y, x) KILN_SWIZZLE_R3(y, y, y) KILN_SWIZZLE_R4(x, x, x, x) \
  KILN_SWIZZLE_R4(x, x, x, y) KILN_SWIZZLE_R4(x, x, y, x) KILN_SWIZZLE_R4(x, x, y, y) KILN_SWIZZLE_R4(x, y, x, x) \
  KILN_SWIZZLE_R4(x, y, x, y) KILN_SWIZZLE_R4(x, y, y, x) KILN_SWIZZLE_R4(x, y, y, y) KILN_SWIZZLE_R4(y, x, x, x) \
  KILN_SWIZZLE_R4(y, x, x, y) KILN_SWIZZLE_R4(y, x, y, x) KILN_SWIZZLE_R4(y, x, y, y) KILN_SWIZZLE_R4(y, y, x, x) \
  KILN_SWIZZLE_R4(y, y, x, y) KILN_SWIZZLE_R4(y, y, y, x) KILN_SWIZZLE_R4(y, y, y, y)
#define KILN_SWIZZLES_3 \
  KILN_SWIZZLE_R2(x, x) KILN_SWIZZLE_W2(x, y) KILN_SWIZZLE_W2(x, z) KILN_SWIZZLE_W2(y, x) KILN_SWIZZLE_R2(y, y) \
  KILN_SWIZZLE_W2(y, z) KILN_SWIZZLE_W2(z, x) KILN_SWIZZLE_W2(z, y) KILN_SWIZZLE_R2(z, z) KILN_SWIZZLE_R3(x, x, x) \
  KILN_SWIZZLE_R3(x, x, y) KILN_SWIZZLE_R3(x, x, z) KILN_SWIZZLE_R3(x, y, x) KILN_SWIZZLE_R3(x, y, y) \
  KILN_SWIZZLE_W3(x, y, z) KILN_SWIZZLE_R3(x, z, x) KILN_SWIZZLE_W3(x, z, y) KILN_SWIZZLE_R3(x, z, z) \
  KILN_SWIZZLE_R3(y, x, x) KILN_SWIZZLE_R3(y, x, y) KILN_SWIZZLE_W3(y, x, z) KILN_SWIZZLE_R3(y, y, x) \
  KILN_SWIZZLE_R3(y, y, y) KILN_SWIZZLE_R3(y, y, z) KILN_SWIZZLE_W3(y, z, x) KILN_SWIZZLE_R3(y, z, y) \
  KILN_SWIZZLE_R3(y, z, z) KILN_SWIZZLE_R3(z, x, x) KILN_SWIZZLE_W3(z, x, y) KILN_SWIZZLE_R3(z, x, z) \
  KILN_SWIZZLE_W3(z, y, x) KILN_SWIZZLE_R3(z, y, y) KILN_SWIZZLE_R3(z, y, z) KILN_SWIZZLE_R3(z, z, x) \
  KILN_SWIZZLE_R3(z, z, y) KILN_SWIZZLE_R3(z, z, z) KILN_SWIZZLE_R4(x, x, x, x) KILN_SWIZZLE_R4(x, x, x, y) \
  KILN_SWIZZLE_R4(x, x, x, z) KILN_SWIZZLE_R4(x, x, y, x) KILN_SWIZZLE_R4(x, x, y, y) KILN_SWIZZLE_R4(x, x, y, z) \
  KILN_SWIZZLE_R4(x, x, z, x) KILN_SWIZZLE_R4(x, x, z, y) KILN_SWIZZLE_R4(x, x, z, z) KILN_SWIZZLE_R4(x, y, x, x) \
  KILN_SWIZZLE_R4(x, y, x, y) KILN_SWIZZLE_R4(x, y, x, z) KILN_SWIZZLE_R4(x, y, y, x) KILN_SWIZZLE_R4(x, y, y, y) \
  KILN_SWIZZLE_R4(x, y, y, z) KILN_SWIZZLE_R4(x, y, z, x) KILN_SWIZZLE_R4(x, y, z, y) KILN_SWIZZLE_R4(x, y, z, z) \
  KILN_SWIZZLE_R4(x, z, x, x) KILN_SWIZZLE_R4(x, z, x, y) KILN_SWIZZLE_R4(x, z, x, z) KILN_SWIZZLE_R4(x, z, y, x) \
  KILN_SWIZZLE_R4(x, z, y, y) KILN_SWIZZLE_R4(x, z, y, z) KILN_SWIZZLE_R4(x, z, z, x) KILN_SWIZZLE_R4(x, z, z, y) \
  KILN_SWIZZLE_R4(x, z, z, z) KILN_SWIZZLE_R4(y, x, x, x) KILN_SWIZZLE_R4(y, x, x, y) KILN_SWIZZLE_R4(y, x, x, z) \
  KILN_SWIZZLE_R4(y, x, y, x) KILN_SWIZZLE_R4(y, x, y, y) KILN_SWIZZLE_R4(y, x, y, z) KILN_SWIZZLE_R4(y, x, z, x) \
  KILN_SWIZZLE_R4(y, x, z, y) KILN_SWIZZLE_R4(y, x, z, z) KILN_SWIZZLE_R4(y, y, x, x) KILN_SWIZZLE_R4(y, y, x, y) \
  KILN_SWIZZLE_R4(y, y, x, z) KILN_SWIZZLE_R4(y, y, y, x) KILN_SWIZZLE_R4(y, y, y, y) KILN_SWIZZLE_R4(y, y, y, z) \
  KILN_SWIZZLE_R4(y, y, z, x) KILN_SWIZZLE_R4(y, y, z, y) KILN_SWIZZLE_R4(y, y, z, z) KILN_SWIZZLE_R4(y, z, x, x) \
  KILN_SWIZZLE_R4(y, z, x, y) KILN_SWIZZLE_R4(y, z, x, z) KILN_SWIZZLE_R4(y, z, y, x) KILN_SWIZZLE_R4(y, z, y, y) \
  KILN_SWIZZLE_R4(y, z, y, z) KILN_SWIZZLE_R4(y, z, z, x) KILN_SWIZZLE_R4(y, z, z, y) KILN_SWIZZLE_R4(y, z, z, z) \
  KILN_SWIZZLE_R4(z, x, x, x) KILN_SWIZZLE_R4(z, x, x, y) KILN_SWIZZLE_R4(z, x, x, z) KILN_SWIZZLE_R4(z, x, y, x) \
  KILN_SWIZZLE_R4(z, x, y, y) KILN_SWIZZLE_R4(z, x, y, z) KILN_SWIZZLE_R4(z, x, z, x) KILN_SWIZZLE_R4(z, x, z, y) \
  KILN_SWIZZLE_R4(z, x, z, z) KILN_SWIZZLE_R4(z, y, x, x) KILN_SWIZZLE_R4(z, y, x, y) KILN_SWIZZLE_R4(z, y, x, z) \
  KILN_SWIZZLE_R4(z, y, y, x) KILN_SWIZZLE_R4(z, y, y, y) KILN_SWIZZLE_R4(z, y, y, z) KILN_SWIZZLE_R4(z, y, z, x) \
  KILN_SWIZZLE_R4(z, y, z, y) KILN_SWIZZLE_R4(z, y, z, z) KILN_SWIZZLE_R4(z, z, x, x) KILN_SWIZZLE_R4(z, z, x, y) \
  KILN_SWIZZLE_R4(z, z, x, z) KILN_SWIZZLE_R4(z, z, y, x) KILN_SWIZZLE_R4(z, z, y, y) KILN_SWIZZLE_R4(z, z, y, z) \
  KILN_SWIZZLE_R4(z, z, z, x) KILN_SWIZZLE_R4(z, z, z, y) KILN_SWIZZLE_R4(z, z, z, z)
#define KILN_SWIZZLES_4 \
  KILN_SWIZZLE_R2(x, x) KILN_SWIZZLE_W2(x, y) KILN_SWIZZLE_W2(x, z) KILN_SWIZZLE_W2(x, w) KILN_SWIZZLE_W2(y, x) \
  KILN_SWIZZLE_R2(y, y) KILN_SWIZZLE_W2(y, z) KILN_SWIZZLE_W2(y, w) KILN_SWIZZLE_W2(z, x) KILN_SWIZZLE_W2(z, y) \
  KILN_SWIZZLE_R2(z, z) KILN_SWIZZLE_W2(z, w) KILN_SWIZZLE_W2(w, x) KILN_SWIZZLE_W2(w, y) KILN_SWIZZLE_W2(w, z) \
  KILN_SWIZZLE_R2(w, w) KILN_SWIZZLE_R3(x, x, x) KILN_SWIZZLE_R3(x, x, y) KILN_SWIZZLE_R3(x, x, z) \
  KILN_SWIZZLE_R3(x, x, w) KILN_SWIZZLE_R3(x, y, x) KILN_SWIZZLE_R3(x, y, y) KILN_SWIZZLE_W3(x, y, z) \
  KILN_SWIZZLE_W3(x, y, w) KILN_SWIZZLE_R3(x, z, x) KILN_SWIZZLE_W3(x, z, y) KILN_SWIZZLE_R3(x, z, z) \
  KILN_SWIZZLE_W3(x, z, w) KILN_SWIZZLE_R3(x, w, x) KILN_SWIZZLE_W3(x, w, y) KILN_SWIZZLE_W3(x, w, z) \
  KILN_SWIZZLE_R3(x, w, w) KILN_SWIZZLE_R3(y, x, x) KILN_SWIZZLE_R3(y, x, y) KILN_SWIZZLE_W3(y, x, z) \
  KILN_SWIZZLE_W3(y, x, w) KILN_SWIZZLE_R3(y, y, x) KILN_SWIZZLE_R3(y, y, y) KILN_SWIZZLE_R3(y, y, z) \
  KILN_SWIZZLE_R3(y, y, w) KILN_SWIZZLE_W3(y, z, x) KILN_SWIZZLE_R3(y, z, y) KILN_SWIZZLE_R3(y, z, z) \
  KILN_SWIZZLE_W3(y, z, w) KILN_SWIZZLE_W3(y, w, x) KILN_SWIZZLE_R3(y, w, y) KILN_SWIZZLE_W3(y, w, z) \
  KILN_SWIZZLE_R3(y, w, w) KILN_SWIZZLE_R3(z, x, x) KILN_SWIZZLE_W3(z, x, y) KILN_SWIZZLE_R3(z, x, z) \
  KILN_SWIZZLE_W3(z, x, w) KILN_SWIZZLE_W3(z, y, x) KILN_SWIZZLE_R3(z, y, y) KILN_SWIZZLE_R3(z, y, z) \
  KILN_SWIZZLE_W3(z, y, w) KILN_SWIZZLE_R3(z, z, x) KILN_SWIZZLE_R3(z, z, y) KILN_SWIZZLE_R3(z, z, z) \
  KILN_SWIZZLE_R3(z, z, w) KILN_SWIZZLE_W3(z, w, x) KILN_SWIZZLE_W3(z, w, y) KILN_SWIZZLE_R3(z, w, z) \
  KILN_SWIZZLE_R3(z, w, w) KILN_SWIZZLE_R3(w, x, x) KILN_SWIZZLE_W3(w, x, y) KILN_SWIZZLE_W3(w, x, z) \
  KILN_SWIZZLE_R3(w, x, w) KILN_SWIZZLE_W3(w, y, x) KILN_SWIZZLE_R3(w, y, y) KILN_SWIZZLE_W3(w, y, z) \
  KILN_SWIZZLE_R3(w, y, w) KILN_SWIZZLE_W3(w, z, x) KILN_SWIZZLE_W3(w, z, y) KILN_SWIZZLE_R3(w, z, z) \
  KILN_SWIZZLE_R3(w, z, w) KILN_SWIZZLE_R3(w, w, x) KILN_SWIZZLE_R3(w, w, y) KILN_SWIZZLE_R3(w, w, z) \
  KILN_SWIZZLE_R3(w, w, w) KILN_SWIZZLE_R4(x, x, x, x) KILN_SWIZZLE_R4(x, x, x, y) KILN_SWIZZLE_R4(x, x, x, z) \
  KILN_SWIZZLE_R4(x, x, x, w) KILN_SWIZZLE_R4(x, x, y, x) KILN_SWIZZLE_R4(x, x, y, y) KILN_SWIZZLE_R4(x, x, y, z) \
  KILN_SWIZZLE_R4(x, x, y, w) KILN_SWIZZLE_R4(x, x, z, x) KILN_SWIZZLE_R4(x, x, z, y) KILN_SWIZZLE_R4(x, x, z, z) \
  KILN_SWIZZLE_R4(x, x, z, w) KILN_SWIZZLE_R4(x, x, w, x) KILN_SWIZZLE_R4(x, x, w, y) KILN_SWIZZLE_R4(x, x, w, z) \
  KILN_SWIZZLE_R4(x, x, w, w) KILN_SWIZZLE_R4(x, y, x, x) KILN_SWIZZLE_R4(x, y, x, y) KILN_SWIZZLE_R4(x, y, x, z) \
  KILN_SWIZZLE_R4(x, y, x, w) KILN_SWIZZLE_R4(x, y, y, x) KILN_SWIZZLE_R4(x, y, y, y) KILN_SWIZZLE_R4(x, y, y, z) \
  KILN_SWIZZLE_R4(x, y, y, w) KILN_SWIZZLE_R4(x, y, z, x) KILN_SWIZZLE_R4(x, y, z, y) KILN_SWIZZLE_R4(x, y, z, z) \
  KILN_SWIZZLE_W4(x, y, z, w) KILN_SWIZZLE_R4(x, y, w, x) KILN_SWIZZLE_R4(x, y, w, y) KILN_SWIZZLE_W4(x, y, w, z) \
  KILN_SWIZZLE_R4(x, y, w, w) KILN_SWIZZLE_R4(x, z, x, x) KILN_SWIZZLE_R4(x, z, x, y) KILN_SWIZZLE_R4(x, z, x, z) \
  KILN_SWIZZLE_R4(x, z, x, w) KILN_SWIZZLE_R4(x, z, y, x) KILN_SWIZZLE_R4(x, z, y, y) KILN_SWIZZLE_R4(x, z, y, z) \
  KILN_SWIZZLE_W4(x, z, y, w) KILN_SWIZZLE_R4(x, z, z, x) KILN_SWIZZLE_R4(x, z, z, y) KILN_SWIZZLE_R4(x, z, z, z) \
  KILN_SWIZZLE_R4(x, z, z, w) KILN_SWIZZLE_R4(x, z, w, x) KILN_SWIZZLE_W4(x, z, w, y) KILN_SWIZZLE_R4(x, z, w, z) \
  KILN_SWIZZLE_R4(x, z, w, w) KILN_SWIZZLE_R4(x, w, x, x) KILN_SWIZZLE_R4(x, w, x, y) KILN_SWIZZLE_R4(x, w, x, z) \
  KILN_SWIZZLE_R4(x, w, x, w) KILN_SWIZZLE_R4(x, w, y, x) KILN_SWIZZLE_R4(x, w, y, y) KILN_SWIZZLE_W4(x, w, y, z) \
  KILN_SWIZZLE_R4(x, w, y, w) KILN_SWIZZLE_R4(x, w, z, x) KILN_SWIZZLE_W4(x, w, z, y) KILN_SWIZZLE_R4(x, w, z, z) \
  KILN_SWIZZLE_R4(x, w, z, w) KILN_SWIZZLE_R4(x, w, w, x) KILN_SWIZZLE_R4(x, w, w, y) KILN_SWIZZLE_R4(x, w, w, z) \
  KILN_SWIZZLE_R4(x, w, w, w) KILN_SWIZZLE_R4(y, x, x, x) KILN_SWIZZLE_R4(y, x, x, y) KILN_SWIZZLE_R4(y, x, x, z) \
  KILN_SWIZZLE_R4(y, x, x, w) KILN_SWIZZLE_R4(y, x, y, x) KILN_SWIZZLE_R4(y, x, y, y) KILN_SWIZZLE_R4(y, x, y, z) \
  KILN_SWIZZLE_R4(y, x, y, w) KILN_SWIZZLE_R4(y, x, z, x) KILN_SWIZZLE_R4(y, x, z, y) KILN_SWIZZLE_R4(y, x, z, z) \
  KILN_SWIZZLE_W4(y, x, z, w) KILN_SWIZZLE_R4(y, x, w, x) KILN_SWIZZLE_R4(y, x, w, y) KILN_SWIZZLE_W4(y, x, w, z) \
  KILN_SWIZZLE_R4(y, x, w, w) KILN_SWIZZLE_R4(y, y, x, x) KILN_SWIZZLE_R4(y, y, x, y) KILN_SWIZZLE_R4(y, y, x, z) \
  KILN_SWIZZLE_R4(y, y, x, w) KILN_SWIZZLE_R4(y, y, y, x) KILN_SWIZZLE_R4(y, y, y, y) KILN_SWIZZLE_R4(y, y, y, z) \
  KILN_SWIZZLE_R4(y, y, y, w) KILN_SWIZZLE_R4(y, y, z, x) KILN_SWIZZLE_R4(y, y, z, y) KILN_SWIZZLE_R4(y, y, z, z) \
  KILN_SWIZZLE_R4(y, y, z, w) KILN_SWIZZLE_R4(y, y, w, x) KILN_SWIZZLE_R4(y, y, w, y) KILN_SWIZZLE_R4(y, y, w, z) \
  KILN_SWIZZLE_R4(y, y, w, w) KILN_SWIZZLE_R4(y, z, x, x) KILN_SWIZZLE_R4(y, z, x, y) KILN_SWIZZLE_R4(y, z, x, z) \
  KILN_SWIZZLE_W4(y, z, x, w) KILN_SWIZZLE_R4(y, z, y, x) KILN_SWIZZLE_R4(y, z, y, y) KILN_SWIZZLE_R4(y, z, y, z) \
  KILN_SWIZZLE_R4(y, z, y, w) KILN_SWIZZLE_R4(y, z, z, x) KILN_SWIZZLE_R4(y, z, z, y) KILN_SWIZZLE_R4(y, z, z, z) \
  KILN_SWIZZLE_R4(y, z, z, w) KILN_SWIZZLE_W4(y, z, w, x) KILN_SWIZZLE_R4(y, z, w, y) KILN_SWIZZLE_R4(y, z, w, z) \
  KILN_SWIZZLE_R4(y, z, w, w) KILN_SWIZZLE_R4(y, w, x, x) KILN_SWIZZLE_R4(y, w, x, y) KILN_SWIZZLE_W4(y, w, x, z) \
  KILN_SWIZZLE_R4(y, w, x, w) KILN_SWIZZLE_R4(y, w, y, x) KILN_SWIZZLE_R4(y, w, y, y) KILN_SWIZZLE_R4(y, w, y, z) \
  KILN_SWIZZLE_R4(y, w, y, w) KILN_SWIZZLE_W4(y, w, z, x) KILN_SWIZZLE_R4(y, w, z, y) KILN_SWIZZLE_R4(y, w, z, z) \
  KILN_SWIZZLE_R4(y, w, z, w) KILN_SWIZZLE_R4(y, w, w, x) KILN_SWIZZLE_R4(y, w, w, y) KILN_SWIZZLE_R4(y, w, w, z) \
  KILN_SWIZZLE_R4(y, w, w, w) KILN_SWIZZLE_R4(z, x, x, x) KILN_SWIZZLE_R4(z, x, x, y) KILN_SWIZZLE_R4(z, x, x, z) \
  KILN_SWIZZLE_R4(z, x, x, w) KILN_SWIZZLE_R4(z, x, y, x) KILN_SWIZZLE_R4(z, x, y, y) KILN_SWIZZLE_R4(z, x, y, z) \
  KILN_SWIZZLE_W4(z, x, y, w) KILN_SWIZZLE_R4(z, x, z, x) KILN_SWIZZLE_R4(z, x, z, y) KILN_SWIZZLE_R4(z, x, z, z) \
  KILN_SWIZZLE_R4(z, x, z, w) KILN_SWIZZLE_R4(z, x, w, x) KILN_SWIZZLE_W4(z, x, w, y) KILN_SWIZZLE_R4(z, x, w, z) \
  KILN_SWIZZLE_R4(z, x, w, w) KILN_SWIZZLE_R4(z, y, x, x) KILN_SWIZZLE_R4(z, y, x, y) KILN_SWIZZLE_R4(z, y, x, z) \
  KILN_SWIZZLE_W4(z, y, x, w) KILN_SWIZZLE_R4(z, y, y, x) KILN_SWIZZLE_R4(z, y, y, y) KILN_SWIZZLE_R4(z, y, y, z) \
  KILN_SWIZZLE_R4(z, y, y, w) KILN_SWIZZLE_R4(z, y, z, x) KILN_SWIZZLE_R4(z, y, z, y) KILN_SWIZZLE_R4(z, y, z, z) \
  KILN_SWIZZLE_R4(z, y, z, w) KILN_SWIZZLE_W4(z, y, w, x) KILN_SWIZZLE_R4(z, y, w, y) KILN_SWIZZLE_R4(z, y, w, z) \
  KILN_SWIZZLE_R4(z, y, w, w) KILN_SWIZZLE_R4(z, z, x, x) KILN_SWIZZLE_R4(z, z, x, y) KILN_SWIZZLE_R4(z, z, x, z) \
  KILN_SWIZZLE_R4(z, z, x, w) KILN_SWIZZLE_R4(z, z, y, x) KILN_SWIZZLE_R4(z, z, y, y) KILN_SWIZZLE_R4(z, z, y, z) \
  KILN_SWIZZLE_R4(z, z, y, w) KILN_SWIZZLE_R4(z, z, z, x) KILN_SWIZZLE_R4(z, z, z, y) KILN_SWIZZLE_R4(z, z, z, z) \
  KILN_SWIZZLE_R4(z, z, z, w) KILN_SWIZZLE_R4(z, z, w, x) KILN_SWIZZLE_R4(z, z, w, y) KILN_SWIZZLE_R4(z, z, w, z) \
  KILN_SWIZZLE_R4(z, z, w, w) KILN_SWIZZLE_R4(z, w, x, x) KILN_SWIZZLE_W4(z, w, x, y) KILN_SWIZZLE_R4(z, w, x, z) \
  KILN_SWIZZLE_R4(z, w, x, w) KILN_SWIZZLE_W4(z, w, y, x) KILN_SWIZZLE_R4(z, w, y, y) KILN_SWIZZLE_R4(z, w, y, z) \
  KILN_SWIZZLE_R4(z, w, y, w) KILN_SWIZZLE_R4(z, w, z, x) KILN_SWIZZLE_R4(z, w, z, y) KILN_SWIZZLE_R4(z, w, z, z) \
  KILN_SWIZZLE_R4(z, w, z, w) KILN_SWIZZLE_R4(z, w, w, x) KILN_SWIZZLE_R4(z, w, w, y) KILN_SWIZZLE_R4(z, w, w, z) \
  KILN_SWIZZLE_R4(z, w, w, w) KILN_SWIZZLE_R4(w, x, x, x) KILN_SWIZZLE_R4(w, x, x, y) KILN_SWIZZLE_R4(w, x, x, z) \
  KILN_SWIZZLE_R4(w, x, x, w) KILN_SWIZZLE_R4(w, x, y, x) KILN_SWIZZLE_R4(w, x, y, y) KILN_SWIZZLE_W4(w, x, y, z) \
  KILN_SWIZZLE_R4(w, x, y, w) KILN_SWIZZLE_R4(w, x, z, x) KILN_SWIZZLE_W4(w, x, z, y) KILN_SWIZZLE_R4(w, x, z, z) \
  KILN_SWIZZLE_R4(w, x, z, w) KILN_SWIZZLE_R4(w, x, w, x) KILN_SWIZZLE_R4(w, x, w, y) KILN_SWIZZLE_R4(w, x, w, z) \
  KILN_SWIZZLE_R4(w, x, w, w) KILN_SWIZZLE_R4(w, y, x, x) KILN_SWIZZLE_R4(w, y, x, y) KILN_SWIZZLE_W4(w, y, x, z) \
  KILN_SWIZZLE_R4(w, y, x, w) KILN_SWIZZLE_R4(w, y, y, x) KILN_SWIZZLE_R4(w, y, y, y) KILN_SWIZZLE_R4(w, y, y, z) \
  KILN_SWIZZLE_R4(w, y, y, w) KILN_SWIZZLE_W4(w, y, z, x) KILN_SWIZZLE_R4(w, y, z, y) KILN_SWIZZLE_R4(w, y, z, z) \
  KILN_SWIZZLE_R4(w, y, z, w) KILN_SWIZZLE_R4(w, y, w, x) KILN_SWIZZLE_R4(w, y, w, y) KILN_SWIZZLE_R4(w, y, w, z) \
  KILN_SWIZZLE_R4(w, y, w, w) KILN_SWIZZLE_R4(w, z, x, x) KILN_SWIZZLE_W4(w, z, x, y) KILN_SWIZZLE_R4(w, z, x, z) \
  KILN_SWIZZLE_R4(w, z, x, w) KILN_SWIZZLE_W4(w, z, y, x) KILN_SWIZZLE_R4(w, z, y, y) KILN_SWIZZLE_R4(w, z, y, z) \
  KILN_SWIZZLE_R4(w, z, y, w) KILN_SWIZZLE_R4(w, z, z, x) KILN_SWIZZLE_R4(w, z, z, y) KILN_SWIZZLE_R4(w, z, z, z) \
  KILN_SWIZZLE_R4(w, z, z, w) KILN_SWIZZLE_R4(w, z, w, x) KILN_SWIZZLE_R4(w, z, w, y) KILN_SWIZZLE_R4(w, z, w, z) \
  KILN_SWIZZLE_R4(w, z, w, w) KILN_SWIZZLE_R4(w, w, x, x) KILN_SWIZZLE_R4(w, w, x, y) KILN_SWIZZLE_R4(w, w, x, z) \
  KILN_SWIZZLE_R4(w, w, x, w) KILN_SWIZZLE_R4(w, w, y, x) KILN_SWIZZLE_R4(w, w, y, y) KILN_SWIZZLE_R4(w, w, y, z) \
  KILN_SWIZZLE_R4(w, w, y, w) KILN_SWIZZLE_R4(w, w, z, x) KILN_SWIZZLE_R4(w, w, z, y) KILN_SWIZZLE_R4(w, w, z, z) \
  KILN_SWIZZLE_R4(w, w, z, w) KILN_SWIZZLE_R4(w, w, w, x) KILN_SWIZZLE_R4(w, w, w, y) KILN_SWIZZLE_R4(w, w, w, z) \
  KILN_SWIZZLE_R4(w, w, w, w)

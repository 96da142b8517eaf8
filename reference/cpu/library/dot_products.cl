// cl_khr_integer_dot_product.
#include "macros.h"

#define DOT(R, A, B) \
  OVERLOAD R dot(A a, B b) { return (R)a.x * (R)b.x + (R)a.y * (R)b.y + (R)a.z * (R)b.z + (R)a.w * (R)b.w; } \
  OVERLOAD R dot_acc_sat(A a, B b, R c) { return add_sat(dot(a, b), c); }
DOT(uint, uchar4, uchar4) DOT(int, char4, char4) DOT(int, uchar4, char4) DOT(int, char4, uchar4)
#define DOT_PACKED(R, NAME, A, B) \
  OVERLOAD R dot_4x8packed_##NAME(uint a, uint b) { return dot(as_##A(a), as_##B(b)); } \
  OVERLOAD R dot_acc_sat_4x8packed_##NAME(uint a, uint b, R c) { return dot_acc_sat(as_##A(a), as_##B(b), c); }
DOT_PACKED(uint, uu_uint, uchar4, uchar4) DOT_PACKED(int, ss_int, char4, char4)
DOT_PACKED(int, us_int, uchar4, char4) DOT_PACKED(int, su_int, char4, uchar4)

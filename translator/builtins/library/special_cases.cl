// Functions of libclc that are exact enough, but not at the points where OpenCL says what they give (7.5.1). A builtin called
// here by its OpenCL name is libclc's.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable

#define KILN_trunc_f32 __builtin_truncf
#define KILN_trunc_f64 __builtin_trunc
#define KILN_copysign_f32 __builtin_copysignf
#define KILN_copysign_f64 __builtin_copysign

// The sign of zero: sinpi has its argument's, cospi none, tanpi that of sinpi / cospi. libclc's rootn
// loses the smallest normal numbers, which only a first root is.
#define KILN_DEFINE_SPECIAL_CASES(suffix, real)                                                        \
  real __kiln_sinpi_##suffix(real x) {                                                                 \
    const real sine = sinpi(x);                                                                        \
    return sine == 0 ? KILN_copysign_##suffix((real)0, x) : sine;                                      \
  }                                                                                                    \
  real __kiln_cospi_##suffix(real x) {                                                                 \
    const real cosine = cospi(x);                                                                      \
    return cosine == 0 ? (real)0 : cosine;                                                             \
  }                                                                                                    \
  real __kiln_tanpi_##suffix(real x) {                                                                 \
    const real tangent = tanpi(x);                                                                     \
    const real half_x = x * (real)0.5;                                                                 \
    /* Of an integer: whether it is odd. */                                                            \
    const bool is_odd = KILN_trunc_##suffix(half_x) != half_x;                                         \
    const bool is_integer = KILN_trunc_##suffix(x) == x;                                               \
    const real zero = KILN_copysign_##suffix((real)0, is_odd && is_integer ? -x : x);                  \
    return tangent == 0 ? zero : tangent;                                                              \
  }                                                                                                    \
  real __kiln_rootn_##suffix(real x, int n) { return n == 1 ? x : n == -1 ? (real)1 / x : rootn(x, n); }

KILN_DEFINE_SPECIAL_CASES(f32, float)
KILN_DEFINE_SPECIAL_CASES(f64, double)

// libclc chooses the sign by a comparison with 0, which -0 does not differ from.
#define KILN_DEFINE_ODD(name) \
  double __kiln_##name##_f64(double x) { return x == 0 ? x : name(x); }
KILN_DEFINE_ODD(atan)
KILN_DEFINE_ODD(atanpi)
KILN_DEFINE_ODD(erf)
KILN_DEFINE_ODD(expm1)
KILN_DEFINE_ODD(sin)
KILN_DEFINE_ODD(tan)

// Corrections of libclc's gamma functions at the ends of their domain. A builtin called here by its OpenCL name is libclc's.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable

#define KILN_DEFINE_GAMMA(suffix, real)                                                              \
  real __kiln_tgamma_##suffix(real x) {                                                              \
    return x == 0 ? (real)1 / x : tgamma(x); /* infinite, with the sign of the zero */               \
  }                                                                                                  \
  real __kiln_lgamma_##suffix(real x) { return isinf(x) ? (real)INFINITY : lgamma(x); }              \
  real __kiln_lgamma_r_##suffix(real x, private int* sign) {                                         \
    const real result = lgamma_r(x, sign);                                                           \
    return isinf(x) ? (real)INFINITY : result;                                                       \
  }

KILN_DEFINE_GAMMA(f32, float)
KILN_DEFINE_GAMMA(f64, double)

// The gamma function. libclc's is exp(lgamma(x)), which is off by as many ULP as lgamma(x) is large; and its lgamma fails at
// the ends of its domain. A builtin called here by its OpenCL name is libclc's.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable

// gamma(2.5 + u) for u in [-0.5, 0.5], interpolated at Chebyshev's points: relative errors 3e-10 and 1e-17.
static inline float gamma_near_two_f32(float u) {
  float p = 0.0007905779311f;
  p = p * u + 0.001606738196f;
  p = p * u + 0.01038553705f;
  p = p * u + 0.02836107981f;
  p = p * u + 0.1096737138f;
  p = p * u + 0.2538712208f;
  p = p * u + 0.654558569f;
  p = p * u + 0.9347345222f;
  p = p * u + 1.329340388f;
  return p;
}
static inline double gamma_near_two_f64(double u) {
  double p = 2.03863199600555615e-7;
  p = p * u - 5.06038248392473182e-7;
  p = p * u + 1.06753615516108714e-6;
  p = p * u - 2.52376113864575926e-6;
  p = p * u + 7.25733520997111032e-6;
  p = p * u - 0.0000128102593563505833;
  p = p * u + 0.00006132951527532448;
  p = p * u + 3.94293373973289897e-6;
  p = p * u + 0.000754474163453428297;
  p = p * u + 0.00160740039827815292;
  p = p * u + 0.0103924034245258944;
  p = p * u + 0.0283607805982966918;
  p = p * u + 0.109673234002184873;
  p = p * u + 0.253871246841081003;
  p = p * u + 0.654558577981336637;
  p = p * u + 0.934734521626085857;
  p = p * u + 1.32934038817913702;
  return p;
}

// Stirling's series: gamma(x) = sqrt(2 pi) x^(x - 1/2) e^-x times this, at t = 1 / x.
static inline float stirling_f32(float t) {
  float s = 0.0007840392217f;
  s = s * t - 0.0002294720936f;
  s = s * t - 0.00268132716f;
  s = s * t + 0.003472222222f;
  s = s * t + 0.08333333333f;
  s = s * t + 1.0f;
  return s;
}
static inline double stirling_f64(double t) {
  double s = -0.00191443849856547753;
  s = s * t + 0.0000720489541602001056;
  s = s * t + 0.00083949872067208728;
  s = s * t - 0.0000517179090826059219;
  s = s * t - 0.000592166437353693883;
  s = s * t + 0.0000697281375836585777;
  s = s * t + 0.000784039221720066627;
  s = s * t - 0.000229472093621399177;
  s = s * t - 0.00268132716049382716;
  s = s * t + 0.00347222222222222222;
  s = s * t + 0.0833333333333333333;
  s = s * t + 1.0;
  return s;
}

#define KILN_floor_f32 __builtin_floorf
#define KILN_floor_f64 __builtin_floor
#define KILN_fabs_f32 __builtin_fabsf
#define KILN_fabs_f64 __builtin_fabs
#define KILN_copysign_f32 __builtin_copysignf
#define KILN_copysign_f64 __builtin_copysign

// LARGE: from it on Stirling's series is exact enough. OVERFLOW, UNDERFLOW: beyond them the result is infinite, or zero
// wherever it is defined. SMALL: nearer to zero, tgamma(x) is 1 / x and
// lgamma(x) is -log(|x|) to the last bit; libclc says infinity.
#define KILN_DEFINE_GAMMA(suffix, real, LARGE, OVERFLOW, UNDERFLOW, SMALL)                        \
  /* gamma(x) = *first * *second for x > 0; each stays in range where the product does not. */    \
  static inline void factors_##suffix(real x, private real* first, private real* second) {        \
    if (x >= LARGE) {                                                                             \
      const real power = pow(x, x * (real)0.5 - (real)0.25);                                      \
      *first = power;                                                                             \
      *second = power * exp(-x) * ((real)2.50662827463100050242 * stirling_##suffix(1 / x));      \
      return;                                                                                     \
    }                                                                                             \
    real product = 1;                                                                             \
    real divisor = 1;                                                                             \
    while (x > 3) { /* gamma(x) = (x - 1) gamma(x - 1); the difference is exact */                \
      x -= 1;                                                                                     \
      product *= x;                                                                               \
    }                                                                                             \
    while (x < 2) { /* gamma(x) = gamma(x + 1) / x */                                             \
      divisor *= x;                                                                               \
      x += 1;                                                                                     \
    }                                                                                             \
    *first = gamma_near_two_##suffix(x - (real)2.5);                                              \
    *second = product / divisor;                                                                  \
  }                                                                                               \
  real __kiln_tgamma_##suffix(real x) {                                                           \
    const real magnitude = KILN_fabs_##suffix(x);                                                 \
    if (magnitude < SMALL) {                                                                      \
      return (real)1 / x; /* of zero: infinite, with its sign */                                  \
    }                                                                                             \
    if (!(x < OVERFLOW)) {                                                                        \
      return x * (real)INFINITY; /* or NaN */                                                     \
    }                                                                                             \
    if (x < 0 && KILN_floor_##suffix(x) == x) {                                                   \
      return (real)NAN; /* a pole, or minus infinity */                                           \
    }                                                                                             \
    if (x < UNDERFLOW) {                                                                          \
      return 0;                                                                                   \
    }                                                                                             \
    real first;                                                                                   \
    real second;                                                                                  \
    factors_##suffix(magnitude, &first, &second);                                                 \
    if (x > 0) {                                                                                  \
      return first * second;                                                                      \
    }                                                                                             \
    /* gamma(x) = -pi / (x sin(pi x) gamma(-x)) */                                                \
    return (real)-3.14159265358979323846 / (x * sinpi(x)) / first / second;                       \
  }                                                                                               \
  real __kiln_lgamma_r_##suffix(real x, private int* sign) {                                      \
    const real magnitude = KILN_fabs_##suffix(x);                                                 \
    real result = lgamma_r(x, sign);                                                              \
    if (magnitude < SMALL) {                                                                      \
      *sign = KILN_copysign_##suffix((real)1, x) < 0 ? -1 : 1;                                    \
      result = -log(magnitude);                                                                   \
    }                                                                                             \
    if (x <= 0 && KILN_floor_##suffix(x) == x && magnitude != INFINITY) { /* a pole */            \
      *sign = 0;                                                                                  \
    }                                                                                             \
    return magnitude == INFINITY ? (real)INFINITY : result;                                       \
  }                                                                                               \
  real __kiln_lgamma_##suffix(real x) {                                                           \
    int sign;                                                                                     \
    return __kiln_lgamma_r_##suffix(x, &sign);                                                    \
  }

KILN_DEFINE_GAMMA(f32, float, 10.0f, 36.0f, -43.0f, 0x1p-40f)
KILN_DEFINE_GAMMA(f64, double, 20.0, 172.0, -186.0, 0x1p-70)

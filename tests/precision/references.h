// Exact values of the builtins: MPFR's, and OpenCL's special cases where they differ (7.5.1 of the specification).
#ifndef KILN_TESTS_PRECISION_REFERENCES_H_
#define KILN_TESTS_PRECISION_REFERENCES_H_

#include "tests/precision/functions.h"

namespace kiln::precision {

template <auto F>
void Unary(Truth& t, const Arguments&) {
  F(t.real, t.x, MPFR_RNDN);
}
template <auto F>
void Binary(Truth& t, const Arguments&) {
  F(t.real, t.x, t.y, MPFR_RNDN);
}

void Ceil(Truth&, const Arguments&);
void Clamp(Truth&, const Arguments&);
void CopySign(Truth&, const Arguments&);
void Degrees(Truth&, const Arguments&);
void Floor(Truth&, const Arguments&);
void Fma(Truth&, const Arguments&);
void Fmax(Truth&, const Arguments&);
void Fmin(Truth&, const Arguments&);
void Fract(Truth&, const Arguments&);
void Frexp(Truth&, const Arguments&);
void Ilogb(Truth&, const Arguments&);
void Ldexp(Truth&, const Arguments&);
void Lgamma(Truth&, const Arguments&);
void Logb(Truth&, const Arguments&);
void Mad(Truth&, const Arguments&);
void MaxMag(Truth&, const Arguments&);
void MinMag(Truth&, const Arguments&);
void Mix(Truth&, const Arguments&);
void Modf(Truth&, const Arguments&);
void NextAfter(Truth&, const Arguments&);
void PowN(Truth&, const Arguments&);
void PowR(Truth&, const Arguments&);
void Radians(Truth&, const Arguments&);
void Reciprocal(Truth&, const Arguments&);
void RemQuo(Truth&, const Arguments&);
void Rint(Truth&, const Arguments&);
void RootN(Truth&, const Arguments&);
void Round(Truth&, const Arguments&);
void Rsqrt(Truth&, const Arguments&);
void Sign(Truth&, const Arguments&);
void SinCos(Truth&, const Arguments&);
void SmoothStep(Truth&, const Arguments&);
void Step(Truth&, const Arguments&);
void Tgamma(Truth&, const Arguments&);
void Trunc(Truth&, const Arguments&);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_REFERENCES_H_

// Products of vectors; precise:: and fast:: functions; matrices.
namespace metal {
template <typename T>
KILN_INLINE T dot(vec<T, 2> a, vec<T, 2> b) {
  return a.x * b.x + a.y * b.y;
}
template <typename T>
KILN_INLINE T dot(vec<T, 3> a, vec<T, 3> b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
template <typename T>
KILN_INLINE T dot(vec<T, 4> a, vec<T, 4> b) {
  return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;
}
template <typename T, KILN_FLOATING>
KILN_INLINE vec<T, 3> cross(vec<T, 3> a, vec<T, 3> b) {
  return vec<T, 3>(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}
template <typename T, int N, KILN_FLOATING>
KILN_INLINE T length_squared(vec<T, N> a) {
  return dot(a, a);
}
template <typename T, int N, KILN_FLOATING>
KILN_INLINE T length(vec<T, N> a) {
  return sqrt(dot(a, a));
}
template <typename T, int N, KILN_FLOATING>
KILN_INLINE T distance_squared(vec<T, N> a, vec<T, N> b) {
  return dot(a - b, a - b);
}
template <typename T, int N, KILN_FLOATING>
KILN_INLINE T distance(vec<T, N> a, vec<T, N> b) {
  return length(a - b);
}
template <typename T, int N, KILN_FLOATING>
KILN_INLINE vec<T, N> normalize(vec<T, N> a) {
  return a * rsqrt(dot(a, a));
}
template <typename T, int N, KILN_FLOATING>
KILN_INLINE vec<T, N> faceforward(vec<T, N> n, vec<T, N> i, vec<T, N> reference) {
  return dot(reference, i) < T(0) ? n : -n;
}
template <typename T, int N, KILN_FLOATING>
KILN_INLINE vec<T, N> reflect(vec<T, N> i, vec<T, N> n) {
  return i - n * (T(2) * dot(n, i));
}

// Both are computed as precisely as the library can; that a text says fast:: shows in its bounds, not here.
namespace precise {
#define KILN_USE(f) using metal::f;
KILN_FOR_HOST_FUNCTIONS(KILN_USE, KILN_USE)
KILN_USE(ceil) KILN_USE(fabs) KILN_USE(floor) KILN_USE(rint) KILN_USE(round) KILN_USE(sqrt) KILN_USE(trunc)
KILN_USE(isnan) KILN_USE(isinf) KILN_USE(isfinite) KILN_USE(fmax) KILN_USE(fmin) KILN_USE(fma) KILN_USE(fdim)
KILN_USE(fract) KILN_USE(sign) KILN_USE(saturate) KILN_USE(mix) KILN_USE(step) KILN_USE(smoothstep) KILN_USE(ldexp)
KILN_USE(frexp) KILN_USE(modf) KILN_USE(sincos) KILN_USE(abs) KILN_USE(max) KILN_USE(min) KILN_USE(clamp)
KILN_USE(normalize) KILN_USE(length) KILN_USE(distance) KILN_USE(copysign) KILN_USE(max3) KILN_USE(min3)
KILN_USE(median3) KILN_USE(ilogb)
}  // namespace precise
namespace fast {
using namespace precise;
}

// Columns of vectors.
template <typename T, int C, int R>
struct matrix {
  vec<T, R> columns[C];
  matrix() = default;
  KILN_INLINE thread vec<T, R>& operator[](int i) thread { return columns[i]; }
  KILN_INLINE device vec<T, R>& operator[](int i) device { return columns[i]; }
  KILN_INLINE threadgroup vec<T, R>& operator[](int i) threadgroup { return columns[i]; }
  KILN_INLINE const thread vec<T, R>& operator[](int i) const thread { return columns[i]; }
  KILN_INLINE const device vec<T, R>& operator[](int i) const device { return columns[i]; }
  KILN_INLINE const threadgroup vec<T, R>& operator[](int i) const threadgroup { return columns[i]; }
  KILN_INLINE const constant vec<T, R>& operator[](int i) const constant { return columns[i]; }
};
}  // namespace metal

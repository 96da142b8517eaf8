// Templates, lambdas, references, casts, namespaces, constant evaluation, constant objects at program scope.

/*!
[config]
name: generic code
build_options: -cl-std=clc++2021
clc_version_min: 10
dimensions: 1

[test]
name: templates
kernel_name: templates
global_size: 4 1 1
arg_out: 0 buffer int[4] 270 100947 -294 17264
arg_in: 1 buffer int[4] 3 10 -2 7

[test]
name: lambdas
kernel_name: lambdas
global_size: 4 1 1
arg_out: 0 buffer int[4] 2040 2062 2037 2081
arg_in: 1 buffer int[4] 3 10 -2 7

[test]
name: references
kernel_name: references
global_size: 4 1 1
arg_in: 0 buffer int[4] 10 20 30 40
arg_out: 0 buffer int[4] 538 502 571 548
arg_in: 1 buffer int[4] 3 10 -2 7

[test]
name: casts
kernel_name: casts
global_size: 4 1 1
arg_out: 0 buffer uint[4] 1068472 1078956 3234658 41
arg_in: 1 buffer float[4] 1 2.5 -3 0

[test]
name: namespaces and enumerations
kernel_name: names
global_size: 4 1 1
arg_out: 0 buffer int[4] 3 23 23 114

[test]
name: constant evaluation
kernel_name: constants
global_size: 4 1 1
arg_out: 0 buffer int[4] 6769 6775 6780 6789

[test]
name: program-scope objects
kernel_name: scope
global_size: 4 1 1
arg_out: 0 buffer int[4] 1053 306 370 1053

[test]
name: variadic templates
kernel_name: variadic
global_size: 4 1 1
arg_out: 0 buffer int[4] 1510 1518 1507 1517
arg_in: 1 buffer int[4] 3 10 -2 7

[test]
name: ranges
kernel_name: ranges
global_size: 4 1 1
arg_out: 0 buffer int[4] 31 128 62 419
arg_in: 1 buffer int[4] 3 10 -2 7

[test]
name: function objects
kernel_name: function_objects
global_size: 4 1 1
arg_out: 0 buffer int[4] -6 -22 0 -20
arg_in: 1 buffer int[4] 3 10 -2 7

[test]
name: builtins
kernel_name: builtins
global_size: 4 1 1
arg_out: 0 buffer int[4] 30 34 52 46
arg_in: 1 buffer int[4] 3 10 -2 7
!*/

template <typename T> T larger(T a, T b) { return a < b ? b : a; }
template <> char larger<char>(char a, char b) { return a ^ b; }
template <int N> struct Power {
  static int of(int x) { return x * Power<N - 1>::of(x); }
};
template <> struct Power<0> {
  static int of(int) { return 1; }
};
template <typename T, typename U = long, int kShift = 3> struct Mix {
  using Wide = U;
  template <typename V> Wide mix(T t, V v) const { return (static_cast<U>(t) << kShift) + v; }
};
template <typename T> constexpr T kScale = T(7);
template <typename T> struct IsSigned {
  static constexpr bool value = T(-1) < T(0);
};

kernel void templates(global int *out, global const int *in) {
  const int i = get_global_id(0);
  Mix<short> m;
  out[i] = larger(in[i], 5) + larger<char>(in[i], 3) * 100 + Power<5>::of(in[i]) + (int)m.mix(i, in[i]) + kScale<int> +
           (IsSigned<uint>::value ? 1 : 2) + (IsSigned<char>::value ? 10 : 20);
}

template <typename F> int apply(F f, int x) { return f(x); }
template <typename F> int twice(const F &f, int x) { return f(f(x)); }

kernel void lambdas(global int *out, global const int *in) {
  const int i = get_global_id(0);
  int calls = 0;
  const auto add = [=](int x) { return x + in[i]; };
  auto count = [&](int x) {
    ++calls;
    return x * 2 + calls;
  };
  auto product = [](auto a, auto b) { return a * b; };
  auto nested = [&](int x) {
    auto inner = [&, x](int y) { return add(y) * x; };
    return inner(x + 1);
  };
  auto mutating = [n = i]() mutable { return ++n; };
  mutating();
  int r = apply(add, 3) + twice(count, 4) + (int)product(2.5f, 4) + nested(i) + mutating();
  r += [&]() -> int {
    for (int k = 0;; ++k)
      if (k * k > in[i]) return k;
  }();
  out[i] = r + calls * 1000;
}

void swap(int &a, int &b) {
  int t = a;
  a = b;
  b = t;
}
int &pick(int &a, int &b, bool first) { return first ? a : b; }
void bump(__global int &x) { x += 1; }

kernel void references(global int *out, global const int *in) {
  const int i = get_global_id(0);
  int a = in[i], b = i * 5, c[3] = {1, 2, 3};
  swap(a, b);
  pick(a, b, i & 1) += 100;
  auto &row = c;
  row[i % 3] = a;
  int &&temporary = a + b;
  temporary *= 2;
  const int &bound = 7;
  global int &slot = out[i];
  slot += a;
  bump(slot);
  swap(out[i], c[1]);
  out[i] += b * 3 + c[0] + c[1] + c[2] + temporary + bound;
}

kernel void casts(global uint *out, global const float *in) {
  const int i = get_global_id(0);
  uint r = static_cast<uint>(static_cast<int>(in[i] * 4));
  r += reinterpret_cast<global const uint *>(in)[i] >> 20;
  generic const float *anywhere = in + i;
  global const float *back = addrspace_cast<global const float *>(anywhere);
  r ^= static_cast<uint>(*back + 10);
  const char *bytes = reinterpret_cast<const char *>(&r);
  int n = bytes[0];
  const int *constant_view = &n;
  *const_cast<int *>(constant_view) += 1;
  float f = in[i];
  out[i] = r * 3 + n + as_uint(f) % 97 + *reinterpret_cast<uint *>(&f) / 1000;
}

namespace outer {
namespace inner {
enum class Mode : uchar { kOff, kOn = 5, kAuto };
int weight(Mode m) {
  switch (m) {
    case Mode::kOff: return 1;
    case Mode::kOn: return 10;
    case Mode::kAuto: return 100;
  }
  return -1;
}
}  // namespace inner
namespace {
int hidden(int x) { return x * 2; }
}
inline namespace v2 {
int versioned() { return 2; }
}
}  // namespace outer
namespace alias = outer::inner;

kernel void names(global int *out) {
  const int i = get_global_id(0);
  using alias::Mode;
  const Mode m = i == 0 ? Mode::kOff : i < 3 ? Mode::kOn : Mode::kAuto;
  out[i] = outer::inner::weight(m) + outer::hidden(static_cast<int>(m)) + outer::versioned() + (m == Mode::kOn);
}

constexpr int fibonacci(int n) {
  int a = 0, b = 1;
  for (int i = 0; i < n; ++i) {
    int t = a + b;
    a = b;
    b = t;
  }
  return a;
}
struct Squares {
  int v[8];
  constexpr Squares() __constant : v{0, 1, 4, 9, fibonacci(7), fibonacci(8), fibonacci(9)} {}
};
__constant Squares kSquares = {};
static_assert(fibonacci(10) == 55, "");

kernel void constants(global int *out) {
  const int i = get_global_id(0);
  constexpr int n = fibonacci(20);
  int a[fibonacci(5)] = {i};
  int s = 0;
  for (int x : a) s += x;
  if constexpr (n > 5)
    out[i] = n + kSquares.v[i + 2] + s;
  else
    out[i] = -1;
}

struct Rgb {
  uchar r, g, b;
  constexpr Rgb(uchar r, uchar g, uchar b) __constant : r(r), g(g), b(b) {}
  int grey() const __constant { return r * 3 + g * 6 + b; }
};
__constant Rgb kPalette[3] = {{255, 0, 0}, {1, 2, 3}, {9, 8, 7}};
__constant int kDerived = fibonacci(12) * 2;

kernel void scope(global int *out) {
  const int i = get_global_id(0);
  out[i] = kPalette[i % 3].grey() + kDerived;
}

template <typename... T> int total(T... v) { return (0 + ... + v); }
template <typename T> int count(T) { return 1; }
template <typename T, typename... R> int count(T, R... rest) { return 1 + count(rest...) * 2; }

kernel void variadic(global int *out, global const int *in) {
  const int i = get_global_id(0);
  out[i] = total(in[i], i, 3, (short)4) + count(1, 2.0f, 'c', in[i]) * 100;
}

struct Span {
  global const int *begin_, *end_;
  global const int *begin() const { return begin_; }
  global const int *end() const { return end_; }
};

kernel void ranges(global int *out, global const int *in) {
  const int i = get_global_id(0);
  int a[] = {1, 2, 3, in[i]}, sum = 0;
  for (int &x : a) x *= 2;
  for (auto x : a) {
    if (x == 4) continue;
    sum += x;
  }
  for (int x : Span{in, in + i + 1}) sum = sum * 2 + x;
  out[i] = sum;
}

struct Adder {
  int by;
  int operator()(int x) const { return x + by; }
};
struct Doubler {
  int operator()(int x) const { return x * 2; }
};
template <typename F, typename G> auto compose(F f, G g) {
  return [=](int x) { return g(f(x)); };
}

kernel void function_objects(global int *out, global const int *in) {
  const int i = get_global_id(0);
  auto h = compose(compose(Adder{i}, Doubler()), [](int x) { return -x; });
  out[i] = h(in[i]);
}

kernel void builtins(global int *out, global const int *in) {
  const int i = get_global_id(0);
  out[i] = min(in[i], 4) + max(i, 2) * 10 + clamp(in[i], 0, 5) + popcount(in[i]) +
      (int)mul_hi(0x80000000u, (uint)i + 5u);
}

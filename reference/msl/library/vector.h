// vec<T, N> and packed_vec<T, N>: components, construction from parts, operators component by component.
namespace metal {
template <typename T, int N>
struct vec;
template <typename T, int N>
struct packed_vec;

namespace kiln {
// What an argument of a vector's constructor is made of.
template <typename T>
struct parts {
  static constexpr constant int count = 1;
  static constexpr constant bool is_vector = false;
  KILN_INLINE static constexpr T get(T value, int) { return value; }
};
template <typename T, int N>
struct parts<vec<T, N>> {
  static constexpr constant int count = N;
  static constexpr constant bool is_vector = true;
  KILN_INLINE static constexpr T get(vec<T, N> value, int i) { return value.component(i); }
};
template <typename T, int N>
struct parts<packed_vec<T, N>> {
  static constexpr constant int count = N;
  static constexpr constant bool is_vector = true;
  KILN_INLINE static constexpr T get(packed_vec<T, N> value, int i) { return value.component(i); }
};

// Component i of the list of all components of the arguments.
template <typename T, typename A>
KILN_INLINE constexpr T pick(int i, A a) {
  return T(parts<A>::get(a, i));
}
template <typename T, typename A, typename B, typename... Rest>
KILN_INLINE constexpr T pick(int i, A a, B b, Rest... rest) {
  return i < parts<A>::count ? T(parts<A>::get(a, i)) : pick<T>(i - parts<A>::count, b, rest...);
}
template <typename... A>
inline constexpr constant int total = (parts<A>::count + ... + 0);
template <typename... A>
inline constexpr constant bool some_vector = (parts<A>::is_vector || ...);

// Of the amount of a shift as many bits count as the type needs; what comes out has the type of the components.
template <typename T>
KILN_INLINE constexpr T left(T a, T amount) {
  return T(make_unsigned_t<T>(a) << (amount & T(sizeof(T) * 8 - 1)));
}
template <typename T>
KILN_INLINE constexpr T right(T a, T amount) {
  return T(a >> (amount & T(sizeof(T) * 8 - 1)));
}
}  // namespace kiln

#define KILN_COMPONENTS_2 T x, y;
#define KILN_COMPONENTS_3 T x, y, z;
#define KILN_COMPONENTS_4 T x, y, z, w;
#define KILN_PARAMETERS_2 T x_, T y_
#define KILN_PARAMETERS_3 T x_, T y_, T z_
#define KILN_PARAMETERS_4 T x_, T y_, T z_, T w_
#define KILN_INITIALISERS_2 x(x_), y(y_)
#define KILN_INITIALISERS_3 x(x_), y(y_), z(z_)
#define KILN_INITIALISERS_4 x(x_), y(y_), z(z_), w(w_)
#define KILN_CHOOSE_2 i == 0 ? x : y
#define KILN_CHOOSE_3 i == 0 ? x : i == 1 ? y : z
#define KILN_CHOOSE_4 i == 0 ? x : i == 1 ? y : i == 2 ? z : w
// F(component) or F(component of a, component of b) for every component.
#define KILN_EACH_2(F) F(x), F(y)
#define KILN_EACH_3(F) F(x), F(y), F(z)
#define KILN_EACH_4(F) F(x), F(y), F(z), F(w)

#define KILN_INDEX                                                                            \
  KILN_INLINE thread T& operator[](size_t i) thread { return (&x)[i]; }                       \
  KILN_INLINE device T& operator[](size_t i) device { return (&x)[i]; }                       \
  KILN_INLINE threadgroup T& operator[](size_t i) threadgroup { return (&x)[i]; }             \
  KILN_INLINE const thread T& operator[](size_t i) const thread { return (&x)[i]; }           \
  KILN_INLINE const device T& operator[](size_t i) const device { return (&x)[i]; }           \
  KILN_INLINE const threadgroup T& operator[](size_t i) const threadgroup { return (&x)[i]; } \
  KILN_INLINE const constant T& operator[](size_t i) const constant { return (&x)[i]; }

#define KILN_FROM_SAME(c) v.c
#define KILN_FROM_OTHER(c) T(v.c)
#define KILN_SPLAT(c) s
#define KILN_POSITIVE(c) T(+a.c)
#define KILN_NEGATIVE(c) T(-a.c)
#define KILN_COMPLEMENT(c) T(~a.c)
#define KILN_NOT(c) !a.c
#define KILN_ADD(c) T(a.c + b.c)
#define KILN_SUBTRACT(c) T(a.c - b.c)
#define KILN_MULTIPLY(c) T(a.c * b.c)
#define KILN_DIVIDE(c) T(a.c / b.c)
#define KILN_REMAINDER(c) T(a.c % b.c)
#define KILN_AND(c) T(a.c & b.c)
#define KILN_OR(c) T(a.c | b.c)
#define KILN_XOR(c) T(a.c ^ b.c)
#define KILN_LEFT(c) kiln::left<T>(a.c, b.c)
#define KILN_RIGHT(c) kiln::right<T>(a.c, b.c)
#define KILN_EQUAL(c) a.c == b.c
#define KILN_UNEQUAL(c) a.c != b.c
#define KILN_LESS(c) a.c < b.c
#define KILN_GREATER(c) a.c > b.c
#define KILN_AT_MOST(c) a.c <= b.c
#define KILN_AT_LEAST(c) a.c >= b.c
#define KILN_BOTH(c) a.c && b.c
#define KILN_EITHER(c) a.c || b.c

#define KILN_UNARY(N, op, R, F) \
  KILN_INLINE friend constexpr vec<R, N> operator op(vec a) { return vec<R, N>(KILN_EACH_##N(F)); }
#define KILN_BINARY(N, op, R, F) \
  KILN_INLINE friend constexpr vec<R, N> operator op(vec a, vec b) { return vec<R, N>(KILN_EACH_##N(F)); }
#define KILN_COMPOUND(op)                                                                             \
  KILN_INLINE friend thread vec& operator op##=(thread vec& a, vec b) { a = a op b; return a; }      \
  KILN_INLINE friend device vec& operator op##=(device vec& a, vec b) { a = a op b; return a; }      \
  KILN_INLINE friend threadgroup vec& operator op##=(threadgroup vec& a, vec b) { a = a op b; return a; }
#define KILN_STEP(space)                                                                              \
  KILN_INLINE friend space vec& operator++(space vec& a) { a = a + vec(T(1)); return a; }                \
  KILN_INLINE friend space vec& operator--(space vec& a) { a = a - vec(T(1)); return a; }                \
  KILN_INLINE friend vec operator++(space vec& a, int) {                                              \
    const vec old = a;                                                                                \
    a = a + vec(T(1));                                                                                \
    return old;                                                                                       \
  }                                                                                                   \
  KILN_INLINE friend vec operator--(space vec& a, int) {                                              \
    const vec old = a;                                                                                \
    a = a - vec(T(1));                                                                                \
    return old;                                                                                       \
  }

// Read and written as if they were members; W where no component comes twice.
#define KILN_SWIZZLE_GET(N, name, ...)                                                       \
  KILN_INLINE constexpr vec<T, N> get_##name() const { return vec<T, N>(__VA_ARGS__); }      \
  KILN_INLINE constexpr vec<T, N> get_##name() const constant { return vec<T, N>(__VA_ARGS__); }
#define KILN_SWIZZLE_R2(a, b)                       \
  KILN_SWIZZLE_GET(2, a##b, a, b)                   \
  __declspec(property(get = get_##a##b)) vec<T, 2> a##b;
#define KILN_SWIZZLE_R3(a, b, c)                    \
  KILN_SWIZZLE_GET(3, a##b##c, a, b, c)             \
  __declspec(property(get = get_##a##b##c)) vec<T, 3> a##b##c;
#define KILN_SWIZZLE_R4(a, b, c, d)                 \
  KILN_SWIZZLE_GET(4, a##b##c##d, a, b, c, d)       \
  __declspec(property(get = get_##a##b##c##d)) vec<T, 4> a##b##c##d;
#define KILN_SWIZZLE_W2(a, b)                       \
  KILN_SWIZZLE_GET(2, a##b, a, b)                   \
  KILN_INLINE constexpr void put_##a##b(vec<T, 2> v) { a = v.x, b = v.y; } \
  __declspec(property(get = get_##a##b, put = put_##a##b)) vec<T, 2> a##b;
#define KILN_SWIZZLE_W3(a, b, c)                    \
  KILN_SWIZZLE_GET(3, a##b##c, a, b, c)             \
  KILN_INLINE constexpr void put_##a##b##c(vec<T, 3> v) { a = v.x, b = v.y, c = v.z; } \
  __declspec(property(get = get_##a##b##c, put = put_##a##b##c)) vec<T, 3> a##b##c;
#define KILN_SWIZZLE_W4(a, b, c, d)                 \
  KILN_SWIZZLE_GET(4, a##b##c##d, a, b, c, d)       \
  KILN_INLINE constexpr void put_##a##b##c##d(vec<T, 4> v) { a = v.x, b = v.y, c = v.z, d = v.w; } \
  __declspec(property(get = get_##a##b##c##d, put = put_##a##b##c##d)) vec<T, 4> a##b##c##d;

// The table of all orders of the letters is in swizzles.h.

#define KILN_DEFINE_VECTOR(N, alignment)                                                                     \
  template <typename T>                                                                                      \
  struct __attribute__((aligned(sizeof(T) * alignment))) vec<T, N> {                                         \
    KILN_COMPONENTS_##N                                                                                      \
    vec() = default;                                                                                         \
    KILN_INLINE constexpr vec(T s) : vec(KILN_EACH_##N(KILN_SPLAT)) {}                                       \
    KILN_INLINE constexpr vec(KILN_PARAMETERS_##N) : KILN_INITIALISERS_##N {}                                \
    template <typename U, typename = enable_if_t<is_same_v<T, U>>>                                           \
    KILN_INLINE constexpr vec(const constant vec<U, N>& v) : vec(KILN_EACH_##N(KILN_FROM_SAME)) {}           \
    template <typename U, typename = enable_if_t<!is_same_v<T, U>>, typename = void>                         \
    KILN_INLINE constexpr explicit vec(vec<U, N> v) : vec(KILN_EACH_##N(KILN_FROM_OTHER)) {}                 \
    template <typename A, typename B, typename... Rest,                                                      \
              typename = enable_if_t<kiln::some_vector<A, B, Rest...> && kiln::total<A, B, Rest...> == N>>   \
    KILN_INLINE constexpr vec(A a, B b, Rest... rest) : vec(KILN_EACH_##N(KILN_PICK)) {}                     \
    template <typename U, typename = enable_if_t<is_same_v<T, U>>>                                           \
    KILN_INLINE vec& operator=(const constant vec<U, N>& v) {                                                \
      return *this = vec(v);                                                                                 \
    }                                                                                                        \
    KILN_INLINE constexpr T component(int i) const { return KILN_CHOOSE_##N; }                               \
    KILN_INDEX                                                                                               \
    KILN_SWIZZLES_##N                                                                                        \
    KILN_UNARY(N, +, T, KILN_POSITIVE)                                                                       \
    KILN_UNARY(N, -, T, KILN_NEGATIVE)                                                                       \
    KILN_UNARY(N, ~, T, KILN_COMPLEMENT)                                                                     \
    KILN_UNARY(N, !, bool, KILN_NOT)                                                                         \
    KILN_BINARY(N, +, T, KILN_ADD)                                                                           \
    KILN_BINARY(N, -, T, KILN_SUBTRACT)                                                                      \
    KILN_BINARY(N, *, T, KILN_MULTIPLY)                                                                      \
    KILN_BINARY(N, /, T, KILN_DIVIDE)                                                                        \
    KILN_BINARY(N, %, T, KILN_REMAINDER)                                                                     \
    KILN_BINARY(N, &, T, KILN_AND)                                                                           \
    KILN_BINARY(N, |, T, KILN_OR)                                                                            \
    KILN_BINARY(N, ^, T, KILN_XOR)                                                                           \
    KILN_BINARY(N, <<, T, KILN_LEFT)                                                                         \
    KILN_BINARY(N, >>, T, KILN_RIGHT)                                                                        \
    KILN_BINARY(N, ==, bool, KILN_EQUAL)                                                                     \
    KILN_BINARY(N, !=, bool, KILN_UNEQUAL)                                                                   \
    KILN_BINARY(N, <, bool, KILN_LESS)                                                                       \
    KILN_BINARY(N, >, bool, KILN_GREATER)                                                                    \
    KILN_BINARY(N, <=, bool, KILN_AT_MOST)                                                                   \
    KILN_BINARY(N, >=, bool, KILN_AT_LEAST)                                                                  \
    KILN_BINARY(N, &&, bool, KILN_BOTH)                                                                      \
    KILN_BINARY(N, ||, bool, KILN_EITHER)                                                                    \
    KILN_COMPOUND(+)                                                                                         \
    KILN_COMPOUND(-)                                                                                         \
    KILN_COMPOUND(*)                                                                                         \
    KILN_COMPOUND(/)                                                                                         \
    KILN_COMPOUND(%)                                                                                         \
    KILN_COMPOUND(&)                                                                                         \
    KILN_COMPOUND(|)                                                                                         \
    KILN_COMPOUND(^)                                                                                         \
    KILN_COMPOUND(<<)                                                                                        \
    KILN_COMPOUND(>>)                                                                                        \
    KILN_STEP(thread)                                                                                        \
    KILN_STEP(device)                                                                                        \
    KILN_STEP(threadgroup)                                                                                   \
  };                                                                                                         \
                                                                                                             \
  template <typename T>                                                                                      \
  struct packed_vec<T, N> {                                                                                  \
    KILN_COMPONENTS_##N                                                                                      \
    packed_vec() = default;                                                                                  \
    KILN_INLINE constexpr packed_vec(T s) : packed_vec(KILN_EACH_##N(KILN_SPLAT)) {}                         \
    KILN_INLINE constexpr packed_vec(KILN_PARAMETERS_##N) : KILN_INITIALISERS_##N {}                         \
    KILN_INLINE constexpr packed_vec(vec<T, N> v) : packed_vec(KILN_EACH_##N(KILN_FROM_SAME)) {}             \
    KILN_INLINE constexpr operator vec<T, N>() const { return vec<T, N>(KILN_EACH_##N(KILN_IDENTITY)); }     \
    KILN_INLINE constexpr operator vec<T, N>() const constant {                                              \
      return vec<T, N>(KILN_EACH_##N(KILN_IDENTITY));                                                        \
    }                                                                                                        \
    KILN_INLINE constexpr T component(int i) const { return KILN_CHOOSE_##N; }                               \
    KILN_INDEX                                                                                               \
    KILN_SWIZZLES_##N                                                                                        \
  };
// Which component of the whole a letter is.
#define KILN_PICK(c) kiln::pick<T>(kiln::place_##c, a, b, rest...)
#define KILN_IDENTITY(c) c
namespace kiln {
enum { place_x, place_y, place_z, place_w };
}

KILN_DEFINE_VECTOR(2, 2)
KILN_DEFINE_VECTOR(3, 4)
KILN_DEFINE_VECTOR(4, 4)

#define KILN_NAME_VECTORS(T)       \
  typedef vec<T, 2> T##2;          \
  typedef vec<T, 3> T##3;          \
  typedef vec<T, 4> T##4;          \
  typedef packed_vec<T, 2> packed_##T##2; \
  typedef packed_vec<T, 3> packed_##T##3; \
  typedef packed_vec<T, 4> packed_##T##4;
typedef vec<bool, 2> bool2;
typedef vec<bool, 3> bool3;
typedef vec<bool, 4> bool4;
KILN_NAME_VECTORS(char)
KILN_NAME_VECTORS(uchar)
KILN_NAME_VECTORS(short)
KILN_NAME_VECTORS(ushort)
KILN_NAME_VECTORS(int)
KILN_NAME_VECTORS(uint)
KILN_NAME_VECTORS(long)
KILN_NAME_VECTORS(ulong)
KILN_NAME_VECTORS(half)
KILN_NAME_VECTORS(float)

// A function of components becomes one of vectors.
#define KILN_LIFT_1(f)                                                                 \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 2> a)->vec<decltype(f(a.x)), 2> {                          \
    return vec<decltype(f(a.x)), 2>(f(a.x), f(a.y));                                   \
  }                                                                                    \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 3> a)->vec<decltype(f(a.x)), 3> {                          \
    return vec<decltype(f(a.x)), 3>(f(a.x), f(a.y), f(a.z));                           \
  }                                                                                    \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 4> a)->vec<decltype(f(a.x)), 4> {                          \
    return vec<decltype(f(a.x)), 4>(f(a.x), f(a.y), f(a.z), f(a.w));                   \
  }
#define KILN_LIFT_2(f)                                                                 \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 2> a, vec<T, 2> b)->vec<decltype(f(a.x, b.x)), 2> {        \
    return vec<decltype(f(a.x, b.x)), 2>(f(a.x, b.x), f(a.y, b.y));                    \
  }                                                                                    \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 3> a, vec<T, 3> b)->vec<decltype(f(a.x, b.x)), 3> {        \
    return vec<decltype(f(a.x, b.x)), 3>(f(a.x, b.x), f(a.y, b.y), f(a.z, b.z));       \
  }                                                                                    \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 4> a, vec<T, 4> b)->vec<decltype(f(a.x, b.x)), 4> {        \
    return vec<decltype(f(a.x, b.x)), 4>(f(a.x, b.x), f(a.y, b.y), f(a.z, b.z), f(a.w, b.w)); \
  }
#define KILN_LIFT_3(f)                                                                 \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 2> a, vec<T, 2> b, vec<T, 2> c)->vec<decltype(f(a.x, b.x, c.x)), 2> { \
    return vec<decltype(f(a.x, b.x, c.x)), 2>(f(a.x, b.x, c.x), f(a.y, b.y, c.y));     \
  }                                                                                    \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 3> a, vec<T, 3> b, vec<T, 3> c)->vec<decltype(f(a.x, b.x, c.x)), 3> { \
    return vec<decltype(f(a.x, b.x, c.x)), 3>(f(a.x, b.x, c.x), f(a.y, b.y, c.y), f(a.z, b.z, c.z)); \
  }                                                                                    \
  template <typename T>                                                                \
  KILN_INLINE auto f(vec<T, 4> a, vec<T, 4> b, vec<T, 4> c)->vec<decltype(f(a.x, b.x, c.x)), 4> { \
    return vec<decltype(f(a.x, b.x, c.x)), 4>(f(a.x, b.x, c.x), f(a.y, b.y, c.y), f(a.z, b.z, c.z), \
                                              f(a.w, b.w, c.w));                       \
  }
}  // namespace metal

// Atomic types and functions: 32 bits, relaxed order, objects of device and threadgroup memory. The threads of a
// threadgroup take turns on one thread of the host, so that plain accesses are atomic here.
namespace metal {
enum kiln_memory_order { memory_order_relaxed };

template <typename T>
struct atomic {
  static_assert(is_same_v<T, int> || is_same_v<T, uint> || is_same_v<T, bool> || is_same_v<T, float>,
                "Metal has no atomic of this type");
  T kiln_value;
};
struct kiln_atomic_int {
  int kiln_value;
};
struct kiln_atomic_uint {
  uint kiln_value;
};
struct atomic_bool {
  bool kiln_value;
};
#if KILN_METAL_VERSION >= 300
struct kiln_atomic_float {
  float kiln_value;
};
#endif

namespace kiln {
template <typename A>
struct atomic_value {};
template <typename T>
struct atomic_value<metal::atomic<T>> {
  typedef T type;
};
template <>
struct atomic_value<metal::kiln_atomic_int> {
  typedef int type;
};
template <>
struct atomic_value<metal::kiln_atomic_uint> {
  typedef uint type;
};
template <>
struct atomic_value<metal::atomic_bool> {
  typedef bool type;
};
#if KILN_METAL_VERSION >= 300
template <>
struct atomic_value<metal::kiln_atomic_float> {
  typedef float type;
};
#endif
template <typename A>
using atomic_value_t = typename atomic_value<remove_cv_t<A>>::type;
template <typename A>
using number_t = enable_if_t<!is_same_v<atomic_value_t<A>, bool>, atomic_value_t<A>>;
template <typename A>
using integer_t = enable_if_t<is_same_v<atomic_value_t<A>, int> || is_same_v<atomic_value_t<A>, uint>, atomic_value_t<A>>;
template <typename T>
KILN_INLINE T sum(T a, T b) {
  return a + b;
}
template <>
KILN_INLINE int sum(int a, int b) {
  return int(uint(a) + uint(b));
}
template <typename T>
KILN_INLINE T difference(T a, T b) {
  return a - b;
}
template <>
KILN_INLINE int difference(int a, int b) {
  return int(uint(a) - uint(b));
}
}  // namespace kiln

#define KILN_FETCH(space, name, TYPE, expression)                                                              \
  template <typename A>                                                                                        \
  KILN_INLINE kiln::TYPE<A> name(volatile space A* object, kiln::TYPE<A> value, kiln_memory_order) {           \
    const kiln::TYPE<A> old = object->kiln_value;                                                              \
    object->kiln_value = kiln::TYPE<A>(expression);                                                            \
    return old;                                                                                                \
  }
#define KILN_ATOMICS(space)                                                                                    \
  template <typename A>                                                                                        \
  KILN_INLINE kiln::atomic_value_t<A> atomic_load_explicit(const volatile space A* object, kiln_memory_order) { \
    return object->kiln_value;                                                                                 \
  }                                                                                                            \
  template <typename A>                                                                                        \
  KILN_INLINE void atomic_store_explicit(volatile space A* object, kiln::atomic_value_t<A> value,              \
                                         kiln_memory_order) {                                                  \
    object->kiln_value = value;                                                                                \
  }                                                                                                            \
  template <typename A>                                                                                        \
  KILN_INLINE bool atomic_compare_exchange_weak_explicit(volatile space A* object,                             \
                                                         thread kiln::atomic_value_t<A>* expected,             \
                                                         kiln::atomic_value_t<A> desired, kiln_memory_order,   \
                                                         kiln_memory_order) {                                  \
    const kiln::atomic_value_t<A> old = object->kiln_value;                                                    \
    const bool equal = __builtin_bit_cast(kiln::bits_t<kiln::atomic_value_t<A>>, old) ==                       \
                       __builtin_bit_cast(kiln::bits_t<kiln::atomic_value_t<A>>, *expected);                   \
    if (equal) {                                                                                               \
      object->kiln_value = desired;                                                                            \
    } else {                                                                                                   \
      *expected = old;                                                                                         \
    }                                                                                                          \
    return equal;                                                                                              \
  }                                                                                                            \
  KILN_FETCH(space, atomic_exchange_explicit, atomic_value_t, value)                                           \
  KILN_FETCH(space, atomic_fetch_add_explicit, number_t, kiln::sum(old, value))                                \
  KILN_FETCH(space, atomic_fetch_sub_explicit, number_t, kiln::difference(old, value))                         \
  KILN_FETCH(space, atomic_fetch_and_explicit, integer_t, old & value)                                         \
  KILN_FETCH(space, atomic_fetch_or_explicit, integer_t, old | value)                                          \
  KILN_FETCH(space, atomic_fetch_xor_explicit, integer_t, old ^ value)                                         \
  KILN_FETCH(space, atomic_fetch_max_explicit, integer_t, value > old ? value : old)                           \
  KILN_FETCH(space, atomic_fetch_min_explicit, integer_t, value < old ? value : old)
namespace kiln {
template <typename T>
using bits_t = conditional_t<sizeof(T) == 1, uchar, uint>;
}
KILN_ATOMICS(device)
KILN_ATOMICS(threadgroup)
}  // namespace metal

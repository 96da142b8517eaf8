// What threads of a threadgroup do together. The host switches between them.
namespace metal {
enum class mem_flags { mem_none = 0, mem_device = 1, mem_threadgroup = 2, mem_texture = 4, mem_threadgroup_imageblock = 8 };
KILN_INLINE constexpr mem_flags operator|(mem_flags a, mem_flags b) { return mem_flags(int(a) | int(b)); }
KILN_INLINE constexpr mem_flags operator&(mem_flags a, mem_flags b) { return mem_flags(int(a) & int(b)); }

extern "C" void kiln_threadgroup_barrier() __attribute__((convergent));
extern "C" void kiln_simdgroup_barrier() __attribute__((convergent));
// Waits for the SIMD group's other threads that come by, then tells what thread `lane` brought along; of those that did
// not come, 0. `kiln_simd_active` says which have come, after a meeting.
extern "C" void kiln_simd_meet(ulong value) __attribute__((convergent));
extern "C" ulong kiln_simd_value(uint lane);
extern "C" ulong kiln_simd_active();
extern "C" uint kiln_simd_lane();
extern "C" uint kiln_simd_width();
KILN_INLINE void threadgroup_barrier(mem_flags) { kiln_threadgroup_barrier(); }
KILN_INLINE void simdgroup_barrier(mem_flags) { kiln_simdgroup_barrier(); }

namespace kiln {
template <typename T>
using exchanged = enable_if_t<is_arithmetic_v<T> && sizeof(T) <= 4>;
template <typename T>
using exchanged_integer = enable_if_t<is_integral_v<T> && !is_same_v<T, bool> && sizeof(T) <= 4>;
template <typename T>
KILN_INLINE ulong pack(T value) {
  return __builtin_bit_cast(conditional_t<sizeof(T) == 1, uchar, conditional_t<sizeof(T) == 2, ushort, uint>>, value);
}
template <typename T>
KILN_INLINE T unpack(ulong bits) {
  typedef conditional_t<sizeof(T) == 1, uchar, conditional_t<sizeof(T) == 2, ushort, uint>> raw;
  return __builtin_bit_cast(T, raw(bits));
}
template <typename T>
KILN_INLINE T of_lane(T value, uint lane) {
  kiln_simd_meet(pack(value));
  return unpack<T>(kiln_simd_value(lane));
}
}  // namespace kiln

KILN_INLINE bool simd_is_first() {
  kiln_simd_meet(0);
  return kiln_simd_lane() == uint(__builtin_ctzl(kiln_simd_active()));
}
class simd_vote {
 public:
  typedef ulong vote_t;
  KILN_INLINE explicit constexpr simd_vote(vote_t votes = 0) : votes_(votes) {}
  KILN_INLINE explicit constexpr operator vote_t() const { return votes_; }
  KILN_INLINE bool all() const { return votes_ == ~0ul >> (64 - kiln_simd_width()); }
  KILN_INLINE bool any() const { return votes_ != 0; }

 private:
  vote_t votes_;
};
KILN_INLINE simd_vote simd_ballot(bool condition) {
  kiln_simd_meet(condition);
  ulong votes = 0;
  for (uint i = 0; i < kiln_simd_width(); ++i) votes |= kiln_simd_value(i) << i;
  return simd_vote(votes);
}
KILN_INLINE simd_vote simd_active_threads_mask() { return simd_ballot(true); }
KILN_INLINE bool simd_any(bool condition) { return simd_ballot(condition).any(); }
KILN_INLINE bool simd_all(bool condition) { return !simd_ballot(!condition).any(); }

template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_broadcast(T value, ushort lane) {
  return kiln::of_lane(value, lane);
}
template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_broadcast_first(T value) {
  kiln_simd_meet(kiln::pack(value));
  return kiln::unpack<T>(kiln_simd_value(uint(__builtin_ctzl(kiln_simd_active()))));
}
template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_shuffle(T value, ushort lane) {
  return kiln::of_lane(value, lane);
}
template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_shuffle_xor(T value, ushort mask) {
  return kiln::of_lane(value, kiln_simd_lane() ^ mask);
}
template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_shuffle_up(T value, ushort delta) {
  return kiln::of_lane(value, kiln_simd_lane() - delta);
}
template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_shuffle_down(T value, ushort delta) {
  return kiln::of_lane(value, kiln_simd_lane() + delta);
}
template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_shuffle_rotate_up(T value, ushort delta) {
  return kiln::of_lane(value, (kiln_simd_lane() + kiln_simd_width() - delta % kiln_simd_width()) % kiln_simd_width());
}
template <typename T, typename = kiln::exchanged<T>>
KILN_INLINE T simd_shuffle_rotate_down(T value, ushort delta) {
  return kiln::of_lane(value, (kiln_simd_lane() + delta) % kiln_simd_width());
}

// Of all active threads, or of those before this one (and this one).
#define KILN_SIMD_REDUCTION(name, ALLOWED, initial, combined)                    \
  template <typename T, typename = kiln::ALLOWED<T>>                             \
  KILN_INLINE T name(T value) {                                                  \
    kiln_simd_meet(kiln::pack(value));                                           \
    T result = initial;                                                          \
    bool is_first = true;                                                        \
    for (uint i = 0; i < kiln_simd_width(); ++i) {                               \
      if ((kiln_simd_active() >> i & 1) == 0) continue;                          \
      const T other = kiln::unpack<T>(kiln_simd_value(i));                       \
      result = is_first ? other : T(combined);                                   \
      is_first = false;                                                          \
    }                                                                            \
    return result;                                                               \
  }
#define KILN_SIMD_SCAN(name, end, initial, combined)                             \
  template <typename T, typename = kiln::exchanged<T>>                           \
  KILN_INLINE T name(T value) {                                                  \
    kiln_simd_meet(kiln::pack(value));                                           \
    T result = initial;                                                          \
    for (uint i = 0; i < end; ++i) {                                             \
      if ((kiln_simd_active() >> i & 1) == 0) continue;                          \
      const T other = kiln::unpack<T>(kiln_simd_value(i));                       \
      result = T(combined);                                                      \
    }                                                                            \
    return result;                                                               \
  }
KILN_SIMD_REDUCTION(simd_sum, exchanged, T(0), result + other)
KILN_SIMD_REDUCTION(simd_product, exchanged, T(1), result * other)
KILN_SIMD_REDUCTION(simd_min, exchanged, T(0), min(result, other))
KILN_SIMD_REDUCTION(simd_max, exchanged, T(0), max(result, other))
KILN_SIMD_REDUCTION(simd_and, exchanged_integer, T(0), result & other)
KILN_SIMD_REDUCTION(simd_or, exchanged_integer, T(0), result | other)
KILN_SIMD_REDUCTION(simd_xor, exchanged_integer, T(0), result ^ other)
KILN_SIMD_SCAN(simd_prefix_exclusive_sum, kiln_simd_lane(), T(0), result + other)
KILN_SIMD_SCAN(simd_prefix_inclusive_sum, kiln_simd_lane() + 1, T(0), result + other)
KILN_SIMD_SCAN(simd_prefix_exclusive_product, kiln_simd_lane(), T(1), result * other)
KILN_SIMD_SCAN(simd_prefix_inclusive_product, kiln_simd_lane() + 1, T(1), result * other)

// Vectors go component by component.
#define KILN_SIMD_VECTOR(name)                                                   \
  template <typename T, int N>                                                   \
  KILN_INLINE vec<T, N> name(vec<T, N> value) {                                  \
    vec<T, N> result;                                                            \
    for (int i = 0; i < N; ++i) result[i] = name(value[i]);                      \
    return result;                                                               \
  }
#define KILN_SIMD_VECTOR_LANE(name)                                              \
  template <typename T, int N>                                                   \
  KILN_INLINE vec<T, N> name(vec<T, N> value, ushort lane) {                     \
    vec<T, N> result;                                                            \
    for (int i = 0; i < N; ++i) result[i] = name(value[i], lane);                \
    return result;                                                               \
  }
KILN_SIMD_VECTOR(simd_broadcast_first)
KILN_SIMD_VECTOR(simd_sum)
KILN_SIMD_VECTOR(simd_product)
KILN_SIMD_VECTOR(simd_min)
KILN_SIMD_VECTOR(simd_max)
KILN_SIMD_VECTOR(simd_and)
KILN_SIMD_VECTOR(simd_or)
KILN_SIMD_VECTOR(simd_xor)
KILN_SIMD_VECTOR(simd_prefix_exclusive_sum)
KILN_SIMD_VECTOR(simd_prefix_inclusive_sum)
KILN_SIMD_VECTOR(simd_prefix_exclusive_product)
KILN_SIMD_VECTOR(simd_prefix_inclusive_product)
KILN_SIMD_VECTOR_LANE(simd_broadcast)
KILN_SIMD_VECTOR_LANE(simd_shuffle)
KILN_SIMD_VECTOR_LANE(simd_shuffle_xor)
KILN_SIMD_VECTOR_LANE(simd_shuffle_up)
KILN_SIMD_VECTOR_LANE(simd_shuffle_down)
KILN_SIMD_VECTOR_LANE(simd_shuffle_rotate_up)
KILN_SIMD_VECTOR_LANE(simd_shuffle_rotate_down)
}  // namespace metal

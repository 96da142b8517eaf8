// Types about types, as Metal's <metal_type_traits> has them.
namespace metal {
template <typename T, T value_>
struct integral_constant {
  static constexpr constant T value = value_;
};
template <bool value_>
using bool_constant = integral_constant<bool, value_>;
using true_type = bool_constant<true>;
using false_type = bool_constant<false>;

template <bool condition, typename T = void>
struct enable_if {};
template <typename T>
struct enable_if<true, T> {
  typedef T type;
};
template <bool condition, typename T = void>
using enable_if_t = typename enable_if<condition, T>::type;
template <bool condition, typename A, typename B>
struct conditional {
  typedef A type;
};
template <typename A, typename B>
struct conditional<false, A, B> {
  typedef B type;
};
template <bool condition, typename A, typename B>
using conditional_t = typename conditional<condition, A, B>::type;

template <typename A, typename B>
inline constexpr constant bool is_same_v = __is_same(A, B);
template <typename A, typename B>
struct is_same : bool_constant<__is_same(A, B)> {};
template <typename T>
using remove_cv_t = __remove_cv(T);

template <typename T>
inline constexpr constant bool is_floating_point_v = __is_same(T, float) || __is_same(T, half);
template <typename T>
inline constexpr constant bool is_integral_v = __is_integral(T);
template <typename T>
inline constexpr constant bool is_arithmetic_v = is_integral_v<T> || is_floating_point_v<T>;
template <typename T>
inline constexpr constant bool is_signed_v = is_arithmetic_v<T> && T(-1) < T(0);
template <>
inline constexpr constant bool is_signed_v<bool> = false;
template <typename T>
inline constexpr constant bool is_unsigned_v = is_integral_v<T> && !is_signed_v<T>;
template <typename T>
struct is_floating_point : bool_constant<is_floating_point_v<T>> {};
template <typename T>
struct is_integral : bool_constant<is_integral_v<T>> {};
template <typename T>
struct is_arithmetic : bool_constant<is_arithmetic_v<T>> {};
template <typename T>
struct is_signed : bool_constant<is_signed_v<T>> {};
template <typename T>
struct is_unsigned : bool_constant<is_unsigned_v<T>> {};

template <typename T>
struct make_unsigned {
  typedef __make_unsigned(T) type;
};
template <typename T>
struct make_signed {
  typedef __make_signed(T) type;
};
template <typename T>
using make_unsigned_t = typename make_unsigned<T>::type;
template <typename T>
using make_signed_t = typename make_signed<T>::type;
}  // namespace metal

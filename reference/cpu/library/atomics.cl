// Atomic functions. All are sequentially consistent: stronger than any order that a kernel may ask for.
#include "macros.h"

#define ORDER memory_order_seq_cst, memory_scope_all_svm_devices

// ---- OpenCL C 1.x: on integers that are not declared atomic, in global and local memory.
#define RMW(PREFIX, NAME, T, SPACE, BUILTIN) \
  OVERLOAD T PREFIX##NAME(volatile SPACE T* p, T operand) { return BUILTIN((volatile SPACE atomic_##T*)p, operand, ORDER); }
#define LEGACY(PREFIX, T, SPACE) \
  RMW(PREFIX, add, T, SPACE, __opencl_atomic_fetch_add) RMW(PREFIX, sub, T, SPACE, __opencl_atomic_fetch_sub) \
  RMW(PREFIX, and, T, SPACE, __opencl_atomic_fetch_and) RMW(PREFIX, or, T, SPACE, __opencl_atomic_fetch_or) \
  RMW(PREFIX, xor, T, SPACE, __opencl_atomic_fetch_xor) RMW(PREFIX, min, T, SPACE, __opencl_atomic_fetch_min) \
  RMW(PREFIX, max, T, SPACE, __opencl_atomic_fetch_max) RMW(PREFIX, xchg, T, SPACE, __opencl_atomic_exchange) \
  OVERLOAD T PREFIX##inc(volatile SPACE T* p) { return PREFIX##add(p, (T)1); } \
  OVERLOAD T PREFIX##dec(volatile SPACE T* p) { return PREFIX##sub(p, (T)1); } \
  OVERLOAD T PREFIX##cmpxchg(volatile SPACE T* p, T expected, T desired) { \
    __opencl_atomic_compare_exchange_strong((volatile SPACE atomic_##T*)p, &expected, desired, ORDER_TWICE); \
    return expected; \
  }
#define ORDER_TWICE memory_order_seq_cst, memory_order_seq_cst, memory_scope_all_svm_devices
#define LEGACY_IN(PREFIX, T) LEGACY(PREFIX, T, global) LEGACY(PREFIX, T, local) LEGACY(PREFIX, T, generic)
LEGACY_IN(atomic_, int) LEGACY_IN(atomic_, uint) LEGACY_IN(atom_, int) LEGACY_IN(atom_, uint) LEGACY_IN(atom_, long) LEGACY_IN(atom_, ulong)
RMW(atomic_, xchg, float, global, __opencl_atomic_exchange) RMW(atomic_, xchg, float, local, __opencl_atomic_exchange)
RMW(atomic_, xchg, float, generic, __opencl_atomic_exchange)

// ---- OpenCL C 2.0 and 3.0, with an order and a scope that are not needed.
#define FETCH(NAME, T, M, SPACE) \
  OVERLOAD T NAME(volatile SPACE atomic_##T* p, M a) { return __opencl_##NAME(p, a, ORDER); } \
  OVERLOAD T NAME##_explicit(volatile SPACE atomic_##T* p, M a, memory_order o) { return __opencl_##NAME(p, a, ORDER); } \
  OVERLOAD T NAME##_explicit(volatile SPACE atomic_##T* p, M a, memory_order o, memory_scope s) { return __opencl_##NAME(p, a, ORDER); }
#define EXCHANGE(STRENGTH, T, SPACE, EXPECTED) \
  OVERLOAD bool atomic_compare_exchange_##STRENGTH(volatile SPACE atomic_##T* p, EXPECTED T* e, T d) { \
    return __opencl_atomic_compare_exchange_strong(p, e, d, ORDER_TWICE); } \
  OVERLOAD bool atomic_compare_exchange_##STRENGTH##_explicit(volatile SPACE atomic_##T* p, EXPECTED T* e, T d, memory_order a, memory_order b) { \
    return __opencl_atomic_compare_exchange_strong(p, e, d, ORDER_TWICE); } \
  OVERLOAD bool atomic_compare_exchange_##STRENGTH##_explicit(volatile SPACE atomic_##T* p, EXPECTED T* e, T d, memory_order a, memory_order b, memory_scope s) { \
    return __opencl_atomic_compare_exchange_strong(p, e, d, ORDER_TWICE); }
#define EXCHANGES(T, SPACE, EXPECTED) EXCHANGE(strong, T, SPACE, EXPECTED) EXCHANGE(weak, T, SPACE, EXPECTED)
#define VALUES(T, SPACE) \
  OVERLOAD void atomic_init(volatile SPACE atomic_##T* p, T a) { __opencl_atomic_store(p, a, ORDER); } \
  OVERLOAD void atomic_store(volatile SPACE atomic_##T* p, T a) { __opencl_atomic_store(p, a, ORDER); } \
  OVERLOAD void atomic_store_explicit(volatile SPACE atomic_##T* p, T a, memory_order o) { __opencl_atomic_store(p, a, ORDER); } \
  OVERLOAD void atomic_store_explicit(volatile SPACE atomic_##T* p, T a, memory_order o, memory_scope s) { __opencl_atomic_store(p, a, ORDER); } \
  OVERLOAD T atomic_load(volatile SPACE atomic_##T* p) { return __opencl_atomic_load(p, ORDER); } \
  OVERLOAD T atomic_load_explicit(volatile SPACE atomic_##T* p, memory_order o) { return __opencl_atomic_load(p, ORDER); } \
  OVERLOAD T atomic_load_explicit(volatile SPACE atomic_##T* p, memory_order o, memory_scope s) { return __opencl_atomic_load(p, ORDER); } \
  OVERLOAD T atomic_exchange(volatile SPACE atomic_##T* p, T a) { return __opencl_atomic_exchange(p, a, ORDER); } \
  OVERLOAD T atomic_exchange_explicit(volatile SPACE atomic_##T* p, T a, memory_order o) { return __opencl_atomic_exchange(p, a, ORDER); } \
  OVERLOAD T atomic_exchange_explicit(volatile SPACE atomic_##T* p, T a, memory_order o, memory_scope s) { return __opencl_atomic_exchange(p, a, ORDER); } \
  EXCHANGES(T, SPACE, generic) EXCHANGES(T, SPACE, global) EXCHANGES(T, SPACE, local) EXCHANGES(T, SPACE, private) \
  FETCH(atomic_fetch_add, T, T, SPACE) FETCH(atomic_fetch_sub, T, T, SPACE) FETCH(atomic_fetch_min, T, T, SPACE) FETCH(atomic_fetch_max, T, T, SPACE)
#define BITS(T, SPACE) \
  FETCH(atomic_fetch_or, T, T, SPACE) FETCH(atomic_fetch_xor, T, T, SPACE) FETCH(atomic_fetch_and, T, T, SPACE)
#define FLAGS(SPACE) \
  OVERLOAD bool atomic_flag_test_and_set(volatile SPACE atomic_flag* p) { return __opencl_atomic_exchange((volatile SPACE atomic_int*)p, 1, ORDER); } \
  OVERLOAD bool atomic_flag_test_and_set_explicit(volatile SPACE atomic_flag* p, memory_order o) { return atomic_flag_test_and_set(p); } \
  OVERLOAD bool atomic_flag_test_and_set_explicit(volatile SPACE atomic_flag* p, memory_order o, memory_scope s) { return atomic_flag_test_and_set(p); } \
  OVERLOAD void atomic_flag_clear(volatile SPACE atomic_flag* p) { __opencl_atomic_store((volatile SPACE atomic_int*)p, 0, ORDER); } \
  OVERLOAD void atomic_flag_clear_explicit(volatile SPACE atomic_flag* p, memory_order o) { atomic_flag_clear(p); } \
  OVERLOAD void atomic_flag_clear_explicit(volatile SPACE atomic_flag* p, memory_order o, memory_scope s) { atomic_flag_clear(p); }
#define SPACE_OF_ATOMICS(SPACE) \
  VALUES(int, SPACE) VALUES(uint, SPACE) VALUES(long, SPACE) VALUES(ulong, SPACE) VALUES(float, SPACE) VALUES(double, SPACE) \
  BITS(int, SPACE) BITS(uint, SPACE) BITS(long, SPACE) BITS(ulong, SPACE) FLAGS(SPACE)
SPACE_OF_ATOMICS(generic) SPACE_OF_ATOMICS(global) SPACE_OF_ATOMICS(local)

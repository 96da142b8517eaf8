// What the work-items of a group do together: copies, broadcasts, reductions, scans, votes.
#include "macros.h"

// Each work-item hands in its value and gets all values: `bytes` each, in the order of the local linear id. The memory is good
// until the next such call. Waits for the work-group.
const private void* kiln_host_gather(const private void* value, uint bytes);
ulong kiln_host_query(int query, uint dimension);
// Waits, and fences the memory that the flags of cl_mem_fence_flags say.
void kiln_host_barrier(uint fences);

#define GROUP_SIZE ((uint)(get_local_size(0) * get_local_size(1) * get_local_size(2)))
#define GROUP_ITEM ((uint)kiln_host_query(10, 0))

// ---- Copies. The whole group copies, one element after another, each by one work-item. They do not fence what is copied before they begin.
#define ASYNC(T, TO, FROM) \
  OVERLOAD event_t async_work_group_copy(TO T* to, const FROM T* from, size_t count, event_t event) { \
    kiln_host_barrier(0); \
    for (size_t i = GROUP_ITEM; i < count; i += GROUP_SIZE) to[i] = from[i]; \
    return event; \
  }
#define ASYNC_STRIDED(T) \
  OVERLOAD event_t async_work_group_strided_copy(local T* to, const global T* from, size_t count, size_t stride, event_t event) { \
    kiln_host_barrier(0); \
    for (size_t i = GROUP_ITEM; i < count; i += GROUP_SIZE) to[i] = from[i * stride]; \
    return event; \
  } \
  OVERLOAD event_t async_work_group_strided_copy(global T* to, const local T* from, size_t count, size_t stride, event_t event) { \
    kiln_host_barrier(0); \
    for (size_t i = GROUP_ITEM; i < count; i += GROUP_SIZE) to[i * stride] = from[i]; \
    return event; \
  }
#define ASYNC_OF(T) ASYNC(T, local, global) ASYNC(T, global, local) ASYNC_STRIDED(T) OVERLOAD void prefetch(const global T* p, size_t count) {}
#define ASYNC_OF_N(N, T) ASYNC_OF(T##N)
#define ASYNC_OF_ALL(T) ASYNC_OF(T) VECTOR_WIDTHS(ASYNC_OF_N, T)
INTEGER_TYPES(ASYNC_OF_ALL) FLOAT_TYPES(ASYNC_OF_ALL)
OVERLOAD void wait_group_events(int count, private event_t* events) { kiln_host_barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE); }
OVERLOAD void wait_group_events(int count, event_t* events) { kiln_host_barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE); }
OVERLOAD void wait_group_events(int count, local event_t* events) { kiln_host_barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE); }

// ---- Collectives of OpenCL C 2.0.
OVERLOAD int work_group_all(int predicate) {
  const private int* all = (const private int*)kiln_host_gather(&predicate, sizeof(int));
  int result = 1;
  for (uint i = 0; i < GROUP_SIZE; ++i) result = result && all[i];
  return result;
}
OVERLOAD int work_group_any(int predicate) {
  const private int* all = (const private int*)kiln_host_gather(&predicate, sizeof(int));
  int result = 0;
  for (uint i = 0; i < GROUP_SIZE; ++i) result = result || all[i];
  return result;
}

#define BROADCAST(T) \
  OVERLOAD T work_group_broadcast(T a, size_t x) { return ((const private T*)kiln_host_gather(&a, sizeof(T)))[x]; } \
  OVERLOAD T work_group_broadcast(T a, size_t x, size_t y) { \
    return ((const private T*)kiln_host_gather(&a, sizeof(T)))[x + y * get_local_size(0)]; } \
  OVERLOAD T work_group_broadcast(T a, size_t x, size_t y, size_t z) { \
    return ((const private T*)kiln_host_gather(&a, sizeof(T)))[x + (y + z * get_local_size(1)) * get_local_size(0)]; }
#define REDUCE(T, NAME, START, COMBINE) \
  OVERLOAD T work_group_reduce_##NAME(T value) { \
    const private T* all = (const private T*)kiln_host_gather(&value, sizeof(T)); \
    T a = START; \
    for (uint i = 0; i < GROUP_SIZE; ++i) { const T b = all[i]; a = COMBINE; } \
    return a; \
  } \
  OVERLOAD T work_group_scan_inclusive_##NAME(T value) { \
    const private T* all = (const private T*)kiln_host_gather(&value, sizeof(T)); \
    T a = START; \
    for (uint i = 0; i <= GROUP_ITEM; ++i) { const T b = all[i]; a = COMBINE; } \
    return a; \
  } \
  OVERLOAD T work_group_scan_exclusive_##NAME(T value) { \
    const private T* all = (const private T*)kiln_host_gather(&value, sizeof(T)); \
    T a = START; \
    for (uint i = 0; i < GROUP_ITEM; ++i) { const T b = all[i]; a = COMBINE; } \
    return a; \
  }
// Signed sums wrap.
#define COLLECTIVES(T, SUM, LEAST, GREATEST) \
  BROADCAST(T) REDUCE(T, add, (T)0, SUM) REDUCE(T, min, GREATEST, b < a ? b : a) REDUCE(T, max, LEAST, a < b ? b : a)
COLLECTIVES(int, (int)((uint)a + (uint)b), INT_MIN, INT_MAX)
COLLECTIVES(uint, a + b, 0, UINT_MAX)
COLLECTIVES(long, (long)((ulong)a + (ulong)b), LONG_MIN, LONG_MAX)
COLLECTIVES(ulong, a + b, 0, ULONG_MAX)
COLLECTIVES(half, a + b, -INFINITY, INFINITY)
COLLECTIVES(float, a + b, -INFINITY, INFINITY)
COLLECTIVES(double, a + b, -INFINITY, INFINITY)

// Where a work-item is, and waiting for the others of its work-group.
#include "macros.h"

// What the host knows of the work-item that runs: values of kiln::reference::cpu::Query.
ulong kiln_host_query(int query, uint dimension);
// Waits, and fences the memory that the flags of cl_mem_fence_flags say.
void kiln_host_barrier(uint fences);

#define QUERY(NAME, NUMBER) OVERLOAD size_t NAME(uint dimension) { return kiln_host_query(NUMBER, dimension); }
QUERY(get_global_size, 0) QUERY(get_global_id, 1) QUERY(get_local_size, 2) QUERY(get_enqueued_local_size, 3) QUERY(get_local_id, 4)
QUERY(get_num_groups, 5) QUERY(get_group_id, 6) QUERY(get_global_offset, 7)
OVERLOAD uint get_work_dim(void) { return (uint)kiln_host_query(8, 0); }
OVERLOAD size_t get_global_linear_id(void) { return kiln_host_query(9, 0); }
OVERLOAD size_t get_local_linear_id(void) { return kiln_host_query(10, 0); }

OVERLOAD void barrier(cl_mem_fence_flags flags) { kiln_host_barrier(flags); }
OVERLOAD void work_group_barrier(cl_mem_fence_flags flags) { kiln_host_barrier(flags); }
OVERLOAD void work_group_barrier(cl_mem_fence_flags flags, memory_scope scope) { kiln_host_barrier(flags); }
// Between work-groups, which may run on different threads of the host, a fence orders.
void kiln_host_fence(void);
OVERLOAD void mem_fence(cl_mem_fence_flags flags) { kiln_host_fence(); }
OVERLOAD void read_mem_fence(cl_mem_fence_flags flags) { mem_fence(flags); }
OVERLOAD void write_mem_fence(cl_mem_fence_flags flags) { mem_fence(flags); }
OVERLOAD void atomic_work_item_fence(cl_mem_fence_flags flags, memory_order order, memory_scope scope) { kiln_host_fence(); }

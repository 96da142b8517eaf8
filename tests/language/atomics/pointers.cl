// Atomics behind pointers that are generic, point into one of several objects, into structs, or are numbers themselves.

/*!
[config]
name: atomics behind pointers
clc_version_min: 10
build_options: -cl-std=CL2.0
dimensions: 1

[test]
name: one function for every address space
kernel_name: everywhere
global_size: 16 1 1
local_size: 16 1 1
arg_in:  0 buffer int[2] 100 0
arg_out: 0 buffer int[2] 116 116
arg_out: 1 buffer int[16] repeat 8

[test]
name: a choice of global and local memory
kernel_name: choose
global_size: 16 1 1
local_size: 16 1 1
arg_in:  0 buffer int[3] 1000 5 -1
arg_out: 0 buffer int[3] 1064 56 1
arg_in:  1 buffer int[16] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15

[test]
name: a choice of three buffers
kernel_name: three
global_size: 12 1 1
local_size: 4 1 1
arg_in:  0 buffer int[1] 0
arg_out: 0 buffer int[1] 18
arg_in:  1 buffer int[1] 0
arg_out: 1 buffer int[1] 22
arg_in:  2 buffer int[1] 0
arg_out: 2 buffer int[1] 26

[test]
name: fields of a struct
kernel_name: fields
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer int[8] 0 0 -7 0 0 0 -7 0
arg_out: 0 buffer int[8] 16 30 -7 240 16 31 -7 256

[test]
name: sizes and differences
kernel_name: sizes
global_size: 16 1 1
local_size: 4 1 1
# Of 32 or of 64 bits; what is above 32 stays.
arg_in:  0 buffer uint[2] 5 0
arg_out: 0 buffer uint[2] 125 0
arg_in:  1 buffer int[2] -5 -1
arg_out: 1 buffer int[2] -125 -1
arg_in:  2 buffer int[2] -4 -1
arg_out: 2 buffer int[2] -8 -1
arg_in:  3 buffer uint[2] 0 0
arg_out: 3 buffer uint[2] 65535 0

[test]
name: what a compare-exchange expects may lie anywhere
kernel_name: expected
global_size: 4 1 1
local_size: 4 1 1
arg_in:  0 buffer int[4] 1 2 3 4
arg_out: 0 buffer int[4] 10 2 30 4
arg_in:  1 buffer int[4] 1 0 3 0
arg_out: 1 buffer int[4] 1 2 3 4
arg_out: 2 buffer int[4] 11 2 31 4
!*/

int bump(atomic_int *counter, int by) { return atomic_fetch_add(counter, by); }

kernel void everywhere(global atomic_int *r, global int *own) {
  local atomic_int shared;
  const int i = get_global_id(0);
  if (i == 0) atomic_init(&shared, 100);
  work_group_barrier(CLK_LOCAL_MEM_FENCE);
  atomic_int mine;
  atomic_init(&mine, 3);
  bump(r, 1);
  bump(&shared, 1);
  bump(&mine, 5);
  work_group_barrier(CLK_LOCAL_MEM_FENCE);
  own[i] = atomic_load(&mine);
  if (i == 0) atomic_store(r + 1, atomic_load(&shared));
}

kernel void choose(global atomic_int *r, global const int *in) {
  local atomic_int sum, least;
  const int i = get_global_id(0);
  if (i == 0) {
    atomic_init(&sum, 0);
    atomic_init(&least, 9);
  }
  work_group_barrier(CLK_LOCAL_MEM_FENCE);
  atomic_int *p = i & 1 ? (atomic_int *)r : (atomic_int *)&sum;
  atomic_fetch_add(p, in[i]);
  atomic_int *q = i & 1 ? (atomic_int *)&least : (atomic_int *)(r + 1);
  atomic_fetch_min(q, in[i]);
  work_group_barrier(CLK_LOCAL_MEM_FENCE);
  if (i == 0) {
    atomic_fetch_add(r + 1, atomic_load(&sum));
    atomic_store(r + 2, atomic_load(&least));
  }
}

kernel void three(global atomic_int *a, global atomic_int *b, global atomic_int *c) {
  const int i = get_global_id(0);
  global atomic_int *p = i % 3 == 0 ? a : i % 3 == 1 ? b : c;
  int old = atomic_load(p);
  while (!atomic_compare_exchange_strong(p, &old, old + i))
    ;
}

struct cell {
  atomic_int count;
  atomic_uint largest;
  int other;
  atomic_int sum;
};

kernel void fields(global struct cell *cells) {
  const int i = get_global_id(0);
  global struct cell *c = &cells[i & 1];
  atomic_fetch_add(&c->count, 1);
  atomic_fetch_max(&c->largest, (uint)i);
  atomic_fetch_add(&c->sum, i);
}

kernel void sizes(global atomic_size_t *size, global atomic_ptrdiff_t *difference, global atomic_intptr_t *number,
                  global atomic_uintptr_t *bits) {
  const int i = get_global_id(0);
  atomic_fetch_add(size, (size_t)i);
  atomic_fetch_sub(difference, (ptrdiff_t)i);
  atomic_fetch_min(number, (intptr_t)(7 - i));
  atomic_fetch_or(bits, (uintptr_t)1 << i);
}

kernel void expected(global atomic_int *r, global int *wanted, global int *found) {
  const int i = get_global_id(0);
  local int place[4];
  const int wish = wanted[i];
  found[i] = atomic_compare_exchange_strong(r + i, wanted + i, wish * 10);
  place[i] = wish * 10;
  atomic_compare_exchange_strong(r + i, place + i, wish * 10);
  found[i] += place[i];
}

// Pointers to functions: passed, chosen, kept in variables, tables and structs. Clang has them as an extension of its own.

/*!
[config]
name: function_pointers
clc_version_min: 20
build_options: -cl-std=CL2.0
dimensions: 1
global_size: 6 1 1

[test]
name: chosen
kernel_name: chosen
arg_in: 0 buffer int[6] 3 -5 100 7 2147483647 -12
arg_out: 0 buffer int[6] 9 -10 300 14 2147483645 -24

[test]
name: passed
kernel_name: passed
arg_in: 0 buffer int[6] 3 -5 100 7 2147483647 -12
arg_out: 0 buffer int[6] 6 -10 200 14 -2 -24

[test]
name: in a table
kernel_name: table
arg_in: 0 buffer int[6] 3 -5 100 7 2147483647 -12
arg_out: 0 buffer int[6] 6 -15 -100 14 2147483645 12

[test]
name: in a loop
kernel_name: loop
arg_in: 0 buffer int[6] 3 -5 100 7 2147483647 -12
arg_out: 0 buffer int[6] -18 30 -600 -42 6 72

[test]
name: in a struct
kernel_name: in_struct
arg_in: 0 buffer int[6] 3 -5 100 7 2147483647 -12
arg_out: 0 buffer int[6] -24 -115 -800 161 8 -276
!*/

#pragma OPENCL EXTENSION __cl_clang_function_pointers : enable

typedef int (*Function)(int);

int twice(int x) { return (int)(2u * (uint)x); }
int thrice(int x) { return (int)(3u * (uint)x); }
int minus(int x) { return -x; }
int apply(Function f, int x) { return f(x); }

kernel void chosen(global int* io) {
  size_t i = get_global_id(0);
  io[i] = apply(i & 1 ? twice : thrice, io[i]);
}

kernel void passed(global int* io) {
  size_t i = get_global_id(0);
  io[i] = apply(twice, io[i]);
}

kernel void table(global int* io) {
  size_t i = get_global_id(0);
  Function functions[3] = {twice, thrice, minus};
  io[i] = apply(functions[i % 3], io[i]);
}

kernel void loop(global int* io) {
  size_t i = get_global_id(0);
  Function f = twice;
  for (int k = 0; k < 3; ++k) {
    io[i] = f(io[i]);
    f = k & 1 ? thrice : minus;
  }
}

struct Operations {
  Function first;
  Function second;
};

int both(struct Operations* operations, int x) { return (int)((uint)operations->first(x) + 10u * (uint)operations->second(x)); }

kernel void in_struct(global int* io) {
  size_t i = get_global_id(0);
  struct Operations operations[2] = {{twice, minus}, {thrice, twice}};
  io[i] = both(&operations[i % 2], io[i]);
}

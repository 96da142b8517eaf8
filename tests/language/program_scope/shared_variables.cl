/*!
[config]
name: Program-scope variables
build_options: -cl-std=CL2.0

dimensions: 1

[test]
name: the first value
kernel_name: read_counter
global_size: 1 0 0
arg_out: 0 buffer int[2] 5 7

[test]
name: another kernel counts
kernel_name: count
global_size: 100 0 0
local_size: 10 0 0
arg_in: 0 int 1

[test]
name: what it left
kernel_name: read_counter
global_size: 1 0 0
arg_out: 0 buffer int[2] 105 7

[test]
name: it counts once more
kernel_name: count
global_size: 50 0 0
local_size: 10 0 0
arg_in: 0 int 2

[test]
name: what both left
kernel_name: read_counter
global_size: 1 0 0
arg_out: 0 buffer int[2] 205 7

[test]
name: a static variable of a kernel counts launches
kernel_name: calls
global_size: 1 0 0
arg_out: 0 buffer int[1] 1

[test]
name: a static variable keeps its value
kernel_name: calls
global_size: 1 0 0
arg_out: 0 buffer int[1] 2

[test]
name: a static variable of a function that two kernels call
kernel_name: other_calls
global_size: 1 0 0
arg_out: 0 buffer int[2] 101 102

[test]
name: they share it
kernel_name: more_calls
global_size: 1 0 0
arg_out: 0 buffer int[1] 103
!*/

global int counter = 5;
global int untouched = 7;

kernel void count(int by) { atomic_add((volatile global int *)&counter, by); }

kernel void read_counter(global int *out) {
  out[0] = counter;
  out[1] = untouched;
}

kernel void calls(global int *out) {
  static global int launches;
  out[0] = ++launches;
}

int next(void) {
  static global int number = 100;
  return ++number;
}

kernel void other_calls(global int *out) {
  out[0] = next();
  out[1] = next();
}

kernel void more_calls(global int *out) { out[0] = next(); }

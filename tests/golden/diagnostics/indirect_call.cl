// RUN: targets=errors -cl-std=CL2.0
#pragma OPENCL EXTENSION __cl_clang_function_pointers : enable
typedef int (*Function)(int);
kernel void k(global int* out) {
  Function f = (Function)out[0];
  out[1] = f(2);
}

// RUN: targets=errors
kernel void k(global int* out) { __asm__("nop"); }

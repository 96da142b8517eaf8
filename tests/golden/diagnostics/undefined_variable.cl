// RUN: targets=errors
extern constant int table[4];
kernel void look_up(global int* out) { out[0] = table[out[1]]; }
